"""Missing facts: what would settle a decision, and nothing that would not."""

from __future__ import annotations

from random import Random

import pytest

from entitlements.derive import CARE_INPUTS
from entitlements.evaluate import evaluate
from entitlements.facts import Award, Facts
from entitlements.missing import CARE_NEEDS, askable, is_asked
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.model import Outcome
from tests.entitlements.drawn_books import drawn
from tests.entitlements.people import TODAY, a_person, asked, with_an_answer
from tests.entitlements.tiny import tiny_book
from tests.rulebooks import shipped, shipped_engine


@pytest.mark.parametrize("seed", range(60))
def test_knowing_all_that_is_missing_settles_the_answer(seed: int) -> None:
    """And a fact that is known is never missing."""
    book, chance = drawn(seed), Random(seed)
    person = chance.choice(book.everybody)[0]
    known = Facts({name: value for name, value in person.items() if chance.random() < 0.4})
    found = evaluate(book.tiny.engine, known, TODAY)
    for decision in found:
        assert not set(decision.missing) & set(known)
        if decision.outcome is not Outcome.UNDECIDED:
            continue
        more = known
        for _ in range(len(person)):  # an answer may open the way to another question
            again = evaluate(book.tiny.engine, more, TODAY)[decision.entitlement]
            for name in again.missing:
                more = more.knowing(name, person[name])
        if again.outcome is Outcome.UNDECIDED:
            gated = set(person) - set(more)
            assert any(not is_asked(again.evaluation, name) for name in gated)


def test_a_test_in_a_group_that_is_settled_is_not_missing() -> None:
    """
    facts:
      one: yes_no
      two: yes_no
      three: yes_no
    tables:
      help:
        - when: {all: [{any: [{one: true}, {two: true}]}, {three: true}]}
    """
    tiny = tiny_book(test_a_test_in_a_group_that_is_settled_is_not_missing.__doc__)
    assert tiny.ask(one=True)["england/help"].missing == ("three",)
    assert tiny.ask(one=False)["england/help"].missing == ("two", "three")
    assert tiny.ask(three=False)["england/help"].missing == ()


def test_what_makes_no_sense_to_ask_is_not_missing() -> None:
    """
    facts:
      pregnant: yes_no
      months: {type: number, asked_when: {pregnant: true}}
      other: yes_no
    tables:
      help:
        - when: {any: [{months: {from: 6}}, {other: true}]}
    """
    tiny = tiny_book(test_what_makes_no_sense_to_ask_is_not_missing.__doc__)
    assert tiny.ask(pregnant=False)["england/help"].missing == ("other",)
    assert tiny.ask(pregnant=True)["england/help"].missing == ("months", "other")


def test_what_another_table_waits_for_is_missing_here_too() -> None:
    """
    facts:
      home: [flat, house]
      student: yes_no
    derived:
      settled: {type: yes_no, from: {table: england/settled}}
    tables:
      settled:
        decides: settled
        rows: [{when: {home: flat}, value: "true"}]
        otherwise: {value: "false"}
      course: [{when: {student: true}}]
      both: [{when: {settled: true, england/course: entitled}}]
    """
    tiny = tiny_book(test_what_another_table_waits_for_is_missing_here_too.__doc__)
    assert set(tiny.ask()["england/both"].missing) == {"home", "student"}
    assert tiny.ask(home="flat")["england/both"].missing == ("student",)
    assert tiny.ask(home="house")["england/both"].missing == ()


def test_the_ledger_is_asked_for_as_one_question() -> None:
    """
    facts:
      already_had: awards
    tables:
      laptop:
        - when: {already_had: {entitlement: england/laptop, times: {under: 1}}}
          amount: {value: "£100.00", pot: true}
    """
    tiny = tiny_book(test_the_ledger_is_asked_for_as_one_question.__doc__)
    assert tiny.ask()["england/laptop"].missing == ("already_had",)
    told = tiny.ask(already_had=(Award("england/laptop"),))["england/laptop"]
    assert (told.outcome, told.missing) == (Outcome.NOT_ENTITLED, ())


def test_a_sum_names_the_facts_that_it_is_worked_out_from() -> None:
    """
    facts:
      bill: money
      children: number
      parent: yes_no
    tables:
      help:
        - amount:
            value:
              steps:
                - {when: {parent: true}, value: {times: {fact: bill}, by: {fact: children}}}
              otherwise: "£1.00"
    """
    tiny = tiny_book(test_a_sum_names_the_facts_that_it_is_worked_out_from.__doc__)
    assert set(tiny.ask()["england/help"].amount_facts) == {"bill", "children", "parent"}
    assert set(tiny.ask(parent=True)["england/help"].amount_facts) == {"bill", "children"}
    assert tiny.ask(bill=1, parent=True, children=2)["england/help"].amount_facts == ()


def test_every_fact_about_care_says_what_to_ask_for() -> None:
    derived = [fact for fact in shipped().catalogue.facts.values() if fact.derivation]
    care = {f.derivation.of[0] for f in derived if f.derivation and f.derivation.kind == "care"}
    assert care <= set(CARE_NEEDS)
    assert {need for needs in CARE_NEEDS.values() for need in needs} <= set(CARE_INPUTS)


@pytest.mark.parametrize("seed", range(60))
def test_what_can_settle_a_yes_or_no_about_care_is_asked_for(seed: int) -> None:
    """Where one plain answer would settle it, one that would is among those to ask for."""
    chance = Random(f"care {seed}")
    facts = a_person(chance, 0.0)
    plain = [fact for fact in asked() if fact.id in CARE_INPUTS and fact.type != FactType.PERIODS]
    plain = [fact for fact in plain if fact.id not in facts and fact.id != "adopted_on"]
    for fact in plain:
        facts = with_an_answer(chance, facts, fact, TODAY) if chance.random() < 0.35 else facts
    found = evaluate(shipped_engine(), facts, TODAY)
    settles: dict[str, set[str]] = {}
    for fact in (fact for fact in plain if fact.id not in facts and is_asked(found, fact.id)):
        for _ in range(5):
            after = evaluate(shipped_engine(), with_an_answer(chance, facts, fact, TODAY), TODAY)
            for name in SETTLED_BY_ANSWERS:
                if found.value(name) is None and after.value(name) is not None:
                    settles.setdefault(name, set()).add(fact.id)
    for name, answers in settles.items():
        assert answers & set(askable(found, name)) - {"months_continuously_in_care"} or answers == {
            "months_continuously_in_care"
        }, (name, answers)


#: Those that a record alone settles (a count near 13 weeks) are an adviser's to answer.
SETTLED_BY_ANSWERS = (
    "ever_in_care",
    "looked_after_now",
    "looked_after_on_or_after_16",
    "looked_after_at_18",
    "left_care_before_16",
    "was_eligible_child",
    "thirteen_weeks_since_14",
    "thirteen_weeks_before_16",
    "thirteen_weeks_ending_after_16",
    "home_six_months",
)
