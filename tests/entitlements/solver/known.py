"""Somebody of whom all is known, told to the solver; and what the evaluator says of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from entitlements.evaluate import Engine, Evaluation
from entitlements.plan.proof import Reading
from entitlements.plan.proof_facts import People
from entitlements.plan.terms import Terms
from entitlements.plan.verdicts import OUTCOME_BITS
from entitlements.rulebook.catalogue import FactType
from tests.entitlements.tiny import TODAY


@cache
def reading_of(engine: Engine, authority: str | None, alone: bool = False) -> Reading:
    """The plan of today, read for everybody; made once for a book."""
    facts = engine.book.catalogue.facts
    people = People(Terms(), facts, TODAY, alone=alone)
    reading = Reading(engine.on(authority, TODAY)[0].plan, people, alone)
    for table in reading.plan.tables:
        reading.table(table.id)
    return reading


def told(reading: Reading, evaluation: Evaluation) -> Iterator[Any]:
    """What is known of a person, as conditions: given, or followed from what was given."""
    people, vector = reading.people, evaluation.vector
    for name in people.made:
        slot = reading.plan.slots.get(name)
        if slot is None or name in reading.plan.deciding or not slot.is_known(vector):
            continue
        if slot.fact.type in (FactType.YES_NO, FactType.CHOICE, FactType.CHOICES):
            yield from _chosen(people.bits(name), slot.decode(vector))
        else:
            yield people.number(name) == vector[slot.at]


def _chosen(bits: Any, value: Any) -> Iterator[Any]:
    held = value if isinstance(value, frozenset) else {str(value).lower(), value}
    for word, term in bits.items():
        yield term if word in held else _not(term)


def _not(term: Any) -> Any:
    import z3

    return z3.Not(term)


def otherwise(reading: Reading, evaluation: Evaluation) -> list[Any]:
    """When the solver's reading of some table is not what the evaluator found.

    Where a test of a table is not known to the evaluator, only what it rules out is held.
    """
    terms, found = reading.terms, []
    for table in reading.plan.tables:
        mask = evaluation.verdicts[table.number].mask
        known = all(evaluation.leaves[number] != 1 for number in table.leaves)
        for outcome, bit in OUTCOME_BITS.items():
            possible = reading.table(table.id).outcomes.get(outcome, False)
            if not mask & bit:
                found.append(possible)
            elif known:
                found.append(terms.opposite(possible))
    return found
