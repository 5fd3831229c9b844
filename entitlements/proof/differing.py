"""Which tables of two books can decide differently, and through what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from entitlements.plan.tree import BORN
from entitlements.rulebook.amounts import AmountOf, Balance
from entitlements.rulebook.conditions import AGE, BIRTHDAY, OutcomeTest
from entitlements.rulebook.model import RuleBook, RuleTable
from entitlements.rulebook.walk import (
    expressions_of,
    facts_of_leaf,
    facts_of_row,
    leaves_of,
    rates_of_row,
    rows_of,
    tests_of,
)

#: Why a table can decide differently, in the order they are said.
ITS_TEXT, A_RATE, A_FACT, WHO_CANNOT_BE, ANOTHER_TABLE = (
    "its text",
    "a rate",
    "a fact",
    "a rule on who cannot be",
    "another table",
)


def differing(before: RuleBook, after: RuleBook) -> dict[str, tuple[str, ...]]:
    """Every table that can decide differently, by id, each with the reasons."""
    found: dict[str, dict[str, None]] = {}
    for name in dict.fromkeys((*before.tables, *after.tables)):
        if before.tables.get(name) != after.tables.get(name):
            found.setdefault(name, {})[ITS_TEXT] = None
    rates = _changed(before.parameters, after.parameters)
    facts = _changed(_meaning(before), _meaning(after))
    for reason, names, reads in ((A_RATE, rates, rates_of), (A_FACT, facts, _facts_of)):
        for table in _readers(after, names, reads):
            found.setdefault(table, {})[reason] = None
    for table in _leaning(before, after):
        found.setdefault(table, {})[WHO_CANNOT_BE] = None
    _spread(after, found)
    return {name: tuple(found[name]) for name in sorted(found)}


def meaning_differs(before: RuleBook, after: RuleBook) -> bool:
    """Whether the facts, or who cannot be, are not the same: any answer may move then."""
    one, other = ((b.catalogue.axioms, b.catalogue.impossible) for b in (before, after))
    return one != other or _meaning(before) != _meaning(after)


def _leaning(before: RuleBook, after: RuleBook) -> Iterator[str]:
    """The tables that read two facts or more of who cannot be, where that is not the same."""
    one, other = ({*b.catalogue.axioms, *b.catalogue.impossible} for b in (before, after))
    for held in one ^ other:
        parts = (getattr(held, name, None) for name in ("condition", "then", "when"))
        leaves = leaves_of(*(part for part in parts if part is not None))
        facts = {_as_asked(fact) for leaf in leaves for fact in facts_of_leaf(leaf)}
        for table in after.tables.values():
            if len(facts & {*_facts_of(table)}) >= min(2, len(facts)):
                yield table.id


def _as_asked(fact: str) -> str:
    """A test of an age or a birthday is one of the date of birth."""
    return BORN if fact in (AGE, BIRTHDAY) else fact


def _spread(book: RuleBook, found: dict[str, dict[str, None]]) -> None:
    """Tables that read the outcome or the amount of one that differs differ too."""
    waiting = list(found)
    while waiting:
        name = waiting.pop()
        for table in _readers(book, {name}, _tables_of):
            if table not in found:
                waiting.append(table)
                found[table] = {ANOTHER_TABLE: None}


def _changed(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def _meaning(book: RuleBook) -> dict[str, tuple[object, ...]]:
    """What a fact can be and how it is worked out, without the words it is asked in."""
    return {
        name: (fact.type, fact.values, fact.least, fact.most, bool(fact.never), fact.derivation)
        for name, fact in book.catalogue.facts.items()
    }


def _readers(
    book: RuleBook, names: set[str], reads: Callable[[RuleTable], Iterable[str]]
) -> Iterator[str]:
    if names:
        yield from (t.id for t in book.tables.values() if not names.isdisjoint(reads(t)))


def _facts_of(table: RuleTable) -> Iterator[str]:
    for _, row in rows_of(table):
        yield from map(_as_asked, facts_of_row(row))


def rates_of(table: RuleTable) -> Iterator[str]:
    """The rates that a table reads, in its tests or its amounts."""
    for _, row in rows_of(table):
        yield from rates_of_row(row)


def _tables_of(table: RuleTable) -> Iterator[str]:
    for _, row in rows_of(table):
        yield from (leaf.table for leaf in tests_of(row) if isinstance(leaf, OutcomeTest))
        if row.amount is not None:
            yield from (row.amount.draws_on,) if row.amount.draws_on else ()
            for part in expressions_of(row.amount):
                if isinstance(part, Balance | AmountOf):
                    yield part.table
