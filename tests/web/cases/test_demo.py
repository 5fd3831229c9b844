"""Made-up cases for showing the service: made once, and whole."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from tests.staff import StaffVisit
from tests.web.cases.conftest import OPENED
from web.access import Role
from web.accounts import demo as demo_accounts
from web.cases import demo
from web.store import accounts
from web.store.cases import teams
from web.vault import VAULT


def test_the_made_up_adviser_has_cases_once(make_app: Callable[..., Flask]) -> None:
    app = make_app(demo=True)
    store = app.extensions["entitlements.store"]
    demo_accounts.make_accounts(store, OPENED)
    for _time in range(2):
        demo.make_cases(app, OPENED)

    assert [team.name for team in teams.all_teams(app.extensions[VAULT].store)] == [demo.TEAM]
    people = {role: one for one in accounts.everyone(store) for role in one.roles}
    for role in (Role.ADVISER, Role.MANAGER):
        page = StaffVisit(app, people[role])("/cases/")
        assert "3 of 3 cases" in page.text
        assert "made up" in page.text


def test_without_made_up_accounts_there_are_none(app: Flask) -> None:
    demo.make_cases(app, OPENED)

    assert teams.all_teams(app.extensions[VAULT].store) == []
