"""Marks for the cells of a grid: which were added, taken out, moved or changed."""

from __future__ import annotations

from collections.abc import Iterator

from entitlements.redline.difference import How, Mark
from entitlements.redline.rows import OTHERWISE, cells_between
from entitlements.redline.telling import Telling
from entitlements.redline.versions import pair_rows
from entitlements.rulebook.model import Row, RuleBook, Version
from entitlements.sentences import row_sentence


def cell_diff(before: Version, after: Version, book: RuleBook) -> tuple[Mark, ...]:
    """Where to colour a grid of `after`, row by row. A row taken out has its old sentence.

    A mark with no column is on the whole row; the column of a test is its fact, or
    the table or `several` where it is about those; any other column is a key.
    """
    telling = Telling(book)
    pairs = pair_rows(before, after)
    marks = [Mark(row.id, "", How.ADDED, after=row_sentence(row, book)) for row in pairs.added]
    marks += [Mark(row.id, "", How.REMOVED, row_sentence(row, book)) for row in pairs.removed]
    marks += [Mark(now.id, "", How.MOVED) for _, now in pairs.moved]
    for was, now in pairs.same:
        marks += _marks(was, now, telling)
    if before.otherwise and after.otherwise:
        marks += _marks(before.otherwise, after.otherwise, telling)
    elif before.otherwise or after.otherwise:
        how = How.ADDED if after.otherwise else How.REMOVED
        marks.append(Mark(OTHERWISE, "", how))
    return tuple(marks)


def _marks(was: Row, now: Row, telling: Telling) -> Iterator[Mark]:
    for cell in cells_between(was, now, telling, telling):
        yield Mark(now.id, cell.column, cell.how, cell.before, cell.after)
