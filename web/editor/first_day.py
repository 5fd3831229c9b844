"""The day on which a change is first felt: to try people on, and to print in papers."""

from __future__ import annotations

from datetime import date

from entitlements.rulebook.model import RuleBook, RuleTable, Version


def first_day(before: RuleBook, after: RuleBook, as_at: date) -> date:
    """The first day, not before `as_at`, of a version that a change brings; else `as_at`."""
    days = {max(day, as_at) for day in _begins(before, after)}
    return min(days, default=as_at)


def _begins(before: RuleBook, after: RuleBook) -> list[date]:
    """The first day of every version that is new, or not as it was."""
    return [
        version.effective_from
        for table in after.tables.values()
        for version in table.versions
        if version.effective_from and not _was_there(before.tables.get(table.id), version)
    ]


def _was_there(table: RuleTable | None, version: Version) -> bool:
    """Whether a version stood in a table; that it ends otherwise is no difference of its own."""
    held = {v.effective_from: v for v in table.versions} if table else {}
    old = held.get(version.effective_from)
    return old is not None and (old.rows, old.otherwise) == (version.rows, version.otherwise)
