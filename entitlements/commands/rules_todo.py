"""`rules todo`: what is not confirmed, and whom to ask."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass

from entitlements.commands.loading import book_in
from entitlements.commands.printing import bullet, heading
from entitlements.rulebook.model import (
    Confidence,
    Parameter,
    RuleBook,
    RuleTable,
    Source,
    Todo,
    Version,
)

#: Where a rule does not say whom to ask.
SOURCE_ITSELF = "whoever publishes the source"


@dataclass(frozen=True, slots=True, order=True)
class Unconfirmed:
    """One thing that a person must confirm."""

    ask: str
    place: str
    what: str


def run(arguments: Namespace) -> int:
    """Print what is unconfirmed, by whom to ask."""
    found = sorted(set(unconfirmed(book_in(arguments.rules))))
    last = ""
    for item in found:
        if item.ask != last:
            count = sum(other.ask == item.ask for other in found)
            heading(f"{item.ask} ({count})")
            last = item.ask
        bullet(f"{item.place}: {item.what}", 0)
    print(f"\n{len(found)} to confirm")
    return 0


def unconfirmed(book: RuleBook) -> Iterator[Unconfirmed]:
    """Everything in a book that nobody has confirmed."""
    for table in book.tables.values():
        for version in table.versions:
            yield from _of_version(table, version)
    for parameter in book.parameters.values():
        yield from _of_parameter(parameter)
    yield from (_unread(source) for source in book.sources.values() if not source.read)


def _of_version(table: RuleTable, version: Version) -> Iterator[Unconfirmed]:
    place = f"{table.id} from {version.effective_from or 'no date'}"
    yield from (_said(todo, place) for todo in version.todo)
    rows = (*version.rows, version.otherwise) if version.otherwise else version.rows
    told = [row for row in rows if row.todo]
    yield from (_said(row.todo, f"{place}, row {row.id}") for row in told if row.todo)
    if version.confidence is Confidence.UNCONFIRMED and not version.todo and not told:
        yield Unconfirmed(SOURCE_ITSELF, place, "the whole version is unconfirmed")


def _said(todo: Todo, place: str) -> Unconfirmed:
    return Unconfirmed(todo.ask, place, todo.confirm)


def _of_parameter(parameter: Parameter) -> Iterator[Unconfirmed]:
    place = f"parameter {parameter.id}"
    if not parameter.values:
        yield Unconfirmed(SOURCE_ITSELF, place, f"no value is held for: {parameter.title}")
    for value in parameter.values:
        if value.confidence is Confidence.UNCONFIRMED:
            what = f"the value from {value.start} of: {parameter.title}"
            yield Unconfirmed(SOURCE_ITSELF, place, what)


def _unread(source: Source) -> Unconfirmed:
    where = f" ({source.url})" if source.url else ""
    return Unconfirmed(SOURCE_ITSELF, f"source {source.id}", f"not read: {source.title}{where}")
