"""`rules show`: one table in plain sentences, a sentence a row."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import date

from entitlements.commands.loading import refused
from entitlements.commands.printing import bullet, heading, paragraph
from entitlements.commands.rules_list import dates
from entitlements.messages import FORCES, OUTCOMES
from entitlements.messages.expressions import rule_amount
from entitlements.messages.speech import Speech, capital
from entitlements.problems import nearest
from entitlements.rulebook.model import Citation, Row, RuleBook, RuleTable, Version
from entitlements.rulebook.read import read_book
from entitlements.sentences import condition_of


def run(arguments: Namespace) -> int:
    """Print one table. Raises: DataProblems, for a table or a version that is not there."""
    book = read_book(arguments.rules)
    table = book.tables.get(arguments.table)
    if table is None:
        fix = nearest(arguments.table, book.tables)
        raise refused(arguments.table, "There is no such table.", fix)
    print_table(table, _versions(table, arguments.version), book)
    return 0


def print_table(table: RuleTable, versions: list[Version], book: RuleBook) -> None:
    """Print what a table is about, and some of its versions."""
    paragraph(f"{table.title} ({table.id})")
    paragraph(table.summary)
    paragraph(f"Who pays: {table.payer}")
    paragraph(f"Whom to ask: {table.ask}")
    if table.dated_by:
        label = Speech(book.catalogue).label(table.dated_by)
        paragraph(f"The version that applies is the one in force on {label}.")
    for version in versions:
        _print_version(version, book)


def _versions(table: RuleTable, day: date | None) -> list[Version]:
    """Every version, or the one in force on a day."""
    found = [v for v in table.versions if day is None or v.in_force(day)]
    if not found:
        held = "; ".join(dates(version) for version in table.versions)
        raise refused(table.id, f"No version is in force on {day}.", f"There is: {held}.")
    return found


def _print_version(version: Version, book: RuleBook) -> None:
    heading(f"{capital(dates(version))} ({version.confidence.value})")
    for note in (version.says, version.dates_note, version.note):
        if note:
            paragraph(note)
    for row in version.rows:
        _print_row(row, f"If {condition_of(row, book)}:", book)
    if version.otherwise:
        _print_row(version.otherwise, "Otherwise:", book)
    _print_sources(version.source, book)
    if version.examples:
        print(f"\nExamples ({len(version.examples)})")
    for example in version.examples:
        expected = ", ".join(f"{key} {value}" for key, value in example.expect.items())
        bullet(f"{example.name}, as at {example.as_at}: {expected}")


def _print_row(row: Row, head: str, book: RuleBook) -> None:
    print()
    paragraph(f"[{row.id}] {head} {capital(OUTCOMES[row.outcome])}.", 0, 2)
    for line in _lines(row, book):
        bullet(line)
    _print_sources(row.source, book)


def _lines(row: Row, book: RuleBook) -> Iterator[str]:
    yield row.says
    if row.amount:
        yield f"How much: {rule_amount(row.amount, book, Speech(book.catalogue))}."
    if row.force:
        yield FORCES[row.force]
    if row.value:
        yield f"Value: {row.value}"
    yield from (f"We cannot check: {need}" for need in row.also_needs)
    if row.ambiguous:
        yield f"Two texts disagree. Here: {row.ambiguous.reading} Other: {row.ambiguous.other}"
    if row.todo:
        yield f"To confirm: {row.todo.confirm} (ask: {row.todo.ask})"


def _print_sources(citations: Iterable[Citation], book: RuleBook) -> None:
    for citation in citations:
        source = book.sources.get(citation.source)
        title = source.title if source else citation.source
        bullet(f"Source: {title}, {citation.place}" if citation.place else f"Source: {title}")
