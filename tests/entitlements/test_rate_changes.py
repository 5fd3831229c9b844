"""Rates ahead: what is published already, and where it ends. Nothing is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from entitlements.rate_changes import RateChange, rate_changes_ahead
from entitlements.rulebook.model import Confidence, DatedValue, Parameter, RuleBook
from tests.entitlements.tiny import TODAY, tiny_book
from tests.rulebooks import shipped

APRIL, NEXT = date(2027, 4, 1), date(2028, 4, 1)
RATES = """
facts:
  home: [flat, custody]
  pay: money
parameters:
  fare: {2026-04-01: "£2.00", 2027-04-01: "£3.00"}
  wage: {2026-04-01: "£9.00", 2027-04-01: "£9.50"}
  unread: {2026-04-01: "£1.00", 2027-04-01: "£1.50"}
tables:
  travel:
    - {when: {home: flat}, outcome: entitled, amount: {value: {percent: 50, of: {parameter: fare}}}}
  bus:
    - {when: {home: flat}, outcome: entitled, amount: {value: {parameter: fare}}}
  low-pay:
    - {when: {pay: {under: {parameter: wage}}}, outcome: entitled}
"""


def rates(book: RuleBook, as_at: date = TODAY) -> dict[str, list[RateChange]]:
    """The changes of each rate that any table of a book reads."""
    found: dict[str, list[RateChange]] = {}
    for one in rate_changes_ahead(book, book.tables_for("dorset"), as_at):
        found.setdefault(one.parameter, []).append(one)
    return found


def with_fares(*values: DatedValue) -> RuleBook:
    """The small book, with other values of the fare."""
    book = tiny_book(RATES).book
    fare = replace(book.parameters["fare"], values=values)
    return replace(book, parameters={**book.parameters, "fare": fare})


def fare(start: date, value: int, to: date | None = None) -> DatedValue:
    return DatedValue(start, value, (), to)


def test_a_value_that_begins_later_is_told_with_the_one_before() -> None:
    """A rate that a table reads, inside a sum too, or in a test."""
    found = rates(tiny_book(RATES).book)
    assert found.keys() == {"fare", "wage"}, "no table reads the third"
    (one,) = found["fare"]
    assert (one.day, one.last_day) == (APRIL, date(2027, 3, 31))
    assert (one.old, one.new, one.type, one.per) == (200, 300, "money", None)
    assert one.tables == ("england/travel", "england/bus")
    assert [(one.old, one.new, one.tables) for one in found["wage"]] == [
        (900, 950, ("england/low-pay",))
    ]


def test_what_has_begun_is_not_ahead() -> None:
    book = tiny_book(RATES).book
    assert rates(book, APRIL) == {}
    assert rates(book, APRIL - timedelta(days=1)).keys() == {"fare", "wage"}


def test_a_rate_that_runs_out_has_no_new_value() -> None:
    (one,) = rates(with_fares(fare(TODAY, 200, APRIL)))["fare"]
    assert (one.day, one.old, one.new) == (APRIL, 200, None)


def test_a_rate_that_ran_out_before_is_not_ahead() -> None:
    assert "fare" not in rates(with_fares(fare(date(2020, 1, 1), 200, date(2026, 4, 1))))


def test_a_rate_with_no_day_to_end_is_said_nothing_of() -> None:
    assert "fare" not in rates(with_fares(fare(TODAY, 200)))
    assert "fare" not in rates(with_fares())


def test_a_gap_is_two_changes() -> None:
    book = with_fares(fare(TODAY, 200, APRIL), fare(NEXT, 400))
    assert [(one.day, one.old, one.new) for one in rates(book)["fare"]] == [
        (APRIL, 200, None),
        (NEXT, None, 400),
    ]


def test_a_value_that_takes_over_on_the_day_is_one_change() -> None:
    book = with_fares(fare(TODAY, 200, APRIL), fare(APRIL, 300), fare(NEXT, 300))
    assert [(one.day, one.old, one.new) for one in rates(book)["fare"]] == [(APRIL, 200, 300)]


def test_it_rests_on_what_the_new_value_rests_on() -> None:
    old, new = fare(TODAY, 200, APRIL), fare(APRIL, 300, NEXT)
    book = with_fares(old, replace(new, confidence=Confidence.CONFIRMED))
    assert [one.confidence for one in rates(book)["fare"]] == [Confidence.CONFIRMED] * 2


@pytest.mark.parametrize(
    ("days", "is_told"),
    [
        ("{}", True),
        ("{effective_to: 2027-04-01}", True),
        ("{effective_to: 2027-03-31}", False),
        ("{effective_from: 2027-04-02}", False),
        ("{status: pending}", False),
    ],
)
def test_a_version_counts_where_it_binds_on_the_day_or_its_eve(days: str, is_told: bool) -> None:
    book = tiny_book(RATES).book
    given = dict(item.split(": ") for item in days.strip("{}").split(", ") if item)
    table = book.tables["england/low-pay"]
    (version,) = table.versions
    changes = {
        name: date.fromisoformat(value) if name != "status" else value
        for name, value in given.items()
    }
    table = replace(table, versions=(replace(version, **changes),))
    assert bool(rate_changes_ahead(book, [table], TODAY)) is is_told


def test_only_the_tables_asked_about_count() -> None:
    book = tiny_book(RATES).book
    (one,) = rate_changes_ahead(book, [book.tables["england/bus"]], TODAY)
    assert one.tables == ("england/bus",)


def test_the_shipped_rates_end_where_nothing_is_published() -> None:
    (tv,) = rates(shipped())["tv-licence"]
    assert (tv.day, tv.old, tv.new, tv.per) == (APRIL, 18_000, None, "year")
    assert tv.tables == ("england/tv-licence",)
    assert [cited.source for cited in tv.source] == ["policyengine-uk"]
    (young,) = rates(shipped())["uc-standard-under-25"]
    assert (young.day, young.new) == (date(2027, 4, 6), None)
    assert young.confidence is Confidence.UNCONFIRMED
    assert "passport-adult-online" not in rates(shipped()), "it ran out before"


def value(rate: Parameter, day: date) -> int | None:
    found = rate.on(day)
    return found.value if found else None


def test_every_change_is_what_the_rate_says_on_the_day() -> None:
    """Of the shipped book on every first of a month: nothing is made up, and nothing missed."""
    book = shipped()
    for month in range(1, 13):
        as_at = date(2026, month, 1)
        for one in rate_changes_ahead(book, book.tables_for("dorset"), as_at):
            rate = book.parameters[one.parameter]
            assert one.day > as_at
            assert value(rate, one.last_day) == one.old
            assert value(rate, one.day) == one.new
            assert one.old != one.new
