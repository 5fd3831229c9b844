"""Stretches: the days over which two books say of a table what they say, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from entitlements.proof.days import ahead, days_between
from entitlements.proof.differing import rates_of
from entitlements.proof.ground import Ground
from entitlements.rulebook.model import Row, RuleBook, RuleTable, Version
from entitlements.rulebook.walk import with_otherwise


@dataclass(frozen=True)
class Stretch:
    """Some days on which a table may decide differently, and the one to prove them on."""

    first: date
    last: date
    day: date
    before: str  #: the first day of the version in force before, empty where there is none
    after: str


def stretches(
    grounds: tuple[Ground, Ground],
    tables: tuple[RuleTable | None, RuleTable | None],
    as_at: date,
    own_text: bool,
) -> Iterator[Stretch]:
    """The stretches of days on which a table may differ, the nearest to the proof first.

    `own_text`: only its own text differs, so days with the same text are left out.
    """
    cuts = sorted(_cuts(grounds, tables, as_at))
    if not cuts:
        return
    last = ahead(max(as_at, cuts[-1]))
    found = []
    for start, end in zip(cuts, [*(d - timedelta(days=1) for d in cuts[1:]), last], strict=True):
        versions = [_version(table, start) for table in tables]
        if own_text and _substance(versions[0], tables[0]) == _substance(versions[1], tables[1]):
            continue
        named = [_named(version, table) for version, table in zip(versions, tables, strict=True)]
        found.append(Stretch(start, end, min(max(start, as_at), end), *named))
    yield from sorted(found, key=lambda one: (one.last < as_at, abs(one.day - as_at)))


def _cuts(
    grounds: tuple[Ground, Ground], tables: tuple[RuleTable | None, ...], as_at: date
) -> set[date]:
    """The days on which a version starts or ends, or other people are told apart."""
    found: set[date] = set()
    for table in tables:
        for version in table.versions if table else ():
            found |= {day for day in (version.effective_from, version.effective_to) if day}
    if found:
        first, last = min(found), ahead(max(as_at, *found))
        for ground, table in zip(grounds, tables, strict=True):
            if table is not None:
                found |= set(days_between(ground, table, first, last))
                found |= {day for day in _rate_days(ground.book, table) if first < day <= last}
    return found


def _rate_days(book: RuleBook, table: RuleTable) -> Iterator[date]:
    for name in sorted({*rates_of(table)} & book.parameters.keys()):
        for value in book.parameters[name].values:
            yield from (day for day in (value.start, value.to) if day)


def _version(table: RuleTable | None, day: date) -> Version | None:
    held = (v for v in table.versions if v.in_force(day)) if table else iter(())
    return next(held, None)


def _named(version: Version | None, table: RuleTable | None) -> str:
    if version is None or version.effective_from is None or (table and table.dated_by):
        return ""
    return version.effective_from.isoformat()


Substance = tuple[object, ...]


def _substance(version: Version | None, table: RuleTable | None) -> Substance:
    """All that is said on a day; of a dated table, in every version with its days."""
    if table is not None and table.dated_by:
        held = [(v.effective_from, v.effective_to, v.status, _rows(v)) for v in table.versions]
        return (table.match, table.dated_by, table.decides, *held)
    if table is None or version is None:
        return ()
    return (table.match, None, table.decides, _rows(version))


def _rows(version: Version) -> tuple[Row, ...]:
    """The rows as a person reads them: all but what is for the keeper of the rules."""
    rows = with_otherwise(version)
    return tuple(replace(row, source=(), todo=None, note=None, line=0) for row in rows)


def row_substance(row: Row) -> Substance:
    """What of a row decides: its tests and what follows, without the words."""
    return (row.id, row.when, row.outcome, row.force, row.amount, row.value)
