"""People who stand on the edges of the shipped rules, where a slip shows."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from random import Random
from typing import cast

from entitlements.care import CarePeriod
from entitlements.dates import NEVER_DAY, add_duration, attains_age, latest_birth_date
from entitlements.facts import Award, Facts
from entitlements.plan.ledger import LEDGER
from entitlements.rulebook.catalogue import ORDERED
from entitlements.rulebook.conditions import (
    AGE,
    AsAtBound,
    Between,
    Bound,
    HadTest,
    Literal,
    NextBirthday,
    ParameterBound,
    Test,
)
from entitlements.rulebook.walk import Leaf, bounds_of, rows_of, tests_of
from tests.entitlements.people import a_person, is_possible
from tests.rulebooks import shipped, shipped_engine

#: Days to ask about: today, the ends of years of all kinds, and the position of November 2020.
DAYS = (
    date(2026, 11, 22),
    date(2026, 7, 31),
    date(2025, 8, 1),
    date(2024, 2, 29),
    date(2021, 3, 31),
    date(2020, 11, 12),
)


@cache
def tests_by_fact() -> dict[str, tuple[Bound, ...]]:
    """The bounds that each ordered fact is held against, anywhere in the book."""
    found: dict[str, dict[Bound, None]] = {}
    for leaf in _leaves():
        if isinstance(leaf, Test) and isinstance(leaf.check, Between) and leaf.fact != AGE:
            found.setdefault(leaf.fact, {}).update(dict.fromkeys(bounds_of(leaf)))
    return {fact: tuple(bounds) for fact, bounds in found.items()}


@cache
def ages() -> tuple[int, ...]:
    """Every age and birthday that the book names."""
    named: set[int] = set()
    for leaf in _leaves():
        if isinstance(leaf, Test) and isinstance(leaf.check, NextBirthday):
            named.update(leaf.check.years)
        elif isinstance(leaf, Test) and leaf.fact == AGE:
            named.update(bound.value for bound in bounds_of(leaf) if isinstance(bound, Literal))
    return tuple(sorted(named))


@cache
def ledgers() -> tuple[tuple[str, str | None], ...]:
    """The entitlements and parts that a test of the ledger, or a pot, is about."""
    pots = {
        (table.id, part)
        for table in shipped().tables.values()
        for _, row in rows_of(table)
        if row.amount and (row.amount.pot or row.amount.overall)
        for part in (None, *(part.id for part in row.amount.parts))
    }
    tested = {(leaf.entitlement, leaf.part) for leaf in _leaves() if isinstance(leaf, HadTest)}
    return tuple(sorted(pots | tested, key=str))


def _leaves() -> list[Leaf]:
    tables = shipped().tables.values()
    return [leaf for table in tables for _, row in rows_of(table) for leaf in tests_of(row)]


def somebody(seed: int) -> tuple[Facts, date]:
    """Somebody of whom almost all is known, moved to a few edges, and a day to ask about."""
    chance = Random(seed)
    day = chance.choice(DAYS)
    facts = a_person(chance, 1.0, day)
    if not _is_care_of_a_child(facts):
        facts = facts.forgetting("care_periods")
    for _ in range(8):
        moved = _moved(chance, facts, day)
        if is_possible(shipped_engine(), moved, day) and _is_care_of_a_child(moved):
            facts = moved
    return facts, day


def _is_care_of_a_child(facts: Facts) -> bool:
    """Whether every spell in care began before the 18th birthday."""
    born = date.fromordinal(cast(int, facts["date_of_birth"]))
    periods = cast("tuple[CarePeriod, ...]", facts.get("care_periods", ()))
    return all(period.start < attains_age(born, 18) for period in periods)


def _moved(chance: Random, facts: Facts, day: date) -> Facts:
    """The same person with one fact on an edge, or beside it."""
    kind = chance.randrange(4)
    if kind == 0:
        years = chance.choice(ages())
        born = latest_birth_date(day, years)
        return facts.knowing("date_of_birth", _beside(chance, born.toordinal()))
    if kind == 1:
        return facts.knowing(LEDGER, tuple(_award(chance, day) for _ in range(3)))
    fact = chance.choice(sorted(tests_by_fact()))
    definition = shipped().catalogue.facts[fact]
    at = _number(chance.choice(tests_by_fact()[fact]), day)
    if at is None or definition.is_derived or definition.type not in ORDERED:
        return facts
    most = NEVER_DAY if definition.most is None else definition.most
    return facts.knowing(fact, max(definition.least or 0, min(_beside(chance, at), most)))


def _beside(chance: Random, at: int) -> int:
    return at + chance.choice((-1, 0, 0, 1))


def _number(bound: Bound, day: date) -> int | None:
    if isinstance(bound, Literal):
        return bound.value
    if isinstance(bound, ParameterBound):
        held = shipped().parameters[bound.parameter].on(day)
        return held.value if held else None
    if isinstance(bound, AsAtBound) and bound.duration:
        return add_duration(day, bound.duration, 1 if bound.sign > 0 else -1).toordinal()
    return day.toordinal()


def _award(chance: Random, day: date) -> Award:
    entitlement, part = chance.choice(ledgers())
    sum_ = chance.choice((0, 2_500, 7_500, 100_000, 300_000))
    ago = timedelta(days=chance.choice((0, 1, 364, 365, 366)))
    return Award(entitlement, sum_, part, day - ago)
