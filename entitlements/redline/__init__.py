"""The redline: what differs between two books, tables or versions, in English.

    redline(before, after) -> Differences, sums and dates first
    cell_diff(before, after, book) -> Marks, to colour a grid

A difference is one of meaning or of words: spaces, the order of keys and the order
of tests are none.
"""

from __future__ import annotations

from collections.abc import Iterator

from entitlements.redline.books import between_lists
from entitlements.redline.cells import cell_diff
from entitlements.redline.difference import Concerns, Difference, How, Mark, Place, in_order
from entitlements.redline.pairing import pair_maps
from entitlements.redline.tables import between_tables, table_added, table_removed
from entitlements.redline.telling import Telling
from entitlements.redline.versions import Side
from entitlements.rulebook.model import RuleBook, RuleTable

__all__ = [
    "Concerns",
    "Difference",
    "How",
    "Mark",
    "Place",
    "cell_diff",
    "redline",
    "table_redline",
]


def redline(before: RuleBook, after: RuleBook) -> tuple[Difference, ...]:
    """Every difference of two books. Of a book and itself there is none."""
    return in_order([*_tables(before, after), *between_lists(before, after)])


def table_redline(before: RuleTable, after: RuleTable, book: RuleBook) -> tuple[Difference, ...]:
    """Every difference of two texts of one table, both told in the words of one book."""
    telling = Telling(book)
    return in_order(list(between_tables(Side(before, telling), Side(after, telling))))


def _tables(before: RuleBook, after: RuleBook) -> Iterator[Difference]:
    old, new = Telling(before), Telling(after)
    pairs = pair_maps(before.tables, after.tables)
    for table in pairs.added:
        yield from table_added(Side(table, new))
    for table in pairs.removed:
        yield from table_removed(Side(table, old))
    for was, now in pairs.same:
        if was != now:
            yield from between_tables(Side(was, old), Side(now, new))
