"""The questions as a young person meets them: how many, in what order, and none for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from entitlements.answers import read_person
from entitlements.evaluate import Engine, Evaluation, evaluate
from entitlements.facts import Facts
from entitlements.questions import next_question
from entitlements.rulebook.files import rule_files
from entitlements.rulebook.model import Outcome
from entitlements.rulebook.read import read_files

PEOPLE = Path(__file__).parent / "people"
RULES = Path(__file__).parents[2] / "rules"


@pytest.fixture(scope="module")
def engine() -> Engine:
    book, problems = read_files(rule_files(RULES))
    assert book is not None, problems
    return Engine(book)


def asked(engine: Engine, name: str) -> tuple[list[str], list[int], Evaluation]:
    """What is asked of a person who answers all they know: the facts, what was open, the end."""
    text = (PEOPLE / f"{name}.yaml").read_text(encoding="utf-8")
    person = read_person(text, engine.book.catalogue, name)
    assert person.as_at is not None
    known, passed = Facts({"authority": person.facts["authority"]}), set[str]()
    facts, still_open = list[str](), list[int]()
    while True:
        evaluation = evaluate(engine, known, person.as_at)
        still_open.append(sum(d.outcome is Outcome.UNDECIDED for d in evaluation))
        question = next_question(evaluation, passed)
        if question is None:
            return facts, still_open, evaluation
        fact = question.fact.id
        facts.append(fact)
        if fact in person.facts:
            known = known.knowing(fact, person.facts[fact])
        else:
            passed.add(fact)


def test_an_ordinary_19_year_old_answers_25_questions_at_most(engine: Engine) -> None:
    facts, still_open, _ = asked(engine, "ordinary-19")
    assert len(facts) <= 25
    assert still_open[-1] == 0
    assert still_open[8] < still_open[0] / 3  # the first eight settle most


def test_a_british_citizen_is_not_asked_about_their_right_to_stay(engine: Engine) -> None:
    facts, _, _ = asked(engine, "student-20")
    assert "british_citizen" in facts
    assert "immigration" not in facts


def test_not_saying_whether_they_are_british_still_leaves_the_wider_question(
    engine: Engine,
) -> None:
    facts, _, _ = asked(engine, "was-qualifying-22")
    assert facts.index("british_citizen") < facts.index("immigration")


def test_plain_answers_settle_the_status_of_somebody_back_home(engine: Engine) -> None:
    facts, _, evaluation = asked(engine, "home-for-seven-months-17")
    assert {"returned_home_on", "home_broke_down_on", "left_care_on"} <= set(facts)
    assert evaluation.value("leaving_care_status") == "qualifying"


def test_somebody_in_prison_is_asked_about_a_bill_for_a_home_they_keep(engine: Engine) -> None:
    facts, _, _ = asked(engine, "custody-19")
    assert "council_tax_liability" in facts
    assert "other_adults_at_home" not in facts
