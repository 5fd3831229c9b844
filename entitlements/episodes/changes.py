"""The days since 14, stretch by stretch, so that a page shows how they were counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from entitlements.care import (
    CareAnswers,
    CareFacts,
    CarePeriod,
    PeriodProblem,
    care_facts,
    days_looked_after,
    period_problems,
)
from entitlements.care.facts import BORDERLINE
from entitlements.care.reading import THIRTEEN_WEEKS
from entitlements.dates import Window, attains_age


class WhyNot(StrEnum):
    """Why days of a stretch are not counted, or not all of them."""

    SHORT_BREAKS = "Planned short breaks do not count."
    BEFORE_14 = "Days before the 14th birthday do not count."
    FROM_18 = "Days from the 18th birthday do not count."
    TO_COME = "Days still to come are not counted yet."
    COUNTED_ALREADY = "Some of these days were counted above. Each day counts once."
    NO_BIRTH = "The date of birth is not known, so the days cannot be counted."


@dataclass(frozen=True, slots=True)
class Stretch:
    """One period and what it adds to the count.

    `place` is where the period stood in what was given, from 0. `start` and `end` are its
    days within the count, half-open; None where it has none. `days` are what the stretch
    holds, `added` those that no stretch above it holds, `running` the total after it:
    None where the date of birth is not known.
    """

    place: int
    period: CarePeriod
    start: date | None
    end: date | None
    days: int | None
    added: int | None
    running: int | None
    counts: bool
    why_not: tuple[WhyNot, ...]


@dataclass(frozen=True, slots=True)
class Recount:
    """The count of an editable timeline, as at one day.

    `total` is None where the date of birth is not known. `window` is the days that can
    count: None as long as there are none. `borderline` says that the total is from 84 to
    97, so that the council must confirm it; `facts.status_borderline` says if it matters.
    """

    stretches: tuple[Stretch, ...]
    window: Window | None
    total: int | None
    thirteen_weeks: bool | None
    borderline: bool | None
    problems: tuple[PeriodProblem, ...]
    facts: CareFacts


def recount(born: date | None, periods: Sequence[CarePeriod], as_at: date) -> Recount:
    """Count the days looked after since 14, and show what each period adds, in order of time.

    Source: Children Act 1989, Schedule 2, paragraph 19B; 2010/959 reg 40
    Raises: DateProblem, for a birth whose 18th birthday is past the calendar
    """
    periods = tuple(periods)
    window = None if born is None else _window(born, as_at)
    stretches = _stretches(born, periods, as_at, window)
    total = None if born is None else _total(periods, window)
    return Recount(
        stretches,
        window,
        total,
        None if total is None else total >= THIRTEEN_WEEKS,
        None if total is None else BORDERLINE[0] <= total <= BORDERLINE[1],
        period_problems(periods, born, as_at),
        care_facts(CareAnswers(born=born, periods=periods), as_at),
    )


def _window(born: date, as_at: date) -> Window | None:
    start, end = attains_age(born, 14), min(as_at, attains_age(born, 18))
    return Window(start, end) if start < end else None


def _total(periods: Sequence[CarePeriod], window: Window | None) -> int:
    return 0 if window is None else days_looked_after(periods, window)


def _stretches(
    born: date | None, periods: Sequence[CarePeriod], as_at: date, window: Window | None
) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    in_order = sorted(enumerate(periods), key=lambda pair: (pair[1].spell, pair[0]))
    before = 0
    for count, (place, period) in enumerate(in_order, 1):
        if born is None:
            why = _why_not(period, 0, 0, None, as_at)
            found.append(Stretch(place, period, *(None,) * 5, period.counts, why))
            continue
        running = _total([one for _, one in in_order[:count]], window)
        inside = _inside(period, window)
        days = 0 if inside is None or not period.counts else inside.days()
        found.append(
            Stretch(
                place,
                period,
                None if inside is None else inside.start,
                None if inside is None else inside.end,
                days,
                running - before,
                running,
                period.counts and days > 0,
                _why_not(period, days, running - before, born, as_at),
            )
        )
        before = running
    return tuple(found)


def _inside(period: CarePeriod, window: Window | None) -> Window | None:
    return None if window is None else Window(period.start, period.end).overlap(window)


def _why_not(
    period: CarePeriod, days: int, added: int, born: date | None, as_at: date
) -> tuple[WhyNot, ...]:
    if not period.counts:
        return (WhyNot.SHORT_BREAKS,)
    if born is None:
        return (WhyNot.NO_BIRTH,)
    out = period.end or as_at
    at_18 = attains_age(born, 18)
    reasons = {
        WhyNot.BEFORE_14: period.start < attains_age(born, 14),
        WhyNot.FROM_18: period.start >= at_18 or out > at_18,
        WhyNot.TO_COME: period.start >= as_at or out > as_at,
        WhyNot.COUNTED_ALREADY: added < days,
    }
    return tuple(reason for reason, holds in reasons.items() if holds)
