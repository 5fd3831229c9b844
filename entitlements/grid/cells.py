"""Any cell of a grid that holds conditions: read_cell(write_cell(c)) is c again."""

from __future__ import annotations

from entitlements.grid.also import ALSO, read_also, write_also
from entitlements.grid.fact_cells import place_of, read_test, write_test
from entitlements.grid.names import fact_title
from entitlements.grid.plain import Unread
from entitlements.problems import Problem
from entitlements.rulebook.conditions import AllOf, Condition, Test
from entitlements.rulebook.model import RuleBook


def read_cell(text: str, fact: str, book: RuleBook, row: str = "") -> Condition | Problem:
    """Read a cell of the column of a fact, or of "also"; an empty one always holds.

    The problem names the column, and the row where one is given.
    """
    if fact == ALSO:
        parts, problems = read_also(text, book)
        if problems:
            return Problem(place_of(ALSO, row), 0, problems[0].what, problems[0].fix)
        return parts[0] if len(parts) == 1 else AllOf(parts)
    try:
        return read_test(text, fact, book)
    except Unread as unread:
        return Problem(place_of(fact_title(fact, book), row), 0, unread.what, unread.fix)


def write_cell(condition: Condition, book: RuleBook) -> str:
    """Write a condition: a test for the column of its fact, any other for "also"."""
    if isinstance(condition, Test):
        return write_test(condition, book)
    return write_also(condition.parts if isinstance(condition, AllOf) else (condition,), book)
