"""Derived facts: worked out where nobody gave them, and left alone where somebody did."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from entitlements.care import CarePeriod, conflicts
from entitlements.dates import NEVER, NEVER_DAY, Duration
from entitlements.derive import care_answers
from entitlements.evaluate import Evaluation, evaluate
from entitlements.facts import Award, Facts
from entitlements.plan.ledger import HadQuery, had
from entitlements.plan.slots import FAR
from entitlements.rulebook.model import Outcome
from tests.entitlements.people import TODAY, a_person
from tests.entitlements.tiny import Tiny, tiny_book
from tests.rulebooks import shipped, shipped_engine

BOOK = """
    facts:
      date_of_birth: date
      course_start: {type: date, never: no date}
      adults: {type: number, least: 0, most: 20}
      disregarded: {type: number, least: 0, most: 20}
    derived:
      age_then: {type: number, from: {age_on: course_start}}
      age_in_august: {type: number, from: {age_on_31_august: course_start}}
      year: {type: number, from: {academic_year: course_start}}
      counted: {type: number, from: {less: [adults, disregarded]}}
      status: {type: choice, choices: [adult, child], from: {table: england/status}}
    tables:
      status:
        decides: status
        rows:
          - {when: {age: {from: 18}}, value: adult}
        otherwise: {value: child}
      grown: [{when: {status: adult}}]
      alone: [{when: {counted: {under: 2}}}]
"""


def book() -> Tiny:
    return tiny_book(BOOK)


@pytest.mark.parametrize(
    ("born", "start", "age", "in_august", "year"),
    [
        ("2007-09-01", "2026-09-01", 19, 18, 2026),
        ("2007-08-31", "2026-09-01", 19, 19, 2026),
        ("2007-08-01", "2026-07-31", 18, 18, 2025),
        ("2008-02-29", "2027-02-28", 18, 18, 2026),
        ("2008-02-29", "2027-03-01", 19, 18, 2026),
    ],
)
def test_ages_and_years_are_those_of_the_day_the_course_starts(
    born: str, start: str, age: int, in_august: int, year: int
) -> None:
    days = {"date_of_birth": date.fromisoformat(born), "course_start": date.fromisoformat(start)}
    found = book().ask(**days)
    assert [found.value(n) for n in ("age_then", "age_in_august", "year")] == [age, in_august, year]


def test_what_has_no_date_has_no_age() -> None:
    """Not known, never, and a slip of the pen (before the birth) all leave the age open."""
    for start in (None, NEVER, date(2000, 1, 1)):
        days = {"course_start": start} if start else {}
        found = book().ask(date_of_birth=date(2007, 2, 10), **days)
        assert found.value("age_then") is None
        assert found.value("age_in_august") is None


@pytest.mark.parametrize(
    ("known", "counted", "alone"),
    [
        ({"adults": 3, "disregarded": 1}, 2, Outcome.NOT_ENTITLED),
        ({"adults": 1, "disregarded": 3}, 0, Outcome.ENTITLED),
        ({"adults": 1}, None, Outcome.ENTITLED),
        ({"disregarded": 20}, None, Outcome.ENTITLED),
        ({"adults": 3}, None, Outcome.UNDECIDED),
        ({}, None, Outcome.UNDECIDED),
    ],
)
def test_a_difference_of_two_counts_is_never_below_none(
    known: dict[str, int], counted: int | None, alone: Outcome
) -> None:
    found = book().ask(**known)
    assert found["england/alone"].outcome is alone
    assert counted is None or found.value("counted") == counted


def test_a_fact_given_directly_is_not_worked_out_again() -> None:
    tiny = book()
    found = tiny.ask(date_of_birth=date(2015, 1, 1), status="adult", counted=9, adults=0)
    assert found.value("status") == "adult"
    assert found["england/grown"].outcome is Outcome.ENTITLED
    assert found["england/alone"].outcome is Outcome.NOT_ENTITLED
    assert tiny.ask(date_of_birth=date(2015, 1, 1))["england/grown"].outcome is Outcome.NOT_ENTITLED


@pytest.mark.parametrize("seed", range(20))
def test_every_derived_fact_of_the_shipped_book_can_be_given_directly(seed: int) -> None:
    """Given what was worked out, everything comes out as it was."""
    facts = a_person(Random(f"given {seed}"), 0.9)
    worked_out = evaluate(shipped_engine(), facts, TODAY)
    given = facts
    for fact in shipped().catalogue.facts.values():
        value = worked_out.value(fact.id)
        if fact.is_derived and value is not None:
            given = given.knowing(fact.id, value)
    again = evaluate(shipped_engine(), given, TODAY)
    assert [d.outcome for d in again] == [d.outcome for d in worked_out]


def test_a_row_without_a_value_leaves_the_fact_not_known() -> None:
    """It is neither yes nor no, and both are still possible further on.

    facts:
      home: [flat, house, custody]
    derived:
      settled: {type: yes_no, from: {table: england/settled}}
    tables:
      settled:
        decides: settled
        rows:
          - {when: {home: flat}, value: "true"}
          - {when: {home: house}, outcome: may_get}
        otherwise: {value: "false"}
      yes: [{when: {settled: true}}]
      no: [{when: {settled: false}}]
    """
    tiny = tiny_book(test_a_row_without_a_value_leaves_the_fact_not_known.__doc__)

    def found(evaluation: Evaluation) -> list[object]:
        outcomes = [evaluation[f"england/{name}"].outcome.value for name in ("yes", "no")]
        return [evaluation.value("settled"), *outcomes]

    assert found(tiny.ask(home="flat")) == [True, "entitled", "not_entitled"]
    assert found(tiny.ask(home="custody")) == [False, "not_entitled", "entitled"]
    assert found(tiny.ask(home="house")) == [None, "undecided", "undecided"]
    assert found(tiny.ask()) == [None, "undecided", "undecided"]


def test_periods_decide_and_what_contradicts_them_is_found() -> None:
    """The record is believed, and the conflict is there for a page to show."""
    record = (CarePeriod(date(2020, 1, 1), date(2021, 1, 1), "section_20", "dorset"),)
    told: dict[str, Any] = {
        "date_of_birth": date(2007, 2, 10).toordinal(),
        "care_periods": record,
        "in_care_at_16_or_17": True,
    }
    facts = Facts(told)
    found = evaluate(shipped_engine(), facts, TODAY)
    assert found.value("looked_after_on_or_after_16") is False
    assert [conflict.id for conflict in conflicts(care_answers(facts), TODAY)] == [
        "in_care_at_16_or_17"
    ]


def test_never_is_a_date_after_every_other() -> None:
    answers = care_answers(Facts({"left_care_on": NEVER_DAY}))
    assert answers.left_care_on == NEVER


YEAR = Duration(12, "month")


@pytest.mark.parametrize(
    ("awards", "times", "pence"),
    [
        (None, (0, FAR), (0, FAR)),
        ((), (0, 0), (0, 0)),
        ((Award("a", 500, on=date(2026, 1, 1)),), (1, 1), (500, 500)),
        ((Award("a", 500, on=date(2025, 11, 22)),), (0, 0), (0, 0)),
        ((Award("a", 500, on=date(2025, 11, 23)),), (1, 1), (500, 500)),
        ((Award("a", 500),), (0, 1), (0, 500)),
        ((Award("a", on=date(2026, 1, 1)),), (1, 1), (0, FAR)),
        ((Award("b", 500, on=date(2026, 1, 1)),), (0, 0), (0, 0)),
        ((Award("a", 500), Award("a", 700, on=date(2026, 1, 1))), (1, 2), (700, 1200)),
    ],
)
def test_what_is_not_known_of_an_award_widens_what_was_had(
    awards: tuple[Award, ...] | None, times: tuple[int, int], pence: tuple[int, int]
) -> None:
    """An award with no date may or may not be within the twelve months; with no sum, any sum."""
    assert had(awards, HadQuery("a", None, YEAR, counts=True), TODAY) == times
    assert had(awards, HadQuery("a", None, YEAR, counts=False), TODAY) == pence


def test_an_award_of_no_named_part_may_be_of_any() -> None:
    """Not knowing which part money was for must not leave every part looking untouched."""
    awards = (Award("a", 500), Award("a", 200, part="bag"))
    assert had(awards, HadQuery("a", "bag", None, counts=False), TODAY) == (200, 700)
    assert had(awards, HadQuery("a", "bag", None, counts=True), TODAY) == (1, 2)
    assert had(awards, HadQuery("a", None, None, counts=False), TODAY) == (700, 700)


def test_an_award_for_another_part_is_not_of_this_part() -> None:
    awards = (Award("a", 500, part="case"), Award("a", 200, part="bag"))
    assert had(awards, HadQuery("a", "case", None, counts=False), TODAY) == (500, 500)
    assert had(awards, HadQuery("a", None, None, counts=False), TODAY) == (700, 700)
