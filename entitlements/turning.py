"""Turning days: the days on which time alone can change the value of some test."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import product
from typing import cast

from entitlements.care import CarePeriod
from entitlements.care.periods import Spell, unbroken_spells
from entitlements.dates import NEVER_DAY, Duration, add_months, attains_age
from entitlements.derive import CARE_DATES
from entitlements.evaluate import Engine
from entitlements.facts import Award, Facts
from entitlements.plan.build import Plan, parts_of
from entitlements.plan.leaves import AgeCut, Fixed, FromAsAt, InRange, Threshold
from entitlements.plan.ledger import LEDGER
from entitlements.plan.lower import moved
from entitlements.plan.tree import BORN
from entitlements.rulebook.amounts import PeriodCount
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.conditions import AsAtBound, Bound
from entitlements.rulebook.model import RuleBook

#: Ages at which the facts about care can change.
CARE_AGES = (14, 16, 18)
_SIX_MONTHS = Duration(6, "month")
#: Days in care that the law, and the borderline band, turn on; and complete months.
CARE_DAYS, CARE_MONTHS = (84, 91, 98), (12,)


def turning_days(engine: Engine, facts: Facts, start: date, end: date) -> list[date]:
    """Every day from `start` up to `end` on which a test may turn, in order."""
    authority = cast("str | None", facts.get("authority"))
    found = {day for day in _by_book(engine.book, authority) if start <= day < end}
    plans = dict.fromkeys(engine.on(authority, day)[0].plan for day in (start, *sorted(found)))
    for plan in plans:
        found |= set(turning_by_time(plan, facts, start, end))
    return sorted(found)


def turning_by_time(plan: Plan, facts: Facts, start: date, end: date) -> list[date]:
    """The days on which time alone turns a test of one plan, whatever the book does."""
    days = {*_by_threshold(plan, facts), *_by_care(plan, facts), *_by_ledger(plan, facts)}
    low, high = start.toordinal(), end.toordinal()
    within = {day for day in days if low <= day < high}
    return [date.fromordinal(day) for day in sorted(within | set(_by_count(plan, start, end)))]


def _by_threshold(plan: Plan, facts: Facts) -> Iterator[int]:
    """A birthday, or a span since or until a date, reaches the bound of a test."""
    days_of_care = _days_of_care(facts)
    for leaf in plan.leaves:
        if not isinstance(leaf, InRange):
            continue
        definition = plan.slots[leaf.fact].fact
        value = facts.get(leaf.fact)
        values = {value} if type(value) is int else set[int]()
        if value is None and definition.is_derived and definition.type is FactType.DATE:
            values = days_of_care
        for bound, day in product((leaf.low, leaf.high), values):
            if day < NEVER_DAY:
                yield from _turn(bound, day)


def _days_of_care(facts: Facts) -> set[int]:
    """Every day that a date about care, worked out from these facts, can be."""
    periods = cast("tuple[CarePeriod, ...]", facts.get("care_periods", ()))
    found = {day for period in periods for day in period.spell}
    born, left = facts.get(BORN), facts.get("left_care_on")
    if isinstance(born, int):
        found.add(attains_age(date.fromordinal(born), 18).toordinal())
    return found | {left} if isinstance(left, int) else found


def _turn(bound: Threshold | None, value: int) -> Iterator[int]:
    if isinstance(bound, AgeCut):
        yield attains_age(date.fromordinal(value), bound.years).toordinal() + bound.eve
    elif isinstance(bound, FromAsAt):
        yield _first_day_past(value, bound)


def _first_day_past(value: int, bound: FromAsAt) -> int:
    """The first day whose bound is past a date."""
    near = moved(value, bound.duration, -bound.sign)
    return _first(near, lambda day: moved(day, bound.duration, bound.sign) + bound.plus > value)


def _first(near: int, holds: Callable[[int], bool]) -> int:
    """The first day about here on which something holds: month ends are clipped."""
    return next((day for day in range(near - 4, near + 5) if holds(day)), near)


def _by_care(plan: Plan, facts: Facts) -> Iterator[int]:
    """Days on which the facts about care can change."""
    born = facts.get(BORN)
    if isinstance(born, int):
        birth = date.fromordinal(born)
        yield from (attains_age(birth, age).toordinal() for age in CARE_AGES)
    for name in CARE_DATES:
        day = facts.get(name)
        if type(day) is int and name != BORN and day < NEVER_DAY:
            yield from (day, moved(day, _SIX_MONTHS, 1))
    periods = cast("tuple[CarePeriod, ...]", facts.get("care_periods", ()))
    for period in periods:
        yield from (*period.spell, moved(period.spell[1], _SIX_MONTHS, 1))
    spells = unbroken_spells([period.spell for period in periods if period.counts], NEVER_DAY)
    for months in {*CARE_MONTHS, *_bounds(plan, "months_in_care_unbroken")}:
        yield from (add_months(date.fromordinal(first), months).toordinal() for first, _ in spells)
    for days in {*CARE_DAYS, *_bounds(plan, "days_looked_after_since_14")}:
        yield from _reached(spells, 0, days)
        if isinstance(born, int):
            yield from _reached(spells, attains_age(birth, 14).toordinal(), days)


def _bounds(plan: Plan, care: str) -> Iterator[int]:
    """The numbers that a count about care is held against."""
    for slot, derivation in plan.derived:
        if derivation.kind == "care" and derivation.of == (care,):
            for leaf in plan.leaves:
                if isinstance(leaf, InRange) and leaf.fact == slot.fact.id:
                    ends = (leaf.low, leaf.high)
                    yield from (end.value for end in ends if isinstance(end, Fixed))


def _reached(spells: Iterable[Spell], since: int, days: int) -> Iterator[int]:
    """The day on which so many days have been spent in care since a day."""
    left = days
    for first, out in spells:
        start = max(first, since)
        if out - start >= left:
            yield start + left
            return
        left -= max(out - start, 0)


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
    awards = cast("tuple[Award, ...]", facts.get(LEDGER, ()))
    for query, award in product(plan.had, awards):
        if query.within is not None and award.on is not None:
            yield _falls_out(award.on.toordinal(), query.within)


def _falls_out(on: int, within: Duration) -> int:
    return _first(moved(on, within, 1), lambda day: moved(day, within, -1) >= on)


def _by_count(plan: Plan, start: date, end: date) -> Iterable[int]:
    """Every day, where an amount counts days, weeks or months from or to the as-at date."""
    return range(start.toordinal(), end.toordinal()) if _counts_to_now(plan) else ()


@lru_cache(maxsize=256)
def _counts_to_now(plan: Plan) -> bool:
    amounts = (row.row.amount for table in plan.tables for row in table.rows)
    parts = (part for amount in amounts for part in parts_of(amount))
    return any(isinstance(part, PeriodCount) and _is_as_at(part.start, part.end) for part in parts)


def _is_as_at(*bounds: Bound) -> bool:
    return any(isinstance(bound, AsAtBound) for bound in bounds)
