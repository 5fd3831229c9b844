"""Two dates held against each other: more classes than any list of cells, and no sample."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from entitlements.evaluate import evaluate
from tests.entitlements.solver.known import otherwise, reading_of, told
from tests.entitlements.tiny import TODAY, tiny_book

STARTS = (date(2024, 1, 31), date(2024, 2, 29), date(2025, 11, 30), date(2025, 12, 1))


@pytest.mark.parametrize("start", STARTS)
def test_a_bound_that_is_another_date_moved(start: date) -> None:
    """
    facts:
      one: date
      two: date
    tables:
      under: [{when: {one: {before: {fact: two, plus: 1 month}}}, outcome: entitled}]
      upto: [{when: {one: {by: {fact: two, plus: 1 month}}}, outcome: entitled}]
      past: [{when: {one: {after: {fact: two, less: 1 year}}}, outcome: entitled}]
      from: [{when: {one: {from: {fact: two}}}, outcome: entitled}]
    """
    book = tiny_book(test_a_bound_that_is_another_date_moved.__doc__)
    reading = reading_of(book.engine, None)
    solver = reading.terms.z3.Solver(ctx=reading.terms.context)
    near = [start + timedelta(days=n) for n in (-367, -366, -365, -364, -1, 0, 1)]
    near += [start + timedelta(days=n) for n in range(27, 34)]
    for other in near:
        evaluation = evaluate(book.engine, book.facts(one=other, two=start), TODAY)
        solver.push()
        solver.add(*reading.people.held, *told(reading, evaluation))
        assert str(solver.check()) == "sat"
        solver.add(reading.terms.some(otherwise(reading, evaluation)))
        assert str(solver.check()) == "unsat", other
        solver.pop()
