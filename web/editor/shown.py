"""Rows as a reader sees them: each a sentence, with what goes with it."""

from __future__ import annotations

from dataclasses import dataclass

from entitlements.rulebook.model import Row, RuleBook, Version
from entitlements.rulebook.walk import with_otherwise
from entitlements.sentences import ANYBODY, condition_of, consequence_of
from web.citations import SourceLine, source_lines


@dataclass(frozen=True)
class ShownRow:
    """One row in words."""

    row: Row
    when: str  #: its tests as one clause, "" for the row that takes everybody else
    then: str
    sources: tuple[SourceLine, ...]


def shown_rows(version: Version, book: RuleBook) -> list[ShownRow]:
    """Every row of a version, `otherwise` last."""
    return [_shown(row, row is version.otherwise, book) for row in with_otherwise(version)]


def _shown(row: Row, is_last: bool, book: RuleBook) -> ShownRow:
    clause = "" if is_last else condition_of(row, book)
    when = "" if clause == ANYBODY else clause
    return ShownRow(
        row, when, consequence_of(row, book), tuple(source_lines(book.sources, row.source))
    )
