"""Looking after accounts: what administrators do, and what even they cannot."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from flask import Flask

from tests.staff import PASSWORD, StaffVisit, new_account
from tests.visits import Visit
from web.access import Role
from web.store import account_changes, accounts, audit, verify
from web.store.account_changes import LastAdministrator

BY = "a test"


@pytest.fixture
def admin(signed_in: Callable[..., StaffVisit]) -> StaffVisit:
    return signed_in(Role.ADMINISTRATOR, name="Max")


def store(app: Flask):
    return app.extensions["entitlements.store"]


def press(visit: Visit, account_id: int, what: str, status: int = 200, **data: object):
    """Press a button of the page of an account; its roles are posted to the page itself."""
    path = f"/staff/people/{account_id}"
    visit(path)
    return visit.post(path if what == "roles" else f"{path}/{what}", data, status=status)


def the_secret(page) -> str:
    return next(e for e in page.all("strong") if e.text and e.text.count("-") == 3).text


def sign_in(visit: Visit, email: str, password: str, status: int = 200):
    visit("/staff/sign-in")
    return visit.post("/staff/sign-in", {"email": email, "password": password}, status=status)


def test_a_new_account_signs_in_with_the_password_shown_once(visit: Visit, admin) -> None:
    admin("/staff/people/add")
    data = {"name": "Bo Lee", "email": "Bo@council.example", "roles": ["approver", "auditor"]}
    page = admin.post("/staff/people/add", data)
    secret = the_secret(page)

    listed = admin("/staff/people")
    assert "Bo Lee bo@council.example Approver, Auditor One-time password" in listed.text
    assert secret not in listed.text
    assert sign_in(visit, "bo@council.example", secret).h1 == "Change your password"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, "Type the name"),
        ({"name": "x" * 101}, "100 characters or fewer"),
        ({"name": "Two\nlines"}, "must be one line"),
        ({"email": "bo"}, "Type an email"),
        ({"email": "x" * 250 + "@b.example"}, "Type an email"),
        ({"email": "a@b.example,c@d.example"}, "Type an email"),
        ({"roles": []}, "Choose one role or more"),
        ({"roles": ["boss"]}, "not a valid choice"),
        ({"email": "taken@council.example"}, "account with this email already"),
    ],
)
def test_what_cannot_be_used_is_said_and_the_rest_is_kept(
    app: Flask, admin, wrong: dict, says: str
) -> None:
    new_account(app, email="taken@council.example")
    admin("/staff/people/add")
    data = {"name": "Bo Lee", "email": "bo@council.example", "roles": ["approver"], **wrong}
    page = admin.post("/staff/people/add", data)

    assert says in page.text
    kept = {e.get("name"): e.get("value") for e in page.all("input")}
    assert kept["email"] == data["email"]
    assert len(accounts.everyone(store(app))) == 2


def test_roles_change_at_once_and_sign_the_account_out(app: Flask, admin, signed_in) -> None:
    other = signed_in(Role.POLICY_LEAD)
    page = press(admin, other.account.id, "roles", roles=["auditor"])

    assert "The roles are changed." in page.text
    assert other.client.get("/staff/account").status_code == 303
    again = StaffVisit(app, accounts.find(store(app), other.account.id))
    assert "Auditor" in again("/staff/account").text


def test_an_account_needs_a_role(admin, signed_in) -> None:
    page = press(admin, signed_in(Role.AUDITOR).account.id, "roles")

    assert "Choose one role or more" in page.text


def test_switching_off_ends_sessions_and_switching_on_lets_in_again(
    app: Flask, visit: Visit, admin, signed_in
) -> None:
    other = signed_in(Role.ADVISER)
    assert "switched off" in press(admin, other.account.id, "disable").text
    assert other.client.get("/staff/account").status_code == 303
    assert "switched off" in sign_in(visit, other.account.email, PASSWORD).text

    press(admin, other.account.id, "enable")
    assert sign_in(visit, other.account.email, PASSWORD).h1 == "Your cases"


def test_a_reset_ends_the_old_password_and_every_session(visit: Visit, admin, signed_in) -> None:
    other = signed_in(Role.AUDITOR)
    secret = the_secret(press(admin, other.account.id, "reset"))

    assert other.client.get("/staff/account").status_code == 303
    assert "wrong" in sign_in(visit, other.account.email, PASSWORD).text
    assert sign_in(visit, other.account.email, secret).h1 == "Change your password"


def test_unlocking_lets_somebody_try_again_at_once(visit: Visit, admin, make_account) -> None:
    account = make_account(Role.ADVISER)
    for tried in range(5):
        sign_in(visit, account.email, "wrong", status=429 if tried == 4 else 200)
    assert "Let them try now" in admin(f"/staff/people/{account.id}").text
    press(admin, account.id, "unlock")

    assert sign_in(visit, account.email, PASSWORD).h1 == "Your cases"


@pytest.mark.parametrize(("what", "data"), [("disable", {}), ("roles", {"roles": ["auditor"]})])
def test_the_last_administrator_stays(app: Flask, admin, what: str, data: dict) -> None:
    page = press(admin, admin.account.id, what, status=409, **data)

    assert page.h1 == "There must be an administrator"
    assert accounts.find(store(app), admin.account.id) == admin.account
    assert admin("/staff/people").h1 == "Staff accounts"


def test_of_two_who_demote_each_other_one_stays(app: Flask, make_account) -> None:
    pair = [make_account(Role.ADMINISTRATOR).id for _ in range(2)]
    refused, ready = [], threading.Barrier(2)

    def demote(whom: int) -> None:
        ready.wait()
        try:
            account_changes.set_roles(store(app), whom, ["auditor"], 1, BY, last_may_go=False)
        except LastAdministrator:
            refused.append(whom)

    threads = [threading.Thread(target=demote, args=[one]) for one in pair]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    left = [one for one in accounts.everyone(store(app)) if Role.ADMINISTRATOR in one.roles]
    assert [one.id for one in left] == refused
    assert len(left) == 1


def test_an_administrator_of_a_demonstration_or_switched_off_does_not_count(
    app: Flask, admin, make_account
) -> None:
    make_account(Role.ADMINISTRATOR, demo=True)
    make_account(Role.ADMINISTRATOR, active=False)

    press(admin, admin.account.id, "disable", status=409)


def test_what_is_done_to_accounts_is_on_record_without_a_secret(app: Flask, admin) -> None:
    admin("/staff/people/add")
    data = {"name": "Bo", "email": "bo@council.example", "roles": ["approver"]}
    secret = the_secret(admin.post("/staff/people/add", data))
    made = accounts.by_email(store(app), "bo@council.example").id
    press(admin, made, "roles", roles=["auditor"])
    press(admin, made, "disable")

    by = f"Max (account {admin.account.id})"
    done = [(e.actor, e.action, e.object) for e in reversed(audit.events(store(app)))]
    assert done[-3:] == [
        (by, "account_added", f'{{"account":{made},"roles":"approver"}}'),
        (by, "account_roles_set", f'{{"account":{made},"roles":"auditor"}}'),
        (by, "account_disabled", f'{{"account":{made}}}'),
    ]
    assert secret not in str(done)
    assert verify.everything(store(app)) == []


def test_whoever_was_switched_off_a_moment_ago_changes_nothing(
    app: Flask, admin, make_account, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_account(Role.AUDITOR)
    new_account(app, Role.ADMINISTRATOR)
    admin(f"/staff/people/{other.id}")
    real = account_changes.set_roles

    def after_a_moment(*args: object, **kw: object) -> None:
        account_changes.disable(store(app), admin.account.id, 1, BY)
        real(*args, **kw)

    monkeypatch.setattr(account_changes, "set_roles", after_a_moment)
    page = admin.post(f"/staff/people/{other.id}", {"roles": ["approver"]}, status=409)

    assert page.h1 == "Nothing was changed"
    assert accounts.find(store(app), other.id).roles == {Role.AUDITOR}


def test_markup_in_a_name_is_shown_as_it_is(admin, make_account) -> None:
    account = make_account(name='"><img src=x onerror=alert(1)>')
    for path in ("/staff/people", f"/staff/people/{account.id}"):
        page = admin(path)
        assert '"><img src=x onerror=alert(1)>' in page.text
        assert not page.all("img")


def test_an_account_of_the_councils_sign_in_has_no_password_to_reset(admin, make_account) -> None:
    account = make_account(subject="kim")
    assert "sign in with their council account" in admin(f"/staff/people/{account.id}").text

    press(admin, account.id, "reset", status=404)


def test_there_is_no_account_of_this_number(admin) -> None:
    admin("/staff/people/999", status=404)
