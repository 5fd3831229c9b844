"""One question a page: asked, answered, changed, and everything that can go wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entitlements.rulebook.catalogue import Asked
from tests.journeys.walks import the_book
from tests.visits import Visit

FACTS = [f.id for f in the_book().catalogue.asked() if f.asked is Asked.SELF_CHECK]
BORN = {"answer-day": "10", "answer-month": "Feb", "answer-year": "2007"}


@pytest.fixture(scope="module")
def asker(make_app: Callable[..., Flask]) -> Visit:
    """A visitor who opens one question after another."""
    return Visit(make_app().test_client())


@pytest.mark.parametrize("fact", FACTS)
def test_every_question_has_a_page(asker: Visit, fact: str) -> None:
    page = asker(f"/question/{fact}")

    assert page.h1 == the_book().catalogue.facts[fact].question
    assert "I’m not sure" in page.text
    assert "See your results so far" in page.links()


@pytest.mark.parametrize("fact", FACTS)
def test_every_question_refuses_an_empty_answer_and_names_the_field(
    asker: Visit, fact: str
) -> None:
    asker(f"/question/{fact}")
    page = asker.post(f"/question/{fact}", {}, status=422)

    assert page.title.startswith("Error: ")
    assert page.all(css="govuk-error-summary")


def test_the_start_page_says_what_this_is(visit: Visit) -> None:
    page = visit("/")

    assert "five minutes" in page.text
    assert "Nothing is kept" in page.text
    assert page.links()["Start now"] == "/next"


def test_the_council_is_asked_first(visit: Visit) -> None:
    page = visit("/next", follow=True)

    assert page.path == "/question/authority"
    assert "Each council has its own rules." in page.text


def test_a_question_says_why_it_is_asked(visit: Visit) -> None:
    visit("/question/authority")
    page = visit.post("/question/authority", {"answer": "dorset"})

    assert "Why we ask" in page.text
    assert "This decides" in page.text


def test_back_leads_to_the_answer_before(visit: Visit) -> None:
    visit("/question/authority")
    visit.post("/question/authority", {"answer": "dorset"})
    page = visit("/question/date_of_birth")
    assert page.links()["Back"] == "/question/authority"

    page = visit(page.links()["Back"])
    assert page.links()["Back"] == "/"
    assert [e.get("value") for e in page.all("input") if "checked" in e.attrib] == ["dorset"]


def test_a_changed_answer_keeps_the_others_and_leads_back(visit: Visit) -> None:
    visit("/question/authority")
    visit.post("/question/authority", {"answer": "dorset"})
    visit("/question/date_of_birth")
    visit.post("/question/date_of_birth", BORN)
    visit("/question/authority?then=answers")
    page = visit.post("/question/authority?then=answers", {"answer": "another"})

    assert page.path == "/your-answers"
    assert "Another council in England" in page.text
    assert "10 February 2007" in page.text


def test_an_answer_that_another_rules_out_is_kept_but_not_used(visit: Visit) -> None:
    for fact, answer in (("pregnant", "yes"), ("months_pregnant", "5"), ("pregnant", "no")):
        visit(f"/question/{fact}")
        visit.post(f"/question/{fact}", {"answer": answer}, follow=False, status=303)
    page = visit("/your-answers")

    assert "5 months" in page.text
    assert "Not used now, because of another answer." in page.text


def test_passing_is_kept_and_not_asked_again(visit: Visit) -> None:
    visit("/question/authority")
    page = visit.post("/question/authority", {"answer": "not_sure"})
    first = page.path
    name = "answer-instead" if page.all(css="govuk-date-input") else "answer"
    page = visit.post(first, {name: "not_sure"})

    assert page.path != first
    assert "I’m not sure" in visit("/your-answers").text


@pytest.mark.parametrize("path", ["/question/nonsense", "/question/care_periods", "/how/no/such"])
def test_what_is_not_there_is_not_found(visit: Visit, path: str) -> None:
    assert visit(path, status=404).h1 == "Page not found"


def test_a_birthday_in_the_future_is_refused(visit: Visit) -> None:
    visit("/question/date_of_birth")
    page = visit.post("/question/date_of_birth", BORN | {"answer-year": "2027"}, status=422)

    assert "Your date of birth must be in the past" in page.text
    assert [e.get("value") for e in page.all("input") if e.get("name") == "answer-year"] == ["2027"]


def test_leaving_care_before_birth_is_refused_either_way_round(visit: Visit) -> None:
    visit("/question/date_of_birth")
    visit.post("/question/date_of_birth", BORN)
    visit("/question/left_care_on")
    early = BORN | {"answer-year": "2006"}
    page = visit.post("/question/left_care_on", early, status=422)
    assert "must be after your date of birth, 10 February 2007" in page.text

    visit.post("/question/left_care_on", BORN | {"answer-year": "2025"})
    visit("/question/date_of_birth")
    page = visit.post("/question/date_of_birth", BORN | {"answer-year": "2026"}, status=422)
    assert "Your date of birth must be before the day you left care" in page.text


def test_more_left_out_than_live_there_is_refused(visit: Visit) -> None:
    visit("/question/other_adults_at_home")
    visit.post("/question/other_adults_at_home", {"answer": "1"}, follow=False, status=303)
    visit("/question/other_adults_disregarded")
    page = visit.post("/question/other_adults_disregarded", {"answer": "2"}, status=422)

    assert "cannot be more than" in page.text


def test_a_megabyte_is_too_much(visit: Visit) -> None:
    visit("/question/savings")
    page = visit.post("/question/savings", {"answer": "9" * 1_000_000}, status=413)

    assert page.h1 == "That was too much to send"


def test_answers_are_gone_after_a_while_and_the_page_says_so(
    make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app()
    visit = Visit(app.test_client())
    visit("/question/authority")
    visit.post("/question/authority", {"answer": "dorset"})
    sessions = app.session_interface
    later = sessions.clock() + 31 * 60  # type: ignore[attr-defined]
    monkeypatch.setattr(sessions, "clock", lambda: later)

    assert visit("/results").h1 == "Your answers have been deleted"
    assert visit("/results", follow=True).path == "/", "it is said once, then it is a fresh start"


def test_no_answer_stands_in_an_address_or_a_cookie(visit: Visit) -> None:
    visit("/question/immigration")
    answer = "appeal_rights_exhausted"
    page = visit.post("/question/immigration", {"answer": answer}, follow=False, status=303)

    assert answer not in page.response.headers["Location"]
    assert answer not in str(page.response.headers.getlist("Set-Cookie"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    fact=st.sampled_from(FACTS),
    typed=st.dictionaries(
        st.sampled_from(
            ["answer", "answer-day", "answer-month", "answer-year", "answer-instead", "other"]
        ),
        st.text(max_size=60) | st.lists(st.text(max_size=20), max_size=3),
    ),
)
def test_no_post_breaks_the_server(asker: Visit, fact: str, typed: dict[str, Any]) -> None:
    response = asker.client.get(f"/question/{fact}")
    token = response.text.partition('name="csrf_token" type="hidden" value="')[2].partition('"')[0]
    sent = asker.client.post(f"/question/{fact}", data={**typed, "csrf_token": token})

    assert sent.status_code in (303, 422)
