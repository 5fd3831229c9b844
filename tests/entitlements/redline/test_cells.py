"""Marks colour a grid: what was added, taken out, moved or changed, with the old text."""

from __future__ import annotations

from entitlements.redline import How, Mark, cell_diff
from tests.changed_books import RAISED, raised_books
from tests.entitlements.small_book import rule, small_book


def marks(before: str, after: str) -> tuple[Mark, ...]:
    old, new = small_book(before), small_book(after)
    sides = [book.tables["england/thing"].versions[0] for book in (old, new)]
    return cell_diff(*sides, new)


def test_a_changed_cell_keeps_its_old_text() -> None:
    before, after = rule("{age: {from: 18}}"), rule("{age: {from: 21}}")

    assert marks(before, after) == (
        Mark("yes", "age", How.CHANGED, "you are 18 or over", "you are 21 or over"),
    )


def test_rows_that_come_and_go_are_marked_whole() -> None:
    one, two = rule("{home: flat}", id="one"), rule("{home: hostel}", id="two")

    found = {(mark.row, mark.column): mark.how for mark in marks(one, two)}

    assert found == {("one", ""): How.REMOVED, ("two", ""): How.ADDED}


def test_a_row_that_moved_is_marked() -> None:
    one, two = rule("{home: flat}", id="one"), rule("{home: hostel}", id="two")

    assert marks(one + two, two + one) == (Mark("two", "", How.MOVED),)


def test_two_versions_of_one_table_are_held_together() -> None:
    _, after = raised_books()
    *_, before, begun = after.tables[RAISED].versions

    found = {mark.column: mark for mark in cell_diff(before, begun, after)}

    assert {mark.row for mark in found.values()} == {"moving"}
    assert (found["amount"].before, found["amount"].after) == ("no published figure", "£3,000")
    assert found["amount"].how is How.ADDED
