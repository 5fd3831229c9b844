"""The facts about care that decide legal status, worked out for one day.

Source: Children Act 1989 ss.22 to 24D and Schedule 2 paragraph 19B; Care Leavers
        (England) Regulations 2010; Care Planning Regulations 2010
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from entitlements.care.answers import CareAnswers, anything_told, read_answers
from entitlements.care.home import home_facts
from entitlements.care.periods import CarePeriod
from entitlements.care.reading import (
    THIRTEEN_WEEKS,
    Birthdays,
    Reading,
    Span,
    birthdays,
    both,
    either,
    opposite,
    together,
)
from entitlements.care.record import read_record

BORDERLINE = (84, 97)
"""Days at which the council must confirm the count: the Act does not say whether the first
and last day count, and records differ by a day a spell. Source: design, section 4."""


@dataclass(frozen=True, slots=True)
class CareFacts:
    """What is settled about somebody's care, as at one day. None is not settled.

    A yes or no is three-valued; a count is its least and most; a date that has
    not happened is `NEVER`. Short breaks are left out of every field but
    `looked_after_on_or_after_16` and those that say so.
    """

    #: Days looked after, in all, from the 14th birthday up to, not with, the day asked about
    #: or the 18th birthday; each day once. Source: Schedule 2 paragraph 19B; 2010/959 reg 40.
    days_looked_after_since_14: Span | None
    #: 91 such days or more. Source: 2010/959 reg 40; 2010/2571 reg 3.
    thirteen_weeks_since_14: bool | None
    #: 84 to 97 such days, and status could turn on them: in care at 16 or 17, or detained or
    #: in hospital at 16. Ask the council to confirm. Source: design, section 4.
    status_borderline: bool | None
    #: Looked after on the day asked about, and under 18. A series of short breaks does not
    #: make it so: between them the child is at home. Source: s.22(1).
    looked_after_now: bool | None
    #: Looked after on one day at least from the 16th birthday and before the 18th. Short
    #: breaks count here: s.24(2)(a) asks for no length and no basis. Source: s.24(1B), (2).
    looked_after_on_or_after_16: bool | None
    #: Has been an eligible child: looked after at 16 or 17 with the 13 weeks since 14
    #: complete, the last of them on or after the 16th birthday. Source: Sch 2 para 19B(2).
    was_eligible_child: bool | None
    #: Looked after immediately before the 18th birthday. None before that birthday, unless
    #: a day of leaving on or after it is known. Source: s.23C(1)(b).
    looked_after_at_18: bool | None
    #: Was an eligible child immediately before ceasing, the last time, to be looked after.
    #: Days only add up, so it is the same as `was_eligible_child`. Source: s.23A(2), s.23C(1)(b).
    eligible_when_last_looked_after: bool | None
    #: Lived at home for a continuous six months or more since leaving care, by the day asked
    #: about or the 18th birthday, and that had not broken down. Source: 2010/2571 reg 3(5), (6).
    home_six_months: bool | None
    #: `home_six_months`, and it broke down on or after the 18th birthday. Arguable whether
    #: status revives ("would be one if under 18"): show both readings. Source: s.23C(1)(a).
    home_broke_down_after_18: bool | None
    #: Six months at home only if time there while still looked after is counted with it.
    #: Arguable: show both readings. Source: 2010/2571 reg 3(5), which does not say.
    home_time_in_dispute: bool | None
    #: 91 days since 14 complete before the 16th birthday, for somebody detained or in
    #: hospital on it. Source: 2010/2571 reg 3(1) to (4).
    thirteen_weeks_before_16: bool | None
    #: 91 days in care in all, at any age, with one at least on or after the 16th birthday.
    #: Source: student finance definition, law reference 4.3.
    thirteen_weeks_ending_after_16: bool | None
    #: Complete months of the longest unbroken spell, councils and orders joined.
    #: Source: Junior ISA scheme, 12 months unbroken, law reference 7.1.
    months_in_care_unbroken: Span | None
    #: Under a full or interim care order on the day asked about. Source: s.31(11), s.38.
    care_order_now: bool | None
    #: Was in care, and not on or after the 16th birthday. Source: s.24(2), read the other way.
    left_care_before_16: bool | None
    #: Has been in care at any age: "care experienced", which is no legal status.
    ever_in_care: bool | None
    #: The 18th birthday, come or still to come. Source: Family Law Reform Act 1969 ss.1, 9.
    turned_18_on: date | None
    #: First day in care.
    came_into_care_on: date | None
    #: First day out of care, the last time, at the latest the 18th birthday; NEVER while in
    #: care and for somebody never in care.
    last_left_care_on: date | None
    #: Councils that have looked after them, short breaks too; who did so last is last.
    #: Source: s.23A(4), s.24(5)(a), the council which last looked after.
    authorities: tuple[str, ...]


def care_facts(answers: CareAnswers, as_at: date) -> CareFacts:
    """Work out the facts about care on `as_at` from whatever is known.

    Care periods decide where they are known; plain answers fill what they leave
    open. Where the two disagree `conflicts` says so. On a later day than the
    answers were given, care that continues is taken to continue to the 18th
    birthday.

    Raises: DateProblem, for a birth whose 18th birthday is past the calendar
    """
    ages = None if answers.born is None else birthdays(answers.born)
    day = as_at.toordinal()
    care = _care(answers, ages, day)
    thirteen_weeks = _at_least(care.days, THIRTEEN_WEEKS)
    eligible = both(thirteen_weeks, care.in_care_from_16)
    home = home_facts(answers, care, ages, day)
    return CareFacts(
        days_looked_after_since_14=care.days,
        thirteen_weeks_since_14=thirteen_weeks,
        status_borderline=_borderline(answers, care, ages, day),
        looked_after_now=care.in_care,
        looked_after_on_or_after_16=care.any_care_from_16,
        was_eligible_child=eligible,
        looked_after_at_18=care.in_care_at_18,
        eligible_when_last_looked_after=eligible,
        home_six_months=home.six_months,
        home_broke_down_after_18=home.broke_down_after_18,
        home_time_in_dispute=home.time_in_dispute,
        thirteen_weeks_before_16=_thirteen_weeks_before_16(care, thirteen_weeks),
        thirteen_weeks_ending_after_16=both(care.thirteen_weeks_ever, care.in_care_from_16),
        months_in_care_unbroken=care.months,
        care_order_now=False if care.in_care is False else care.care_order,
        left_care_before_16=care.left_before_16,
        ever_in_care=care.ever_in_care,
        turned_18_on=None if ages is None else date.fromordinal(ages.at_18),
        came_into_care_on=care.came_on,
        last_left_care_on=care.left_on,
        authorities=_authorities(answers.periods, day) if answers.periods else (),
    )


def _care(answers: CareAnswers, ages: Birthdays | None, day: int) -> Reading:
    if answers.periods is None:
        return read_answers(answers, ages, day)
    record = read_record(answers.periods, ages, day)
    complete = record.in_care_at_18 is not None
    if complete or not anything_told(answers):
        return record
    return together(record, read_answers(answers, ages, day))


def _at_least(count: Span | None, threshold: int) -> bool | None:
    if count is None:
        return None
    return True if count[0] >= threshold else False if count[1] < threshold else None


def _borderline(
    answers: CareAnswers, care: Reading, ages: Birthdays | None, day: int
) -> bool | None:
    enough, too_many = _at_least(care.days, BORDERLINE[0]), _at_least(care.days, BORDERLINE[1] + 1)
    too_young = ages is not None and day < ages.at_16
    detained = False if too_young else answers.detained_or_in_hospital_at_16
    return both(both(enough, opposite(too_many)), either(care.in_care_from_16, detained))


def _thirteen_weeks_before_16(care: Reading, thirteen_weeks: bool | None) -> bool | None:
    if care.thirteen_weeks_before_16 is not None:
        return care.thirteen_weeks_before_16
    if thirteen_weeks is False:
        return False
    return True if thirteen_weeks and care.in_care_from_16 is False else None


def _authorities(periods: tuple[CarePeriod, ...], day: int) -> tuple[str, ...]:
    """Name each council once, by the last day it looked after them."""
    last: dict[str, tuple[int, int]] = {}
    for period in periods:
        first, out = period.spell
        if period.authority is not None and first <= day:
            had_out, had_first = last.get(period.authority, (0, first))
            until = out if out <= day else day + 1
            last[period.authority] = max(had_out, until), min(had_first, first)
    if len(last) < 2:
        return tuple(last)
    return tuple(sorted(last, key=lambda authority: (last[authority], authority)))
