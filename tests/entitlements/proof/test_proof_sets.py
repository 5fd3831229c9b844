"""Sets of cells: held to a plain walk over cells, to everybody there can be, and to an oracle."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from random import Random

import pytest

from entitlements.derive import vector_of
from entitlements.facts import Facts
from entitlements.plan.cells import Reader, cells
from entitlements.plan.leaves import Against, OutcomeIn
from entitlements.proof.field import Field, field_of
from entitlements.proof.given import givens
from entitlements.proof.ground import Ground, refs
from entitlements.proof.person import facts_of, person_in
from entitlements.proof.side import Side
from entitlements.proof.space import Axis, Space, at_least
from entitlements.rulebook.model import Outcome, RuleTable
from tests.entitlements.drawn_books import drawn
from tests.entitlements.tiny import TODAY, tiny_book
from tests.oracle import NotKnown, Oracle
from tests.rulebooks import shipped, shipped_engine


def field_for(ground: Ground, table: RuleTable) -> Field:
    side = Side(ground, table.authority, TODAY)
    found = field_of([side], [side.trees(table)])
    assert found is not None
    return found


def members(space: Space, held: int) -> set[tuple[object, ...]]:
    """The cells of a set, one by one, as the values of the axes."""
    every = product(*(axis.values for axis in reversed(space.axes)))
    return {values[::-1] for n, values in enumerate(every) if held >> n & 1}


SPACE = Space([Axis("a", (0, 1, 2)), Axis("b", (False, True)), Axis("c", ("x", "y", "z"))])


@pytest.mark.parametrize("name", ["a", "b", "c"])
def test_a_pattern_holds_the_cells_of_its_classes(name: str) -> None:
    place = SPACE.places[name]
    for number, value in enumerate(SPACE.axes[place].values):
        held = members(SPACE, SPACE.where(name, [number]))
        assert held == {cell for cell in members(SPACE, SPACE.every) if cell[place] == value}


@pytest.mark.parametrize("number", range(5))
def test_at_least_so_many_sets_is_counted_cell_by_cell(number: int) -> None:
    chance = Random(f"sets {number}")
    parts = [chance.getrandbits(SPACE.size) for _ in range(4)]
    counts = [sum(part >> cell & 1 for part in parts) for cell in range(SPACE.size)]
    wanted = sum(1 << cell for cell, count in enumerate(counts) if count >= number)
    assert at_least(number, parts, SPACE.every) == wanted


@pytest.mark.parametrize("seed", range(20))
def test_the_cell_of_some_values_is_the_first_of_its_own_set(seed: int) -> None:
    held = 1 << Random(seed).randrange(SPACE.size)
    assert SPACE.cell(SPACE.first(held)) == held


@pytest.mark.parametrize("seed", range(60))
def test_everybody_in_a_drawn_book_stands_in_the_set_of_the_row_that_wins(seed: int) -> None:
    """Each person of the book, evaluated, is found in the cells of what the sets give them."""
    book = drawn(seed)
    ground = Ground(book.tiny.book)
    for table in book.tiny.book.tables.values():
        field = field_for(ground, table)
        given = givens(field.readings[0], table, field.possible)
        for facts, decided in book.everybody:
            cell = _cells_like(field, table, facts)
            outcomes = {one.outcome for one in given if one.cells & cell}
            assert outcomes == {decided[table.id][0]}


def _cells_like(field: Field, table: RuleTable, facts: Facts) -> int:
    """Where somebody stands: on each axis, in the classes whose tests fall as theirs do."""
    side = field.readings[0].side
    used = [one.tree for one in side.ground.constraints if one.id in field.axioms]
    leaves = [side.ground.forest.leaves[n] for n in refs([*side.trees(table), *used])]
    found = field.space.every
    for axis in field.space.axes:
        alone = [leaf for leaf in leaves if not isinstance(leaf, Against | OutcomeIn)]
        tests = [side.test(leaf) for leaf in alone if leaf.fact == axis.name]
        if axis.name in facts:
            kind = [test(facts[axis.name]) for test in tests]
            same = [n for n, v in enumerate(axis.values) if [test(v) for test in tests] == kind]
            found &= field.space.where(axis.name, same)
    return found


@pytest.mark.parametrize("seed", range(60))
def test_nobody_is_left_out_but_those_whom_an_axiom_breaks(seed: int) -> None:
    book = drawn(seed)
    compiled, thresholds = book.tiny.engine.on(None, TODAY)
    ground = Ground(book.tiny.book)
    for table in book.tiny.book.tables.values():
        field = field_for(ground, table)
        for values in islice(field.space.several(field.possible, 40), 40):
            facts = facts_of(values, field.readings[0].side)
            assert compiled.evaluator.possible(vector_of(compiled.plan, facts, TODAY), thresholds)


def shipped_tables() -> list[str]:
    return sorted(name for name, table in shipped().tables.items() if not table.dated_by)


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground(shipped())


@pytest.mark.parametrize("name", shipped_tables())
def test_a_shipped_table_is_read_as_the_plain_walk_reads_it(name: str, ground: Ground) -> None:
    """A cell of the walk over the compiled plan is in the set of the row that wins it there."""
    compiled, thresholds = shipped_engine().on("dorset", TODAY)
    reader = Reader(compiled.plan, compiled.evaluator, thresholds)
    planned = compiled.plan.by_id[name]
    against = any(isinstance(compiled.plan.leaves[n], Against) for n in planned.leaves)
    if planned.after or against:
        return  # another's outcome is an axis there, and of two dates only a sample is walked
    field = field_for(ground, planned.table)
    won = field.readings[0].winners(planned.table)
    walked = [(list(vector), verdict) for vector, verdict in cells(reader, planned) or ()]
    for vector, verdict in Random(name).sample(walked, min(len(walked), 60)):
        slots = compiled.plan.slots
        known = {fact: slots[fact].decode(vector) for fact in planned.facts}
        if any(_is_no_value(value) for value in known.values()):
            continue
        here = _cells_like(field, planned.table, Facts(known))  # type: ignore[arg-type]
        assert here
        for place in verdict.winners:
            assert not here & ~won[place]


def _is_no_value(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and not 0 <= value <= 3_652_059


@pytest.mark.parametrize("name", shipped_tables())
def test_people_of_each_set_are_decided_so_by_the_oracle(name: str, ground: Ground) -> None:
    table = shipped().tables[name]
    field = field_for(ground, table)
    for given in givens(field.readings[0], table, field.possible):
        person = person_in(field, given.cells)
        facts = person.facts
        try:
            outcome, rows = Oracle(shipped(), facts, TODAY).decide(name)
        except NotKnown:
            continue
        assert (outcome, [row.id for row in rows]) == (given.outcome, list(given.ids))


def two_dates() -> Iterator[tuple[int, int]]:
    days = [TODAY.toordinal() + n for n in (-800, -401, -61, -60, -59, -1, 0, 1, 59, 60, 61, 400)]
    yield from product(days, days)


def test_two_dates_held_against_each_other_have_every_order_there_is() -> None:
    """
    facts:
      began: date
      ended: {type: date, never: it has not}
    tables:
      help:
        - {when: {ended: {from: {fact: began, plus: 60 days}}}}
        - {when: {ended: {after: {fact: began}}, began: {by: as_at}}, outcome: may_get}
        - {when: {ended: {before: {fact: began}}}, outcome: not_provided}
    """
    tiny = tiny_book(test_two_dates_held_against_each_other_have_every_order_there_is.__doc__)
    table = tiny.book.tables["england/help"]
    field = field_for(Ground(tiny.book), table)
    assert field.exact
    seen = {given.outcome for given in givens(field.readings[0], table, field.possible)}
    for began, ended in two_dates():
        facts = Facts({"began": began, "ended": ended})
        assert Oracle(tiny.book, facts, TODAY).decide(table.id)[0] in seen
    assert seen == set(Outcome) & seen
    for given in givens(field.readings[0], table, field.possible):
        person = person_in(field, given.cells)
        assert Oracle(tiny.book, person.facts, TODAY).decide(table.id)[0] is given.outcome


def test_three_dates_held_against_each_other_are_only_a_sample() -> None:
    """
    facts:
      one: date
      two: date
      three: date
    tables:
      help:
        - {when: {one: {after: {fact: two}}, two: {after: {fact: three}}}}
    """
    tiny = tiny_book(test_three_dates_held_against_each_other_are_only_a_sample.__doc__)
    assert not field_for(Ground(tiny.book), tiny.book.tables["england/help"]).exact
