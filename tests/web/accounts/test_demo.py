"""A demonstration: made-up people, one press to be one, and a banner on every page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.staff import StaffVisit
from tests.visits import Visit
from web.access import Role
from web.accounts import demo
from web.store import account_changes, accounts

BANNER = "Nothing here is real. Do not rely on it."


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    app = make_app(demo=True)
    demo.make_accounts(app.extensions["entitlements.store"], 1)
    return app


def button_of(page, role: str) -> str:
    return next(e.get("value") for e in page.all("button") if (e.text or "").endswith(f": {role}"))


@pytest.mark.parametrize("role", ["Policy lead", "Approver", "Auditor", "Adviser", "Administrator"])
def test_one_press_is_enough(visit: Visit, role: str) -> None:
    chosen = button_of(visit("/staff/sign-in"), role)
    visit.post("/staff/sign-in/demo", {"account": chosen})

    assert role in visit("/staff/account").text


@pytest.mark.parametrize("path", ["/", "/privacy", "/staff/sign-in", "/no-such-page"])
def test_every_page_says_that_it_is_a_demonstration(visit: Visit, path: str) -> None:
    assert BANNER in visit(path, status=404 if path == "/no-such-page" else 200).text


def test_otherwise_no_page_says_so_and_no_made_up_account_opens(make_app) -> None:
    app = make_app()
    store = app.extensions["entitlements.store"]
    demo.make_accounts(store, 1)
    made_up = accounts.everyone(store)[0]
    visit = Visit(app.test_client())
    page = visit("/staff/sign-in")

    assert BANNER not in page.text
    assert made_up.name not in page.text
    visit.post("/staff/sign-in/demo", {"account": made_up.id}, status=404)
    assert StaffVisit(app, made_up).client.get("/staff/account").status_code == 303


def test_accounts_of_a_demonstration_are_not_listed_in_service(make_app) -> None:
    app = make_app()
    store = app.extensions["entitlements.store"]
    demo.make_accounts(store, 1)
    real = account_changes.add(store, "a@b.example", "Real", [Role.ADMINISTRATOR], 1, "a test")

    assert "Example" not in StaffVisit(app, real)("/staff/people").text


@pytest.mark.parametrize("account", ["", "x", "999", "-1"])
def test_only_made_up_people_can_be_chosen(app: Flask, visit: Visit, account: str) -> None:
    store = app.extensions["entitlements.store"]
    real = account_changes.add(store, "a@b.example", "Real", [], 1, "a test")
    visit("/staff/sign-in")
    for number in (account, str(real.id)):
        visit("/staff/sign-in")
        visit.post("/staff/sign-in/demo", {"account": number}, status=404)


def test_made_up_people_are_made_once_and_get_their_role_back(app: Flask) -> None:
    store = app.extensions["entitlements.store"]
    lead = accounts.by_email(store, "policy-lead@demo.example")
    account_changes.set_roles(store, lead.id, [], 1, "a test", last_may_go=True)
    account_changes.disable(store, lead.id, 1, "a test")
    demo.make_accounts(store, 2)

    assert len(accounts.everyone(store)) == len(Role)
    assert accounts.by_email(store, "policy-lead@demo.example") == lead
