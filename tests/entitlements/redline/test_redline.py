"""The redline says in English what differs, sums and dates first."""

from __future__ import annotations

import re
from datetime import date

import pytest

from entitlements.redline import Concerns, Difference, How, redline
from entitlements.redline.pairing import pair
from entitlements.rulebook.model import RuleBook
from tests.changed_books import raised_books
from tests.entitlements import small_book as small
from tests.entitlements.small_book import PARAMETERS, rule, small_book, table
from tests.rulebooks import book_of


def said(before: str, after: str) -> list[str]:
    """What is said when the rows of a small table change from one text to another."""
    return [one.says for one in redline(small_book(before), small_book(after))]


def only(before: str, after: str) -> str:
    (sentence,) = said(before, after)
    return sentence


WHEN = "in the version from 1 January 2020."


def test_a_sum_that_is_new_is_said_with_its_day() -> None:
    found = redline(*raised_books())

    says = "Row “moving”: the sum goes from no published figure to £3,000, from 1 April 2027."
    assert says in [one.says for one in found]
    assert found[0].says == "A new version begins on 1 April 2027."


def test_money_and_dates_come_before_outcomes_and_those_before_words() -> None:
    order = [list(Concerns).index(one.concerns) for one in redline(*raised_books())]

    assert order == sorted(order)
    assert len(set(order)) == 3


def test_the_end_of_a_version_is_said_by_its_last_day() -> None:
    says = "The version from 1 April 2021 ends. Its last day is 31 March 2027."

    assert says in [one.says for one in redline(*raised_books())]


def test_a_list_that_takes_one_more_answer_says_which() -> None:
    before, after = rule("{home: flat}"), rule("{home: [flat, hostel]}")

    assert only(before, after) == (
        f"Row “yes”: the test of where you live now also takes “A hostel”, {WHEN}"
    )
    assert only(after, before) == (
        f"Row “yes”: the test of where you live no longer takes “A hostel”, {WHEN}"
    )


def test_a_list_that_takes_another_answer_says_both() -> None:
    assert only(rule("{doing: work}"), rule("{doing: caring}")) == (
        "Row “yes”: the test of what you do now takes “Caring”,"
        f" and no longer takes “A job”, {WHEN}"
    )


def test_an_age_that_moves_is_said_both_ways() -> None:
    assert only(rule("{age: {from: 18}}"), rule("{age: {from: 21}}")) == (
        "Row “yes”: the test of your age goes from “you are 18 or over”"
        f" to “you are 21 or over”, {WHEN}"
    )


def test_a_test_that_is_new_and_one_that_is_gone() -> None:
    before, after = rule("{home: flat}"), rule("{home: flat, pregnant: true}")

    assert only(before, after) == f"Row “yes”: there is a new test, “you are pregnant”, {WHEN}"
    assert only(after, before) == (
        "Row “yes”: whether you are pregnant is no longer tested"
        f" (the test was “you are pregnant”), {WHEN}"
    )


def test_the_order_of_tests_is_no_difference() -> None:
    before = rule("{home: [flat, hostel], pregnant: true}")
    after = rule("{pregnant: true, home: [hostel, flat]}")

    assert said(before, after) == []


def test_spaces_and_the_order_of_keys_are_no_difference() -> None:
    before = table(rule("{home: flat}"))
    after = before.replace("outcome: entitled, force: policy", "force: policy,   outcome: entitled")

    assert before != after
    assert redline(small_book(before), small_book(after)) == ()


def test_tests_on_several_things_stand_together() -> None:
    before = rule("{any: [{home: flat}, {pregnant: true}]}")
    after = rule("{any: [{home: hostel}, {pregnant: true}]}")

    assert only(before, after).startswith(
        "Row “yes”: the test of several things together goes from"
    )


def test_a_row_that_is_new_says_its_own_sentence() -> None:
    before = rule("{home: flat}")
    after = before + rule("{home: hostel}", "may_get", ', amount: "£50.00"', "extra")
    (found,) = redline(small_book(before), small_book(after))

    assert found.says == f"Row “extra” is new, {WHEN} {found.after}"
    assert {"A hostel", "£50"} <= set(re.findall("A hostel|£50", found.after))
    assert (found.how, found.concerns) == (How.ADDED, Concerns.MONEY)


def test_a_row_that_moves_says_where_it_stood() -> None:
    one, two = rule("{home: flat}", id="one"), rule("{home: hostel}", id="two")

    assert only(one + two, two + one) == (
        f"Row “two” moves. It stood after “one”; it now stands first, {WHEN}"
    )


def test_a_row_with_a_new_name_is_the_same_row() -> None:
    before, after = rule("{home: flat}", id="flat"), rule("{home: flat}", id="own-flat")

    assert only(before, after) == f"Row “flat”: the name goes from “flat” to “own-flat”, {WHEN}"


def test_what_goes_with_a_sum_is_said_too() -> None:
    before = rule("{home: flat}", rest=', amount: {value: "£50.00", uses: [food]}')
    after = rule("{home: flat}", rest=', amount: {value: "£50.00", uses: [food, rent]}')

    assert only(before, after) == (
        "Row “yes”: what goes with the sum goes from You can use it for food"
        f" to You can use it for food and rent, {WHEN}"
    )


def test_two_sums_that_read_alike_are_shown_as_they_are_written() -> None:
    percent = ', amount: {{value: {{percent: 50, of: "£9.99"{}}}}}'
    before = rule("{home: flat}", rest=percent.format(""))
    after = rule("{home: flat}", rest=percent.format(", round: up"))

    assert "round: up" in only(before, after)


def test_a_rate_says_its_new_value_and_its_day() -> None:
    found = with_rates(PARAMETERS, PARAMETERS.replace("£8.00", "£9.00"))

    assert [one.says for one in found] == [
        "The rate “the minimum wage” goes from £8 from 1 April 2026 to £9 from 1 April 2026."
    ]


def test_a_rate_to_come_is_added() -> None:
    later = PARAMETERS.replace(
        "values: []", 'values: [{from: 2027-04-01, value: "£1.00", source: act}]'
    )
    found = with_rates(PARAMETERS, later)

    assert [one.says for one in found] == ["The rate “the rate to come” is £1 from 1 April 2027."]
    assert found[0].place.version == "2027-04-01"


def test_the_notes_of_a_rate_are_a_difference() -> None:
    found = with_rates(PARAMETERS, PARAMETERS.replace("confirmed", "unconfirmed"))

    assert [one.says for one in found] == [
        "The notes on the rate “the minimum wage” of £8 from 1 April 2026 change."
    ]


def with_rates(before: str, after: str) -> tuple[Difference, ...]:
    return redline(*(_with(parameters=text) for text in (before, after)))


def _with(**changed: str) -> RuleBook:
    texts = {"england/thing.yaml": table(rule("{home: flat}"))}
    texts["england/status.yaml"] = table(small.STATUS_ROWS, "status", extra="decides: status\n")
    facts = changed.pop("facts", small.FACTS)
    return book_of(facts, texts, **changed)[0]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("When?", "Which day?", "the question goes from “When?” to “Which day?”"),
        ("{value: hostel, label: A hostel}", "{value: inn, label: An inn}", "the answers offered"),
        ("changeable: true\n", "changeable: false\n", "changeable goes from yes to no"),
    ],
)
def test_a_fact_says_what_changes_of_it(old: str, new: str, says: str) -> None:
    found = redline(_with(), _with(facts=small.FACTS.replace(old, new)))

    assert found
    assert all(says in one.says and one.place.of == "facts" for one in found)


def test_a_source_is_said_by_its_title() -> None:
    other = "sources: [{id: act, title: An Act, kind: statute, dated: 2027}]"
    found = redline(_with(), _with(sources=other))

    assert [one.says for one in found] == ["The source “An Act”: the date it bears is new: “2027”."]


def test_of_things_that_moved_as_few_as_can_be_are_named() -> None:
    pairs = pair("abcde", "eabcd", str)

    assert pairs.moved == (("e", "e"),)


def test_days_are_days() -> None:
    before, after = raised_books()
    moved = [one for one in redline(before, after) if one.place.column == "effective_to"]

    assert [(one.before, one.after) for one in moved] == [("no day", "31 March 2027")]
    assert date(2027, 3, 31) < date(2027, 4, 1)
