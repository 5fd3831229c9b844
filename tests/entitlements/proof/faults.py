"""Faults sown in a table: a row dropped, an edge a day too wide, rates swapped, a row shadowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from random import Random

from entitlements.rulebook.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    Literal,
    Not,
    OneOfThese,
    Test,
)
from entitlements.rulebook.model import (
    Outcome,
    Row,
    RuleBook,
    RuleTable,
    Status,
    Version,
)

Fault = Callable[[Version, Random], Version | None]


def sown(book: RuleBook, table: RuleTable, fault: Fault, as_at: date) -> RuleBook | None:
    """The book with one fault in the version in force; None where there is no room for it."""
    place = in_force(table, as_at)
    if place is None:
        return None
    version = fault(table.versions[place], Random(f"{table.id} {fault.__name__}"))
    if version is None:
        return None
    versions = [*table.versions]
    versions[place] = version
    return with_table(book, replace(table, versions=tuple(versions)))


def with_table(book: RuleBook, table: RuleTable) -> RuleBook:
    return replace(book, tables={**book.tables, table.id: table})


def in_force(table: RuleTable, as_at: date) -> int | None:
    """The place of the version in force; of a dated table, the last."""
    places = [n for n, v in enumerate(table.versions) if v.in_force(as_at)]
    if table.dated_by:
        places = [n for n, v in enumerate(table.versions) if v.status is Status.IN_FORCE]
    return places[-1] if places else None


def a_row_dropped(version: Version, chance: Random) -> Version | None:
    if not version.rows:
        return None
    gone = chance.randrange(len(version.rows))
    return replace(version, rows=version.rows[:gone] + version.rows[gone + 1 :])


def an_edge_moved(version: Version, chance: Random) -> Version | None:
    """One bound a year, a day, a penny or one too far; or one choice more or fewer."""
    rows = [n for n, row in enumerate(version.rows) if any(_moved(row.when))]
    if not rows:
        return None
    place = chance.choice(rows)
    row = version.rows[place]
    when = chance.choice(list(_moved(row.when)))
    return _with_row(version, place, replace(row, when=when))


def rates_swapped(version: Version, chance: Random) -> Version | None:
    """What follows from two rows, the one for the other."""
    rows = [*version.rows, *([version.otherwise] if version.otherwise else [])]
    pairs = [
        (one, other)
        for one in range(len(rows))
        for other in range(one)
        if _follows(rows[one]) != _follows(rows[other])
    ]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    swapped = [*rows]
    swapped[one] = _as(rows[one], rows[other])
    swapped[other] = _as(rows[other], rows[one])
    if version.otherwise is None:
        return replace(version, rows=tuple(swapped))
    return replace(version, rows=tuple(swapped[:-1]), otherwise=swapped[-1])


def a_row_shadowed(version: Version, chance: Random) -> Version | None:
    """A new row above another, for the same people, that says something else."""
    if not version.rows:
        return None
    place = chance.randrange(len(version.rows))
    row = version.rows[place]
    outcome = Outcome.NOT_PROVIDED if row.outcome is Outcome.NOT_ENTITLED else Outcome.NOT_ENTITLED
    above = replace(row, id="shadow", outcome=outcome, amount=None)
    return replace(version, rows=(*version.rows[:place], above, *version.rows[place:]))


FAULTS: tuple[Fault, ...] = (a_row_dropped, an_edge_moved, rates_swapped, a_row_shadowed)


def _follows(row: Row) -> tuple[object, ...]:
    return (row.outcome, row.force, row.amount, row.value)


def _as(row: Row, other: Row) -> Row:
    outcome, force, amount, value = _follows(other)
    return replace(row, outcome=outcome, force=force, amount=amount, value=value)  # type: ignore[arg-type]


def _with_row(version: Version, place: int, row: Row) -> Version:
    rows = [*version.rows]
    rows[place] = row
    return replace(version, rows=tuple(rows))


def _moved(condition: Condition) -> Iterator[Condition]:
    """The same condition with one edge moved, for each edge there is."""
    if isinstance(condition, AllOf | AnyOf | AtLeast):
        for place, part in enumerate(condition.parts):
            for moved in _moved(part):
                parts = (*condition.parts[:place], moved, *condition.parts[place + 1 :])
                yield replace(condition, parts=parts)
    elif isinstance(condition, Not):
        yield from (replace(condition, part=moved) for moved in _moved(condition.part))
    elif isinstance(condition, Test) and isinstance(condition.check, Between):
        yield from (replace(condition, check=check) for check in _wider(condition.check))
    elif isinstance(condition, Test) and isinstance(condition.check, OneOfThese):
        values = condition.check.values
        if len(values) > 1:
            yield replace(condition, check=replace(condition.check, values=values[1:]))


def _wider(check: Between) -> Iterator[Between]:
    if isinstance(check.low, Literal):
        yield replace(check, low=Literal(check.low.value - 1))
    if isinstance(check.high, Literal):
        yield replace(check, high=Literal(check.high.value + 1))
