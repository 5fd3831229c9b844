"""A changed table moves the same way by the solver as by the cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from entitlements.evaluate import Engine
from entitlements.proof.direction import Way, moves
from entitlements.proof.field import field_of
from entitlements.proof.given import givens
from entitlements.proof.ground import Ground
from entitlements.proof.side import Side
from entitlements.proof.solver.asking import Met
from entitlements.proof.solver.compare import Compared
from entitlements.proof.solver.sides import Council, sides
from entitlements.rulebook.amounts import Amount, Pence
from entitlements.rulebook.conditions import ALWAYS, AllOf, Not
from entitlements.rulebook.model import Force, Outcome, Row, RuleBook, RuleTable
from tests.entitlements.tiny import TODAY
from tests.rulebooks import shipped, shipped_engine

DORSET = Council("dorset", ("dorset",))
LOTS = range(6)
IN_A_LOT = 8


def changed(chance: Random, table: RuleTable) -> RuleTable:
    """A table with one row of its last version changed."""
    *earlier, last = table.versions
    rows = list(last.rows)
    place = chance.randrange(len(rows))
    rows[place] = chance.choice((_other_outcome, _other_sum, _no_tests, _opposite))(rows[place])
    if chance.random() < 0.2:
        rows.insert(0, rows.pop(place))
    return replace(table, versions=(*earlier, replace(last, rows=tuple(rows))))


def _other_outcome(row: Row) -> Row:
    gives = row.outcome is Outcome.MAY_GET
    return replace(row, outcome=Outcome.ENTITLED if gives else Outcome.MAY_GET, force=Force.POLICY)


def _other_sum(row: Row) -> Row:
    amount = row.amount or Amount()
    pence = amount.value.pence - 1 if isinstance(amount.value, Pence) else 5_000
    return replace(row, amount=replace(amount, value=Pence(pence)))


def _no_tests(row: Row) -> Row:
    parts = row.when.parts if isinstance(row.when, AllOf) else ()
    return replace(row, when=AllOf(parts[1:]) if parts else ALWAYS)


def _opposite(row: Row) -> Row:
    return replace(row, when=Not(row.when))


def changes(lot: int) -> Iterator[tuple[RuleBook, str]]:
    chance = Random(f"changed {lot}")
    plan = shipped_engine().on("dorset", TODAY)[0].plan
    names = [table.id for table in plan.tables if table.rows and table.table.versions[-1].rows]
    for name in chance.sample(names, IN_A_LOT):
        table = changed(chance, shipped().tables[name])
        yield replace(shipped(), tables={**shipped().tables, name: table}, digest=f"{lot}"), name


def by_cells(book: RuleBook, name: str) -> set[Way]:
    tables = [one.tables[name] for one in (shipped(), book)]
    both = [Side(Ground(one), tables[0].authority, TODAY) for one in (shipped(), book)]
    field = field_of(both, [side.trees(t) for side, t in zip(both, tables, strict=True)])
    assert field is not None
    one, other = field.readings
    return {
        move.way
        for before in givens(one, tables[0], field.possible)
        for after in givens(other, tables[1], before.cells)
        for move in moves((one, other), before, after, frozenset({name}))
    }


@pytest.mark.parametrize("lot", LOTS)
def test_less_more_and_changed_are_the_same(lot: int) -> None:
    for book, name in changes(lot):
        both = sides((shipped_engine(), Engine(book)), DORSET, TODAY, 20_000, alone=True)
        differs = Compared(*both.tables(name), both.amounts).differs()
        found = {
            kind
            for kind in ("less", "more", "changed")
            if both.ask(getattr(differs, kind)).met is Met.SOMEBODY
        }
        ways = by_cells(book, name)
        if Way.OPEN not in ways:
            assert found == {way.value for way in ways} - {"same", "words"}, name
