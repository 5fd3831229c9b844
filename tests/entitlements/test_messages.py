"""Messages: a sentence for each kind of test, either way, and words for every amount."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from entitlements.explain import explain, trace
from entitlements.messages import (
    MESSAGES,
    OUTCOMES,
    answer,
    say,
    why_asked,
)
from entitlements.questions import NextQuestion
from entitlements.rulebook.model import Force, Outcome
from tests.entitlements.small_book import because, decide, quoted, rule, small_book, table

BORN = "date_of_birth: 2007-02-10"  # 19 on 22 November 2026


@pytest.mark.parametrize(
    ("when", "facts", "sentence"),
    [
        ("{pregnant: true}", "pregnant: true", "You are pregnant."),
        ("{pregnant: false}", "pregnant: false", "You are not pregnant."),
        ("{home: [flat, hostel]}", "home: flat", "Where you live: “A flat”."),
        ("{home: {not: custody}}", "home: flat", "Where you live: “A flat”."),
        ("{doing: [work]}", "doing: [work, college]", "What you do: “A job” and “College”."),
        ("{doing: {all_of: [work]}}", "doing: work", "What you do: “A job”."),
        ("{doing: {not: work}}", "doing: college", "What you do: “College”."),
        ("{age: {from: 18}}", BORN, "You are 18 or over."),
        ("{age: {over: 17}}", BORN, "You are 18 or over."),
        ("{age: {under: 25}}", BORN, "You are under 25."),
        ("{age: {up_to: 19}}", BORN, "You are under 20."),
        ("{age: {from: 18, under: 25}}", BORN, "You are aged 18 to 24."),
        ("{age: 19}", BORN, "You are 19."),
        ("{not: {age: {from: 25}}}", BORN, "You are under 25."),
        ("{not: {age: {from: 20, under: 25}}}", BORN, "You are under 20, or 25 or over."),
        ("{birthday: [20, 21]}", BORN, "You turn 20 or 21 on your next birthday."),
        ("{not: {birthday: 21}}", BORN, "You do not turn 21 on your next birthday."),
        ("{hours: {from: 12}}", "hours: 16", "How many hours you do: 16."),
        ("{savings: {under: £9}}", "savings: £5", "Your savings: £5."),
        (
            "{course_start: {from: 2026-09-01}}",
            "course_start: 2026-10-01",
            "The day your course starts: 1 October 2026.",
        ),
        (
            "{course_start: never}",
            "course_start: never",
            "The day your course starts: “I have no course”.",
        ),
        ("{status: full}", BORN, "Your status: “a full care leaver”."),
        (
            "{england/status: entitled}",
            BORN,
            "The answer on “Your status in law” is “you should get this”.",
        ),
        (
            "{england/status: {not: may_get}}",
            BORN,
            "The answer on “Your status in law” is not “you can ask for this”.",
        ),
        (
            "{already_had: {entitlement: england/thing, times: {under: 1}}}",
            "already_had: []",
            "You have not had “The thing” before.",
        ),
        (
            "{any: [{pregnant: true}, {home: flat}]}",
            "pregnant: false, home: flat",
            "Where you live: “A flat”.",
        ),
        ("{not: {pregnant: true}}", "pregnant: false", "You are not pregnant."),
    ],
)
def test_what_holds(when: str, facts: str, sentence: str) -> None:
    assert because(rule(quoted(when)), quoted(facts)) == [sentence]


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        ("{pregnant: true}", "This depends on whether you are pregnant."),
        ("{age: {from: 18}}", "This depends on your date of birth."),
        ("{status: full}", "This depends on your status. Tell us your date of birth."),
        ("{england/status: entitled}", "This depends on the answer on “Your status in law”."),
        (
            "{already_had: {entitlement: england/thing, times: {under: 1}}}",
            "This depends on what you have already had.",
        ),
        ("{savings: {under: {parameter: unset}}}", "This depends on your savings."),
    ],
)
def test_what_is_not_known(when: str, sentence: str) -> None:
    assert because(rule(when), "") == [sentence]


@pytest.mark.parametrize(
    ("when", "facts", "sentence"),
    [
        ("{in_plan: true}", "in_plan: false", "This could change if your course is in your plan."),
        ("{doing: work}", "doing: college", "This could change if what you do includes “A job”."),
        (
            "{hours: {from: 9}}",
            "hours: 5",
            "This could change if how many hours you do is 9 or more.",
        ),
    ],
)
def test_what_would_alter_it(when: str, facts: str, sentence: str) -> None:
    book = small_book(rule(when))
    (change,) = explain(decide(book, facts)).change
    assert say(change, book.catalogue) == sentence


def test_the_answer_given_can_be_shown_beside_a_test() -> None:
    book = small_book(rule("{home: flat, pregnant: true}"))
    (row, *_) = trace(decide(book, "home: hostel")).rows

    assert [answer(test.test, book.catalogue) for test in row.tests] == ["“A hostel”", None]


@pytest.mark.parametrize(
    ("entitlement", "most", "others", "words"),
    [
        (
            "england/thing",
            2_000,
            3,
            "This decides up to £20 of “The thing”, and 3 other things.",
        ),
        ("england/thing", None, 1, "This decides “The thing”, and 1 other thing."),
        (None, None, 0, "This opens other questions."),
    ],
)
def test_why_a_question_is_asked(
    entitlement: str | None, most: int | None, others: int, words: str
) -> None:
    book = small_book(rule("{}"))
    question = NextQuestion(book.catalogue.facts["home"], (), entitlement, most, others)
    assert why_asked(question, book.tables) == words


def test_every_outcome_and_force_has_words() -> None:
    assert set(OUTCOMES) == {outcome.value for outcome in Outcome}
    assert {f"force.{force.value}" for force in Force} <= set(MESSAGES)


def test_messages_ask_for_words_by_name_alone() -> None:
    for message, text in MESSAGES.items():
        for _, name, spec, conversion in Formatter().parse(text):
            assert name is None or re.fullmatch("[A-Za-z_]+", name), message
            assert not spec, message
            assert conversion is None, message


def test_sentences_and_the_texts_of_rules_are_said_in_the_readers_language() -> None:
    book = small_book(rule("{home: flat, pregnant: true}"))
    decision = decide(book, "home: hostel, pregnant: false")
    seen: list[str] = []

    def other(context: str, text: str) -> str:
        seen.append(context)
        return text.upper()

    failing = explain(decision).failing
    said = [say(reason, book.catalogue, lambda text: text, other) for reason in failing]

    assert said == ["WHERE YOU LIVE: “A HOSTEL”. This needs “A FLAT”.", "YOU ARE NOT PREGNANT."]
    assert "facts.home.choices.hostel.label" in seen


def test_a_table_of_rows_that_add_up_is_explained_by_each() -> None:
    rows = rule("{home: flat}", id="one") + rule("{pregnant: true}", id="two")
    text = table(rows, match="all")
    assert because(text, "home: flat, pregnant: true") == [
        "Where you live: “A flat”.",
        "You are pregnant.",
    ]
