"""Answers about care that cannot all be true: shown side by side, never settled silently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from entitlements.care.answers import CareAnswers
from entitlements.care.periods import CarePeriod
from entitlements.care.reading import THIRTEEN_WEEKS, Birthdays, Reading, Span, birthdays
from entitlements.care.record import read_record
from entitlements.dates import NEVER, months_between

Value = bool | int | date | None


@dataclass(frozen=True, slots=True)
class Said:
    """One source and what it says.

    `source` is "periods" or the name of an answer in `CareAnswers`; `value` is
    its value, or what the periods make of the same question.
    """

    source: str
    value: Value


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources that cannot both be right; `id` names the question they disagree on."""

    id: str
    one: Said
    other: Said


def conflicts(answers: CareAnswers, as_at: date) -> tuple[Conflict, ...]:
    """Find every two answers that contradict each other on the day they were given.

    Where periods are among them `care_facts` goes by the periods; between plain
    answers it leaves open what they contradict.

    Raises: DateProblem, for a birth whose 18th birthday is past the calendar
    """
    ages = None if answers.born is None else birthdays(answers.born)
    found = [*_about_now(answers, ages, as_at), *_about_home(answers)]
    if answers.born is not None and ages is not None:
        found += _with_age(answers, answers.born, ages, as_at)
        found += _about_16_or_17(answers, ages, as_at)
    if answers.periods is not None:
        record = read_record(answers.periods, ages, as_at.toordinal())
        found += _with_record(answers, record)
        found += _leaving_and_record(answers, record, ages, as_at)
        found += _adopted_while_in_care(answers.adopted_on, answers.periods)
    return tuple(found)


def _pair(answers: CareAnswers, one: str, other: str) -> Conflict:
    return Conflict(one, Said(one, getattr(answers, one)), Said(other, getattr(answers, other)))


def _about_now(answers: CareAnswers, ages: Birthdays | None, as_at: date) -> Iterator[Conflict]:
    """Compare being in care now with having left; from 18 "not in care" says nothing."""
    now, left = answers.in_care_now, answers.left_care_on
    if now is None or left is None:
        return
    under_18 = ages is not None and as_at.toordinal() < ages.at_18
    if left <= as_at if now else left > as_at and under_18:
        yield _pair(answers, "in_care_now", "left_care_on")


def _about_home(answers: CareAnswers) -> Iterator[Conflict]:
    returned, broke_down = answers.returned_home_on, answers.home_broke_down_on
    if returned is not None and broke_down is not None and broke_down < returned:
        yield _pair(answers, "home_broke_down_on", "returned_home_on")


def _with_age(answers: CareAnswers, born: date, ages: Birthdays, as_at: date) -> Iterator[Conflict]:
    """Find what somebody of this age cannot have answered."""
    today = min(as_at.toordinal(), ages.at_18)
    months, left = answers.months_continuously_in_care, answers.left_care_on
    if answers.in_care_now and today == ages.at_18:
        yield _pair(answers, "in_care_now", "born")
    if months is not None and months > months_between(born, date.fromordinal(today)):
        yield _pair(answers, "months_continuously_in_care", "born")
    if not answers.thirteen_weeks_since_14:
        return
    if today - ages.at_14 < THIRTEEN_WEEKS:
        yield _pair(answers, "thirteen_weeks_since_14", "born")
    if left is not None and left.toordinal() - ages.at_14 < THIRTEEN_WEEKS:
        yield _pair(answers, "thirteen_weeks_since_14", "left_care_on")


def _about_16_or_17(answers: CareAnswers, ages: Birthdays, as_at: date) -> Iterator[Conflict]:
    """Compare having been in care at 16 or 17 with age, leaving and being in care now."""
    name, answer, left = "in_care_at_16_or_17", answers.in_care_at_16_or_17, answers.left_care_on
    is_16 = as_at.toordinal() >= ages.at_16
    left_later = left is not None and left.toordinal() > ages.at_16
    if answer is True and not is_16:
        yield _pair(answers, name, "born")
    if answer is True and left is not None and not left_later:
        yield _pair(answers, name, "left_care_on")
    if answer is False and is_16 and left_later:
        yield _pair(answers, name, "left_care_on")
    if answer is False and is_16 and answers.in_care_now:
        yield _pair(answers, name, "in_care_now")


def _with_record(answers: CareAnswers, record: Reading) -> Iterator[Conflict]:
    """Compare each plain answer with what the periods make of the same question."""
    now, at_16_or_17 = answers.in_care_now, answers.in_care_at_16_or_17
    months = answers.months_continuously_in_care
    from_16 = record.in_care_from_16 if at_16_or_17 else record.any_care_from_16
    if now is not None and record.in_care not in (None, now):
        yield _by_periods("in_care_now", now, record.in_care)
    if at_16_or_17 is not None and from_16 not in (None, at_16_or_17):
        yield _by_periods("in_care_at_16_or_17", at_16_or_17, from_16)
    yield from _thirteen_weeks(answers.thirteen_weeks_since_14, record)
    if months is not None and record.months and not _within(months, record.months):
        yield _by_periods("months_continuously_in_care", months, record.months[1])
    if answers.special_guardianship_from_care and record.ever_in_care is False:
        yield _by_periods("special_guardianship_from_care", True, False)


def _thirteen_weeks(answer: bool | None, record: Reading) -> Iterator[Conflict]:
    if answer is None or record.days is None:
        return
    least, most = record.days
    if most < THIRTEEN_WEEKS if answer else least >= THIRTEEN_WEEKS:
        yield _by_periods("thirteen_weeks_since_14", answer, not answer)


def _leaving_and_record(
    answers: CareAnswers, record: Reading, ages: Birthdays | None, as_at: date
) -> Iterator[Conflict]:
    """Compare the day of leaving with the record; leaving at 18 or later is leaving at 18."""
    told = answers.left_care_on
    if told is None:
        return
    left = told if ages is None else min(told, date.fromordinal(ages.at_18))
    if left > as_at:
        differs = record.in_care is False
    else:
        differs = record.left_on not in (None, left)
    at_16_by_then = ages is not None and left.toordinal() <= ages.at_16
    if differs or (at_16_by_then and record.any_care_from_16):
        yield _by_periods("left_care_on", told, record.left_on)


def _within(count: int, span: Span) -> bool:
    return span[0] <= count <= span[1]


def _by_periods(name: str, answer: Value, by_periods: Value) -> Conflict:
    return Conflict(name, Said(name, answer), Said("periods", by_periods))


def _adopted_while_in_care(
    adopted_on: date | None, periods: tuple[CarePeriod, ...]
) -> Iterator[Conflict]:
    """Find periods that go on past an adoption order, which ends being looked after.

    Source: Adoption and Children Act 2002, s.46
    """
    for period in periods:
        if adopted_on is not None and period.start < adopted_on < (period.end or NEVER):
            yield _by_periods("adopted_on", adopted_on, period.end or NEVER)
