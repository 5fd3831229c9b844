"""Turning days: the days on which time alone can change the value of some test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import cast

from entitlements.care import CarePeriod
from entitlements.dates import NEVER_DAY, Duration, add_duration, attains_age
from entitlements.evaluate import Engine
from entitlements.facts import Award, Facts
from entitlements.plan.build import Plan
from entitlements.plan.leaves import AgeCut, FromAsAt, InRange, Threshold
from entitlements.plan.lower import moved
from entitlements.plan.tree import BORN
from entitlements.rulebook.model import RuleBook

#: Ages at which the facts about care can change.
CARE_AGES = (14, 16, 18)
_SIX_MONTHS, _YEAR = Duration(6, "month"), Duration(1, "year")
#: Days in care that the law, and the borderline band, turn on.
CARE_DAYS = (84, 91, 98)


def turning_days(engine: Engine, facts: Facts, start: date, end: date) -> list[date]:
    """Every day from `start` up to `end` on which a test may turn, in order."""
    authority = cast("str | None", facts.get("authority"))
    compiled, _ = engine.on(authority, start)
    plan = compiled.plan
    numbers = {day for day in _by_threshold(plan, facts, start) if day < NEVER_DAY}
    numbers |= {day.toordinal() for day in _by_care(facts, start)}
    numbers |= {day.toordinal() for day in _by_book(engine.book, authority)}
    numbers |= set(_by_ledger(plan, facts))
    low, high = start.toordinal(), end.toordinal()
    return [date.fromordinal(day) for day in sorted(numbers) if low <= day < high]


def _by_threshold(plan: Plan, facts: Facts, start: date) -> Iterator[int]:
    """A birthday, or a span since or until a date, reaches the bound of a test."""
    for leaf in plan.leaves:
        if not isinstance(leaf, InRange):
            continue
        value = facts.get(leaf.fact)
        if type(value) is int and value < NEVER_DAY:
            for bound in (leaf.low, leaf.high):
                yield from _turn(bound, value)


def _turn(bound: Threshold | None, value: int) -> Iterator[int]:
    if isinstance(bound, AgeCut):
        yield attains_age(date.fromordinal(value), bound.years).toordinal() + bound.eve
    elif isinstance(bound, FromAsAt):
        yield _first_day_past(value, bound)


def _first_day_past(value: int, bound: FromAsAt) -> int:
    """The first day whose bound is past a date. Month ends are clipped, so look about."""
    near = moved(value, bound.duration, -bound.sign)
    for day in range(near - 4, near + 5):
        if moved(day, bound.duration, bound.sign) + bound.plus > value:
            return day
    return near


def _by_care(facts: Facts, start: date) -> Iterator[date]:
    """Days on which the facts about care can change."""
    born = facts.get(BORN)
    if isinstance(born, int):
        birth = date.fromordinal(born)
        yield from (attains_age(birth, age) for age in CARE_AGES)
    for name, span in (("returned_home_on", _SIX_MONTHS), ("left_care_on", _SIX_MONTHS)):
        day = facts.get(name)
        if type(day) is int and day < NEVER_DAY:
            yield from (date.fromordinal(day), add_duration(date.fromordinal(day), span))
    for name in ("home_broke_down_on", "adopted_on"):
        day = facts.get(name)
        if type(day) is int and day < NEVER_DAY:
            yield date.fromordinal(day)
    periods = cast("tuple[CarePeriod, ...]", facts.get("care_periods", ()))
    yield from _by_periods(periods, born, start)


def _by_periods(periods: tuple[CarePeriod, ...], born: object, start: date) -> Iterator[date]:
    for period in periods:
        yield from (period.start, add_duration(period.start, _YEAR))
        if period.end is not None:
            yield from (period.end, add_duration(period.end, _SIX_MONTHS))
    if isinstance(born, int) and any(period.end is None for period in periods):
        fourteenth = attains_age(date.fromordinal(born), 14)
        closed = sum(_days(period, fourteenth) for period in periods if period.end is not None)
        opened = max(fourteenth, *(p.start for p in periods if p.end is None), date.min)
        for days in CARE_DAYS:  # the day on which the open spell brings the count there
            yield date.fromordinal(opened.toordinal() + max(days - closed, 0))


def _days(period: CarePeriod, since: date) -> int:
    assert period.end is not None
    return max((period.end - max(period.start, since)).days, 0) if period.counts else 0


def _by_book(book: RuleBook, authority: str | None) -> Iterable[date]:
    """Days on which a version or a rate begins or ends."""
    for table in book.tables_for(authority):
        for version in table.versions:
            yield from (day for day in (version.effective_from, version.effective_to) if day)
    for parameter in book.parameters.values():
        for value in parameter.values:
            yield from (day for day in (value.start, value.to) if day)


def _by_ledger(plan: Plan, facts: Facts) -> Iterator[int]:
    """Days on which something had before falls out of a span that is looked back over."""
    awards = cast("tuple[Award, ...]", facts.get("already_had", ()))
    for query in plan.had:
        for award in awards:
            if query.within is not None and award.on is not None:
                yield add_duration(award.on, query.within).toordinal()
