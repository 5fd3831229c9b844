"""Rows: each has an id of its own, and what nobody has confirmed says whom to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from entitlements.problems import Problem
from entitlements.rulebook.model import Confidence, RuleBook, RuleTable, Status, Version
from entitlements.rulebook.walk import with_otherwise


def check_rows(book: RuleBook) -> Iterator[Problem]:
    """Repeated ids and names, versions without rows, and doubts without a todo."""
    for table in book.tables.values():
        for version in table.versions:
            yield from _repeated(table, version)
            yield from _doubted(table, version)
            if version.status is Status.IN_FORCE and not version.examples:
                what = "This version has no worked examples."
                fix = "Add one for each row and each side of every edge."
                yield Problem(table.place, version.line, what, fix)


def _repeated(table: RuleTable, version: Version) -> Iterator[Problem]:
    met: Counter[str] = Counter()
    for row in version.rows:
        met[row.id] += 1
        if met[row.id] == 2 or row.id == "otherwise":
            what = f"The row id {row.id!r} is taken."
            yield Problem(table.place, row.line, what, "Give the row an id of its own.")
    named: Counter[str] = Counter()
    for example in version.examples:
        named[example.name] += 1
        if named[example.name] == 2:
            what = f"Two examples are called {example.name!r}."
            yield Problem(table.place, example.line, what, "Say what sets each apart.")


def _doubted(table: RuleTable, version: Version) -> Iterator[Problem]:
    todos = [*version.todo, *(row.todo for row in with_otherwise(version) if row.todo)]
    if version.confidence is Confidence.UNCONFIRMED and not todos:
        what = "This version is unconfirmed, and nothing says what to confirm, or with whom."
        yield Problem(table.place, version.line, what, "Add 'todo: {confirm: …, ask: …}'.")
