"""Private facts are for a case's own adviser and its managers. A colleague's pages are those
of the same person with nothing known of them: the law is that the two read the same."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader

from tests.inspection import Page
from tests.staff import StaffVisit, new_account
from tests.web.cases.canaries import SENSITIVE, Full, Team, addresses, full_case, of_a_case, team_of
from tests.web.cases.room import NOW, SAM
from web.access import TABLE, Role
from web.book import book
from web.store.cases import facts, records, teams
from web.store.cases.facts import Said, State
from web.store.cases.records import Case, Details, SafeContact
from web.vault import VAULT

SECRET = "Hushwillow"  #: where each private fact was heard
LEFT_OUT = re.compile(
    r"\d+ private facts? (was|were|are) left out[^.]*\.[^.]*\."
    r"( The answers here are worked out without them\.)?"
    r"|\d+ answers? (is|are) left out here, and what they would change\."
    r"|Reasons and notes are for the adviser of this case and the team manager\."
)
#: Whoever sees all the facts may put another outcome beside one: a form that others have not.
OVERRIDE = "Put another outcome beside it", "To put another outcome beside this one"
SENDS = {
    "number": "1",
    "rows": "0",
    "ready": "baby",
    "paper": "short",
    "size": "ordinary",
    "tongue": "theirs",
}


@pytest.fixture(scope="module")
def team(make_app: Callable[..., Flask]) -> Team:
    return team_of(make_app())


def bare(team: Team, reference: str, told: dict[str, Any]) -> Case:
    """A case of facts alone."""
    vault, me = team.app.extensions[VAULT], team.adviser.account.id
    says = {
        f: Said(f, State.KNOWN, v, "young_person", SECRET if f in SENSITIVE else "a call")
        for f, v in told.items()
    }
    details = Details(reference, "Sam", "en", SafeContact.SAFE)
    return records.open_case(vault, details, team.id, me, says, me, NOW)


@pytest.fixture(scope="module")
def pair(team: Team) -> tuple[Case, Case]:
    """One person twice: once with private facts, once without any."""
    open_ = {f: v for f, v in SAM.items() if f not in SENSITIVE}
    return bare(team, "A-1", {**open_, **SENSITIVE}), bare(team, "B-1", open_)


def told(team: Team, case: Case, method: str, path: str) -> str:
    """What a colleague is told at an address, without what names the case."""
    sent = {"csrf_token": token(team), **SENDS} if method == "POST" else None
    answer = team.colleague.client.open(path, method=method, data=sent, follow_redirects=True)
    assert answer.status_code < 500, path
    if answer.mimetype == "application/pdf":
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
        text = neutral(text, case).replace("•", "")
        text = re.sub(r"Code:\s*Page \d+ of \d+", "", text)  # where a page ends may move
    else:
        text = answer.data.decode(errors="replace")
        text = Page(path, answer).text if answer.mimetype == "text/html" else text
    return neutral(text, case)


def neutral(text: str, case: Case) -> str:
    """A text without numbers of the case; a calendar without the order of its entries."""
    if text.startswith("BEGIN:VCALENDAR"):
        text = " ".join(sorted(text.replace("\r\n ", "").splitlines()))
    text = LEFT_OUT.sub("", text)
    text = re.sub(r"UID:\S+|DTSTAMP:\S+|[0-9A-Z]{4}-\s*[0-9A-Z]{4}-\s*[0-9A-Z]{3}", "", text)
    text = re.sub(rf"\b[Cc]ase {case.id}\b|/cases/{case.id}\b", "CASE", text)
    text = text.replace(case.reference, "REF")
    return " ".join(text.split())


def token(team: Team) -> str:
    page = Page("/", team.colleague.client.get("/staff/account"))
    assert page.csrf_token
    return page.csrf_token


#: These say nothing of facts, or are refused to whoever may not see all.
CHANGES = {"cases.close_case", "cases.reopen_case", "cases.edit_case", "cases.decision_override"}


def pages(team: Team, case: Case) -> Iterator[tuple[str, str]]:
    """Each page of a case that needs nothing but facts, for a colleague."""
    endpoints = of_a_case(team.app) - CHANGES
    parts = {"section": "family", "fact_id": "home", "word": "paid", "code": "x", "number": 1}
    parts |= {"entitlement": "dorset/pregnancy-clothing", "action_id": 1, "approval_id": 1}
    full = Full(team, case, {**parts, "award": 1})
    for method, path, endpoint in addresses(team.app, full):
        if endpoint in endpoints and Role.ADVISER in TABLE[endpoint].roles:
            yield method, path


def test_a_colleague_reads_what_they_would_read_if_nothing_private_were_known(
    team: Team, pair: tuple[Case, Case]
) -> None:
    """Every page, every file, every form: the same words, but for how many were left out."""
    with_, without = pair
    both = zip(list(pages(team, with_)), list(pages(team, without)), strict=True)
    for (method, path), (_, other) in both:
        one, two = told(team, with_, method, path), told(team, without, method, other)
        private = one.replace("Private facts, as they were not for whoever kept it to see", "None")
        if "schedule.csv" in path:
            private = re.sub(r",\d+(?= |$)", ",0", private)
            two = re.sub(r",\d+(?= |$)", ",0", two)
        private = " ".join(private.replace("Some facts left out", "").split())
        private, two = private.partition(OVERRIDE[1])[0], two.partition(OVERRIDE[0])[0]
        assert private == two, f"{method} {path}"


def test_every_decision_reads_the_same_to_a_colleague(team: Team, pair: tuple[Case, Case]) -> None:
    with team.app.app_context():
        names = list(book().tables)
    for name in names:
        one, two = (told(team, c, "GET", f"/cases/{c.id}/answers/{name}") for c in pair)
        assert one.partition(OVERRIDE[1])[0] == two.partition(OVERRIDE[0])[0], name


def test_what_hangs_on_a_private_fact_is_not_known_and_never_no(
    team: Team, pair: tuple[Case, Case]
) -> None:
    case, _ = pair
    at = f"/cases/{case.id}/answers/dorset/pregnancy-clothing"

    assert "Not known yet" in team.colleague(at).text
    assert "Not known yet" not in team.adviser(at).text.split("By the rules")[0][:400]
    for visit in (team.adviser, team.manager):
        assert "left out" not in visit(f"/cases/{case.id}/answers").text


WITH_ANSWERS = (
    *("", "/answers", "/facts", "/what-if", "/dates", "/letter", "/awards", "/savings"),
    *("/awards/ask", "/dates/to-keep", "/answers/dorset/personal-budget"),
    "/awards/ask/dorset/personal-budget",
)


@pytest.mark.parametrize("at", WITH_ANSWERS)
def test_pages_of_answers_say_how_many_facts_were_left_out(
    team: Team, pair: tuple[Case, Case], at: str
) -> None:
    text = team.colleague(f"/cases/{pair[0].id}{at}").text

    assert f"{len(SENSITIVE)} private facts" in text


def test_a_full_case_shows_a_colleague_nothing_private(team: Team) -> None:
    """Whatever was kept by those who may see: checks, papers, notes, overrides."""
    full = full_case(team)
    vault, me = team.app.extensions[VAULT], team.adviser.account.id
    says = {f: Said(f, State.KNOWN, v, "young_person", SECRET) for f, v in SENSITIVE.items()}
    facts.save(vault, full.case.id, full.case.number, says, me, NOW + 1)
    for method, path, endpoint in addresses(team.app, full):
        if Role.ADVISER in TABLE[endpoint].roles and endpoint not in CHANGES:
            answer = team.colleague.client.open(path, method=method, data=sent(team, method))
            text = answer.data.decode(errors="replace")
            assert SECRET not in text, path
            assert "months_pregnant" not in text or "left out" in text, path
            for word in ("Murkwillow", "Ochrelantern"):
                assert word not in text or endpoint == "cases.savings", (path, word)


def sent(team: Team, method: str) -> dict[str, str] | None:
    return {"csrf_token": token(team), **SENDS} if method == "POST" else None


def test_a_paper_made_by_a_colleague_holds_no_words_that_their_pages_hide(team: Team) -> None:
    """The reason for an override may say why: it is for those who see all the facts."""
    full = full_case(team)
    at = f"/cases/{full.case.id}/letter"
    for paper in ("short", "full", "plan"):
        team.colleague(at)
        made = team.colleague.client.post(
            at,
            data={
                "csrf_token": token(team),
                "paper": paper,
                "size": "ordinary",
                "tongue": "theirs",
            },
        )
        assert made.status_code == 303
        printed = team.colleague.client.get(made.headers["Location"])
        text = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(printed.data)).pages)
        assert "Murkwillow" not in text.replace("-\n", ""), paper


def test_nothing_private_is_written_by_whoever_may_not_read_it(
    team: Team, pair: tuple[Case, Case]
) -> None:
    """Not by a form, not by a file, not by a choice between two answers."""
    case, vault = pair[0], team.app.extensions[VAULT]
    before = facts.current(vault, case)
    said = {"pregnant": ["known", False, "", "", None]}
    for path, typed in (
        ("facts/family", {"pregnant": "no", "pregnant-state": "known"}),
        ("facts/settle", {"mine": json.dumps(said), "then": f"/cases/{case.id}/facts"}),
        ("bring", {"told": json.dumps(said), "take": "pregnant", "do": "take"}),
        ("questions/pregnant", {"pregnant": "no"}),
    ):
        data = {"csrf_token": token(team), "number": "99", **typed}
        answer = team.colleague.client.post(f"/cases/{case.id}/{path}", data=data)
        assert answer.status_code < 500, path
    assert facts.current(vault, case)["pregnant"] == before["pregnant"]


def test_the_list_shows_the_same_of_both(team: Team, pair: tuple[Case, Case]) -> None:
    """The list is worked out for the whole team, whoever saved last."""
    token_ = Page("/", team.adviser.client.get("/staff/account")).csrf_token
    for case in pair:
        sent_ = {"csrf_token": token_, "text": "Ring the college", "due": ""}
        team.adviser.client.post(f"/cases/{case.id}/actions", data=sent_)
    page = team.colleague("/cases/")
    rows = [" ".join("".join(row.itertext()).split()) for row in page.all("tr")]
    lines = [next(row for row in rows if case.reference in row) for case in pair]

    assert neutral(lines[0], pair[0]) == neutral(lines[1], pair[1])


def test_the_role_of_a_manager_is_not_enough_without_managing_the_team(
    team: Team, pair: tuple[Case, Case]
) -> None:
    """A manager elsewhere who helps out in a team reads what a colleague reads."""
    visit = StaffVisit(team.app, new_account(team.app, Role.MANAGER))
    store, by = team.app.extensions[VAULT].store, team.adviser.account.id
    teams.put(store, team.id, visit.account.id, False, by, NOW)

    assert "private facts" in visit(f"/cases/{pair[0].id}/answers").text
    assert SECRET not in visit(f"/cases/{pair[0].id}/facts").text
    visit(f"/cases/{pair[0].id}/looked", status=404)
    visit(f"/cases/{pair[0].id}/assign", status=404)
