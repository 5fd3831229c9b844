"""Circles: no table waits for its own answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from entitlements.problems import Problem
from entitlements.rulebook.amounts import AmountOf, Balance
from entitlements.rulebook.conditions import OutcomeTest
from entitlements.rulebook.model import RuleBook, RuleTable
from entitlements.rulebook.walk import expressions_of, facts_of_leaf, leaves_of, rows_of

Graph = Mapping[str, tuple[str, ...]]


def check_circles(book: RuleBook) -> Iterator[Problem]:
    """Tables whose outcomes, or whose amounts, depend on themselves."""
    deciding = {table.decides: table.id for table in book.tables.values() if table.decides}
    outcomes = {t.id: tuple(_outcomes_read(t, deciding)) for t in book.tables.values()}
    amounts = {t.id: tuple(_amounts_read(t)) for t in book.tables.values()}
    for graph in (outcomes, amounts):
        for circle in circles(graph):
            what = f"These go round in a circle: {' → '.join((*circle, circle[0]))}."
            yield Problem(book.tables[circle[0]].place, 1, what, "Take one of the tests out.")


def _outcomes_read(table: RuleTable, deciding: Mapping[str, str]) -> Iterator[str]:
    for _, row in rows_of(table):
        for leaf in leaves_of(row.when):
            if isinstance(leaf, OutcomeTest):
                yield leaf.table
            yield from (deciding[fact] for fact in facts_of_leaf(leaf) if fact in deciding)


def _amounts_read(table: RuleTable) -> Iterator[str]:
    for _, row in rows_of(table):
        if row.amount:
            if row.amount.draws_on:
                yield row.amount.draws_on
            for part in expressions_of(row.amount):
                if isinstance(part, Balance | AmountOf):
                    yield part.table


def circles(graph: Graph) -> Iterator[tuple[str, ...]]:
    """A circle for each way back that a walk over the graph comes upon."""
    done: set[str] = set()
    for start in sorted(graph):
        path: list[str] = []
        ahead = [iter((start,))]
        while ahead:
            name = next(ahead[-1], None)
            if name is None:
                ahead.pop()
                done.update(path[-1:])
                del path[-1:]
            elif name in path:
                yield _from_first(path[path.index(name) :])
            elif name not in done:
                path.append(name)
                ahead.append(iter(graph.get(name, ())))


def _from_first(circle: list[str]) -> tuple[str, ...]:
    first = circle.index(min(circle))
    return (*circle[first:], *circle[:first])
