"""Of somebody of whom all is known, the solver says what the evaluator says."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from entitlements.evaluate import evaluate
from entitlements.plan.ledger import LEDGER, HadQuery, had
from entitlements.plan.proof import Reading
from entitlements.plan.proof_amounts import Amounts
from entitlements.proof.solver.yearly import money_of, total_of
from tests.entitlements.people import TODAY, some
from tests.entitlements.solver.known import otherwise, reading_of, told
from tests.rulebooks import shipped_engine

#: Several hundred people, in lots that two workers can share.
LOTS, IN_A_LOT = range(6), 50


@cache
def solver_of(reading: Reading) -> Any:
    solver = reading.terms.z3.Solver(ctx=reading.terms.context)
    solver.add(*(term for term in reading.people.held if not isinstance(term, bool)))
    return solver


@pytest.mark.parametrize("lot", LOTS)
def test_every_table_of_the_shipped_book_is_read_alike(lot: int) -> None:
    for facts in some(f"solver {lot}", IN_A_LOT):
        evaluation = evaluate(shipped_engine(), facts, TODAY)
        reading = reading_of(shipped_engine(), facts["authority"])
        terms, solver = reading.terms, solver_of(reading)
        solver.push()
        solver.add(*told(reading, evaluation))
        assert str(solver.check()) == "sat", "the person is somebody that a proof leaves out"
        solver.add(terms.some(otherwise(reading, evaluation)))
        assert str(solver.check()) == "unsat", _which(solver, reading, evaluation)
        solver.pop()


def test_a_year_of_certain_money_comes_to_the_same() -> None:
    """What is certain of one is certain of everybody like them, and at least as much."""
    for facts in some("year", 40):
        evaluation = evaluate(shipped_engine(), facts, TODAY)
        reading = reading_of(shipped_engine(), facts["authority"])
        total, sums = total_of(reading, Amounts(reading)), money_of(evaluation)
        solver = solver_of(reading)
        solver.push()
        solver.add(*told(reading, evaluation))
        solver.add(*(reading.people.had(query) == _had(query, facts) for query in _asked(reading)))
        assert str(solver.check()) == "sat"
        solver.add(total.pence < sum(sums.values()))
        assert str(solver.check()) == "unsat"
        solver.pop()


def _asked(reading: Reading) -> list[HadQuery]:
    return list(reading.people.queries)


def _had(query: HadQuery, facts: Any) -> int:
    """The most that may have been had, which leaves the least of a pot."""
    return min(had(facts.get(LEDGER), query, TODAY)[1], 10_000_000)


def _which(solver: Any, reading: Reading, evaluation: Any) -> str:
    model = solver.model()
    tables = [
        table.id
        for table in reading.plan.tables
        for outcome, term in reading.table(table.id).outcomes.items()
        if str(model.eval(term, True) if not isinstance(term, bool) else term) == "True"
        and evaluation.verdicts[table.number].outcome is not outcome
    ]
    return f"read otherwise: {tables}"
