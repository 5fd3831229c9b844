"""The results page and what leads off it."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from tests.inspection import Page
from tests.journeys.walks import answers_of, shown, the_book, typed_for
from tests.visits import Visit

SVG = "{http://www.w3.org/2000/svg}"
FLAT = answers_of("first-flat-19")
SOME = (
    *("authority", "date_of_birth", "in_care_at_16_or_17", "in_care_13_weeks_since_14"),
    *("left_care_on", "returned_home_on", "special_guardianship_from_care"),
)


def tell(visit: Visit, answers: dict[str, Any]) -> None:
    """Answer these questions; the pages themselves are inspected elsewhere."""
    token = visit("/question/authority").csrf_token
    for fact in answers:
        filled = MultiDict([("csrf_token", token), *typed_for(fact, answers)])
        assert visit.client.post(f"/question/{fact}", data=filled).status_code == 303, fact


def results(visit: Visit, **changes: Any) -> Page:
    tell(visit, {fact: FLAT[fact] for fact in SOME} | changes)
    return visit("/results")


def test_without_answers_it_leads_to_the_start(visit: Visit) -> None:
    assert visit("/results", follow=True).path == "/"


def test_the_groups_stand_in_the_order_a_person_needs(visit: Visit) -> None:
    page = results(visit)
    headings = [h.get("id") for h in page.all("h2")]

    wanted = ["get", "ask", "elsewhere", "coming", "need", "not-now", "not-published"]
    assert [h for h in headings if h in wanted] == wanted
    assert headings.index("status") < headings.index("dates")


def test_every_table_of_the_council_and_of_england_is_shown_once(visit: Visit) -> None:
    found = shown(results(visit).response.text)
    tables = the_book().tables_for("dorset")

    missing = {t.id for t in tables if t.area != "status" and not t.decides} - found.keys()
    assert not missing


def test_loans_bills_and_certain_money_are_never_one_number(visit: Visit) -> None:
    tell(visit, answers_of("student-20"))
    page = visit("/results")
    rows = {
        "".join(row[0].itertext()).strip(): "".join(row[1].itertext())
        for row in page.all("div", css="govuk-summary-list__row")
    }

    assert "£2,000, once" in rows["Money you should get"]
    assert "£10,830" in rows["Loans, which you pay back"]
    assert "£10,830" not in rows["Money you should get"]
    assert "total" not in page.text.lower()


def test_not_checked_and_two_readings_are_said_on_the_item(visit: Visit) -> None:
    home = answers_of("first-flat-19") | {"council_tax_liability": "joint"}
    tell(visit, home | {"other_adults_at_home": "1", "other_adults_disregarded": "0"})
    words = shown(visit("/results").response.text)["dorset/council-tax"].words

    assert "This has not been checked with the council yet." in words
    assert "Two texts do not agree." in words
    assert "A council page says you can claim 25% off" in words


def test_what_we_need_to_know_links_to_the_question_and_comes_back(visit: Visit) -> None:
    page = results(visit)
    question = page.links()["Where do you live now?"]
    assert question == "/question/home?then=results"

    visit(question)
    assert visit.post(question, {"answer": "own_tenancy"}).path == "/results"


def test_another_council_shows_england_only_and_says_so(visit: Visit) -> None:
    page = results(visit, authority="another")

    assert "This shows the rules for all of England only." in page.text
    assert not [table for table in shown(page.response.text) if table.startswith("dorset/")]


def test_what_the_council_said_stands_beside_what_we_find(visit: Visit) -> None:
    page = results(visit, status_told_by_council="qualifying")

    assert "The council told you: Qualifying" in page.text
    assert "(former relevant)" in page.text


def test_two_answers_that_do_not_fit_are_both_shown(visit: Visit) -> None:
    page = results(visit, left_care_on="2020-05-01")

    assert "Two of your answers do not fit together." in page.text
    assert page.links()["Change: When did you leave care?"] == (
        "/question/left_care_on?then=results"
    )


def test_the_chart_says_in_words_what_it_draws(visit: Visit) -> None:
    page = results(visit)
    chart = page.all(f"{SVG}svg")[0]
    parts = {child.tag.removeprefix(SVG): "".join(child.itertext()) for child in chart}

    assert chart.get("role") == "img"
    assert parts["title"] == "When your help starts and stops"
    assert "Until 9 February 2028" in parts["desc"]
    rows = page.all("tbody")[0].findall("tr")
    assert len(page.all(f"{SVG}rect")) == len(rows) > 0


@pytest.mark.parametrize("table", ["dorset/council-tax", "england/staying-close"])
def test_every_rule_tried_can_be_read(visit: Visit, table: str) -> None:
    results(visit)
    page = visit(f"/how/{table}")

    assert page.h1.startswith("How we worked out")
    assert "Rule 1" in page.text or "No rule is in force" in page.text


def test_every_item_links_to_its_rules_and_back(visit: Visit) -> None:
    page = results(visit)
    link = next(a for a in page.links().values() if a.startswith("/how/dorset/birthday"))

    assert visit(link).links()["Back to your results"] == "/results#dorset-birthday"


def test_help_today_needs_no_answers(visit: Visit) -> None:
    page = visit("/help-today")

    assert "call 999" in page.text
    assert "Help from your council in an emergency" in page.text
    assert "Dorset" in page.text


def test_ways_to_disagree(visit: Visit) -> None:
    page = visit("/disagree")

    assert "Local Government and Social Care Ombudsman" in page.text
    assert "advocate" in page.text


def test_everything_that_is_checked_is_listed_with_its_sources(visit: Visit) -> None:
    page = visit("/what-this-checks")

    assert {t.id.replace("/", "-") for t in the_book().tables.values()} <= {
        e.get("id") for e in page.all("article")
    }
    assert "Last looked at on 22 November 2026." in page.text
