"""Personas: what a change does for each invented person, in words, and which way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from entitlements.answers import facts_from_data
from entitlements.evaluate import Engine, evaluate
from entitlements.money import Per
from entitlements.personas import Direction, Effect, PersonaResult, try_personas
from entitlements.rulebook.model import Persona, RuleBook
from entitlements.totals import Sort, Totals, sort_of
from tests.changed_books import FROM, RAISED, raised_books
from tests.entitlements.small_book import AS_AT, rule, small_book, table

SAM = "first-flat-19"


def effects(before: str, after: str, **facts: str) -> tuple[Effect, ...]:
    """What moves for somebody of whom these facts are known."""
    return tried(before, after, **facts).effects


def tried(before: str, after: str, **facts: str) -> PersonaResult:
    persona = Persona("ash", "Ash", "Somebody", facts)
    books = [replace(small_book(rows), personas={"ash": persona}) for rows in (before, after)]
    (result,) = try_personas(books[0], books[1], AS_AT)
    return result


def sum_of(sum_: str, when: str = "{home: flat}", outcome: str = "entitled", rest: str = "") -> str:
    return rule(when, outcome, f', amount: {{value: "{sum_}"{rest}}}')


def test_the_raised_sum_is_more_for_the_person_who_moves() -> None:
    results = {result.id: result for result in try_personas(*raised_books(), FROM)}

    assert results[SAM].effects == (
        Effect(
            RAISED,
            "Setting up home money",
            "Nothing is published. It is your council's own policy",
            "You can ask for this. £3,000. It is your council's own policy",
            Direction.MORE,
        ),
    )


def test_every_persona_is_answered_for() -> None:
    before, after = raised_books()

    assert [result.id for result in try_personas(before, after, FROM)] == list(after.personas)


def test_before_the_day_nothing_moves() -> None:
    results = try_personas(*raised_books(), date(2027, 3, 31))

    assert not [result for result in results if result.effects or result.problems]


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        (sum_of("£50.00"), sum_of("£60.00"), Direction.MORE),
        (sum_of("£50.00"), sum_of("£40.00"), Direction.LESS),
        (sum_of("£50.00"), sum_of("£60.00", outcome="may_get"), Direction.CHANGED),
        (sum_of("£50.00", rest=", per: week"), sum_of("£60.00"), Direction.CHANGED),
        (sum_of("£50.00", rest=", repay: true"), sum_of("£60.00"), Direction.CHANGED),
        (sum_of("£50.00"), rule("{home: flat}", rest=", amount: no_figure"), Direction.CHANGED),
        (sum_of("£50.00"), sum_of("£50.00", "{home: hostel}"), Direction.LESS),
        (sum_of("£50.00"), sum_of("£50.00", "{home: flat, pregnant: true}"), Direction.UNDECIDED),
        (sum_of("£50.00", "{pregnant: true}"), sum_of("£50.00"), Direction.CHANGED),
    ],
)
def test_which_way_a_decision_moves(before: str, after: str, direction: Direction) -> None:
    assert [effect.direction for effect in effects(before, after, home="flat")] == [direction]


def test_no_longer_known_is_never_said_to_be_a_no() -> None:
    (effect,) = effects(rule("{home: flat}"), rule("{pregnant: true}"), home="flat")

    assert effect.after == "We need to know more"


def test_a_change_of_words_alone_moves_nobody() -> None:
    before = rule("{home: flat}")

    assert effects(before, before.replace("Because.", "Since."), home="flat") == ()


def test_facts_that_cannot_be_read_are_reported() -> None:
    result = tried(rule("{home: flat}"), rule("{home: hostel}"), home="castle", hat="red")

    assert len(result.problems) == 2
    assert not result.effects


def test_what_only_the_book_before_cannot_read_is_reported_too() -> None:
    after = small_book(rule("{home: flat}"))
    facts = {k: fact for k, fact in after.catalogue.facts.items() if k != "savings"}
    before = replace(after, catalogue=replace(after.catalogue, facts=facts))
    persona = Persona("ash", "Ash", "Somebody", {"savings": "£1.00", "home": "flat"})

    (result,) = try_personas(before, replace(after, personas={"ash": persona}), AS_AT)

    assert result.problems == ("In the rules before the change: There is no fact 'savings'.",)


def test_a_table_that_is_new_was_not_in_the_rules() -> None:
    after = with_ash(small_book(rule("{home: flat}")))
    before = replace(after, tables={"england/status": after.tables["england/status"]})

    (result,) = try_personas(before, after, AS_AT)

    assert [(one.before, one.direction) for one in result.effects] == [
        ("Not in the rules", Direction.MORE)
    ]


def with_ash(book: RuleBook) -> RuleBook:
    return replace(book, personas={"ash": Persona("ash", "Ash", "Somebody", {"home": "flat"})})


def test_totals_are_never_one_number() -> None:
    monthly = table(sum_of("£7.00", rest=", per: month"), "other", "The other thing")
    book = with_ash(small_book(sum_of("£5.00", rest=", per: week"), other=monthly))

    (result,) = try_personas(book, book, AS_AT)

    assert result.after == Totals(((Per.WEEK, 500), (Per.MONTH, 700)))
    assert result.after.sums == ("£5 a week", "£7 a month")
    assert result.effects == ()


@pytest.mark.parametrize(
    ("amount", "sort"),
    [
        ('"£5.00"', Sort.CERTAIN),
        ('{value: "£5.00", up_to: true}', Sort.UP_TO),
        ("no_figure", Sort.NO_FIGURE),
        ('{value: "£5.00", kind: loan}', Sort.LOAN),
        ('{value: "£5.00", repay: true}', Sort.LOAN),
        ('{value: "£5.00", kind: off_bill}', Sort.OFF_BILL),
        ("{in_kind: a cook book, kind: in_kind}", Sort.IN_KIND),
    ],
)
def test_each_sort_of_help_is_counted_apart(amount: str, sort: Sort) -> None:
    book = with_ash(small_book(rule("{home: flat}", rest=f", amount: {amount}")))
    facts, _ = facts_from_data({"home": "flat"}, book.catalogue, "test", 1)

    assert sort_of(evaluate(Engine(book), facts, AS_AT)["england/thing"]) is sort
