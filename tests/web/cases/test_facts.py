"""All facts on one page: what is said, by whom, what hangs on the rest, and what cannot be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from entitlements.awards import Step
from tests.web.cases.conftest import OPENED, AtWork, says
from web.store.cases import awards, facts, held
from web.store.cases.facts import Said, State

CaseOf = Callable[..., AtWork]


def save(work: AtWork, section: str, status: int = 200, **given: str) -> Any:
    """Save a section as its adviser does, over the save the page was shown with."""
    visit = work.adviser
    visit(f"{work.at}/facts/{section}")
    sent = {"number": str(work.now.number), "all-said-by": "young_person", "all-on": "2026-11-20"}
    sent |= {name.replace("__", "-"): text for name, text in given.items()}
    return visit.post(f"{work.at}/facts/{section}", sent, status=status)


def current(work: AtWork, fact: str) -> Said:
    return facts.current(work.vault, work.now)[fact]


def test_a_fact_is_kept_with_who_said_so_and_when(case_of: CaseOf) -> None:
    work = case_of()
    page = save(work, "home", home="own_tenancy", all__source="pathway plan")

    said = current(work, "home")
    assert (said.state, said.value, said.said_by) == (State.KNOWN, "own_tenancy", "young_person")
    assert (said.source, said.known_on) == ("pathway plan", date(2026, 11, 20))
    assert "Young person, pathway plan, 20 November 2026" in page.text


def test_not_known_and_to_check_are_answers_of_their_own(case_of: CaseOf) -> None:
    work = case_of()
    page = save(
        work,
        "home",
        home__state="not_known",
        landlord="private",
        landlord__state="to_check",
        first_home__state="to_check",
    )

    assert current(work, "home").state is State.NOT_KNOWN
    assert current(work, "landlord").value == "private"
    assert "To check" in page.text
    assert work.now.summary is not None
    assert work.now.summary.open_actions == 2
    overview = work.adviser(work.at)
    assert "Check:" in overview.text


def test_what_matters_now_is_marked_with_what_hangs_on_it(case_of: CaseOf) -> None:
    work = case_of(date_of_birth="2007-02-10", authority="dorset")
    page = work.adviser(f"{work.at}/facts")

    assert "What matters now" in page.text
    assert "This helps to decide “" in page.text
    assert "up to £" in page.text


def test_what_cannot_be_names_both_and_nothing_is_lost(case_of: CaseOf) -> None:
    work = case_of(date_of_birth="2007-02-10")
    typed = {
        "left_care_on-day": "1",
        "left_care_on-month": "3",
        "left_care_on-year": "2001",
        "in_touch_with_adviser": "yes",
    }
    page = save(work, "care", 422, **typed)

    assert "The day you left care must be after your date of birth, 10 February 2007" in page.text
    assert 'value="2001"' in page.response.text
    assert "in_touch_with_adviser" not in facts.current(work.vault, work.now)
    kept = work.adviser(f"{work.at}/facts/care")
    assert "You typed something here that was not saved" in kept.text
    again = work.adviser(f"{work.at}/facts/care?held=1")
    assert 'value="2001"' in again.response.text
    work.adviser.post(f"{work.at}/facts/care/typed", {"drop": "yes"})
    assert "You typed something" not in work.adviser(f"{work.at}/facts/care").text


def test_a_value_and_not_known_together_are_asked_about(case_of: CaseOf) -> None:
    work = case_of()
    page = save(work, "money", 422, savings="12.50", savings__state="not_known")
    assert "not both" in page.text
    page = save(work, "money", 422, savings="lots")
    assert "as an amount of money" in page.text
    page = save(work, "home", 422, home__state="known")
    assert "Give an answer, or say that it is not known" in page.text


def test_typing_is_held_as_it_is_typed(case_of: CaseOf) -> None:
    work = case_of()
    work.adviser(f"{work.at}/facts/home")
    token = work.adviser.last.csrf_token  # type: ignore[union-attr]
    sent = {"csrf_token": token, "number": "1", "home": "own_tenancy"}
    answer = work.adviser.client.post(f"{work.at}/facts/home/typed", data=sent)

    assert answer.status_code == 204
    found = held.read(work.vault, work.now, work.adviser.account.id, "facts home")
    assert found is not None
    assert "csrf" not in str(found.fields)
    page = work.adviser(f"{work.at}/facts/home?held=1")
    assert '<option value="own_tenancy" selected>' in page.response.text
    assert "You typed something" not in work.colleague(f"{work.at}/facts/home").text
    save(work, "home", home="own_tenancy")
    assert held.read(work.vault, work.now, work.adviser.account.id, "facts home") is None


def test_sensitive_facts_are_for_the_adviser_and_managers(case_of: CaseOf) -> None:
    work = case_of(date_of_birth="2007-02-10", pregnant=True, authority="dorset")

    for visit in (work.adviser, work.manager):
        assert "Whether you are pregnant" in visit(f"{work.at}/facts").text
        assert "left out" not in visit(work.at).text
    for path in ("/facts", ""):
        page = work.colleague(f"{work.at}{path}")
        assert "1 private fact was left out" in page.text
        assert "pregnant" not in page.text
    work.colleague(f"{work.at}/questions/pregnant", status=404)
    sent = {"number": "1", "pregnant": "no", "pregnant-state": "known"}
    work.colleague(f"{work.at}/facts/family")
    work.colleague.post(f"{work.at}/facts/family", sent)
    assert current(work, "pregnant").value is True


def test_nothing_had_before_is_said_and_not_guessed(case_of: CaseOf) -> None:
    work = case_of(date_of_birth="2007-02-10")
    assert "Nothing was had before this case" in work.adviser(f"{work.at}/facts").text
    page = work.adviser.post(f"{work.at}/facts/had-nothing", {"number": "1"})

    assert "I have had none of these" in page.text
    assert current(work, "already_had").value == []


def test_a_date_of_birth_that_awards_rest_on_is_confirmed(case_of: CaseOf) -> None:
    work = case_of(
        date_of_birth="2007-02-10",
        authority="dorset",
        care_periods=[{"start": "2019-05-01", "end": "2025-02-10", "basis": "care_order"}],
        home="own_tenancy",
        lives_in="dorset",
        moving_into_own_home=True,
        first_home=True,
    )
    given = {"entitlement": "dorset/driving-lessons", "part": None, "amount": 50_000}
    who = {"by": work.adviser.account.id, "at": OPENED, "on": date(2026, 11, 1)}
    awards.add(work.vault, work.case, step=Step.AGREED, **given, **who)
    typed = {f"date_of_birth-{k}": v for k, v in (("day", "1"), ("month", "9"), ("year", "2012"))}
    page = save(work, "about_you", **typed)

    assert page.h1 == "This date of birth changes what was agreed"
    assert current(work, "date_of_birth").value == "2007-02-10"
    mine = next(e.get("value") for e in page.all("input") if e.get("name") == "mine")
    sent = {"mine": mine, "number": "1", "confirmed": "yes", "then": f"{work.at}/facts"}
    work.adviser.post(f"{work.at}/facts/settle", sent)
    assert current(work, "date_of_birth").value == "2012-09-01"


def test_one_question_at_a_time_is_kept_as_theirs(case_of: CaseOf) -> None:
    work = case_of(authority="dorset", date_of_birth="2007-02-10")
    page = work.adviser(f"{work.at}/questions", follow=True)
    fact = page.path.rpartition("/")[2]
    assert "not sure" in page.text
    work.adviser.post(f"{work.at}/questions/universal_credit", {"answer": "in_payment"})
    said = current(work, "universal_credit")
    assert (said.said_by, said.known_on) == ("young_person", date(2026, 11, 22))
    work.adviser(f"{work.at}/questions/immigration")
    work.adviser.post(f"{work.at}/questions/immigration", {"answer": "rather_not_say"})
    said = current(work, "immigration")
    assert (said.state, said.source) == (State.NOT_KNOWN, "would rather not say")
    assert fact
    work.adviser.post(f"{work.at}/questions/universal_credit", {"answer": "?"}, status=422)


def test_a_fact_that_the_rules_dropped_breaks_no_page(case_of: CaseOf) -> None:
    work = case_of(date_of_birth="2007-02-10")
    gone = says(fact_of_long_ago="yes", home="a_boat")
    me = work.adviser.account.id
    facts.save(work.vault, work.case.id, 1, gone, me, OPENED)

    for path in ("", "/facts", "/facts/home", "/care"):
        work.adviser(f"{work.at}{path}")
    assert "cannot read some facts" in work.adviser(f"{work.at}/facts").text


def test_all_that_was_ever_said_of_a_fact_can_be_read(case_of: CaseOf) -> None:
    work = case_of(home="own_tenancy", pregnant=True)
    save(work, "home", home="custody", home__state="known")
    page = work.adviser(f"{work.at}/earlier/home")

    assert page.text.index("Prison") < page.text.index("A flat or house I rent myself")
    work.colleague(f"{work.at}/earlier/pregnant", status=404)
    work.adviser(f"{work.at}/earlier/nonsense", status=404)
    assert "Nothing was said of this yet" in work.adviser(f"{work.at}/earlier/savings").text
