"""Rule changes ahead: versions that are written down already and begin, end or wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from entitlements.rulebook.model import Approved, RuleBook, RuleTable, Status, Version


class Ahead(StrEnum):
    """What a version ahead will do."""

    BEGINS = "begins"
    ENDS = "ends"  #: with no other version from that day
    PENDING = "pending"  #: announced or enacted, and not commenced


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One change of the rules that is known of.

    `day` is the first day it is so; None for a version that waits for a day.
    `approved` says who agreed to the version; None where nobody is named. `key`
    names the change without its day; `version` is its place in its table.
    """

    table: str
    title: str
    day: date | None
    kind: Ahead
    approved: Approved | None
    version: int

    @property
    def key(self) -> str:
        """A name that stays when the day moves."""
        return f"{self.kind.value} {self.table} {self.version + 1}"


def rule_changes_ahead(
    book: RuleBook, authority: str | None, as_at: date
) -> tuple[RuleChange, ...]:
    """What is to change after a day in the rules that count for one council, by day.

    What waits for a day comes last, and so does a day announced but not commenced.
    """
    found = (one for table in book.tables_for(authority) for one in _of_table(table, as_at))
    return tuple(sorted(found, key=_order))


def _order(one: RuleChange) -> tuple[bool, date, str, int]:
    return one.kind is Ahead.PENDING, one.day or date.max, one.table, one.version


def _of_table(table: RuleTable, as_at: date) -> Iterator[RuleChange]:
    starts = {v.effective_from for v in table.versions if v.status is Status.IN_FORCE}
    for place, version in enumerate(table.versions):
        for kind, day in _of_version(version, as_at):
            if kind is not Ahead.ENDS or day not in starts:
                yield RuleChange(table.id, table.title, day, kind, version.approved, place)


def _of_version(version: Version, as_at: date) -> Iterator[tuple[Ahead, date | None]]:
    start, end = version.effective_from, version.effective_to
    if version.status is Status.PENDING:
        yield Ahead.PENDING, start
        return
    if start is not None and start > as_at:
        yield Ahead.BEGINS, start
    if end is not None and end > as_at:
        yield Ahead.ENDS, end
