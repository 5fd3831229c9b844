"""The people of the worked examples, and people a step beside them, read a second time."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from entitlements.answers import facts_from_data
from entitlements.examples import decide_example, examples_of
from entitlements.facts import Facts
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.model import Example, Outcome, RuleTable
from tests.oracle import NotKnown, Oracle
from tests.rulebooks import shipped, shipped_engine

#: Steps beside a day: the day before and after, and a year either way.
DAYS = (-366, -365, -1, 1, 365, 366)


@pytest.mark.parametrize("name", sorted(shipped().tables))
def test_examples_and_people_beside_them_are_read_alike(name: str) -> None:
    table = shipped().tables[name]
    for _, example in examples_of([table]):
        for facts in _people(table, example):
            _agree(table, facts, example)


def _people(table: RuleTable, example: Example) -> Iterator[Facts]:
    """The person of an example, and three others who differ in one fact."""
    data: dict[str, object] = example.facts  # type: ignore[assignment]
    facts, _ = facts_from_data(data, shipped().catalogue, table.place, example.line)
    if table.authority and "authority" not in facts:
        facts = facts.knowing("authority", table.authority)
    yield facts
    chance = Random(f"{table.id} {example.name}")
    for _ in range(3):
        yield _beside(chance, facts)


def _beside(chance: Random, facts: Facts) -> Facts:
    fact = chance.choice(sorted(facts) or ["pregnant"])
    definition, value = shipped().catalogue.facts[fact], facts.get(fact, False)
    if definition.type is FactType.YES_NO:
        return facts.knowing(fact, not value)
    if definition.type is FactType.CHOICE and fact != "authority":
        return facts.knowing(fact, chance.choice(definition.values))
    if definition.type is FactType.DATE and isinstance(value, int) and value < 3_000_000:
        return facts.knowing(fact, value + chance.choice(DAYS))
    if definition.type in (FactType.NUMBER, FactType.MONEY) and isinstance(value, int):
        return facts.knowing(fact, max(value + chance.choice((-1, 1)), 0))
    return facts


def _agree(table: RuleTable, facts: Facts, example: Example) -> None:
    decision = decide_example(shipped_engine(), table, facts, example.as_at)
    try:
        outcome, rows = Oracle(shipped(), facts, example.as_at).decide(table.id)
    except NotKnown:
        return
    assert (example.name, decision.outcome) == (example.name, outcome)
    if outcome is not Outcome.NOT_IN_FORCE and decision.rows:
        assert [row.id for row in decision.rows] == [row.id for row in rows]
