"""On books small enough to ask everybody there can be, the solver finds what asking finds."""

from __future__ import annotations

from functools import cache

import pytest

from entitlements.evaluate import Evaluation, evaluate
from entitlements.plan.proof_amounts import Amounts
from entitlements.plan.sums import truth
from entitlements.plan.verdicts import YES
from entitlements.proof.solver.asking import Met
from entitlements.proof.solver.compare import RANKS, Compared
from entitlements.proof.solver.sides import Council, Sides, sides
from entitlements.proof.solver.tables import OneTable
from entitlements.rulebook.model import Outcome
from tests.entitlements.drawn_books import TODAY, Shown, drawn

SEEDS = range(40)
ANYBODY = Council(None)
LONG = 20_000


@cache
def everybody(seed: int) -> list[Evaluation]:
    """Everybody a book's axioms allow, evaluated."""
    engine = drawn(seed).tiny.engine
    return [evaluate(engine, facts, TODAY) for facts, _ in drawn(seed).everybody]


def one_book(seed: int) -> Sides:
    return sides((drawn(seed).tiny.engine,), ANYBODY, TODAY, LONG)


def tables(book: Sides) -> list[OneTable]:
    reading = book.readings[0]
    found = [reading.table(table.id) for table in reading.plan.tables]
    return [OneTable(book.asking, reading, read) for read in found]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_row_is_dead_if_it_wins_for_nobody(seed: int) -> None:
    for one in tables(one_book(seed)):
        number = one.read.table.number
        winning = {n for e in everybody(seed) for n in e.verdicts[number].winners}
        answers = one.alive()
        assert {n for n, answer in answers.items() if answer.met is Met.SOMEBODY} == winning
        assert {answer.met for answer in answers.values()} <= {Met.SOMEBODY, Met.NOBODY}


@pytest.mark.parametrize("seed", SEEDS)
def test_two_rows_meet_if_both_hold_for_somebody(seed: int) -> None:
    for one in tables(one_book(seed)):
        trees = one.read.table.trees
        for first in range(len(trees)):
            for second in range(first):
                rows = (one.read.rows[first].holds, one.read.rows[second].holds)
                found = any(
                    truth(trees[first], e.leaves) == truth(trees[second], e.leaves) == YES
                    for e in everybody(seed)
                )
                assert (one.asking.ask(*rows).met is Met.SOMEBODY) == found


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_is_left_without_an_answer(seed: int) -> None:
    assert {one.gap().met for one in tables(one_book(seed))} == {Met.NOBODY}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_change_gives_less_or_more_if_it_does_to_somebody(seed: int) -> None:
    other = seed + 1
    engines = (drawn(seed).tiny.engine, drawn(other).tiny.engine)
    both = sides(engines, ANYBODY, TODAY, LONG)
    after = {tuple(facts.items()): shown for facts, shown in drawn(other).everybody}
    shared = [
        (before, after[tuple(facts.items())])
        for facts, before in drawn(seed).everybody
        if tuple(facts.items()) in after
    ]
    for name in sorted(set(engines[0].book.tables) & set(engines[1].book.tables)):
        differs = Compared(*both.tables(name), both.amounts).differs()
        expected = {way(one[name], two[name]) for one, two in shared}
        for kind in ("less", "more", "changed"):
            answer = both.ask(getattr(differs, kind))
            assert (answer.met is Met.SOMEBODY) == (kind in expected), (name, kind)


def way(before: Shown, after: Shown) -> str:
    """Which way somebody moves, said again from what they are shown."""
    ranks = RANKS.index(before[0]), RANKS.index(after[0])
    held = {("less", "same", "more")[1 + (ranks[0] > ranks[1]) - (ranks[0] < ranks[1])]}
    if Outcome.NOT_ENTITLED not in (before[0], after[0]):
        sums = [shown[1] or (0, 0) for shown in (before, after)]
        if (None, None) in sums:
            held.add("same" if sums[0] == sums[1] else "changed")
        else:
            held.add(_sum_moves(sums[0][0], sums[1][0]))  # type: ignore[arg-type]
    held.discard("same")
    if held == {"less", "changed"}:
        return "less"
    return held.pop() if len(held) == 1 else "changed" if held else "same"


def _sum_moves(before: int, after: int) -> str:
    return "less" if after < before else "more" if after > before else "same"


def test_a_book_is_the_same_as_itself_without_asking() -> None:
    engine = drawn(3).tiny.engine
    both = sides((engine, engine), ANYBODY, TODAY, LONG)
    for table in both.readings[0].plan.tables:
        assert Compared(*both.tables(table.id), both.amounts).differs().is_equal
    assert all(isinstance(one, Amounts) for one in both.amounts)
