"""What if: side by side, nothing saved, and what would have to be so for a yes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from entitlements.facts import Facts
from tests.web.cases.conftest import AtWork
from tests.web.cases.test_answers import SAM
from web.cases.ready_made import READY_MADE
from web.store.cases import facts

CaseOf = Callable[..., AtWork]
AS_AT = date(2026, 11, 22)
BORN = date(2007, 2, 10).toordinal()
IN_LODGINGS = {**SAM, "home": "supported_lodgings", "moving_into_own_home": False}
MADE = {one.name: one for one in READY_MADE}


@pytest.fixture
def sam(case_of: CaseOf) -> AtWork:
    """Nineteen, in supported lodgings, at college."""
    return case_of(**IN_LODGINGS, doing=["college"])


def tried(sam: AtWork, status: int = 200, **form: object):
    sam.adviser(f"{sam.at}/what-if")
    return sam.adviser.post(f"{sam.at}/what-if", form, status=status)


def told(page, kind: str) -> dict[str, tuple[str, str]]:
    """What is said now and then of each thing in one table, by its title."""
    found = {}
    for table in page.all("table", css="app-sides"):
        if table.find("caption").text == kind:
            for row in table.find("tbody"):
                title, now, then = (" ".join("".join(c.itertext()).split()) for c in row)
                found[title] = (now, then)
    return found


def test_moving_out_in_march_side_by_side(sam: AtWork) -> None:
    page = tried(sam, ready="moves")

    assert "What would change by 1 March 2027" in page.text
    assert told(page, "Starts")["TV licence"] == (
        "Nothing is published",
        "Somebody decides. Up to £180 a year, paid for you",
    )
    assert told(page, "Stops")["Help with rent in supported housing"][1] == "They do not get it"
    assert "Now, in all" in page.text
    assert "Then, in all" in page.text


def test_a_birthday_is_only_another_day(sam: AtWork) -> None:
    page = tried(sam, ready="turns-21")

    assert "What would change by 10 February 2028" in page.text
    silent = told(page, "No rule that we know of: not a no")
    assert silent["Festival gift"] == ("They get it. £20 a year", "Nothing is published")
    assert told(page, "Starts")["Coming back for help from 21 until 25"][1] == "They get it"


def test_several_facts_and_a_day_at_once(sam: AtWork) -> None:
    form = {"fact": ["children", "universal_credit"], "f-children": "1", "day": "2027-06-01"}
    page = tried(sam, **form, **{"f-universal_credit": "in_payment"})

    assert "by 1 June 2027" in page.text
    assert "Child Benefit" in told(page, "Starts")


def test_what_would_not_be_known_opens_answers_and_is_no_no(sam: AtWork) -> None:
    page = tried(sam, fact=["home"], **{"f-home": "not_sure"})

    opened = told(page, "Becomes not known")
    assert opened["Help with rent in supported housing"][1] == "Not known yet"


def test_nothing_of_it_is_saved(sam: AtWork) -> None:
    before = facts.current(sam.vault, sam.case)

    for one in READY_MADE:
        tried(sam, ready=one.name)

    assert facts.current(sam.vault, sam.case) == before
    assert sam.now.number == sam.case.number


def test_a_fact_is_added_to_the_form_and_what_was_typed_stays(sam: AtWork) -> None:
    page = tried(
        sam, fact=["children"], add="1", more="savings", day="2027-06-01", **{"f-children": "2"}
    )

    values = {e.get("name"): e.get("value") for e in page.all("input")}
    assert values["f-children"] == "2"
    assert values["day"] == "2027-06-01"
    assert "f-savings" in values


def test_an_empty_form_says_what_to_do(sam: AtWork) -> None:
    assert "Nothing would be other yet." in tried(sam).text


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"day": "2020-01-01"}, "Choose a day to come."),
        ({"day": "2099-01-01"}, "Choose a day within 20 years."),
        ({"day": "the spring"}, "Write a day that there is, for example 2027-04-01."),
        ({"fact": ["children"], "f-children": "many"}, "as a whole number"),
        (
            {
                "fact": ["course_start", "course_end"],
                **{"f-course_start-day": "1", "f-course_start-month": "9"},
                **{"f-course_start-year": "2028", "f-course_end-day": "1"},
                **{"f-course_end-month": "7", "f-course_end-year": "2027"},
            },
            "must be before the day your course ends",
        ),
    ],
)
def test_what_cannot_be_is_said_where_it_is(sam: AtWork, form: dict, says: str) -> None:
    page = tried(sam, status=422, **form)

    assert says in page.text
    assert page.all(css="govuk-error-summary")
    assert not page.all("table", css="app-sides")


@pytest.mark.parametrize("fact", ["date_of_birth", "care_periods", "already_had", "age", "<b>"])
def test_who_somebody_is_and_what_has_been_stay(sam: AtWork, fact: str) -> None:
    page = tried(sam, fact=[fact], **{f"f-{fact}": "1"})

    assert "Nothing would be other yet." in page.text


def test_the_nearest_yes_says_what_would_have_to_be_so(sam: AtWork) -> None:
    page = sam.adviser(f"{sam.at}/what-if?about=england/support-21-to-25")

    assert "What would have to be so:" in page.text
    assert "It is 10 February 2028 or later" in page.text
    assert "It is not advice on what to say." in page.text


def test_the_nearest_yes_says_what_else_would_stop(case_of: CaseOf) -> None:
    sam = case_of(**SAM, doing=["work"])

    page = sam.adviser(f"{sam.at}/what-if?about=england/16-to-19-bursary")
    assert "What would have to be so for a yes?" in page.text  # no such rule: nothing is asked

    page = sam.adviser(f"{sam.at}/what-if?about=england/support-21-to-25")
    assert "What else would stop, be less or be less sure:" in page.text
    assert "Festival gift" in page.text


def test_ready_made_changes_keep_what_else_is_done() -> None:
    at_college = Facts({"doing": frozenset({"college", "work"}), "children": 1})

    assert MADE["baby"].make(at_college, AS_AT)[0] == {"children": 2, "pregnant": False}
    assert MADE["job"].make(at_college, AS_AT)[0] == {"doing": frozenset({"college", "work"})}
    assert MADE["college"].make(Facts(), AS_AT)[0] == {"doing": frozenset({"college"})}
    assert MADE["moves"].make(Facts(), date(2027, 3, 1))[1] == date(2028, 3, 1)
    assert MADE["moves"].make(Facts(), date(2027, 2, 28))[1] == date(2027, 3, 1)


def test_ready_made_changes_are_offered_where_they_can_be() -> None:
    student = Facts({"doing": frozenset({"university"}), "date_of_birth": BORN})
    grown = Facts({"date_of_birth": date(2004, 1, 1).toordinal()})

    assert MADE["leaves-university"].can_be(student, AS_AT)
    assert not MADE["leaves-university"].can_be(grown, AS_AT)
    assert MADE["turns-21"].can_be(student, AS_AT)
    assert not MADE["turns-21"].can_be(grown, AS_AT)
    assert not MADE["turns-21"].can_be(Facts(), AS_AT)
