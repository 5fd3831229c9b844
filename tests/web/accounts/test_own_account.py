"""One's own account: changing the password, the one-time password first of all."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.staff import PASSWORD, StaffVisit
from tests.visits import Visit
from web.access import Role
from web.passwords import COMMONEST

NEW = "kettle violin harbour"
FAR = 4_000_000_000


def change(visit: Visit, old: str, new: str):
    visit("/staff/account/password")
    data = {"old_password": old, "new_password": new}
    return visit.post("/staff/account/password", data)


def sign_in(visit: Visit, email: str, password: str):
    visit("/staff/sign-in")
    return visit.post("/staff/sign-in", {"email": email, "password": password})


def test_a_changed_password_is_the_one_that_works(app: Flask, visit: Visit, signed_in) -> None:
    mine = signed_in()
    page = change(mine, PASSWORD, NEW)

    assert page.path == "/staff/account"
    assert "Your password is changed." in page.text
    assert "Your password is changed." not in mine("/staff/account").text
    assert "wrong" in sign_in(visit, mine.account.email, PASSWORD).text
    assert sign_in(visit, mine.account.email, NEW).path == "/staff/account"


def test_a_change_signs_every_other_browser_out_and_rotates_this_one(app: Flask, signed_in) -> None:
    visit = signed_in()
    other, old = StaffVisit(app, visit.account), visit.client.get_cookie("staff").value
    change(visit, PASSWORD, NEW)

    assert other.client.get("/staff/account").status_code == 303
    assert visit.client.get_cookie("staff").value != old


@pytest.mark.parametrize(
    ("new", "says"),
    [
        ("", "Type a new password"),
        ("eleven char", "12 characters or more"),
        ("x1" * 65, "128 characters or fewer"),
        ("Password1234", "too easy to guess"),
        ("aaaaaaaaaaaaaa", "too easy to guess"),
        (PASSWORD, "must not be the one you have now"),
    ],
)
def test_a_poor_password_is_refused_and_nothing_is_echoed(signed_in, new: str, says: str) -> None:
    page = change(signed_in(), PASSWORD, new)

    assert says in page.text
    assert f'"{PASSWORD}"' not in page.response.text


def test_the_email_is_no_password(signed_in) -> None:
    page = change(signed_in(email="somebody@example.org"), PASSWORD, "Somebody@example.org")

    assert "must not be your email" in page.text


def test_128_characters_and_any_letters_do(visit: Visit, signed_in) -> None:
    mine, new = signed_in(), ("ŵŷ ‏é漢字🔑" * 20)[:128]
    change(mine, PASSWORD, new)

    assert sign_in(visit, mine.account.email, new).path == "/staff/account"


def test_the_old_password_is_asked_and_tries_are_counted(signed_in) -> None:
    visit = signed_in()
    for _ in range(4):
        assert "This is not your password now" in change(visit, "wrong", NEW).text
    assert "too many wrong passwords" in change(visit, "wrong", NEW).text
    assert "too many wrong passwords" in change(visit, PASSWORD, NEW).text


def test_every_common_password_is_long_enough_to_need_listing() -> None:
    assert all(len(one) >= 12 and one == one.casefold() for one in COMMONEST)


def test_a_one_time_password_must_be_changed_first(visit: Visit, make_account) -> None:
    account = make_account(Role.ADMINISTRATOR, one_time_until=FAR)
    page = sign_in(visit, account.email, PASSWORD)
    assert page.h1 == "Change your password"
    assert "for one time only" in page.text

    assert change(visit, PASSWORD, NEW).h1 == "Your account"
    assert visit("/staff/people").h1 == "Staff accounts"


def test_a_one_time_password_works_for_some_days_only(visit: Visit, make_account) -> None:
    page = sign_in(visit, make_account(one_time_until=1_000).email, PASSWORD)

    assert "for a few days only" in page.text


def test_whoever_has_no_password_here_is_told_so(signed_in) -> None:
    visit = signed_in(subject="somebody")
    page = visit("/staff/account/password", status=404)

    assert page.h1 == "Your account has no password here"
    assert "Change your password" not in visit("/staff/account").text
