"""Being signed in: what the cookie is, when it ends, and what cannot be done with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from tests.staff import PASSWORD, StaffVisit, new_account
from tests.visits import Visit
from tests.web.accounts.clocks import Clock
from web.access import Role
from web.staff import STAFF
from web.store import account_changes

NOW, BY = 1_800_000_000, "a test"


@pytest.fixture
def clock(app: Flask) -> Clock:
    app.extensions[STAFF].clock = Clock()
    return app.extensions[STAFF].clock


def sign_in(visit: Visit, email: str):
    visit("/staff/sign-in")
    data = {"email": email, "password": PASSWORD}
    return visit.post("/staff/sign-in", data, status=303, follow=False)


def is_in(visit: Visit) -> bool:
    return visit.client.get("/staff/account").status_code == 200


def count(app: Flask, table: str) -> int:
    with app.extensions["entitlements.store"].connect() as connection:
        return connection.execute(text(f"select count(*) from {table}")).scalar_one()


def bytes_on_disk(app: Flask) -> bytes:
    return b"".join(path.read_bytes() for path in Path(app.instance_path).glob("store*"))


def test_the_cookie_is_random_and_for_this_browser_alone(visit: Visit, make_account) -> None:
    cookie = sign_in(visit, make_account().email).response.headers["Set-Cookie"]

    assert cookie.startswith("staff=")
    assert len(cookie.partition("=")[2].partition(";")[0]) == 43
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Expires" not in cookie
    assert "Max-Age" not in cookie


def test_an_https_service_marks_its_cookie_secure(make_app: Callable) -> None:
    app = make_app(secure_cookie=True)
    client = app.test_client()
    cookie = client.get("/staff/sign-in", base_url="https://localhost").headers["Set-Cookie"]

    assert cookie.startswith("__Host-staff=")
    assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))


def test_the_store_does_not_hold_the_token(app: Flask, visit: Visit, make_account) -> None:
    sign_in(visit, make_account().email)

    assert count(app, "staff_session") == 1
    assert visit.client.get_cookie("staff").value.encode() not in bytes_on_disk(app)


def test_a_token_planted_before_is_not_the_one_after(visit: Visit, make_account) -> None:
    """Fixation: whoever planted the first token must not hold the second."""
    visit.client.set_cookie("staff", "planted")
    sign_in(visit, make_account().email)

    assert visit.client.get_cookie("staff").value != "planted"
    planted = visit.client.application.test_client()
    planted.set_cookie("staff", "planted")
    assert planted.get("/staff/account").status_code == 303


def test_signing_in_again_ends_what_was_there(app: Flask, make_account, signed_in) -> None:
    account, visit = make_account(), signed_in()
    old = visit.client.get_cookie("staff").value
    visit("/staff/account")
    visit.post("/staff/sign-in", {"email": account.email, "password": PASSWORD})

    stale = app.test_client()
    stale.set_cookie("staff", old)
    assert stale.get("/staff/account").status_code == 303
    assert is_in(visit)


def test_signing_out_ends_it_in_the_store_too(app: Flask, signed_in) -> None:
    visit = signed_in()
    token = visit.client.get_cookie("staff").value
    visit("/staff/account")

    assert visit.post("/staff/sign-out").h1 == "You are signed out"
    assert count(app, "staff_session") == 0
    visit.client.set_cookie("staff", token)
    assert not is_in(visit)


@pytest.mark.parametrize(
    ("steps", "minutes", "still"),
    [(1, 59, True), (1, 61, False), (14, 50, True), (15, 50, False)],
    ids=["59 min idle", "61 min idle", "11 h 40 of use", "12 h 30 of use"],
)
def test_it_ends_when_idle_and_after_a_day_of_work(
    signed_in, clock: Clock, steps: int, minutes: int, still: bool
) -> None:
    visit = signed_in()
    for _ in range(steps - 1):
        clock.seconds += minutes * 60
        is_in(visit)
    clock.seconds += minutes * 60

    assert is_in(visit) is still


def test_old_sessions_are_deleted(app: Flask, signed_in, clock: Clock) -> None:
    signed_in()
    clock.seconds += 13 * 3600
    signed_in()

    assert count(app, "staff_session") == 1


@pytest.mark.parametrize("how", ["disable", "set_roles", "set_password"])
def test_a_change_to_the_account_ends_it_at_once(app: Flask, signed_in, how: str) -> None:
    visit, store = signed_in(Role.AUDITOR), app.extensions["entitlements.store"]
    other = StaffVisit(app, visit.account)
    assert is_in(visit)

    if how == "disable":
        account_changes.disable(store, visit.account.id, NOW, BY)
    elif how == "set_roles":
        account_changes.set_roles(
            store, visit.account.id, [Role.ADVISER], NOW, BY, last_may_go=False
        )
    else:
        account_changes.set_password(store, visit.account.id, "hash", NOW, BY)

    assert not is_in(visit)
    assert not is_in(other)


def test_signing_out_everywhere_is_everywhere_but_only_ones_own(app: Flask, signed_in) -> None:
    visit, somebody_else = signed_in(), signed_in()
    other = StaffVisit(app, visit.account)
    page = visit("/staff/account/browsers")
    assert page.text.count("Firefox on Linux") == 2
    assert page.text.count("Here") == 1

    visit.post("/staff/account/sign-out-everywhere")
    assert (is_in(visit), is_in(other), is_in(somebody_else)) == (False, False, True)


def test_what_a_browser_says_of_itself_is_never_shown(app: Flask, make_account) -> None:
    visit = Visit(app.test_client())
    visit.client.environ_base["HTTP_USER_AGENT"] = "<b>Edg</b> Windows canary"
    sign_in(visit, make_account().email)
    page = visit("/staff/account/browsers")

    assert "Edge on Windows" in page.text
    assert "canary" not in page.response.text


def test_staff_leave_no_trace_among_answers_nor_answers_among_staff(app: Flask, signed_in) -> None:
    visit = signed_in(Role.ADMINISTRATOR)
    visit("/staff/account")
    visit("/staff/people/add")
    visit("/")
    assert visit.client.get_cookie("check") is None
    assert count(app, "self_check_session") == 0

    visit("/question/home")
    visit.post("/question/home", {"answer": "own_tenancy"})
    assert count(app, "self_check_session") == 1
    visit.client.get("/exit")
    assert count(app, "self_check_session") == 0
    assert is_in(visit)


def test_the_pages_of_the_check_are_as_before_for_somebody_signed_out(visit: Visit) -> None:
    page = visit("/")

    assert page.links()["Staff sign in"] == "/staff/sign-in"
    assert "Exit this page" in page.text
    assert "Signed in" not in page.text
    assert "Set-Cookie" not in page.response.headers


def test_the_pages_of_the_check_keep_their_exit_for_staff(signed_in) -> None:
    page = signed_in(Role.POLICY_LEAD)("/privacy")

    assert "Exit this page" in page.text
    assert "Signed in as" not in page.text


def test_an_account_of_the_store_is_found_by_number_and_by_email(app: Flask) -> None:
    from web.store import accounts

    made = new_account(app, Role.AUDITOR, email="Kim@Example.org")
    store = app.extensions["entitlements.store"]

    assert accounts.find(store, made.id) == made
    assert accounts.by_email(store, "KIM@example.org") == made
    assert accounts.everyone(store) == [made]
    assert accounts.find(store, 999) is None
