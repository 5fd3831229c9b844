"""Explanations: the deciding tests, the nearest better row, the change, and the day."""

from __future__ import annotations

from datetime import date

import pytest

from entitlements.evaluate import evaluate
from entitlements.explain import explain, explain_all, trace
from entitlements.explain.pairs import Group, ValuedTest, paired, turned
from entitlements.facts import Facts
from entitlements.futures import Futures
from entitlements.messages import say
from entitlements.plan.sums import truth
from entitlements.rulebook.model import Outcome
from tests.entitlements.small_book import AS_AT, decide, explained, rule, small_book, table
from tests.rulebooks import shipped_engine

ADULT = rule("{age: {from: 18}, home: [flat, hostel]}")


def test_the_tests_of_the_deciding_row_that_held_are_told_in_order() -> None:
    explanation = explained(ADULT, "date_of_birth: 2007-02-10, home: flat")

    assert [reason.fact for reason in explanation.reasons] == ["date_of_birth", "home"]
    assert all(reason.holds for reason in explanation.reasons)
    assert not explanation.failing


def test_a_no_names_the_nearest_better_row_and_what_failed_of_it() -> None:
    rows = rule("{home: custody, pregnant: true}", id="far") + rule("{home: hostel}", id="near")

    explanation = explained(rows, "home: flat, pregnant: false")

    assert explanation.nearest == "near"
    assert [reason.fact for reason in explanation.failing] == ["home"]


def test_what_can_never_change_is_further_off_than_what_may() -> None:
    rows = rule("{age: {under: 18}}", id="too-late") + rule("{home: hostel, pregnant: true}")

    explanation = explained(rows, "date_of_birth: 2000-01-01, home: flat, pregnant: false")

    assert explanation.nearest == "yes"


def test_an_exception_above_the_rule_is_what_failed() -> None:
    rows = rule("{age: {from: 25}}", "not_entitled", id="too-old") + rule("{home: flat}")

    explanation = explained(rows, "date_of_birth: 2000-01-01, home: flat")

    assert [reason.message for reason in explanation.failing] == ["age.fails_old"]


def test_an_exception_of_two_tests_fails_by_either() -> None:
    rows = rule("{home: custody, pregnant: true}", "not_entitled", id="not") + rule("{}")

    (failed,) = explained(rows, "home: custody, pregnant: true").failing

    assert failed.message == "group.fails_any"


def test_time_alone_gives_the_day() -> None:
    explanation = explained(ADULT, "date_of_birth: 2009-02-10, home: flat")

    assert explanation.on == date(2027, 2, 10)


def test_somebody_born_on_29_february_waits_for_1_march() -> None:
    assert explained(ADULT, "date_of_birth: 2008-02-29, home: flat").on is None  # already 18
    late = explained(rule("{age: {from: 19}}"), "date_of_birth: 2008-02-29")
    assert late.on == date(2027, 3, 1)


def test_time_gives_no_day_where_something_else_fails_too() -> None:
    assert explained(ADULT, "date_of_birth: 2009-02-10, home: custody").on is None


def test_a_status_that_comes_with_a_birthday_gives_the_day() -> None:
    explanation = explained(rule("{status: full}"), "date_of_birth: 2009-02-10")

    assert explanation.on == date(2027, 2, 10)
    assert explanation.failing[0].values["table"] == "england/status"


def test_a_date_that_comes_near_gives_the_day() -> None:
    rows = rule("{course_start: {before: {ahead: 28 days}}}")

    assert explained(rows, "course_start: 2027-03-29").on == date(2027, 3, 2)


def test_the_change_is_of_what_a_person_may_change() -> None:
    explanation = explained(rule("{in_plan: true}"), "in_plan: false")

    (change,) = explanation.change
    assert change.fact == "in_plan"


@pytest.mark.parametrize(
    ("when", "facts"),
    [
        ("{hours: {from: 12}}", "hours: 5"),
        ("{hours: {over: 12}}", "hours: 5"),
        ("{hours: {up_to: 12}}", "hours: 50"),
        ("{doing: work}", "doing: college"),
        ("{doing: {all_of: [work, college]}}", "doing: college"),
        ("{any: [{pregnant: true}, {in_plan: true}]}", "pregnant: false, in_plan: false"),
        (
            "{at_least: {number: 2, of: [{in_plan: true}, {doing: work}, {pregnant: true}]}}",
            "in_plan: false, doing: college, pregnant: false",
        ),
    ],
)
def test_a_change_is_tried_out_before_it_is_named(when: str, facts: str) -> None:
    assert explained(rule(when), facts).change


@pytest.mark.parametrize(
    ("when", "facts"),
    [
        ("{pregnant: true}", "pregnant: false"),
        ("{home: flat, in_plan: true}", "home: hostel, in_plan: false"),
        ("{doing: caring}", "doing: work"),
        ("{age: {under: 18}, in_plan: true}", "date_of_birth: 2000-01-01, in_plan: false"),
    ],
)
def test_nobody_is_told_to_change_what_is_not_theirs_to_change(when: str, facts: str) -> None:
    assert not explained(rule(when), facts).change


def test_what_is_not_known_names_the_fact_to_ask_for_once() -> None:
    rows = rule("{age: {from: 18}, home: flat}", id="a") + rule("{age: {from: 16}, home: flat}")

    explanation = explained(rows, "")

    assert [reason.fact for reason in explanation.reasons] == ["date_of_birth", "home"]
    assert all(reason.holds is None for reason in explanation.reasons)


def test_what_is_worked_out_names_the_facts_behind_it() -> None:
    (reason,) = explained(rule("{status: full}"), "").reasons

    assert (reason.values["fact"], reason.fact) == ("status", "date_of_birth")


def test_a_table_that_has_not_begun_says_when_it_does() -> None:
    book = small_book(rule("{}"))

    explanation = explain(decide(book, "", date(2019, 12, 31)))

    assert [reason.message for reason in explanation.reasons] == ["version.starts"]
    assert explanation.on == date(2020, 1, 1)


def test_a_table_dated_by_a_fact_says_which_day_its_rules_are_of() -> None:
    book = small_book(table(rule("{pregnant: true}"), extra="dated_by: course_start\n"))
    within = explain(decide(book, "course_start: 2026-09-01, pregnant: true"))
    outside = explain(decide(book, "course_start: 2019-09-01, pregnant: true"))
    unknown = explain(decide(book, "pregnant: true"))

    assert within.reasons[0].message == "version.dated"
    assert outside.reasons[0].message == "version.outside"
    assert unknown.reasons[0].fact == "course_start"


def test_where_nothing_better_is_written_what_is_not_published_is_near() -> None:
    explanation = explained(rule("{home: flat}", "not_published"), "home: hostel")

    assert explanation.failing[0].fact == "home"


def test_the_trace_has_every_row_tried_with_the_value_of_each_test() -> None:
    rows = rule("{home: custody, pregnant: true}", id="first") + ADULT + rule("{}", id="never")

    tried = trace(decide(small_book(rows), "date_of_birth: 2007-02-10, home: flat")).rows

    assert [row.id for row in tried] == ["first", "yes"]
    assert [test.holds for test in tried[0].tests] == [False, None]
    assert [row.won for row in tried] == [False, True]
    assert tried[1].sources[0].place == "s.2"


def test_a_group_in_the_trace_is_a_heading_with_its_tests_under_it() -> None:
    rows = rule("{any: [{pregnant: true}, {home: flat}]}")

    (row, *_) = trace(decide(small_book(rows), "home: flat, pregnant: false")).rows

    assert [(test.depth, test.holds) for test in row.tests] == [(0, True), (1, False), (1, True)]


@pytest.mark.parametrize(
    "when",
    [
        "{not: {any: [{pregnant: true}, {home: flat}]}}",
        "{not: {pregnant: true, home: flat}}",
        "{not: {at_least: {number: 2, of: [{pregnant: true}, {home: flat}, {in_plan: true}]}}}",
        "{not: {not: {home: {not: flat}}}}",
        "{not: {already_had: {entitlement: england/thing, times: {under: 1}, amount: {under: £5}"
        "}}}",
    ],
)
def test_a_not_carried_inwards_keeps_its_truth(when: str) -> None:
    book = small_book(rule(when.replace("£5", '"£5.00"')))
    for facts in ("", "pregnant: true, home: flat", "pregnant: false, home: hostel, in_plan: true"):
        decision = decide(book, facts)
        tree, leaves = decision.plan_table.trees[0], decision.evaluation.leaves
        pair = paired(decision.plan_table.rows[0].row.when, tree, leaves)
        assert pair.value == truth(tree, leaves) == _from_below(pair)
        assert _from_below(turned(pair)) == {0: 3, 1: 1, 3: 0}[pair.value]


def _from_below(pair: Group | ValuedTest) -> int:
    """The value of a group worked out from its tests."""
    if isinstance(pair, ValuedTest):
        return pair.value
    values = [_from_below(part) for part in pair.parts]
    yes, open_ = values.count(3), values.count(1)
    return 3 if yes >= pair.number else 1 if yes + open_ >= pair.number else 0


def test_every_decision_of_the_shipped_book_can_be_explained_and_said() -> None:
    engine = shipped_engine()
    for facts in (Facts(), Facts({"authority": "dorset", "date_of_birth": 733450})):
        evaluation = evaluate(engine, facts, AS_AT)
        for entitlement, explanation in explain_all(evaluation).items():
            told = (*explanation.reasons, *explanation.failing, *explanation.change)
            assert all(say(reason, engine.book.catalogue) for reason in told)
            steps = trace(evaluation[entitlement]).rows
            assert all(say(t.test, engine.book.catalogue) for row in steps for t in row.tests)


def test_futures_are_shared_between_decisions() -> None:
    evaluation = evaluate(shipped_engine(), Facts({"date_of_birth": 733450}), AS_AT)
    futures = Futures(evaluation)
    wanted = (Outcome.ENTITLED, Outcome.MAY_GET)

    assert futures.first_day("england/advocacy", wanted) == futures.first_day(
        "england/advocacy", wanted
    )
    assert explain(evaluation["england/advocacy"], futures) is not None
