"""Cells: the exact reading of a table, held to a plain walk, to the evaluator and to itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import islice, product
from random import Random

import pytest

from entitlements.dates import NEVER_DAY
from entitlements.evaluate import evaluate
from entitlements.facts import Facts
from entitlements.plan.build import PlanTable
from entitlements.plan.cells import Reader, cells, dead_rows, settle
from entitlements.plan.leaves import OutcomeIn
from entitlements.plan.slots import Vector
from entitlements.plan.verdicts import OUTCOME_BITS, Verdict
from entitlements.rulebook.model import Outcome
from tests.entitlements.drawn_books import ANSWERS, drawn, shown
from tests.entitlements.people import a_person, is_possible
from tests.entitlements.tiny import TODAY, Tiny, tiny_book
from tests.oracle import NotKnown, Oracle
from tests.rulebooks import shipped, shipped_engine

MOST = 250  #: cells looked at in each table


@cache
def shipped_reader() -> Reader:
    compiled, thresholds = shipped_engine().on("dorset", TODAY)
    return Reader(compiled.plan, compiled.evaluator, thresholds)


def reader_of(tiny: Tiny) -> Reader:
    compiled, thresholds = tiny.engine.on(None, TODAY)
    return Reader(compiled.plan, compiled.evaluator, thresholds)


def tables() -> list[PlanTable]:
    return list(shipped_reader().plan.tables)


def some_cells(table: PlanTable) -> Iterator[tuple[Vector, Verdict]]:
    """Some of the known cells of a shipped table, from all over it."""
    found = [(list(vector), verdict) for vector, verdict in cells(shipped_reader(), table) or ()]
    chance = Random(table.id)
    return iter(found if len(found) <= MOST else chance.sample(found, MOST))


def person_in(reader: Reader, table: PlanTable, vector: Vector) -> Facts | None:
    """Somebody who stands in a cell; None where no answer can put anybody there."""
    facts = {}
    for name in table.facts:
        value = reader.plan.slots[name].decode(vector)
        if value is None or name not in shipped().catalogue.facts:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and not 0 <= value <= NEVER_DAY:
            return None
        facts[name] = value
    return Facts(facts)


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.id)
def test_every_known_cell_is_what_a_plain_walk_over_the_rules_finds(table: PlanTable) -> None:
    reader = shipped_reader()
    reads_another = any(isinstance(reader.plan.leaves[n], OutcomeIn) for n in table.leaves)
    for vector, verdict in some_cells(table):
        facts = person_in(reader, table, vector)
        if facts is None or reads_another:
            continue
        try:
            outcome, rows = Oracle(shipped(), facts, TODAY).decide(table.id)
        except NotKnown:
            continue
        won = [table.rows[place].row.id for place in verdict.winners]
        assert (verdict.outcome, won or ["outside"]) == (
            outcome,
            [r.id for r in rows] or ["outside"],
        )


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.id)
def test_one_table_alone_decides_as_all_of_them_together(table: PlanTable) -> None:
    reader = shipped_reader()
    for vector, _ in islice(some_cells(table), 12):
        _, together, _ = reader.evaluator.every(vector, reader.thresholds)
        alone = reader.evaluator.table[table.number](vector, reader.thresholds, list(together))
        assert alone is together[table.number]


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.id)
def test_no_row_of_the_shipped_book_wins_for_nobody(table: PlanTable) -> None:
    """Now, or on the first day of its version: some rows are for a change-over."""
    dead = won_by_nobody(table.id, TODAY)
    started = {table.version(row).effective_from for row in table.rows if row.row.id in dead}
    for day in started - {None}:
        assert day is not None
        dead &= won_by_nobody(table.id, day)
    assert dead == set()


def won_by_nobody(name: str, day: date) -> set[str]:
    compiled, thresholds = shipped_engine().on("dorset", day)
    reader = Reader(compiled.plan, compiled.evaluator, thresholds)
    table = compiled.plan.by_id[name]
    rows = {table.rows[place].row.id for place in dead_rows(reader, table) or ()}
    return rows - {"otherwise", "outside"}


def test_a_row_in_the_shadow_of_another_is_found() -> None:
    """
    facts:
      date_of_birth: date
      home: [flat, custody]
    axioms:
      - {if: {age: {under: 16}}, then: {home: custody}}
    tables:
      shadow:
        - {when: {age: {from: 18}}}
        - {when: {age: {from: 21}, home: flat}, outcome: may_get}
        - {when: {age: {under: 14}, home: flat}, outcome: may_get}
        - {when: {home: flat}, outcome: may_get}
    """
    reader = reader_of(tiny_book(test_a_row_in_the_shadow_of_another_is_found.__doc__))
    assert dead_rows(reader, reader.plan.tables[0]) == (1, 2)


def partly(reader: Reader, table: PlanTable, vector: Vector, chance: Random) -> Vector:
    """The same person, with some of what the table reads forgotten."""
    less = reader.plan.slots.blank()
    for name in sorted(table.facts):
        slot = reader.plan.slots[name]
        if chance.random() < 0.5:
            slot.put(less, tuple(vector[slot.at : slot.at + slot.width]))
    return less


def completes(reader: Reader, table: PlanTable, less: Vector, full: Vector) -> bool:
    slots = (reader.plan.slots[name] for name in table.facts)
    return all(
        less[s.at : s.at + s.width] in (list(s.unknown), full[s.at : s.at + s.width]) for s in slots
    )


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.id)
def test_what_is_settled_is_what_every_completion_comes_to(table: PlanTable) -> None:
    """By the tests alone, or by the cells: no cell that completes a person contradicts it."""
    reader, chance = shipped_reader(), Random(table.id)
    known = list(some_cells(table))
    around = [_any_of()] * len(reader.plan.tables)
    for vector, _ in chance.sample(known, min(len(known), 12)):
        less = partly(reader, table, vector, chance)
        found = reader.evaluator.table[table.number](less, reader.thresholds, list(around))
        if found.outcome is Outcome.UNDECIDED:
            found = settle(reader, table, less, around) or found
        if found.outcome is Outcome.UNDECIDED:
            continue
        for full, verdict in known:
            if completes(reader, table, less, full):
                assert (verdict.outcome, verdict.force) == (found.outcome, found.force)


@cache
def _any_of() -> Verdict:
    """Another table, of which nothing is known."""
    return Verdict(Outcome.UNDECIDED, None, (), (), sum(OUTCOME_BITS.values()), 0)


@pytest.mark.parametrize("seed", range(60))
def test_an_answer_agrees_with_everybody_it_could_be(seed: int) -> None:
    """Every completion of what is known: the same outcome, and a sum within the range."""
    book, chance = drawn(seed), Random(f"settled {seed}")
    person = chance.choice(book.everybody)[0]
    for _ in range(8):
        known = Facts({name: value for name, value in person.items() if chance.random() < 0.5})
        found = shown(evaluate(book.tiny.engine, known, TODAY))
        decided = [result for _, result in book.like(known)]
        for table, (outcome, money) in found.items():
            if outcome is not Outcome.UNDECIDED:
                assert {result[table][0] for result in decided} == {outcome}
            assert all(within(result[table][1], money) for result in decided)


Money = tuple[int | None, int | None] | None


def within(one: Money, range_: Money) -> bool:
    """Whether a sum lies in a range. No set amount is in every range but a settled one."""
    if one is None or None in one or range_ is None or range_ == (None, None):
        return one is None or range_ is not None
    least, most = range_
    low, high = one
    assert low is not None
    assert high is not None
    return (least is None or least <= low) and (most is None or high <= most)


def test_the_answer_that_stands_for_a_class_may_break_an_axiom_when_another_does_not() -> None:
    """With the bill known, nobody lives in custody; a flat and a house are still open.

    facts:
      home: [custody, flat, house]
      bill: yes_no
    axioms:
      - {if: {home: custody}, then: {bill: false}}
    tables:
      lodging:
        - {when: {home: house}, outcome: may_get}
    """
    case = test_the_answer_that_stands_for_a_class_may_break_an_axiom_when_another_does_not
    tiny = tiny_book(case.__doc__)
    assert tiny.ask(bill=True)["england/lodging"].outcome is Outcome.UNDECIDED
    assert tiny.ask()["england/lodging"].outcome is Outcome.UNDECIDED


def test_what_is_settled_for_one_is_not_remembered_for_another() -> None:
    """
    facts:
      home: [custody, flat]
      bill: yes_no
    axioms:
      - {if: {home: custody}, then: {bill: false}}
    tables:
      lodging:
        - {when: {home: custody}, outcome: may_get}
    """
    tiny = tiny_book(test_what_is_settled_for_one_is_not_remembered_for_another.__doc__)
    assert tiny.ask(bill=True)["england/lodging"].outcome is Outcome.NOT_ENTITLED
    assert tiny.ask(bill=False)["england/lodging"].outcome is Outcome.UNDECIDED
    assert tiny.ask()["england/lodging"].outcome is Outcome.UNDECIDED


@pytest.mark.parametrize("seed", range(30))
def test_those_who_break_an_axiom_are_exactly_those_who_cannot_be(seed: int) -> None:
    book = drawn(seed)
    possible = {tuple(facts.values()) for facts, _ in book.everybody}
    for values in _everybody():
        facts = Facts(dict(zip(ANSWERS, values, strict=True)))
        oracle = Oracle(book.tiny.book, facts, TODAY)
        axioms = book.tiny.book.catalogue.axioms
        broken = any(oracle.holds(a.condition) and not oracle.holds(a.then) for a in axioms)
        assert (values in possible) is not broken


@cache
def _everybody() -> Sequence[tuple[object, ...]]:
    return tuple(product(*ANSWERS.values()))


@pytest.mark.parametrize("seed", range(40))
def test_no_axiom_turns_an_answer_round(seed: int) -> None:
    """Whatever is answered, possible or not, stays as it was answered."""
    chance = Random(f"axioms {seed}")
    facts = a_person(chance, 0.6)
    for fact in shipped().catalogue.asked():
        if fact.type == "yes_no" and chance.random() < 0.4:
            facts = facts.knowing(fact.id, chance.random() < 0.5)
    evaluation = evaluate(shipped_engine(), facts, TODAY)
    for name, value in facts.items():
        slot = evaluation.plan.slots.get(name)
        assert evaluation.value(name) == value
        assert slot is None or slot.decode(evaluation.vector) == value


def test_an_axiom_that_says_not_or_either_narrows_to_no_more_than_it_says() -> None:
    """
    facts:
      home: [flat, custody, house]
      one: yes_no
      two: yes_no
      sure: yes_no
    axioms:
      - {if: {sure: true}, then: {home: {not: custody}}}
      - {if: {sure: true}, then: {any: [{one: true}, {two: true}]}}
    tables:
      inside: [{when: {home: custody}}]
      first: [{when: {one: true}}]
      either: [{when: {any: [{one: true}, {two: true}]}}]
    """
    case = test_an_axiom_that_says_not_or_either_narrows_to_no_more_than_it_says
    found = {d.entitlement: d.outcome for d in tiny_book(case.__doc__).ask(sure=True)}
    assert found["england/inside"] is Outcome.NOT_ENTITLED
    assert found["england/first"] is Outcome.UNDECIDED
    assert found["england/either"] is Outcome.ENTITLED


def test_the_shipped_axioms_hold_for_everybody_who_is_drawn() -> None:
    for seed in range(10):
        assert is_possible(shipped_engine(), a_person(Random(seed)), TODAY)
