"""The years ahead: bars for the eye, the same in a table, key dates, changes of the rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from entitlements.evaluate import evaluate
from entitlements.person_file import facts_of
from tests.rulebooks import shipped_engine
from tests.web.cases.conftest import AtWork
from tests.web.cases.test_answers import SAM
from web.cases.bars import Bar, Mark, bars_of
from web.cases.found import found_of

CaseOf = Callable[..., AtWork]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def sam(case_of: CaseOf) -> AtWork:
    """Nineteen, out of care at 18, in a first flat."""
    return case_of(**SAM)


def drawn(**more: object) -> dict[str, Bar]:
    engine = shipped_engine()
    facts = facts_of({**SAM, **more}, engine.book.catalogue)
    bars = bars_of(found_of(evaluate(engine, facts, date(2026, 11, 22))))
    return {bar.id: bar for its in bars.areas.values() for bar in its}


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def bars_on(page) -> list[tuple[str, str]]:
    """The name of each bar, and what it says to whoever does not see it."""
    found = page.all(css="app-years-bar")
    assert all(bar.get("role") == "img" for bar in found)
    for bar in found:
        ids = [bar.find(f"{SVG}{tag}").get("id") for tag in ("title", "desc")]
        assert bar.get("aria-labelledby") == " ".join(ids)
    return [(words(bar.find(f"{SVG}title")), words(bar.find(f"{SVG}desc"))) for bar in found]


def test_each_bar_has_a_name_and_says_what_it_shows(sam: AtWork) -> None:
    bars = bars_on(sam.adviser(f"{sam.at}/dates"))

    assert len(bars) > 30
    assert all(title and says for title, says in bars)
    assert ("Festival gift", "Now until 9 February 2028: they get it") in [
        (title, says.partition(";")[0]) for title, says in bars
    ]


def test_the_table_says_the_same_as_the_bars(sam: AtWork) -> None:
    page = sam.adviser(f"{sam.at}/dates")

    (table,) = page.all("table")
    rows = {words(row.find("th")): words(row.find("td")) for row in table.find("tbody")}
    bars = bars_on(page)
    assert rows.keys() == dict(bars).keys()
    for title, says in bars:
        assert all(piece in rows[title] for piece in says.split("; "))


def test_a_bar_ends_where_the_help_does() -> None:
    festival = drawn()["dorset/festival"]

    first = festival.pieces[0]
    assert (first.mark, first.start, first.end) == (Mark.GET, date(2026, 11, 22), date(2028, 2, 10))
    assert first.x == "0.0%"
    assert first.words == "Now until 9 February 2028: they get it"


def test_days_that_are_a_no_are_a_gap_and_the_unknown_is_not() -> None:
    later = drawn()["england/support-21-to-25"]
    assert later.pieces[0].start == date(2028, 2, 10)

    open_ = drawn(home="with_family")
    marks = {piece.mark for bar in open_.values() for piece in bar.pieces}
    assert Mark.UNKNOWN in marks


def test_the_bars_run_to_the_end_of_a_later_course() -> None:
    engine = shipped_engine()
    more = {"doing": ["university"], "course_end": "2034-07-31", "course_start": "2031-09-20"}
    facts = facts_of({**SAM, **more}, engine.book.catalogue)

    assert bars_of(found_of(evaluate(engine, facts, date(2026, 11, 22)))).until == date(2034, 8, 1)


def test_what_is_coming_stands_under_its_day(sam: AtWork) -> None:
    page = sam.adviser(f"{sam.at}/dates")

    assert "10 February 2028 Turns 21" in page.text
    assert "Not known from here on: Festival gift" in page.text, "silence is no stop"
    assert "Stops: Personal budget" in page.text
    assert "Ends: A plan for your future" not in page.text, "another row goes on with it"
    assert "Last day to ask: Personal budget" in page.text


def test_changes_of_the_rules_are_said_and_what_has_no_date_says_so(sam: AtWork) -> None:
    page = sam.adviser(f"{sam.at}/dates")

    rules = page.text.split("Changes to the rules")[-1]
    assert "6 April 2027" in rules
    assert "No date yet" in rules
    assert "Announced, and not in force yet" in rules


def test_somebody_of_no_known_age_has_a_page_too(case_of: CaseOf) -> None:
    nobody = case_of()

    page = nobody.adviser(f"{nobody.at}/dates")

    assert page.h1 == "Dates"
