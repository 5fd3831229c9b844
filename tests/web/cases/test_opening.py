"""Opening a case with the least there can be, closing it, and giving it to somebody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask

from tests.staff import StaffVisit
from tests.web.cases.conftest import AtWork
from web.store.cases import facts, records
from web.store.cases.records import Case

CaseOf = Callable[..., AtWork]
CARE = "Start\tEnd\tLegal status\n01/05/2019\t10/02/2025\tC2\n"


def typed(work: AtWork, **given: str) -> dict[str, str]:
    """A form as somebody fills it in."""
    least = {"reference": "NEW-1", "team": str(work.team), "language": "en", "contact": "active"}
    return {**least, "safe_contact": "not_asked", "once": "o" * 22, **given}


def opened(work: AtWork, visit: StaffVisit, **given: str) -> Case:
    """Open a case, and find it."""
    visit("/cases/open")
    visit.post("/cases/open", typed(work, **given), follow=False, status=303)
    found = records.by_reference(work.vault, given.get("reference", "NEW-1"))
    assert found is not None
    return found


def born(day: str, month: str, year: str) -> dict[str, str]:
    parts = {"day": day, "month": month, "year": year}
    return {f"date_of_birth-{part}": text for part, text in parts.items()}


def test_a_reference_is_enough(case_of: CaseOf) -> None:
    work = case_of()
    made = opened(work, work.adviser)

    assert (made.name, made.adviser_id) == ("", work.adviser.account.id)
    assert facts.current(work.vault, made) == {}
    page = work.adviser(f"/cases/{made.id}")
    assert page.h1 == "NEW-1"
    assert "Not known yet" in page.text
    assert "no figure" in page.text


def test_with_care_dates_pasted_the_status_is_there_at_once(case_of: CaseOf) -> None:
    work = case_of()
    made = opened(
        work, work.adviser, authority="dorset", care=CARE, **born("10", "February", "2007")
    )

    page = work.adviser(f"/cases/{made.id}")

    assert "former relevant" in page.text
    assert "1461 days in care counted" in page.text
    assert made.summary is not None or records.get(work.vault, made.id).summary is not None  # type: ignore[union-attr]


def test_a_bad_paste_opens_nothing_and_keeps_the_text(case_of: CaseOf) -> None:
    work = case_of()
    work.adviser("/cases/open")
    bad = "01/05/2019\t01/04/2019\tC2"
    page = work.adviser.post("/cases/open", typed(work, care=bad), status=422)

    assert "Care ends before it begins" in page.text
    assert bad in page.response.text
    assert records.by_reference(work.vault, "NEW-1") is None


def test_a_day_that_is_not_there_is_said_so(case_of: CaseOf) -> None:
    work = case_of()
    work.adviser("/cases/open")
    page = work.adviser.post("/cases/open", typed(work, **born("31", "2", "2007")), status=422)

    assert "there is no such day" in page.text


def test_pressing_twice_opens_one_case(case_of: CaseOf) -> None:
    work = case_of()
    first = opened(work, work.adviser)
    work.adviser("/cases/open")
    answer = work.adviser.post("/cases/open", typed(work), follow=False, status=303)

    assert answer.response.headers["Location"] == f"/cases/{first.id}"


def test_a_reference_that_is_taken_is_not_told_to_others(case_of: CaseOf) -> None:
    work, other = case_of("R-77", name="Zoë"), case_of()
    for visit, says in ((work.colleague, f"case {work.case.id}"), (other.adviser, "Another case")):
        visit("/cases/open")
        team = str((work if visit is work.colleague else other).team)
        sent = typed(work, reference=" r-77", team=team, once=says)
        page = visit.post("/cases/open", sent, status=409)
        assert says in page.text
    assert f"case {work.case.id}" not in page.text
    assert "Zoë" not in page.text


def test_closing_says_when_it_is_deleted_and_can_be_undone(case_of: CaseOf) -> None:
    work = case_of(name="Sam")
    assert "22 November 2027" in work.adviser(f"{work.at}/close").text
    work.adviser.post(f"{work.at}/close", {}, status=422)
    page = work.adviser.post(f"{work.at}/close", {"why": "moved_on"})

    assert "22 November 2027" in page.text
    assert work.now.purge_at is not None
    assert "Sam" in work.adviser("/cases/?show=closed").text
    work.adviser(work.at)
    work.adviser.post(f"{work.at}/reopen")
    assert work.now.closed_at is None


def test_details_edited_by_two_show_both(case_of: CaseOf) -> None:
    work = case_of("R-9", name="Sam")
    sent = {**typed(work, reference="R-9"), "number": str(work.case.number)}
    work.adviser(f"{work.at}/details")
    work.adviser.post(f"{work.at}/details", {**sent, "name": "Samira"})
    work.colleague(f"{work.at}/details")
    page = work.colleague.post(f"{work.at}/details", {**sent, "name": "Sammy"}, status=409)

    assert "Samira" in page.text
    assert 'value="Sammy"' in page.response.text
    assert work.now.name == "Samira"


def test_a_manager_gives_a_case_to_another(case_of: CaseOf) -> None:
    work = case_of(name="Sam")
    page = work.manager(f"{work.at}/assign")
    to = f"{work.team}-{work.colleague.account.id}"
    assert work.colleague.account.name in page.text
    work.manager.post(f"{work.at}/assign", {"to": to})

    assert work.now.adviser_id == work.colleague.account.id
    work.adviser(f"{work.at}/assign", status=403)


def test_something_to_do_is_written_once_and_ticked(case_of: CaseOf, app: Flask) -> None:
    work = case_of(name="Sam")
    work.adviser(work.at)
    sent: dict[str, Any] = {"text": "Ring the college", "due": "2026-12-01", "once": "a" * 22}
    for _time in range(2):
        page = work.adviser.post(f"{work.at}/actions", sent)
    assert page.text.count("Ring the college") == 2  # the line, and its button for readers
    assert "1 December 2026" in page.text
    assert work.now.summary is not None
    assert work.now.summary.open_actions == 1
    page = work.adviser.post(f"{work.at}/actions/1/done")
    assert "Nothing is waiting" in page.text
    work.adviser.post(f"{work.at}/actions", {"text": " "}, status=422)


def test_a_case_of_nobody_here_is_not_there(case_of: CaseOf) -> None:
    work, other = case_of(), case_of()
    for page in ("", "/facts", "/facts/home", "/care", "/care/paste", "/details", "/bring"):
        other.adviser(f"{work.at}{page}", status=404)
