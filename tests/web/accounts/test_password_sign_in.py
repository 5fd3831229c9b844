"""Signing in with a password: the way in, the ways that fail, and what attackers try."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import pytest
from flask import Flask

from tests.staff import PASSWORD, new_account
from tests.visits import Visit
from tests.web.accounts.clocks import Clock
from web.access import Role
from web.passwords import PASSWORDS, Busy
from web.staff import STAFF

WRONG = "The email or the password is wrong"


@pytest.fixture
def clock(app: Flask) -> Clock:
    app.extensions[STAFF].clock = Clock()
    return app.extensions[STAFF].clock


def sign_in(visit: Visit, email: str, password: str = PASSWORD, status: int = 200, **more: object):
    visit("/staff/sign-in")
    return visit.post(
        "/staff/sign-in", {"email": email, "password": password, **more}, status=status
    )


def test_a_right_password_opens_the_staff_pages(visit: Visit, make_account: Callable) -> None:
    account = make_account(Role.ADVISER, name="Ann Other")
    page = sign_in(visit, account.email)

    assert page.path == "/cases/"
    assert "Signed in as Ann Other" in page.text
    assert "Exit this page" not in page.text


def test_case_and_spaces_of_an_email_do_not_matter(visit: Visit, make_account: Callable) -> None:
    make_account(email="ann@example.org")

    assert sign_in(visit, "  ANN@Example.org ").path == "/staff/account"


def test_a_wrong_password_and_an_unknown_email_get_the_same_page(
    app: Flask, make_account: Callable
) -> None:
    known = sign_in(Visit(app.test_client()), make_account().email, "wrong")
    unknown = sign_in(Visit(app.test_client()), "nobody@example.org", "wrong")

    assert WRONG in known.text
    assert known.text == unknown.text


@pytest.mark.parametrize("email", ["known", "unknown"])
def test_a_password_is_looked_at_once_whoever_it_is(
    app: Flask, visit: Visit, make_account: Callable, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    """The same work, so the same time."""
    account, looked = make_account(), []
    passwords = app.extensions[PASSWORDS]
    hasher = passwords._hasher
    real = type(hasher).verify
    monkeypatch.setattr(
        type(hasher),
        "verify",
        lambda self, kept, told: looked.append(kept) or real(self, kept, told),
    )
    sign_in(visit, account.email if email == "known" else "nobody@example.org", "wrong")

    assert len(looked) == 1
    assert looked[0].startswith("$argon2id$")


@pytest.mark.parametrize("known", [True, False])
def test_five_wrong_passwords_lock_for_a_quarter_of_an_hour(
    app: Flask, visit: Visit, make_account: Callable, clock: Clock, known: bool
) -> None:
    email = make_account().email if known else "nobody@example.org"
    for _ in range(4):
        assert WRONG in sign_in(visit, email, "wrong").text
    page = sign_in(visit, email, "wrong", status=429)

    assert "too many wrong passwords" in page.text
    assert "try again in 15 minutes" in page.text
    assert "ask an administrator" in page.text


def test_a_locked_account_opens_with_no_password_until_the_time_is_up(
    visit: Visit, make_account: Callable, clock: Clock
) -> None:
    account = make_account()
    for _ in range(5):
        sign_in(visit, account.email, "wrong", status=429 if _ == 4 else 200)
    assert "15 minutes" in sign_in(visit, account.email, status=429).text
    clock.seconds += 14 * 60
    assert "1 minute." in sign_in(visit, account.email, status=429).text
    clock.seconds += 61

    assert sign_in(visit, account.email).path == "/staff/account"


def test_a_right_password_starts_the_count_anew(visit: Visit, make_account: Callable) -> None:
    account = make_account()
    for _ in range(3):
        for _ in range(4):
            sign_in(visit, account.email, "wrong")
        assert sign_in(visit, account.email).path == "/staff/account"
        visit.post("/staff/sign-out")


def test_a_flood_is_counted_before_a_password_is_looked_at(
    app: Flask, make_account: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    account, looked = make_account(), []
    passwords = app.extensions[PASSWORDS]
    monkeypatch.setattr(passwords, "is_right", lambda *_: looked.append(1) and False)

    def flood() -> None:
        visit = Visit(app.test_client())
        visit("/staff/sign-in")
        for _ in range(6):
            data = {"email": account.email, "password": "x", "csrf_token": visit.last.csrf_token}
            visit.client.post("/staff/sign-in", data=data)

    threads = [threading.Thread(target=flood) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(looked) == 5


def test_when_too_many_sign_in_at_once_the_next_is_asked_to_wait(
    app: Flask, visit: Visit, make_account: Callable
) -> None:
    account = make_account()
    room = app.extensions[PASSWORDS].room
    with room(), room():
        with pytest.raises(Busy), room():
            pass
        assert "Wait a minute" in sign_in(visit, account.email, status=429).text

    assert sign_in(visit, account.email).path == "/staff/account"


def test_an_account_that_is_off_is_told_so_only_with_its_password(
    app: Flask, visit: Visit, make_account: Callable
) -> None:
    account = make_account(active=False)

    assert WRONG in sign_in(visit, account.email, "wrong").text
    assert "switched off" in sign_in(visit, account.email).text


@pytest.mark.parametrize(
    ("email", "password", "says"),
    [
        ("", "x", "Type your email"),
        ("a@b.example", "", "Type your password"),
        ("a" * 5_000, "x", "That email is too long"),
        ("a@b.example", "x" * 5_000, "That password is too long"),
        ("\ud800".encode("utf-8", "surrogatepass"), "\x00", WRONG),
        ("' or 1=1 --", "' or 1=1 --", WRONG),
    ],
)
def test_anything_may_be_typed(visit: Visit, email: str, password: str, says: str) -> None:
    assert says in sign_in(visit, email, password).text


def test_markup_in_a_name_is_shown_as_it_is(visit: Visit, make_account: Callable) -> None:
    account = make_account(name="<script>alert(1)</script>")
    page = sign_in(visit, account.email)

    assert "Signed in as <script>alert(1)</script>" in page.text
    assert "<script>alert(1)" not in page.response.text


@pytest.mark.parametrize(
    "forged",
    [
        "https://other.example/",
        "//other.example/",
        "/\\other.example/",
        "\\\\other.example",
        "/\t/other.example",
        "/%0d%0aSet-Cookie: a=b\r\nX: y",
        "javascript:alert(1)",
        "other.example",
        "/" + "a" * 2_000,
    ],
)
def test_a_forged_way_on_is_not_followed(visit: Visit, make_account: Callable, forged: str) -> None:
    account = make_account()
    visit("/staff/sign-in", query_string={"next": forged})
    data = {"email": account.email, "password": PASSWORD, "next": forged}

    page = visit.post("/staff/sign-in", data, status=303, follow=False)
    assert page.response.headers["Location"] == "/staff/account"


def test_the_page_that_was_asked_for_opens_after_signing_in(
    visit: Visit, make_account: Callable
) -> None:
    account = make_account()
    page = visit("/staff/account/browsers?from=here", follow=True)
    assert page.h1 == "Staff sign in"
    asked = next(e.get("value") for e in page.all("input") if e.get("name") == "next")
    page = visit.post(
        "/staff/sign-in",
        {"email": account.email, "password": PASSWORD, "next": asked},
        status=303,
        follow=False,
    )

    assert page.response.headers["Location"] == "/staff/account/browsers?from=here"


def test_a_forged_post_signs_nobody_in(app: Flask, make_account: Callable) -> None:
    account = make_account()
    client = app.test_client()
    data = {"email": account.email, "password": PASSWORD, "csrf_token": "forged"}
    response = client.post("/staff/sign-in", data=data)

    assert response.status_code == 400
    assert PASSWORD not in response.text
    assert client.get("/staff/account").status_code == 303


def test_the_log_names_accounts_and_holds_nothing_that_was_typed(
    app: Flask, visit: Visit, make_account: Callable, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    account = make_account()
    sign_in(visit, "secret@typed.example\nforged line", "wrong-canary")
    sign_in(visit, account.email, "wrong-canary")
    sign_in(visit, account.email)

    lines = [
        record.getMessage() for record in caplog.records if record.name == "entitlements.staff"
    ]
    assert lines == [
        "sign_in_failed account=unknown",
        f"sign_in_failed account={account.id}",
        f"signed_in account={account.id} way=password",
    ]
    assert "canary" not in caplog.text
    assert visit.client.get_cookie("staff").value not in caplog.text


def test_local_accounts_can_be_turned_off(make_app: Callable) -> None:
    app = make_app(
        local_accounts=False,
        oidc_metadata_url="https://sign-in.example/.well-known/openid-configuration",
        oidc_client_id="us",
        oidc_client_secret="secret",
        oidc_roles="Lead=policy_lead",
    )
    account = new_account(app)
    visit = Visit(app.test_client())
    page = visit("/staff/sign-in")

    assert not [e for e in page.all("input") if e.get("name") == "password"]
    assert "Sign in with your council account" in page.text
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False  # that page has no form, so no token either
    visit.post("/staff/sign-in", {"email": account.email, "password": PASSWORD}, status=404)
