"""Days: on which days the people that a table tells apart change, and so must be proved anew.

Between two such days the same classes hold, only a day older. They change where a
bound that moves with the day (an age, "12 months ago") passes one that does not, or
a rate or another table changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from entitlements.dates import attains_age
from entitlements.plan.leaves import AgeCut, Fixed, FromParameter, InRange, Leaf, OutcomeIn, Tree
from entitlements.proof.bearing import bearing
from entitlements.proof.ground import Ground, refs
from entitlements.proof.side import Side
from entitlements.rulebook.model import RuleTable, Status, Version

#: How far ahead a version with no end is proved. Unit: years after the day of the proof.
YEARS_AHEAD = 10


@dataclass(frozen=True)
class Span:
    """A version (of a dated table, all of them) and the days on which to prove it."""

    version: Version
    first: date
    last: date
    days: tuple[date, ...]


def spans(ground: Ground, table: RuleTable, as_at: date) -> Iterator[Span]:
    """The versions of a table that are ever in force, with their days."""
    for version in [table.versions[-1]] if table.dated_by else table.versions:
        start = _start(table) if table.dated_by else version.effective_from
        if start is None or (version.status is Status.PENDING and not table.dated_by):
            continue
        last = ahead(max(as_at, start))
        if version.effective_to and not table.dated_by:
            last = version.effective_to - timedelta(days=1)
        if last >= start:
            starts = days_between(ground, table, start, last)
            yield Span(version, start, last, tuple(nearest(starts, last, as_at)))


def nearest(starts: Sequence[date], last: date, as_at: date) -> list[date]:
    """A day for each stretch, nearest to the day of the proof first, and that day if it can be."""
    ends = [start - timedelta(days=1) for start in starts[1:]] + [last]
    days = (min(max(one, as_at), end) for one, end in zip(starts, ends, strict=True))
    return sorted(days, key=lambda day: (abs(day - as_at), day))


def _start(table: RuleTable) -> date | None:
    starts = [v.effective_from for v in table.versions if v.status is Status.IN_FORCE]
    return min((start for start in starts if start), default=None)


def ahead(day: date) -> date:
    """The last day that is looked at."""
    return attains_age(day, YEARS_AHEAD)


def days_between(ground: Ground, table: RuleTable, first: date, last: date) -> list[date]:
    """The first day, and each later one on which a table has other people to tell apart."""
    found = {first}
    for start in sorted(_inside(_starts(ground, table), first, last) | {first}):
        side = Side(ground, table.authority, start)
        leaves = _leaves(side, side.trees(table))
        found |= {start, *_inside(turns(ground, leaves, first, last), first, last)}
    return sorted(found)


def _inside(days: Iterable[date], first: date, last: date) -> set[date]:
    return {day for day in days if first < day <= last}


def _starts(ground: Ground, table: RuleTable) -> set[date]:
    """The days on which a table, or another that it reads, changes its text."""
    found, waiting, met = set[date](), [table], {table.id}
    while waiting:
        here = waiting.pop()
        found |= {d for v in here.versions for d in (v.effective_from, v.effective_to) if d}
        for other in _read_by(ground, here):
            if other.id not in met:
                met.add(other.id)
                waiting.append(other)
    return found


def _read_by(ground: Ground, table: RuleTable) -> Iterator[RuleTable]:
    for version in table.versions:
        for row in version.rows:
            for leaf in ground.leaves(ground.tree(row.when)):
                other = isinstance(leaf, OutcomeIn) and ground.known(leaf.table, table.authority)
                if other:
                    yield other


def _leaves(side: Side, trees: Sequence[Tree]) -> list[Leaf]:
    """The tests of some trees, and of who cannot be."""
    numbers = refs(trees)
    facts = {fact for tree in trees for fact in side.ground.facts_of(tree)}
    numbers |= refs(one.tree for one in bearing(side, facts))
    return [side.ground.forest.leaves[number] for number in sorted(numbers)]


def turns(ground: Ground, leaves: Iterable[Leaf], first: date, last: date) -> Iterator[date]:
    """The days on which a moving bound meets a fixed one of the same fact, or passes it."""
    ranges = [leaf for leaf in leaves if isinstance(leaf, InRange)]
    for fact in dict.fromkeys(leaf.fact for leaf in ranges):
        bounds = {end for leaf in ranges if leaf.fact == fact for end in (leaf.low, leaf.high)}
        fixed = {end.value for end in bounds if isinstance(end, Fixed)}
        for bound in sorted((b for b in bounds if b and not isinstance(b, Fixed)), key=str):
            if isinstance(bound, FromParameter):
                parameter = ground.book.parameters.get(bound.parameter)
                for value in parameter.values if parameter else ():
                    yield from (day for day in (value.start, value.to) if day)
                continue
            for number in sorted(fixed):
                yield from _meets(ground, bound, number, first, last)
        if any(isinstance(b, AgeCut) and b.eve for b in bounds):
            yield from _leap_days(first, last)


def _meets(
    ground: Ground, bound: AgeCut | object, number: int, first: date, last: date
) -> Iterator[date]:
    for reached in (number, number + 1):
        day = _first_at(ground, bound, reached, first, last)
        if day is not None:
            yield day


def _first_at(ground: Ground, bound: object, number: int, first: date, last: date) -> date | None:
    """The first day on which a bound has come to a number: bounds never move back."""
    low, high = first.toordinal(), last.toordinal()
    while low < high:
        middle = (low + high) // 2
        at = ground.bound(bound, date.fromordinal(middle))  # type: ignore[arg-type]
        low, high = (low, middle) if at is not None and at >= number else (middle + 1, high)
    at = ground.bound(bound, date.fromordinal(low))  # type: ignore[arg-type]
    return date.fromordinal(low) if at is not None and at >= number else None


def _leap_days(first: date, last: date) -> Iterator[date]:
    """On 29 February two birthdays fall together in a common year."""
    for year in range(first.year, last.year + 1):
        if year % 4 == 0 and (year % 100 or year % 400 == 0):
            yield from (date(year, 2, 29), date(year, 3, 1))
