"""Which tables of two books can come to something else: so that the rest need not be asked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from entitlements.evaluate import Engine
from entitlements.proof.differing import differing, meaning_differs
from entitlements.rulebook.amounts import AmountOf, Balance
from entitlements.rulebook.conditions import OutcomeTest
from entitlements.rulebook.model import RuleBook, RuleTable
from entitlements.rulebook.walk import expressions_of, facts_of_row, rows_of, tests_of


@lru_cache(maxsize=4)
def may_differ(before: Engine, after: Engine) -> tuple[str, ...]:
    """The tables whose answer the change from one book to the other can move, in their order."""
    names = tuple(dict.fromkeys((*after.book.tables, *before.book.tables)))
    if meaning_differs(before.book, after.book):
        return names
    found = set(differing(before.book, after.book))
    for book in (before.book, after.book):
        found = _spread(book, found)
    found = _spread(before.book, found)  # what the later book reaches, the earlier may carry on
    return tuple(name for name in names if name in found)


def _spread(book: RuleBook, found: set[str]) -> set[str]:
    """These tables and all that read them, at any remove."""
    reads = {table.id: set(_read_by(table, book)) for table in book.tables.values()}
    found, waiting = set(found), list(found)
    while waiting:
        name = waiting.pop()
        new = {table for table, read in reads.items() if name in read} - found
        found |= new
        waiting += new
    return found


def _read_by(table: RuleTable, book: RuleBook) -> Iterator[str]:
    """The tables that one rests on: whose outcome, amount, pot or fact it reads."""
    for _, row in rows_of(table):
        yield from (leaf.table for leaf in tests_of(row) if isinstance(leaf, OutcomeTest))
        yield from _deciding(book, facts_of_row(row))
        for part in expressions_of(row.amount) if row.amount else ():
            if isinstance(part, Balance | AmountOf):
                yield from (part.table, *_drawers(book, part.table))
        if row.amount and row.amount.draws_on:
            yield from (row.amount.draws_on, *_drawers(book, row.amount.draws_on))


def _deciding(book: RuleBook, facts: Iterator[str]) -> Iterator[str]:
    """The tables that decide any of these facts."""
    for fact in facts:
        definition = book.catalogue.facts.get(fact)
        derivation = definition.derivation if definition else None
        if derivation is not None and derivation.kind == "table":
            yield from derivation.of


def _drawers(book: RuleBook, pot: str) -> Iterator[str]:
    """The tables that are paid out of a pot."""
    for table in book.tables.values():
        amounts = (row.amount for _, row in rows_of(table))
        if any(amount is not None and amount.draws_on == pot for amount in amounts):
            yield table.id
