"""Walks from the first question to the last: on tiny books for everybody, on the shipped one."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import pytest

from entitlements.evaluate import evaluate
from entitlements.facts import Facts
from entitlements.plan.leaves import leaves_of
from entitlements.plan.sums import truth
from entitlements.plan.tree import fact_ids
from entitlements.questions import next_question
from entitlements.rulebook.catalogue import Asked
from entitlements.rulebook.model import Outcome
from tests.entitlements.drawn_books import Shown, drawn, shown
from tests.entitlements.people import TODAY, a_person, answer, asked, with_an_answer
from tests.rulebooks import shipped, shipped_engine

Decided = tuple[Facts, dict[str, Shown]]


@pytest.mark.parametrize("seed", range(70))
def test_it_stops_exactly_when_no_answer_can_change_an_outcome(seed: int) -> None:
    """Everybody that a small book knows is asked, and followed to the last question."""
    book, chance = drawn(seed), Random(seed)
    person, known, passed = chance.choice(book.everybody)[0], Facts(), set[str]()
    while True:
        evaluation = evaluate(book.tiny.engine, known, TODAY)
        question = next_question(evaluation, passed)
        if question is None:
            break
        assert question.fact.id not in {*known, *passed}
        gate = evaluation.plan.gates[question.fact.id]
        unsure = {f for n in leaves_of(gate) for f in fact_ids(evaluation.plan.leaves[n])} - {
            *known
        }
        assert truth(gate, evaluation.leaves) == 3 or unsure <= passed
        decided = [result for _, result in book.like(known)]
        is_open = any(decision.outcome is Outcome.UNDECIDED for decision in evaluation)
        assert not is_open or any(result != decided[0] for result in decided)
        if chance.random() < 0.15:
            passed.add(question.fact.id)
        else:
            known = known.knowing(question.fact.id, person[question.fact.id])
    left = [
        fact
        for fact, gate in evaluation.plan.gates.items()
        if fact not in {*known, *passed} and truth(gate, evaluation.leaves) == 3
    ]
    assert_nothing_turns_on(left, book.like(known))


def assert_nothing_turns_on(left: list[str], people: Iterable[Decided]) -> None:
    """Those who differ in these facts alone have the same outcomes, and the same sums."""
    outcomes, sums = dict[object, object](), dict[object, object]()
    for facts, decided in people:
        rest = tuple((name, value) for name, value in facts.items() if name not in left)
        for table, (outcome, money) in decided.items():
            assert outcomes.setdefault((rest, table), outcome) is outcome
            if money is not None and None not in money:
                assert sums.setdefault((rest, table), money) == money


def walk(chance: Random, silent: float) -> tuple[Facts, set[str], int]:
    """Answer every question that is asked, or pass on some, until there is none."""
    facts, passed, count = Facts({"authority": chance.choice(("dorset", "another"))}), set[str](), 0
    while (question := next_question(evaluate(shipped_engine(), facts, TODAY), passed)) is not None:
        count += 1
        name = question.fact.id
        assert name not in {*facts, *passed}
        assert set(question.decides) <= set(shipped().tables)
        assert (question.entitlement, question.others) == (
            (question.decides[0], len(question.decides) - 1) if question.decides else (None, 0)
        )
        if chance.random() < silent:
            passed.add(name)
        else:
            facts = with_an_answer(chance, facts, question.fact, TODAY)
            passed |= {name} - set(facts)
    return facts, passed, count


@pytest.mark.parametrize("seed", range(16))
def test_a_walk_over_the_shipped_book_ends_and_leaves_only_what_cannot_be_asked(seed: int) -> None:
    chance = Random(f"walk {seed}")
    facts, passed, count = walk(chance, chance.choice((0.0, 0.0, 0.2)))
    assert count <= 35
    evaluation = evaluate(shipped_engine(), facts, TODAY)
    for decision in evaluation:
        if decision.outcome is Outcome.UNDECIDED:
            for name in decision.missing:
                gate = truth(evaluation.plan.gates[name], evaluation.leaves)
                by_adviser = shipped().catalogue.facts[name].asked is Asked.ADVISER
                assert name in passed or gate != 3 or by_adviser, (decision.entitlement, name)


def test_somebody_who_passes_on_everything_is_asked_each_thing_once() -> None:
    facts, passed, count = walk(Random("silent"), 1.0)
    assert list(facts) == ["authority"]
    assert count == len(passed) <= 30


def settled_after(facts: Facts, person: Facts, order: list[str] | None, steps: int) -> int:
    """How many tables are decided when somebody has answered so many questions."""
    known, passed = facts, set[str]()
    for _ in range(steps):
        evaluation = evaluate(shipped_engine(), known, TODAY)
        if order is None:
            question = next_question(evaluation, passed)
            name = question.fact.id if question else None
        else:
            name = next((fact for fact in order if fact not in {*known, *passed}), None)
        if name is None:
            break
        passed |= set() if name in person else {name}
        known = known.knowing(name, person[name]) if name in person else known
    decisions = evaluate(shipped_engine(), known, TODAY)
    return sum(decision.outcome is not Outcome.UNDECIDED for decision in decisions)


@pytest.mark.parametrize("steps", [5, 10, 15])
def test_the_order_it_chooses_settles_more_than_the_order_of_the_catalogue(steps: int) -> None:
    order = [fact.id for fact in asked() if fact.asked is Asked.SELF_CHECK]
    chosen = fixed = 0
    for seed in range(8):
        person = a_person(Random(f"order {seed}"))
        start = Facts({"authority": person["authority"]})
        chosen += settled_after(start, person, None, steps)
        fixed += settled_after(start, person, order, steps)
    assert chosen >= fixed, (chosen / 8, fixed / 8)


def test_every_question_it_asks_can_change_what_is_shown() -> None:
    """Nine questions in ten at least do so by themselves; the rest with another answer."""
    moved = count = 0
    for seed in range(3):
        chance = Random(f"matters {seed}")
        facts = Facts({"authority": "dorset"})
        while question := next_question(evaluate(shipped_engine(), facts, TODAY), ()):
            now = shown(evaluate(shipped_engine(), facts, TODAY))
            others = [answer(chance, facts, question.fact, TODAY) for _ in range(8)]
            later = (
                evaluate(shipped_engine(), facts.knowing(question.fact.id, v), TODAY)
                for v in others
            )
            count, moved = count + 1, moved + any(shown(one) != now for one in later)
            more = with_an_answer(chance, facts, question.fact, TODAY)
            if more is facts:
                break
            facts = more
    assert moved * 10 >= count * 9
