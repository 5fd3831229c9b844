"""The next question: what settles most, for the least trouble, and no more than that."""

from __future__ import annotations

import pytest

from entitlements.questions import next_question
from entitlements.rulebook.model import Outcome
from tests.entitlements.tiny import Tiny, tiny_book


def asks(tiny: Tiny, passed: tuple[str, ...] = (), **known: object) -> str | None:
    question = next_question(tiny.ask(**known), passed)
    return question.fact.id if question else None


def test_the_question_that_settles_most_is_asked_first() -> None:
    """
    facts:
      pregnant: yes_no
      home: [flat, custody]
    tables:
      gift: [{when: {pregnant: true}}]
      rent: [{when: {home: flat}}]
      move: [{when: {home: flat}}]
    """
    tiny = tiny_book(test_the_question_that_settles_most_is_asked_first.__doc__)
    assert asks(tiny) == "home"
    assert asks(tiny, home="flat") == "pregnant"
    assert asks(tiny, home="flat", pregnant=False) is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("effort: 3", "effort: 1"),
        ("sensitivity: sensitive", "sensitivity: ordinary"),
        ("sensitivity: personal", "effort: 1"),
        ("sensitivity: sensitive", "sensitivity: personal"),
    ],
)
def test_of_two_that_settle_as_much_the_easier_one_is_asked(first: str, second: str) -> None:
    text = f"""
    facts:
      one: {{type: yes_no, {first}}}
      two: {{type: yes_no, {second}}}
    tables:
      a: [{{when: {{one: true}}}}]
      b: [{{when: {{two: true}}}}]
    """
    assert asks(tiny_book(text)) == "two"


def test_a_question_waits_until_it_makes_sense() -> None:
    """Months pregnant is never asked before pregnant is yes, and not at all after a no.

    Nor where somebody would rather not say.

    facts:
      pregnant: {type: yes_no, sensitivity: sensitive}
      months: {type: number, least: 0, most: 10, asked_when: {pregnant: true}}
    tables:
      grant: [{when: {months: {from: 6}}}]
    """
    tiny = tiny_book(test_a_question_waits_until_it_makes_sense.__doc__)
    assert asks(tiny) == "pregnant"
    assert asks(tiny, pregnant=True) == "months"
    assert asks(tiny, pregnant=False) is None
    assert asks(tiny, ("pregnant",)) is None


def test_not_being_sure_of_a_plain_gate_does_not_close_what_lies_behind() -> None:
    """Somebody not sure about a trust fund can still say where they were born.

    facts:
      has_fund: yes_no
      born_here: {type: yes_no, asked_when: {has_fund: false}}
    tables:
      grant: [{when: {has_fund: false, born_here: true}}, {when: {born_here: false}}]
    """
    tiny = tiny_book(test_not_being_sure_of_a_plain_gate_does_not_close_what_lies_behind.__doc__)
    assert asks(tiny) == "has_fund"
    assert asks(tiny, has_fund=True) is None
    assert asks(tiny, ("has_fund",)) == "born_here"


def test_what_was_passed_is_not_asked_again() -> None:
    """
    facts:
      one: yes_no
      two: yes_no
    tables:
      a: [{when: {one: true, two: true}}]
    """
    tiny = tiny_book(test_what_was_passed_is_not_asked_again.__doc__)
    assert {asks(tiny), asks(tiny, ("one",)), asks(tiny, ("two",))} == {"one", "two"}
    assert asks(tiny, ("one", "two")) is None
    assert asks(tiny, two=False) is None


def test_what_only_an_adviser_can_answer_is_not_asked_here() -> None:
    """
    facts:
      one: {type: yes_no, asked: adviser}
    tables:
      a: [{when: {one: true}}]
    """
    assert asks(tiny_book(test_what_only_an_adviser_can_answer_is_not_asked_here.__doc__)) is None


def test_what_an_axiom_settles_is_not_asked() -> None:
    """
    facts:
      home: [custody, flat]
      bill: yes_no
    axioms:
      - {if: {home: custody}, then: {bill: false}}
    tables:
      relief: [{when: {bill: true}}]
    """
    tiny = tiny_book(test_what_an_axiom_settles_is_not_asked.__doc__)
    assert asks(tiny, home="custody") is None
    assert asks(tiny, home="flat") == "bill"


def test_a_sum_that_turns_on_the_row_is_asked_for() -> None:
    """The outcome is settled either way; how much is not.

    facts:
      sole: yes_no
    tables:
      relief:
        - {when: {sole: true}, amount: "£100.00"}
        - {when: {sole: false}, amount: "£50.00"}
    """
    tiny = tiny_book(test_a_sum_that_turns_on_the_row_is_asked_for.__doc__)
    assert tiny.ask()["england/relief"].outcome is Outcome.ENTITLED
    assert asks(tiny) == "sole"


def test_a_sum_worked_out_from_a_fact_is_asked_for_last() -> None:
    """
    facts:
      bill: money
      home: [flat, custody]
    tables:
      relief: [{amount: {value: {fact: bill}}}]
      rent: [{when: {home: flat}}]
    """
    tiny = tiny_book(test_a_sum_worked_out_from_a_fact_is_asked_for_last.__doc__)
    assert asks(tiny) == "home"
    assert asks(tiny, home="flat") == "bill"
    assert asks(tiny, home="flat", bill="£10.00") is None


def test_it_says_what_an_answer_decides_and_how_much_is_at_stake() -> None:
    """
    facts:
      student: yes_no
    tables:
      small: [{when: {student: true}, amount: "£10.00"}]
      large: [{when: {student: true}, amount: "£2,000.00"}]
      advice: [{when: {student: true}}]
    """
    tiny = tiny_book(test_it_says_what_an_answer_decides_and_how_much_is_at_stake.__doc__)
    question = next_question(tiny.ask())
    assert question is not None
    assert (question.entitlement, question.most, question.others) == ("england/large", 200_000, 2)
    assert question.decides == ("england/large", "england/small", "england/advice")
