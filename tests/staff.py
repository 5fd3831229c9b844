"""Staff in tests: `signed_in(Role.POLICY_LEAD)` is a visitor with an account."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count

import pytest
from flask import Flask

from tests.visits import Visit
from web.access import EVERYONE, RULES
from web.passwords import PASSWORDS
from web.staff import STAFF
from web.store import account_changes
from web.store.accounts import Account

PASSWORD = "three words apart"  # what every account of these tests signs in with
_numbers = count(1)


def let_anybody_open(app: Flask, *endpoints: str) -> None:
    """Give pages that a test adds a rule; without one they are refused."""
    app.extensions[RULES].update(dict.fromkeys(endpoints, EVERYONE))


def new_account(app: Flask, *roles: str, **given: object) -> Account:
    """Make an account; `given` may be its name, its email, its password, and what `add` takes."""
    number = next(_numbers)
    password = given.pop("password", PASSWORD)
    if "subject" not in given:
        given["password_hash"] = app.extensions[PASSWORDS].hash(password)
    email = given.pop("email", f"officer{number}@example.org")
    name = given.pop("name", f"Officer {number}")
    store = app.extensions["entitlements.store"]
    return account_changes.add(store, email, name, roles, int(time.time()), "a test", **given)


class StaffVisit(Visit):
    """A visitor who is signed in; `account` is who it is."""

    def __init__(self, app: Flask, account: Account) -> None:
        super().__init__(app.test_client())
        self.account = account
        sessions = app.extensions[STAFF]
        self.client.set_cookie(sessions.cookie, sessions.begin(account.id, "Firefox on Linux"))


@pytest.fixture
def make_account(app: Flask) -> Callable[..., Account]:
    """Make an account of `app`: `make_account(Role.APPROVER, name="Ann")`."""
    return lambda *roles, **given: new_account(app, *roles, **given)


@pytest.fixture
def signed_in(app: Flask) -> Callable[..., StaffVisit]:
    """Sign a new account in: `visit = signed_in(Role.POLICY_LEAD)`, then `visit("/editor/")`.

    `signed_in(account=somebody)` signs an account in that is there already.
    """

    def sign_in(*roles: str, account: Account | None = None, **given: object) -> StaffVisit:
        return StaffVisit(app, account or new_account(app, *roles, **given))

    return sign_in
