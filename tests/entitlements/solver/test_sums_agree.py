"""An amount as terms of the solver comes to what the same sum comes to, worked out again."""

from __future__ import annotations

import json
from itertools import product
from random import Random
from typing import Any

import pytest

from entitlements.plan.proof_amounts import Amounts
from entitlements.rulebook.amounts import Amount
from tests.entitlements.drawn_sums import FACTS, KNOWN, an_expression
from tests.entitlements.solver.known import reading_of
from tests.entitlements.tiny import tiny_book

SEEDS = range(40)
EVERYBODY = [dict(zip(KNOWN, values, strict=True)) for values in product(*KNOWN.values())]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sum_is_the_same_for_everybody(seed: int) -> None:
    chance = Random(f"sum {seed}")
    text, work = an_expression(chance)
    row = {"outcome": "entitled", "amount": {"value": text}}
    book = tiny_book(f"{FACTS}\n    tables: {json.dumps({'help': [row]})}")
    reading = reading_of(book.engine, None)
    table = reading.plan.by_id["england/help"]
    amount = table.rows[0].row.amount
    assert isinstance(amount, Amount)
    sum_ = Amounts(reading).amount(table, amount)
    for person in chance.sample(EVERYBODY, 12):
        solver = reading.terms.z3.Solver(ctx=reading.terms.context)
        solver.add(*(t for t in reading.people.held if not isinstance(t, bool)))
        solver.add(*_is(reading.people, person))
        assert str(solver.check()) == "sat"
        expected = work(person)
        figure = solver.model().eval(reading.terms.every((sum_.figure, _true(reading))), True)
        assert bool(figure) == (expected is not None), text
        if expected is not None:
            pence = solver.model().eval(reading.terms.whole(sum_.pence), True)
            assert int(pence.as_long()) == expected, (text, person)


def _true(reading: Any) -> Any:
    return reading.terms.z3.BoolVal(True, reading.terms.context)


def _is(people: Any, person: dict[str, Any]) -> Any:
    """Each fact of a person as a condition, whether or not the sum reads it."""
    for name, value in person.items():
        if isinstance(value, bool | str):
            yield people.bits(name)[str(value).lower()]
        else:
            yield people.number(name) == value
