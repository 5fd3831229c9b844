"""History, sources, hard sentences and worked examples of a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from entitlements.evaluate import Engine
from entitlements.proof.examples import failing, moved
from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.proof.history import rewritten
from entitlements.proof.texts import hard_to_read, sources, untranslated, unused_facts
from entitlements.rulebook.amounts import Amount, Pence
from entitlements.rulebook.model import Example, RuleBook
from tests.entitlements.proof.faults import with_table
from tests.entitlements.tiny import TODAY, tiny_book

TEXT = """
facts:
  home: [flat, custody]
parameters:
  rate: {2020-01-01: "£10.00", 2027-04-01: "£11.00"}
tables:
  help:
    versions:
      - effective_from: 2018-04-01
        effective_to: 2022-04-01
        rows: [{when: {home: flat}, amount: "£5.00"}]
      - effective_from: 2022-04-01
        rows: [{when: {home: flat}, amount: {value: {parameter: rate}, per: once}}]
"""
LONG = (
    "This is a sentence which goes on and on for a good deal longer "
    "than anybody would ever want to read at the end of a long day."
)


@pytest.fixture
def book() -> RuleBook:
    return tiny_book(TEXT).book


def with_version(book: RuleBook, place: int, **changes: object) -> RuleBook:
    table = book.tables["england/help"]
    versions = [*table.versions]
    versions[place] = replace(versions[place], **changes)  # type: ignore[arg-type]
    return with_table(book, replace(table, versions=tuple(versions)))


def with_row(book: RuleBook, place: int, **changes: object) -> RuleBook:
    row = book.tables["england/help"].versions[place].rows[0]
    return with_version(book, place, rows=(replace(row, **changes),))  # type: ignore[arg-type]


def of_history(before: RuleBook, after: RuleBook) -> list[Finding]:
    return list(rewritten(before, after, TODAY))


def test_a_book_that_did_not_change_rewrites_nothing(book: RuleBook) -> None:
    assert of_history(book, book) == []


@pytest.mark.parametrize("place", [0, 1])
def test_a_row_that_was_in_force_and_is_another_asks(book: RuleBook, place: int) -> None:
    (found,) = of_history(book, with_row(book, place, amount=Amount(Pence(1))))
    assert (found.weight, found.rows) == (Weight.ASKS, ("row-1",))
    assert found.what.startswith("This rewrites what was in force from 20")


def test_saying_more_of_a_source_or_a_doubt_rewrites_nothing(book: RuleBook) -> None:
    row = book.tables["england/help"].versions[1].rows[0]
    assert (
        of_history(book, with_row(book, 1, source=(*row.source, *row.source), note="Read.")) == []
    )
    assert of_history(book, with_version(book, 1, checked_on=date(2026, 11, 23))) == []


def test_other_words_in_a_version_in_force_are_told_of(book: RuleBook) -> None:
    (found,) = of_history(book, with_row(book, 1, says="Of course."))
    assert found.weight is Weight.TELLS


@pytest.mark.parametrize(
    ("place", "end", "asks"),
    [
        (1, date(2027, 4, 1), False),
        (1, TODAY, True),
        (1, date(2025, 4, 1), True),
        (0, date(2021, 4, 1), True),
        (0, None, True),
    ],
)
def test_an_end_to_come_is_no_rewriting_and_one_in_the_past_is(
    book: RuleBook, place: int, end: date | None, asks: bool
) -> None:
    found = of_history(book, with_version(book, place, effective_to=end))
    assert bool(found) is asks


def test_a_version_that_is_gone_or_new_in_the_past_asks(book: RuleBook) -> None:
    table = book.tables["england/help"]
    short = with_table(book, replace(table, versions=table.versions[1:]))
    assert [f.id.rpartition(":")[2] for f in of_history(book, short)] == ["gone"]
    assert [f.id.rpartition(":")[2] for f in of_history(short, book)] == ["backdated"]


def test_a_rate_that_was_in_force_is_history_and_one_to_come_is_not(book: RuleBook) -> None:
    for day, sum_, asks in ((0, 999, True), (1, 1_150, False)):
        rate = book.parameters["rate"]
        values = [*rate.values]
        values[day] = replace(values[day], value=sum_)
        after = replace(book, parameters={"rate": replace(rate, values=tuple(values))})
        assert bool(of_history(book, after)) is asks


def test_a_source_that_is_missing_unread_or_old_is_named(book: RuleBook) -> None:
    act = book.sources["act"]
    assert list(sources(book, TODAY)) == []
    for changed, weight, word in (
        ({}, Weight.STOPS, "is not in sources.yaml"),
        ({"act": replace(act, read=False)}, Weight.TELLS, "Nobody has read"),
        ({"act": replace(act, seen=date(2025, 11, 21))}, Weight.TELLS, "last seen on"),
    ):
        (found,) = sources(replace(book, sources=changed), TODAY)
        assert (found.weight, word in found.what) == (weight, True)


def test_a_version_that_nobody_checked_for_a_year_is_named(book: RuleBook) -> None:
    found = list(sources(book, date(2027, 11, 23)))
    assert [(f.version, f.what) for f in found] == [
        ("2022-04-01", "Nobody has checked this version since 2026-11-22.")
    ]


def test_a_fact_that_no_rule_uses_is_named() -> None:
    """
    facts:
      home: [flat, custody]
      shoe_size: number
    tables:
      help: [{when: {home: flat}}]
    """
    tiny = tiny_book(test_a_fact_that_no_rule_uses_is_named.__doc__)
    assert [f.id for f in unused_facts(tiny.book)] == ["unused_fact:shoe_size"]


def test_a_hard_sentence_of_the_change_asks_and_an_old_one_does_not(book: RuleBook) -> None:
    after = with_row(book, 1, says=LONG)
    (found,) = hard_to_read(after, ["england/help"], book)
    assert (found.kind, found.weight) == ("plain_english", Weight.ASKS)
    assert LONG in found.what
    assert list(hard_to_read(after, ["england/help"], after)) == []


def test_texts_without_a_translation_are_counted_by_table_and_locale() -> None:
    texts = [("england/help.title", "Help"), ("england/help.summary", "Some help")]
    known = {"cy": {texts[0]}, "ar": set(texts)}
    (found,) = untranslated(texts, known)
    assert (found.id, found.table) == ("untranslated:england/help:cy", "england/help")
    assert found.what == "Texts with no translation into cy: 1. One is “Some help”."


def with_example(book: RuleBook, amount: str) -> RuleBook:
    expect = {"outcome": "entitled", "amount": amount}
    example = Example("In a flat", TODAY, {"home": "flat"}, expect)
    return with_version(book, 1, examples=(example,))


def test_an_example_that_fails_stops(book: RuleBook) -> None:
    assert list(failing(Engine(with_example(book, "£10.00")))) == []
    (found,) = failing(Engine(with_example(book, "£9.00")))
    assert (found.weight, found.shown) == (Weight.STOPS, Shown.DISPROVED)
    assert (
        found.what
        == "The example “In a flat” fails: amount comes out as £10.00, and £9.00 is expected."
    )


def test_an_example_of_before_that_comes_to_something_else_asks(book: RuleBook) -> None:
    before = with_example(book, "£10.00")
    after = with_row(before, 1, amount=Amount(Pence(1_200)))
    (found,) = moved(Engine(before), Engine(after), frozenset({"england/help"}))
    assert (found.kind, found.weight) == ("example", Weight.ASKS)
    assert (found.before, found.after) == (
        "You should get this. £10, once.",
        "You should get this. £12.",
    )
    assert found.person is not None
    assert found.person.words == "flat"
