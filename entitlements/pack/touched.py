"""What a change touches: tables, versions and rows of the later book, and the days it bites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from entitlements.redline.pairing import pair
from entitlements.redline.tables import pair_versions
from entitlements.redline.versions import pair_rows
from entitlements.rulebook.model import Row, RuleBook, RuleTable, Version
from entitlements.rulebook.walk import with_otherwise

MOST_DAYS = 3


@dataclass(frozen=True)
class TouchedVersion:
    """A version that is new or reads differently, with the rows of it that do.

    `before` is what it is held against: its own earlier text, or the version that
    it follows; None where there was nothing.
    """

    table: RuleTable
    version: Version
    before: Version | None
    rows: tuple[Row, ...]
    removed: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Touched:
    """Everything a change touches. `days` are those on which it is worth trying people."""

    versions: tuple[TouchedVersion, ...]
    tables: tuple[RuleTable, ...]
    removed: tuple[RuleTable, ...]
    days: tuple[date, ...]
    left_out: tuple[date, ...] = ()


def touched_by(before: RuleBook, after: RuleBook, as_at: date) -> Touched:
    """What differs between two books, as a paper lists it; days before `as_at` become that day."""
    tables = tuple(t for name, t in after.tables.items() if before.tables.get(name) != t)
    removed = tuple(t for name, t in before.tables.items() if name not in after.tables)
    versions = tuple(
        one for table in tables for one in _versions(before.tables.get(table.id), table)
    )
    days = sorted({max(day, as_at) for day in _days(before, after, tables)})
    if not days:
        days = [as_at]
    return Touched(versions, tables, removed, tuple(days[:MOST_DAYS]), tuple(days[MOST_DAYS:]))


def _versions(before: RuleTable | None, after: RuleTable) -> Iterator[TouchedVersion]:
    if before is None:
        yield from (TouchedVersion(after, v, None, with_otherwise(v)) for v in after.versions)
        return
    pairs = pair_versions(before, after)
    was = {id(new): old for old, new in pairs.same}
    for place, version in enumerate(after.versions):
        old = was.get(id(version))
        if old is None or _reads_differently(old, version):
            held = old or (after.versions[place - 1] if place else None)
            yield _version(after, version, held)


def _reads_differently(before: Version, after: Version) -> bool:
    return before != replace(after, effective_to=before.effective_to)


def _version(table: RuleTable, version: Version, before: Version | None) -> TouchedVersion:
    if before is None:
        return TouchedVersion(table, version, None, with_otherwise(version))
    pairs = pair_rows(before, version)
    same = {id(new) for old, new in pairs.same if old == new}
    same -= {id(new) for _, new in pairs.moved}
    rows = [row for row in version.rows if id(row) not in same]
    if version.otherwise and version.otherwise != before.otherwise:
        rows.append(version.otherwise)
    return TouchedVersion(table, version, before, tuple(rows), pairs.removed)


def _days(before: RuleBook, after: RuleBook, tables: tuple[RuleTable, ...]) -> Iterator[date]:
    for table in tables:
        yield from _days_of_table(before.tables.get(table.id), table)
    for name, rate in after.parameters.items():
        old = before.parameters.get(name)
        if old != rate:
            yield from (v.start for v in rate.values if old is None or v not in old.values)


def _days_of_table(before: RuleTable | None, after: RuleTable) -> Iterator[date]:
    """First days of versions that are new or changed, and ends that moved."""
    was = before.versions if before else ()
    for version in after.versions:
        if version not in was and version.effective_from:
            ended = _only_ended(version, was)
            yield (
                version.effective_to or version.effective_from if ended else version.effective_from
            )
    pairs = pair(was, after.versions, lambda v: str(v.effective_from))
    yield from (gone.effective_from for gone in pairs.removed if gone.effective_from)


def _only_ended(version: Version, was: tuple[Version, ...]) -> bool:
    """Whether nothing but the end of a version moved."""
    return any(not _reads_differently(old, version) for old in was)
