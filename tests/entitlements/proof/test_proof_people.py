"""Invented people: in words, with no more than matters, and nobody real is left out."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from entitlements.evaluate import evaluate
from entitlements.facts import Facts
from entitlements.plan.leaves import Against, Leaf
from entitlements.plan.sums import truth
from entitlements.proof.bearing import bearing
from entitlements.proof.days import days_between, spans
from entitlements.proof.field import field_of
from entitlements.proof.ground import Ground, refs
from entitlements.proof.person import person_in
from entitlements.proof.side import Side
from entitlements.proof.words import of_them, person_words
from entitlements.rulebook.model import RuleTable
from tests.entitlements.people import a_person
from tests.entitlements.tiny import TODAY, tiny_book
from tests.rulebooks import shipped, shipped_engine

BORN = date(2007, 5, 1).toordinal()


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground(shipped())


@pytest.mark.parametrize("seed", range(150))
def test_nobody_the_engine_can_make_is_one_who_cannot_be(seed: int, ground: Ground) -> None:
    """People of every age on days of many years, of whom much or little is known."""
    day = date(2014 + seed % 14, 1 + seed % 12, 1 + seed % 28)
    facts = a_person(Random(f"who cannot be {seed}"), (1.0, 0.6, 0.3)[seed % 3], day)
    evaluation = evaluate(shipped_engine(), facts, day)
    side = Side(ground, facts.get("authority"), day)  # type: ignore[arg-type]

    def value(leaf: Leaf) -> int:
        if isinstance(leaf, Against):
            return side.against(leaf, evaluation.value(leaf.fact), evaluation.value(leaf.other))
        return side.test(leaf)(evaluation.value(leaf.fact))  # type: ignore[union-attr]

    leaves = ground.forest.leaves
    for one in ground.constraints:
        found = {number: value(leaves[number]) for number in refs([one.tree])}
        assert truth(one.tree, [found.get(n, 1) for n in range(len(leaves))]) != 3, one.id


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"date_of_birth": BORN}, "19"),
        ({"date_of_birth": date(2007, 11, 22).toordinal()}, "19 today"),
        ({"home": "shared_tenancy", "lives_in": "dorset"}, "Dorset, a shared flat or house"),
        ({"pregnant": True, "partner": False}, "does not live with a partner, pregnant"),
        ({"doing": frozenset(("work", "college"))}, "college and a paid job"),
        ({"council_tax_bill": 120_000}, "their council tax bill for the year: £1,200"),
        (
            {"course_start": date(2026, 9, 1).toordinal()},
            "the day their course starts: 1 September 2026",
        ),
        (
            {"leaving_care_status": "former_relevant"},
            "a care leaver aged 18 or over",
        ),
        ({}, "anybody"),
    ],
)
def test_a_person_in_words(facts: dict[str, object], words: str) -> None:
    assert person_words(facts, TODAY, shipped().catalogue) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("you are pregnant", "pregnant"),
        ("you do not live in London", "does not live in London"),
        ("you live in London", "lives in London"),
        ("the council that looked after you", "the council that looked after them"),
        ("the day you went back home (for good)", "the day they went back home"),
        ("I have not left care", "has not left care"),
    ],
)
def test_a_text_to_somebody_reads_as_one_about_them(text: str, words: str) -> None:
    assert of_them(text) == words


def test_only_what_matters_is_said_and_everything_is_given() -> None:
    """
    facts:
      date_of_birth: date
      home: [flat, custody]
      work: yes_no
    tables:
      help:
        - {when: {home: custody, work: true}}
        - {when: {age: {from: 18}}, outcome: may_get}
    """
    tiny = tiny_book(test_only_what_matters_is_said_and_everything_is_given.__doc__)
    table = tiny.book.tables["england/help"]
    side = Side(Ground(tiny.book), None, TODAY)
    field = field_of([side], [side.trees(table)])
    assert field is not None
    won = field.readings[0].winners(table)
    people = [person_in(field, cells) for cells in won]
    assert [person.words for person in people] == [
        "custody, work: yes",
        "19, work: no",
        "17, work: no",
    ]
    assert all(set(person.facts) == {"date_of_birth", "home", "work"} for person in people)


def test_awards_answer_what_the_ledger_is_asked() -> None:
    """
    facts:
      already_had: awards
      home: [flat, custody]
    tables:
      lamp: [{when: {already_had: {entitlement: england/lamp, times: {under: 2}}}}]
    """
    tiny = tiny_book(test_awards_answer_what_the_ledger_is_asked.__doc__)
    table = tiny.book.tables["england/lamp"]
    side = Side(Ground(tiny.book), None, TODAY)
    field = field_of([side], [side.trees(table)])
    assert field is not None
    for cells, row in zip(field.readings[0].winners(table), ("row-1", "otherwise"), strict=True):
        person = person_in(field, cells)
        assert evaluate(tiny.engine, person.facts, TODAY)[table.id].row.id == row  # type: ignore[union-attr]


def test_a_fact_that_can_always_be_made_to_fit_bears_on_nothing(ground: Ground) -> None:
    """Under 18 nobody has a bill; but that says nothing of how old anybody can be."""
    side = Side(ground, "dorset", TODAY)
    assert [one.id for one in bearing(side, {"date_of_birth"})] == ["born-after-today"]
    assert {one.id for one in bearing(side, {"date_of_birth", "council_tax_liability"})} >= {
        "under-18-no-council-tax"
    }


def test_somebody_eligible_is_in_care_and_16_or_17(ground: Ground) -> None:
    """Two constraints that meet in a fact beside the table hold together."""
    table = shipped().tables["dorset/allowance-16-17"]
    side = Side(ground, "dorset", TODAY)
    field = field_of([side], [side.trees(table)])
    assert field is not None
    where = field.space.where
    eligible = field.possible & where("leaving_care_status", (_class(field, "eligible"),))
    assert eligible
    assert not eligible & where("looked_after_now", (0,))


def _class(field: object, value: str) -> int:
    axes = {axis.name: axis for axis in field.space.axes}  # type: ignore[attr-defined]
    found: int = axes["leaving_care_status"].values.index(value)
    return found


def tables_with_days() -> list[str]:
    return ["dorset/birthday", "dorset/setting-up-home", "england/child-trust-fund"]


@pytest.mark.parametrize("name", tables_with_days())
def test_between_two_days_of_the_proof_the_same_people_are_told_apart(
    name: str, ground: Ground
) -> None:
    """As many classes on any day as on the first of its stretch."""
    table = shipped().tables[name]
    for span in spans(ground, table, TODAY):
        starts = days_between(ground, table, span.first, span.last)
        chance = Random(name)
        for _ in range(25):
            ahead = chance.randrange((span.last - span.first).days + 1)
            day = span.first + timedelta(days=ahead)
            start = max(one for one in starts if one <= day)
            assert _kinds(ground, table, day) == _kinds(ground, table, start), (day, start)


def _kinds(ground: Ground, table: RuleTable, day: date) -> set[tuple[int, ...]]:
    """How the tests of the date of birth fall for each class, on a day."""
    side = Side(ground, table.authority, day)
    field = field_of([side], [side.trees(table)])
    assert field is not None
    numbers = sorted(refs(side.trees(table)))
    tests = [
        side.test(ground.forest.leaves[n])
        for n in numbers
        if getattr(ground.forest.leaves[n], "fact", "") == "date_of_birth"
    ]
    values = [axis.values for axis in field.space.axes if axis.name == "date_of_birth"]
    return {tuple(test(value) for test in tests) for value in (values[0] if values else ())}


def test_the_facts_of_a_person_can_be_evaluated(ground: Ground) -> None:
    table = shipped().tables["dorset/council-tax"]
    side = Side(ground, "dorset", TODAY)
    field = field_of([side], [side.trees(table)])
    assert field is not None
    person = person_in(field, field.possible)
    assert person.facts["authority"] == "dorset"
    assert isinstance(person.facts, Facts)
