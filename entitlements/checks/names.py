"""Names: every source, table, part and rate that is mentioned exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from entitlements.problems import Problem, nearest
from entitlements.rulebook.amounts import AmountOf, Balance, ParameterValue
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.conditions import HadTest, OutcomeTest, ParameterBound, Test
from entitlements.rulebook.model import (
    Citation,
    Confidence,
    RuleBook,
    RuleTable,
    Version,
)
from entitlements.rulebook.read import PARAMETERS
from entitlements.rulebook.walk import Leaf, bounds_of, expressions_of, rows_of, tests_of


def check_names(book: RuleBook) -> Iterator[Problem]:
    """Sources, tables, parts and parameters that are named and do not exist."""
    for table in book.tables.values():
        for version in table.versions:
            yield from _cited(book, table.place, version.line, version.source)
            yield from _unread(book, table, version)
        for _, row in rows_of(table):
            disputed = row.ambiguous.source if row.ambiguous else ()
            yield from _cited(book, table.place, row.line, (*row.source, *disputed))
            for leaf in tests_of(row):
                yield from _tested(book, table, leaf, row.line)
            if row.amount and row.amount.draws_on:
                yield from _table(book, table, row.amount.draws_on, row.line)
            for part in expressions_of(row.amount) if row.amount else ():
                if isinstance(part, Balance | AmountOf):
                    yield from _paid(book, table, part, row.line)
                elif isinstance(part, ParameterValue):
                    yield from _rate(book, table, part.parameter, "money", row.line)
    for parameter in book.parameters.values():
        for value in parameter.values:
            yield from _cited(book, PARAMETERS, 0, value.source)


def _cited(book: RuleBook, place: str, line: int, cited: Iterable[Citation]) -> Iterator[Problem]:
    for citation in cited:
        if citation.source not in book.sources:
            what = f"There is no source {citation.source!r} in sources.yaml."
            yield Problem(place, line, what, nearest(citation.source, book.sources))


def _unread(book: RuleBook, table: RuleTable, version: Version) -> Iterator[Problem]:
    """What rests on a text that nobody read is not confirmed."""
    if version.confidence is Confidence.UNCONFIRMED:
        return
    for row in version.rows:
        names = [citation.source for citation in row.source if citation.source in book.sources]
        if names and row.todo is None and not any(book.sources[name].read for name in names):
            what = f"The row {row.id!r} is confirmed, but nobody read {', '.join(names)}."
            fix = "Write 'confidence: unconfirmed', or give the row a todo."
            yield Problem(table.place, row.line, what, fix)


def _tested(book: RuleBook, table: RuleTable, leaf: Leaf, line: int) -> Iterator[Problem]:
    if isinstance(leaf, OutcomeTest):
        yield from _table(book, table, leaf.table, line)
    if isinstance(leaf, HadTest):
        yield from _table(book, table, leaf.entitlement, line)
        if leaf.part and leaf.entitlement in book.tables:
            yield from _part(book, table, leaf.entitlement, leaf.part, line)
    for bound in bounds_of(leaf):
        if isinstance(bound, ParameterBound):
            kind = book.catalogue.facts[leaf.fact].type if isinstance(leaf, Test) else None
            money = kind is FactType.MONEY or (isinstance(leaf, HadTest) and leaf.amount)
            wanted = "money" if money else "number"
            yield from _rate(book, table, bound.parameter, wanted, line)


def _table(book: RuleBook, table: RuleTable, name: str, line: int) -> Iterator[Problem]:
    other = book.tables.get(name)
    if other is None:
        what = f"There is no table {name!r}."
        yield Problem(table.place, line, what, nearest(name, book.tables))
    elif other.authority not in (None, table.authority):
        what = f"{name} is a council's own; this table is read for every council."
        yield Problem(table.place, line, what, "Move the test to the council's table.")


def _paid(
    book: RuleBook, table: RuleTable, expression: Balance | AmountOf, line: int
) -> Iterator[Problem]:
    yield from _table(book, table, expression.table, line)
    other = book.tables.get(expression.table)
    if other is None or isinstance(expression, AmountOf):
        return
    if not any(row.amount and row.amount.pot for _, row in rows_of(other)):
        what = f"{other.id} has no pot that a balance could be left of."
        yield Problem(table.place, line, what, "Add 'pot: true' to its amount.")
    if expression.part:
        yield from _part(book, table, other.id, expression.part, line)


def _part(book: RuleBook, table: RuleTable, name: str, part: str, line: int) -> Iterator[Problem]:
    amounts = [row.amount for _, row in rows_of(book.tables[name]) if row.amount]
    parts = {held.id for amount in amounts for held in amount.parts}
    if part not in parts:
        yield Problem(table.place, line, f"{name} has no part {part!r}.", nearest(part, parts))


def _rate(book: RuleBook, table: RuleTable, name: str, wanted: str, line: int) -> Iterator[Problem]:
    parameter = book.parameters.get(name)
    if parameter is None:
        what = f"There is no parameter {name!r} in parameters.yaml."
        yield Problem(table.place, line, what, nearest(name, book.parameters))
    elif parameter.type != wanted:
        what = f"The parameter {name!r} is a {parameter.type}; here it must be a {wanted}."
        yield Problem(table.place, line, what)
