"""Rates that change, on the page of dates: of their own answers, and never made up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from entitlements.evaluate import Engine, evaluate
from entitlements.person_file import facts_of
from entitlements.rulebook.model import Citation, Confidence, DatedValue
from tests.rulebooks import shipped
from tests.web.cases.conftest import AtWork
from tests.web.cases.test_answers import SAM
from web.cases.coming_rates import ComingRate, rates_to_come
from web.cases.found import found_of

CaseOf = Callable[..., AtWork]
TODAY, APRIL = date(2026, 11, 22), date(2027, 4, 1)
STUDENT = {"doing": ["university"], "course_start": "2026-09-20", "course_end": "2029-07-31"}


def told(next_fee: DatedValue | None = None, **more: object) -> dict[str, ComingRate]:
    """What Sam is told of each rate, with another fee for a TV published or not."""
    book = shipped()
    fee = book.parameters["tv-licence"]
    values = (*fee.values, *((next_fee,) if next_fee else ()))
    changed = {**book.parameters, "tv-licence": replace(fee, values=values)}
    facts = facts_of({**SAM, **more}, book.catalogue)
    found = found_of(evaluate(Engine(replace(book, parameters=changed)), facts, TODAY))
    rates = rates_to_come(found)
    return {
        one.title: one
        for its in (*rates.run_out.values(), *rates.published.values())
        for one in its
    }


def test_what_is_not_published_is_said_to_be_so() -> None:
    fee = told()["Colour TV licence"]
    assert fee.words == ("No rate is published after 31 March 2027. Until then it is £180 a year.")
    assert fee.read_by.keys() == {"england/tv-licence"}
    assert (fee.is_unconfirmed, fee.runs_out) == (False, True)


def test_what_is_published_is_told_in_a_sentence() -> None:
    new = DatedValue(APRIL, 18_650, (Citation("policyengine-uk"),))
    fee = told(new)["Colour TV licence"]
    assert fee.words == "From 1 April 2027 it changes from £180 a year to £186.50 a year."
    assert (fee.is_unconfirmed, fee.runs_out) == (True, False)
    assert not told(replace(new, confidence=Confidence.CONFIRMED))[
        "Colour TV licence"
    ].is_unconfirmed


def test_a_rate_that_begins_after_a_gap_has_nothing_before_it() -> None:
    new = DatedValue(date(2027, 6, 1), 19_000, (Citation("policyengine-uk"),))
    fee = told(new)["Colour TV licence"]
    assert fee.words == (
        "From 1 June 2027 it is £190 a year. No rate is published for the time before."
    )


def test_rates_of_what_is_a_no_all_along_are_left_out() -> None:
    loans = "Highest tuition fee for a full-time degree in a year"
    assert loans in told(**STUDENT)
    assert loans not in told(doing=["work"])


def test_rates_of_another_council_are_left_out() -> None:
    wage = "National Living Wage, an hour"
    working = {"doing": ["apprenticeship"]}
    assert wage in told(**working)
    away = {"authority": "another", "lives_in": "bcp"}
    assert wage not in told(**working, **away)


@pytest.fixture
def sam(case_of: CaseOf) -> AtWork:
    """Nineteen, out of care at 18, in a first flat."""
    return case_of(**SAM)


def test_the_page_has_them_under_the_changes_of_the_rules(sam: AtWork) -> None:
    page = sam.adviser(f"{sam.at}/dates")

    part = " ".join(page.text.split("Changes to the rules")[-1].split())
    assert "Rates with no new figure yet (" in part
    assert "1 April 2027 Colour TV licence. No rate is published after 31 March 2027." in part
    assert "Used for: TV licence" in part
    assert "£338.58 a month. Not confirmed." in part
    assert page.links()["TV licence"] == f"{sam.at}/answers/england/tv-licence"
