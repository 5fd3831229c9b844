"""What is odd in a record of care periods: shown to a person, changed by nobody.

A period that ends on or before its start cannot be made at all
(`ImpossiblePeriod`); these can, and are counted as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from entitlements.care.periods import CarePeriod
from entitlements.dates import NEVER, attains_age

STARTS_BEFORE_BIRTH = "starts_before_birth"
STARTS_IN_FUTURE = "starts_in_future"
STARTS_AT_18_OR_LATER = "starts_at_18_or_later"
ENDS_AFTER_18 = "ends_after_18"
OVERLAPS_OTHER_AUTHORITY = "overlaps_other_authority"


@dataclass(frozen=True, slots=True)
class PeriodProblem:
    """A finding about one or two care periods.

    Source: the record itself; nobody is looked after before birth or from 18
    """

    #: What is found: one of the names above.
    id: str
    #: Which periods, counted from 0 in the order they were given.
    places: tuple[int, ...]
    #: The day the finding is about.
    on: date
    #: The day it runs against: birth, the day asked about, the 18th birthday, the end of the
    #: overlap.
    against: date


def period_problems(
    periods: Sequence[CarePeriod], born: date | None, as_at: date
) -> tuple[PeriodProblem, ...]:
    """Find every oddity of a record, in the order of its periods.

    Raises: DateProblem, for a birth whose 18th birthday is past the calendar
    """
    found = [
        problem
        for place, period in enumerate(periods)
        for problem in _oddities(place, period, born, as_at)
    ]
    return (*found, *_overlaps(periods))


def _oddities(
    place: int, period: CarePeriod, born: date | None, as_at: date
) -> Iterator[PeriodProblem]:
    if period.start > as_at:
        yield PeriodProblem(STARTS_IN_FUTURE, (place,), period.start, as_at)
    if born is None:
        return
    if period.start < born:
        yield PeriodProblem(STARTS_BEFORE_BIRTH, (place,), period.start, born)
    at_18 = attains_age(born, 18)
    if period.start >= at_18:
        yield PeriodProblem(STARTS_AT_18_OR_LATER, (place,), period.start, at_18)
    elif period.end is not None and period.end > at_18:
        yield PeriodProblem(ENDS_AFTER_18, (place,), period.end, at_18)


def _overlaps(periods: Sequence[CarePeriod]) -> Iterator[PeriodProblem]:
    """Find days on which two councils are both on record; allowed, each day counts once."""
    for (place, one), (other_place, other) in combinations(enumerate(periods), 2):
        start = max(one.start, other.start)
        end = min(one.end or NEVER, other.end or NEVER)
        if start < end and one.authority != other.authority and one.authority and other.authority:
            yield PeriodProblem(OVERLAPS_OTHER_AUTHORITY, (place, other_place), start, end)
