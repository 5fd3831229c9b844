"""What a person may know about their care, and what their plain answers settle.

Somebody who does not know dates answers plain questions instead. An answer
settles only what follows from it in every history it could be true of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from entitlements.care.periods import CarePeriod
from entitlements.care.reading import (
    FOUR_YEARS,
    NOTHING_KNOWN,
    THIRTEEN_WEEKS,
    Birthdays,
    Reading,
    Span,
    settled,
)
from entitlements.dates import NEVER

SURELY_13_WEEKS = 4
"""Months that are 91 days or more wherever they fall; three can be 89."""


@dataclass(frozen=True, slots=True)
class CareAnswers:
    """Everything that may be known about somebody's care. None is not known.

    A date of `NEVER` says that the thing has not happened. The answers are as
    on the day they were given: asked about a later day, what goes on is taken
    to go on. In the plain questions "in care" leaves short breaks out, but a
    "no" means not even those.
    """

    #: Date of birth, as accepted by the council.
    born: date | None = None
    #: Every spell in care; () for never in care.
    periods: tuple[CarePeriod, ...] | None = None
    #: In care on the day asked about.
    in_care_now: bool | None = None
    #: In care for 13 weeks or more, in all, after turning 14.
    thirteen_weeks_since_14: bool | None = None
    #: In care for one day at least while 16 or 17.
    in_care_at_16_or_17: bool | None = None
    #: First day out of care, the last time; NEVER for has not left.
    left_care_on: date | None = None
    #: Complete months of the longest unbroken spell.
    months_continuously_in_care: int | None = None
    #: A special guardianship order was made while looked after.
    special_guardianship_from_care: bool | None = None
    #: Day of an adoption order.
    adopted_on: date | None = None
    #: Detained, or in hospital, on the 16th birthday.
    detained_or_in_hospital_at_16: bool | None = None
    #: Day of going back, the last time, to live with a parent or whoever has
    #: parental responsibility.
    returned_home_on: date | None = None
    #: Day on which that came to an end because it broke down.
    home_broke_down_on: date | None = None


class _Told(NamedTuple):
    """The plain answers with the birthdays and the day number they are read for."""

    answers: CareAnswers
    ages: Birthdays | None
    day: int
    #: First day out of care, at the latest the 18th birthday; None if not known or not left.
    left: int | None
    #: Has not left care.
    still: bool

    @property
    def adult(self) -> bool:
        return self.ages is not None and self.day >= self.ages.at_18

    @property
    def gone(self) -> bool:
        return self.left is not None and self.left <= self.day


def read_answers(answers: CareAnswers, ages: Birthdays | None, day: int) -> Reading:
    """Read the facts about care out of the plain answers, as at day number `day`."""
    if ages is None and not anything_told(answers):
        return NOTHING_KNOWN
    told = _told(answers, ages, day)
    from_16 = _from_16(told)
    months = answers.months_continuously_in_care
    return Reading(
        days=_days(told),
        thirteen_weeks_ever=_thirteen_weeks_ever(told),
        ever_in_care=_ever_in_care(told),
        in_care=_in_care(told),
        in_care_from_16=from_16,
        any_care_from_16=from_16,
        in_care_at_18=_at_18(told),
        left_before_16=_left_before_16(told),
        months=None if months is None else (months, months),
        left_on=_left_on(told),
    )


def anything_told(answers: CareAnswers) -> bool:
    """Say whether any plain question about care itself is answered."""
    return (
        answers.in_care_now is not None
        or answers.thirteen_weeks_since_14 is not None
        or answers.in_care_at_16_or_17 is not None
        or answers.left_care_on is not None
        or answers.months_continuously_in_care is not None
    )


def _told(answers: CareAnswers, ages: Birthdays | None, day: int) -> _Told:
    left_on = answers.left_care_on
    if left_on is None or left_on == NEVER:
        still = answers.in_care_now is True or left_on is not None
        return _Told(answers, ages, day, None, still)
    left = left_on.toordinal()
    if ages is not None:
        left = min(left, ages.at_18)
    return _Told(answers, ages, day, left, answers.in_care_now is True)


def _in_care(told: _Told) -> bool | None:
    no = told.adult or told.answers.in_care_now is False or told.gone
    return settled(told.still and told.ages is not None and not told.adult, no)


def _from_16(told: _Told) -> bool | None:
    answer, ages, left = told.answers.in_care_at_16_or_17, told.ages, told.left
    if ages is None:
        return answer
    if told.day < ages.at_16:
        return False
    left_later = told.gone and left is not None and left > ages.at_16
    left_earlier = left is not None and left <= ages.at_16
    return settled(answer is True or told.still or left_later, answer is False or left_earlier)


def _at_18(told: _Told) -> bool | None:
    if told.ages is None:
        return None
    stayed = told.left == told.ages.at_18 or (told.adult and told.still)
    left_earlier = told.left is not None and told.left < told.ages.at_18
    not_from_16 = told.answers.in_care_at_16_or_17 is False
    return settled(stayed, told.adult and (left_earlier or not_from_16))


def _left_before_16(told: _Told) -> bool | None:
    ages, left = told.ages, told.left
    if ages is None:
        return False if told.still or told.answers.in_care_at_16_or_17 else None
    from_16 = told.answers.in_care_at_16_or_17 is True and told.day >= ages.at_16
    left_earlier = told.gone and left is not None and left <= ages.at_16
    left_later = told.gone and left is not None and left > ages.at_16
    return settled(left_earlier, told.still or from_16 or left_later)


def _days(told: _Told) -> Span | None:
    answer, ages = told.answers.thirteen_weeks_since_14, told.ages
    if ages is None and answer is None:
        return None
    possible = FOUR_YEARS if ages is None else max(0, min(told.day, ages.at_18) - ages.at_14)
    most = possible
    if ages is not None and told.left is not None:
        most = max(0, min(possible, told.left - ages.at_14))
    if answer is True and possible >= THIRTEEN_WEEKS:
        return (THIRTEEN_WEEKS, most) if most >= THIRTEEN_WEEKS else (0, possible)
    return 0, min(most, THIRTEEN_WEEKS - 1) if answer is False else most


def _thirteen_weeks_ever(told: _Told) -> bool | None:
    months = told.answers.months_continuously_in_care
    long_enough = months is not None and months >= SURELY_13_WEEKS
    return True if long_enough or told.answers.thirteen_weeks_since_14 else None


def _ever_in_care(told: _Told) -> bool | None:
    answers = told.answers
    yes = (
        told.still
        or told.gone
        or answers.thirteen_weeks_since_14
        or answers.in_care_at_16_or_17
        or answers.months_continuously_in_care
    )
    return True if yes else None


def _left_on(told: _Told) -> date | None:
    if told.ages is None or told.still == told.gone:
        return None
    if told.still:
        return date.fromordinal(told.ages.at_18) if told.adult else NEVER
    return None if told.left is None else date.fromordinal(told.left)
