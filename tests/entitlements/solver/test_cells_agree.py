"""The solver and the cells prove the same of the shipped book, table by table."""

from __future__ import annotations

from functools import cache

import pytest

from entitlements.plan.cells import Reader, dead_rows
from entitlements.proof.clashes import clashes
from entitlements.proof.days import spans
from entitlements.proof.field import Field, field_of
from entitlements.proof.ground import Ground
from entitlements.proof.side import Side
from entitlements.proof.solver.asking import Met
from entitlements.proof.solver.sides import Council, Sides, sides
from entitlements.proof.solver.tables import OneTable
from entitlements.proof.survey import Survey
from entitlements.rulebook.model import RuleTable
from tests.entitlements.tiny import TODAY
from tests.rulebooks import shipped, shipped_engine

DORSET = Council("dorset", ("dorset",))
PARTS = range(4)


@cache
def alone() -> Sides:
    return sides((shipped_engine(),), DORSET, TODAY, 20_000, alone=True)


@cache
def ground() -> Ground:
    return Ground(shipped())


def tables(part: int) -> list[OneTable]:
    reading = alone().readings[0]
    found = [reading.table(t.id) for t in reading.plan.tables if t.number % len(PARTS) == part]
    return [OneTable(alone().asking, reading, read) for read in found if read.rows]


def field_on(table: RuleTable) -> Field:
    side = Side(ground(), table.authority, TODAY)
    field = field_of([side], [side.trees(table)])
    assert field is not None
    return field


@pytest.mark.parametrize("part", PARTS)
def test_the_same_rows_are_dead(part: int) -> None:
    compiled, thresholds = shipped_engine().on("dorset", TODAY)
    reader = Reader(compiled.plan, compiled.evaluator, thresholds)
    for one in tables(part):
        dead = {n for n, answer in one.alive().items() if answer.met is Met.NOBODY}
        few = dead_rows(reader, one.read.table)
        assert few is None or set(few) <= dead, one.read.table.id
        table, field = one.read.table.table, field_on(one.read.table.table)
        won = field.readings[0].winners(table)
        assert dead == {n for n, cells in enumerate(won) if not cells & field.possible}, table.id


@pytest.mark.parametrize("part", PARTS)
def test_the_same_rows_clash(part: int) -> None:
    for one in tables(part):
        table = one.read.table.table
        span = next(s for s in spans(ground(), table, TODAY) if s.first <= TODAY <= s.last)
        survey = Survey(ground(), table, span, (field_on(table),))
        by_cells = {finding.rows for finding in clashes(survey) if finding.rows}
        rows = [row.row.id for row in one.read.table.rows]
        found = {
            (rows[first], rows[second])
            for first, second, answer in one.clashes()
            if answer.met is Met.SOMEBODY
        }
        assert found == by_cells, table.id
