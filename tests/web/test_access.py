"""Every page has a rule, and every rule holds: each route is really asked for by each role."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from werkzeug.routing import PathConverter

from tests.staff import StaffVisit, new_account
from tests.visits import Visit
from web.access import BEFORE_A_PASSWORD, RULES, TABLE, Role
from web.typed import Number

SAMPLES = {Number: 1, PathConverter: "dorset/council-tax"}
SIGNED_OUT, NO_ROLE = "signed out", "no role"
WHO = [SIGNED_OUT, NO_ROLE, *Role]
ALLOWED, REFUSED, ASKED = "allowed", "refused", "asked to sign in"
LEAD, APPROVER, AUDITOR = Role.POLICY_LEAD, Role.APPROVER, Role.AUDITOR
ADMINISTRATOR = Role.ADMINISTRATOR
ADVISER, MANAGER = Role.ADVISER, Role.MANAGER

#: Posts that work something out for whoever reads, and keep nothing.
WORKED_OUT = {"editor.open_person", "editor.solve", "cases.what_if_worked_out"}
#: Written by hand, so that the table cannot approve itself: who may do what matters most.
EXPECTED: list[tuple[str, str, set[str]]] = [
    ("GET", "/", set(WHO)),
    ("GET", "/question/home", set(WHO)),
    ("GET", "/results", set(WHO)),
    ("GET", "/exit", set(WHO)),
    ("POST", "/delete", set(WHO)),
    ("GET", "/staff/sign-in", set(WHO)),
    ("GET", "/staff/account", set(WHO) - {SIGNED_OUT}),
    ("GET", "/staff/account/password", set(WHO) - {SIGNED_OUT}),
    ("POST", "/staff/account/sign-out-everywhere", set(WHO) - {SIGNED_OUT}),
    ("GET", "/staff/people", {ADMINISTRATOR}),
    ("GET", "/staff/people/1", {ADMINISTRATOR}),
    ("POST", "/staff/people/add", {ADMINISTRATOR}),
    ("POST", "/staff/people/1", {ADMINISTRATOR}),
    ("POST", "/staff/people/1/disable", {ADMINISTRATOR}),
    ("POST", "/staff/people/1/reset", {ADMINISTRATOR}),
    ("GET", "/editor/", {LEAD, APPROVER, AUDITOR}),
    ("GET", "/editor/table/dorset/sim", {LEAD, APPROVER, AUDITOR}),
    ("GET", "/editor/table/dorset/sim/export.xlsx", {LEAD, APPROVER, AUDITOR}),
    ("GET", "/editor/changes/1", {LEAD, APPROVER, AUDITOR}),
    ("GET", "/editor/audit", {LEAD, APPROVER, AUDITOR}),
    ("GET", "/editor/changes/1/grid/dorset/sim.yaml", {LEAD}),
    ("POST", "/editor/table/dorset/sim/change", {LEAD}),
    ("POST", "/editor/table/dorset/sim/back", {LEAD}),
    ("POST", "/editor/changes/1/grid/dorset/sim.yaml", {LEAD}),
    ("POST", "/editor/changes/1/typing/dorset/sim.yaml", {LEAD}),
    ("POST", "/editor/changes/1/text/dorset/sim.yaml", {LEAD}),
    ("POST", "/editor/changes/1/saves/dorset/sim.yaml", {LEAD}),
    ("POST", "/editor/changes/1/bring/dorset/sim.yaml", {LEAD}),
    ("POST", "/editor/changes/1/answer", {LEAD}),
    ("POST", "/editor/changes/1/abandon", {LEAD}),
    ("POST", "/editor/changes/1/propose", {LEAD}),
    ("POST", "/editor/changes/1/emergency", {LEAD}),
    ("POST", "/editor/changes/1/sign", {APPROVER}),
    ("POST", "/editor/changes/1/send-back", {APPROVER}),
    ("POST", "/editor/changes/1/countersign", {APPROVER}),
    ("POST", "/editor/changes/1/publish", {LEAD, APPROVER}),
    ("GET", "/cases/", {ADVISER, MANAGER}),
    ("POST", "/cases/open", {ADVISER, MANAGER}),
    ("GET", "/cases/1", {ADVISER, MANAGER}),
    ("GET", "/cases/1/facts", {ADVISER, MANAGER}),
    ("POST", "/cases/1/facts/settle", {ADVISER, MANAGER}),
    ("GET", "/cases/find-check", {ADVISER, MANAGER}),
    ("POST", "/cases/schedule.csv", {ADVISER, MANAGER}),
    ("GET", "/cases/approvals", {MANAGER}),
    ("POST", "/cases/1/approvals/1", {MANAGER}),
    ("POST", "/cases/1/assign", {MANAGER}),
    ("GET", "/cases/looked", {MANAGER}),
    ("GET", "/cases/board", {MANAGER, LEAD, AUDITOR}),
    ("POST", "/cases/board.home", {MANAGER, LEAD, AUDITOR}),
    ("POST", "/cases/teams/1", {ADMINISTRATOR}),
    ("POST", "/cases/ladder", {ADMINISTRATOR}),
    ("POST", "/cases/titles/1", {ADMINISTRATOR}),
    ("GET", "/cases/approvals", {MANAGER}),
    ("POST", "/cases/1/approvals/1", {MANAGER}),
    ("POST", "/cases/1/awards/1/paid", {ADVISER, MANAGER}),
    ("POST", "/cases/1/savings/add", {ADVISER, MANAGER}),
    ("POST", "/cases/schedule.csv", {ADVISER, MANAGER}),
    ("GET", "/cases/board", {MANAGER, LEAD, AUDITOR}),
    ("POST", "/cases/board.csv", {MANAGER, LEAD, AUDITOR}),
]


@pytest.fixture(scope="module")
def staffed(make_app: Callable[..., Flask]) -> tuple[Flask, dict[str, Visit]]:
    """One application, and a visitor of every kind."""
    app = make_app()
    visits: dict[str, Visit] = {SIGNED_OUT: Visit(app.test_client())}
    for who in WHO[1:]:
        roles = [] if who == NO_ROLE else [who]
        visits[who] = StaffVisit(app, new_account(app, *roles))
    return app, visits


def answer(visit: Visit, method: str, path: str) -> str:
    """Ask for a page. A post has no token: it is let in or not, and then does nothing."""
    response = visit.client.open(path, method=method)
    assert response.status_code < 500, f"{method} {path}: {response.status_code}"
    if response.status_code == 303 and "/staff/sign-in" in response.headers["Location"]:
        return ASKED
    if response.status_code == 403:
        return ASKED if "You were signed out" in response.text else REFUSED
    return ALLOWED


def routes(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Each method and path of the application, with its endpoint."""
    built = app.url_map.bind("localhost")
    for route in app.url_map.iter_rules():
        given = {name: SAMPLES.get(type(kind), "home") for name, kind in route._converters.items()}
        for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, built.build(route.endpoint, given, method=method), route.endpoint


def test_every_route_has_a_rule(app: Flask) -> None:
    missing = sorted({endpoint for _, _, endpoint in routes(app)} - TABLE.keys())

    assert not missing, "put these into TABLE of web/access.py"


def test_every_rule_has_a_route(app: Flask) -> None:
    """A misspelt name would be a page that nobody can open."""
    assert not sorted(TABLE.keys() - {endpoint for _, _, endpoint in routes(app)})


@pytest.mark.parametrize("who", WHO)
def test_each_route_answers_each_role_as_its_rule_says(staffed, who: str) -> None:
    app, visits = staffed
    found = []
    for method, path, endpoint in routes(app):
        rule = TABLE[endpoint]
        roles = frozenset() if who in {SIGNED_OUT, NO_ROLE} else {who}
        allowed = rule.public or (who != SIGNED_OUT and (not rule.roles or rule.roles & roles))
        wanted = ALLOWED if allowed else ASKED if who == SIGNED_OUT else REFUSED
        got = answer(visits[who], method, path)
        if got != wanted:
            found.append(f"{method} {path} ({endpoint}): {got}, the rule says {wanted}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("method", "path", "may"), EXPECTED, ids=[f"{m} {p}" for m, p, _ in EXPECTED]
)
def test_what_matters_most_is_as_we_mean_it(staffed, method: str, path: str, may: set) -> None:
    _, visits = staffed

    assert {who for who in WHO if answer(visits[who], method, path) == ALLOWED} == may


def test_only_policy_leads_write_and_nobody_but_readers_looks(app: Flask) -> None:
    """Laws of the editor's part of the table, whatever pages it has."""
    for method, path, endpoint in routes(app):
        if endpoint.startswith("editor."):
            rule = TABLE[endpoint]
            assert rule.roles, f"{path}: open to any account"
            assert not rule.roles & {Role.ADVISER, ADMINISTRATOR}, path
            if method == "POST" and endpoint not in WORKED_OUT:
                assert AUDITOR not in rule.roles, f"{path}: an auditor changes nothing"


def test_a_page_without_a_rule_is_refused_to_everybody(app: Flask, signed_in: Callable) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "open")

    assert "forgotten" not in app.extensions[RULES]
    for visit in (Visit(app.test_client()), signed_in(*Role)):
        assert visit("/forgotten", status=403).h1 == "You cannot open this page"


def test_a_refusal_says_which_role_is_needed(signed_in: Callable) -> None:
    page = signed_in(Role.AUDITOR)("/staff/people", status=403)

    assert page.h1 == "This page needs another role"
    assert "Administrator" in page.text


def test_signed_out_the_way_back_is_kept(visit: Visit) -> None:
    page = visit("/staff/people?sort=name", status=303)

    assert page.response.headers["Location"] == "/staff/sign-in?next=/staff/people?sort%3Dname"


def test_a_refusal_is_logged_without_a_new_line(
    signed_in: Callable, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "entitlements.staff")
    visit = signed_in(Role.AUDITOR)
    visit("/staff/people?x=%0aforged", status=403)

    assert [record.getMessage() for record in caplog.records] == [
        f"refused account={visit.account.id} page=accounts.people"
    ]


def test_a_one_time_password_opens_nothing_but_the_change_of_it(
    app: Flask, signed_in: Callable
) -> None:
    visit = signed_in(*Role, one_time_until=4_000_000_000)
    for method, path, endpoint in routes(app):
        if not TABLE[endpoint].public and endpoint not in BEFORE_A_PASSWORD:
            response = visit.client.open(path, method=method)
            assert response.headers.get("Location") == "/staff/account/password", path
