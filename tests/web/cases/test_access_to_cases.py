"""Whose case it is decides, on every page there is: each is asked for by everybody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.inspection import Page
from tests.staff import StaffVisit, new_account
from tests.visits import Visit
from tests.web.cases.canaries import Full, Team, addresses, full_case, of_a_case, team_of
from web.access import TABLE, Role
from web.store.case_models import CaseView
from web.vault import VAULT

VIEWS = CaseView.__table__
SIGNED_OUT = "signed out"
OF_THE_CASE = ("own adviser", "colleague", "manager")
STRANGERS = ("adviser of another team", "manager of another team")
WITHOUT_A_ROLE = (
    SIGNED_OUT,
    "no role",
    *(r for r in Role if r not in (Role.ADVISER, Role.MANAGER)),
)
#: Nobody has these numbers.
NONE_THERE = 987_654
NESTED = ("action_id", "approval_id", "award", "number", "code", "note")


@dataclass(frozen=True)
class World:
    """Two teams, each with a case, and a visitor of every kind."""

    app: Flask
    ours: Full
    theirs: Full
    visits: dict[str, Visit]


@pytest.fixture(scope="module")
def world(make_app: Callable[..., Flask]) -> World:
    """One application for all these questions; none of the posts is let in."""
    app = make_app()
    here, there = team_of(app), team_of(app)
    visits: dict[str, Visit] = {SIGNED_OUT: Visit(app.test_client())}
    for who in WITHOUT_A_ROLE[1:]:
        roles = [] if who == "no role" else [who]
        visits[who] = StaffVisit(app, new_account(app, *roles))
    visits |= dict(zip(OF_THE_CASE, (here.adviser, here.colleague, here.manager), strict=True))
    visits |= dict(zip(STRANGERS, (there.adviser, there.manager), strict=True))
    return World(app, full_case(here), full_case(there), visits)


def asked(visit: Visit, method: str, path: str, data: Any = None) -> tuple[int, str]:
    """The status and the page, without what is drawn anew for each page."""
    token = token_of(visit) if method == "POST" else None
    sent = {"csrf_token": token, **(data or {})} if token else data
    answer = visit.client.open(path, method=method, data=sent)
    return answer.status_code, re.sub(
        r'value="[^"]*"', "", answer.get_data().decode(errors="replace")
    )


def token_of(visit: Visit) -> str | None:
    """A token for forms, of a page that whoever it is may open."""
    page = Page("/", visit.client.get("/staff/account"))
    return page.csrf_token if page.status == 200 else None


def pages(world: World, full: Full | None = None, **other: Any) -> Iterator[tuple[str, str, str]]:
    """The pages of one case."""
    endpoints = of_a_case(world.app)
    for method, path, endpoint in addresses(world.app, full or world.ours, **other):
        if endpoint in endpoints:
            yield method, path, endpoint


def test_no_page_of_cases_is_for_everybody(app: Flask) -> None:
    for route in app.url_map.iter_rules():
        if route.endpoint.startswith("cases."):
            rule = TABLE[route.endpoint]
            assert rule.roles, route.endpoint
            assert not rule.public, route.endpoint
            if "case_id" in route.arguments:
                assert rule.roles <= {Role.ADVISER, Role.MANAGER}, route.endpoint


@pytest.mark.parametrize("who", WITHOUT_A_ROLE)
def test_without_a_role_in_a_team_no_page_of_a_case_opens(world: World, who: str) -> None:
    wanted = {"GET": 303, "POST": 403} if who == SIGNED_OUT else {"GET": 403, "POST": 403}
    for method, path, endpoint in pages(world):
        status, page = asked(world.visits[who], method, path)
        assert status == wanted[method], f"{who} {method} {endpoint}"
        assert "Quillfeather" not in page


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_is_told_the_same_of_a_case_and_of_none(world: World, who: str) -> None:
    """Word for word: so that nobody can count, or guess, which cases there are."""
    there = dict(enumerate(pages(world)))
    none = dict(enumerate(pages(world, case_id=NONE_THERE)))
    assert len(there) > 60
    for place, (method, path, endpoint) in there.items():
        if who.startswith("adviser") and Role.ADVISER not in TABLE[endpoint].roles:
            continue  # for managers, whoever's case it is
        told = asked(world.visits[who], method, path)
        assert told[0] == 404, f"{who} {method} {endpoint}"
        assert told == asked(world.visits[who], *none[place][:2]), endpoint


@pytest.mark.parametrize("who", OF_THE_CASE)
def test_whoever_has_the_case_opens_each_of_its_pages(world: World, who: str) -> None:
    """All but what is for managers, or rests on private facts."""
    visit = world.visits[who]
    for method, path, endpoint in pages(world):
        if method == "GET":
            status, _ = asked(visit, method, path)
            for_managers = Role.ADVISER not in TABLE[endpoint].roles and who != "manager"
            for_own = who == "colleague" and endpoint == "cases.looked_at"
            private = who == "colleague" and endpoint in PAPERS
            wanted = (
                {403} if for_managers else {404} if for_own else {409} if private else {200, 303}
            )
            assert status in wanted, f"{who} {endpoint}: {status}"


PAPERS = {
    "cases.letter_pdf",
    "cases.pathway_pdf",
    "cases.pathway",
}  #: of a check with private facts


@pytest.mark.parametrize("who", OF_THE_CASE)
def test_what_is_of_another_case_is_not_there(world: World, who: str) -> None:
    """An award, an approval, a check, an account of another case under one's own address."""
    parts = {name: world.theirs.parts[name] for name in NESTED}
    visit = world.visits[who]
    for method, path, endpoint in pages(world, **parts):
        nested = set(NESTED) & _arguments(world.app, endpoint)
        if nested and not (Role.ADVISER not in TABLE[endpoint].roles and who != "manager"):
            status, page = asked(visit, method, path)
            # An action is looked for when it is ticked: "no such action in this case".
            wanted = 409 if endpoint in ("cases.action_done", "cases.approval_take_back") else 404
            assert status in {404, wanted}, f"{who} {method} {endpoint}: {status}"
            assert world.theirs.case.reference not in page


def _arguments(app: Flask, endpoint: str) -> set[str]:
    return {name for rule in app.url_map.iter_rules(endpoint) for name in rule.arguments}


def test_a_note_of_another_case_is_not_taken_back(world: World) -> None:
    at = f"/cases/{world.ours.case.id}/take-back/{world.ours.parts['entitlement']}"
    told = {"note": str(world.theirs.parts["override"]), "why": "A mistake"}

    assert asked(world.visits["own adviser"], "POST", at, told)[0] == 404


def test_an_approval_is_answered_by_a_manager_of_its_team_only(world: World) -> None:
    ours, parts = world.ours.case.id, world.ours.parts
    theirs = world.theirs.case.id
    manager = world.visits["manager of another team"]
    for case in (ours, theirs):
        at = f"/cases/{case}/approvals/{parts['approval_id']}"
        assert asked(manager, "POST", at, {"answer": "agree"})[0] == 404
    for who in ("own adviser", "colleague"):
        at = f"/cases/{ours}/approvals/{parts['approval_id']}"
        assert asked(world.visits[who], "POST", at, {"answer": "agree"})[0] == 403
    queue = asked(manager, "GET", "/cases/approvals")[1]
    assert f"/cases/{theirs}/" in queue
    assert f"/cases/{ours}/" not in queue


@pytest.mark.parametrize("who", STRANGERS)
def test_lists_and_files_hold_only_ones_own(world: World, who: str) -> None:
    visit, ours, theirs = world.visits[who], world.ours.case, world.theirs.case
    shown = [
        asked(visit, "GET", "/cases/")[1],
        asked(visit, "POST", "/cases/", {"words": "Quillfeather"})[1],
        asked(visit, "GET", "/cases/?show=closed")[1],
        asked(visit, "GET", "/cases/rechecks")[1],
        asked(visit, "POST", "/cases/schedule.csv")[1],
    ]
    assert theirs.reference in shown[0]
    assert theirs.reference in shown[4]
    for page in shown:
        assert ours.reference not in page
    assert "1" in asked(visit, "GET", "/cases/schedule")[1]


@pytest.mark.parametrize("who", STRANGERS)
def test_a_code_of_somebody_else_is_told_just_like_no_code(world: World, who: str) -> None:
    """A stranger with a print learns nothing of whose it is, nor that it was ever kept."""
    from web.store.cases import checks

    visit, code = world.visits[who], world.ours.parts["code"]
    none = checks.new_code()
    told = asked(visit, "GET", f"/cases/find-check?code={code}")
    other = asked(visit, "GET", f"/cases/find-check?code={none}")

    assert told[0] == other[0] == 422
    assert told[1].replace(code, "") == other[1].replace(none, "")
    own = asked(visit, "GET", f"/cases/find-check?code={world.theirs.parts['code']}")
    assert own[0] == 303


def test_each_page_of_a_case_adds_one_look_and_nothing_else_does(world: World) -> None:
    """The record of who looked: one row a page, and none for who was kept out."""
    store, case = world.app.extensions[VAULT].store, world.ours.case.id

    def looks(of: int | None) -> int:
        query = select(func.count()).select_from(VIEWS).where(VIEWS.c.case_id == of)
        with store.connect() as connection:
            return int(connection.execute(query).scalar() or 0)

    for method, path, endpoint in addresses(world.app, world.ours):
        if method != "GET":
            continue
        before = looks(case)
        asked(world.visits["manager"], method, path)
        opened = endpoint in of_a_case(world.app)
        assert looks(case) - before == opened, endpoint
        asked(world.visits["manager of another team"], method, path)
        asked(world.visits[SIGNED_OUT], method, path)
        assert looks(case) - before == opened, f"{endpoint}, by a stranger"


def test_somebody_who_left_the_team_sees_nothing_from_that_moment(app: Flask) -> None:
    from web.store.cases import teams

    team: Team = team_of(app)
    full = full_case(team)
    team.colleague(f"/cases/{full.case.id}")
    teams.remove(app.extensions[VAULT].store, team.id, team.colleague.account.id, 1, 1_795_000_000)

    team.colleague(f"/cases/{full.case.id}", status=404)
