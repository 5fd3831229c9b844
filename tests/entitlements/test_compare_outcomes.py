"""Many people under two books: nothing that moves is passed over to be quick."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from entitlements.evaluate import Engine, evaluate
from entitlements.facts import Facts
from entitlements.in_short import in_short
from entitlements.moves import Move, move_of
from entitlements.replay import compare_outcomes
from entitlements.rulebook.model import RuleBook
from tests.changed_books import raised_books
from tests.entitlements.people import TODAY, some
from tests.rulebooks import shipped, shipped_engine


def slowly(before: Engine, after: Engine, facts: Facts, as_at: date) -> dict[str, Move]:
    """Every table of both books, one by one, nothing passed over."""
    was, now = (evaluate(engine, facts, as_at) for engine in (before, after))
    one, other = ({d.entitlement: in_short(d) for d in e} for e in (was, now))
    moves = {name: move_of(one.get(name), other.get(name)) for name in {*one, *other}}
    return {name: move for name, move in moves.items() if move is not None}


def with_rate(book: RuleBook, name: str) -> RuleBook:
    """The book with a rate doubled."""
    rate = book.parameters[name]
    values = tuple(replace(value, value=value.value * 2) for value in rate.values)
    changed = replace(rate, values=values)
    return replace(book, parameters=dict(book.parameters) | {name: changed})


def without_its_first_row(book: RuleBook, name: str) -> RuleBook:
    table = book.tables[name]
    *earlier, last = table.versions
    changed = replace(table, versions=(*earlier, replace(last, rows=last.rows[1:])))
    return replace(book, tables=dict(book.tables) | {name: changed})


def another_book(name: str) -> RuleBook:
    if name == "raised":
        return raised_books()[1]
    if name in shipped().parameters:
        return with_rate(shipped(), name)
    return without_its_first_row(shipped(), name)


BOOKS = (
    "raised",
    "england/leaving-care-status",
    "dorset/council-tax",
    "dorset/setting-up-home",
    *shipped().parameters,
)


@pytest.mark.parametrize("name", BOOKS)
def test_nothing_that_moves_is_passed_over(name: str) -> None:
    engine = Engine(another_book(name))
    as_at = date(2027, 6, 1) if name == "raised" else TODAY
    for facts in some(f"compared {name}", 6, 0.7, as_at):
        found = compare_outcomes(shipped_engine(), engine, facts, as_at)
        assert {one.entitlement: one.kind for one in found} == slowly(
            shipped_engine(), engine, facts, as_at
        )


def test_a_book_beside_itself_has_nothing_to_compare() -> None:
    assert compare_outcomes(shipped_engine(), Engine(shipped()), Facts(), TODAY) == ()
