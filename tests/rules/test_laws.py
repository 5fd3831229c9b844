"""Laws that hold for everybody: on the shipped book, for people drawn at random."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from entitlements.evaluate import Decision, Evaluation, evaluate
from entitlements.facts import Facts
from entitlements.rulebook.model import Outcome
from tests.oracle import NotKnown, Oracle
from tests.rulebooks import shipped, shipped_engine
from tests.rules.edges import somebody

people = st.integers(0, 10**6)
some_people = settings(max_examples=60, derandomize=True, deadline=None)


@some_people
@given(people)
def test_a_plain_walk_over_the_rules_finds_the_same(seed: int) -> None:
    facts, day = somebody(seed)
    oracle = Oracle(shipped(), facts, day)
    compared = 0
    for decision in evaluate(shipped_engine(), facts, day):
        try:
            outcome, rows = oracle.decide(decision.entitlement)
        except NotKnown:
            continue
        compared += 1
        assert (decision.entitlement, decision.outcome) == (decision.entitlement, outcome)
        if outcome is not Outcome.NOT_IN_FORCE:
            assert [row.id for row in decision.rows] == [row.id for row in rows]

    assert compared > len(shipped().tables) // 3


@some_people
@given(people)
def test_answering_what_is_not_known_only_narrows(seed: int) -> None:
    facts, day = somebody(seed)
    full = evaluate(shipped_engine(), facts, day)
    chance = Random(seed)
    for _ in range(4):
        less = facts.forgetting(*_some(chance, facts))
        for decision in evaluate(shipped_engine(), less, day):
            _widens(decision, full[decision.entitlement], facts, less)


def _some(chance: Random, facts: Facts) -> list[str]:
    """A few facts to forget, or most, or all but the council."""
    names = sorted(name for name in facts if name != "authority")
    return chance.sample(names, chance.choice((1, 2, 5, len(names) // 2, len(names))))


def _widens(less: Decision, more: Decision, facts: Facts, kept: Facts) -> None:
    """With less known, an answer is the same or undecided, and a figure no narrower."""
    told = (less.entitlement, sorted(set(facts) - set(kept)))
    if less.outcome is not Outcome.UNDECIDED:
        assert (*told, less.outcome, less.force) == (*told, more.outcome, more.force)
    if less.figure is not None and more.figure is not None:
        if less.figure.least is not None:
            assert more.figure.least is not None, told
            assert less.figure.least <= more.figure.least, told
        if less.figure.most is not None:
            assert more.figure.most is not None, told
            assert more.figure.most <= less.figure.most, told
    elif more.figure is not None:
        assert less.outcome is Outcome.UNDECIDED, told
        raise AssertionError((*told, "an amount appears that was not foreseen"))


@some_people
@given(people)
def test_the_order_of_facts_changes_nothing(seed: int) -> None:
    facts, day = somebody(seed)
    names = list(facts)
    Random(seed).shuffle(names)
    shuffled = Facts({name: facts[name] for name in names})

    one, other = (_answers(evaluate(shipped_engine(), held, day)) for held in (facts, shuffled))

    assert one == other


def _answers(evaluation: Evaluation) -> list[object]:
    return [
        (d.entitlement, d.outcome, d.force, [row.id for row in d.rows], d.missing, d.value)
        + ((d.figure.least, d.figure.most) if d.figure else ())
        for d in evaluation
    ]
