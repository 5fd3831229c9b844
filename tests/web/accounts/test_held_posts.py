"""A form from a page that was open too long: nothing typed is lost, nothing forged is sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask, g, request

from tests.staff import StaffVisit
from tests.visits import Visit
from web.access import RULES, WRITERS, Role

TYPED = {"text": "\n  when: <b>\"x\" & 'y'</b>\r\nEnd\n", "note": "ŵ £", "empty": ""}


@pytest.fixture
def app(app: Flask) -> Flask:
    """An application with a page that keeps what a policy lead writes."""

    def write(table: str) -> str:
        app.extensions["kept"] = (
            table,
            request.args.get("part"),
            request.form.to_dict(),
            g.account.id,
        )
        return "kept"

    app.add_url_rule("/write/<table>", "write", write, methods=["POST"])
    app.extensions[RULES]["write"] = WRITERS
    return app


def fields(page) -> dict[str, str]:
    form = next(e for e in page.all("form") if e.get("action", "").startswith("/write/"))
    return {e.get("name"): e.get("value", "") for e in form.iter("input")}


def path(page) -> str:
    return next(a for e in page.all("form") if (a := e.get("action", "")).startswith("/write/"))


def as_sent(text: str) -> str:
    """A browser sends every new line as two characters."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def test_what_was_typed_comes_back_and_is_sent_by_one_press(app: Flask, signed_in) -> None:
    visit = signed_in(Role.POLICY_LEAD)
    page = visit.post("/write/home?part=2", {**TYPED, "csrf_token": "of yesterday"}, status=400)
    assert page.h1 == "Send it again"
    assert "kept" not in app.extensions

    sent = {name: as_sent(value) for name, value in fields(page).items()}
    assert visit.client.post(path(page), data=sent).text == "kept"
    table, part, form, who = app.extensions["kept"]
    assert (table, part, who) == ("home", "2", visit.account.id)
    assert {name: as_sent(form[name]) for name in TYPED} == {
        n: as_sent(v) for n, v in TYPED.items()
    }


def test_somebody_signed_out_signs_in_beside_it_and_sends_it_then(
    app: Flask, make_account: Callable
) -> None:
    account, visit = make_account(Role.POLICY_LEAD), Visit(app.test_client())
    page = visit.post("/write/home", TYPED, status=403)
    assert page.h1 == "You were signed out"
    assert fields(page)["text"].startswith("\n  when: <b>")

    beside = StaffVisit(app, account)
    token = beside.client.get_cookie("staff").value
    visit.client.set_cookie("staff", token)
    again = visit.post(path(page), fields(page), status=400)
    assert again.h1 == "Send it again"
    visit.client.post(path(again), data=fields(again))
    assert app.extensions["kept"][3] == account.id


def test_a_form_of_another_site_is_not_held(app: Flask, signed_in) -> None:
    """Else one press on our own page would send it."""
    for visit, status in ((signed_in(Role.POLICY_LEAD), 400), (Visit(app.test_client()), 403)):
        headers = {"Sec-Fetch-Site": "cross-site"}
        page = visit.post("/write/home", {"text": "forged"}, status=status, headers=headers)

        assert "forged" not in page.response.text
        assert "We did not use what was sent." in page.text


def test_passwords_are_never_written_back(signed_in) -> None:
    visit = signed_in()
    data = {"old_password": "canary-old", "new_password": "canary-new", "csrf_token": "stale"}
    page = visit.post("/staff/account/password", data, status=400)

    assert "canary" not in page.response.text


def test_many_values_of_one_field_all_come_back(app: Flask, signed_in) -> None:
    page = signed_in(Role.POLICY_LEAD).post("/write/home", {"roles": ["a", "b"]}, status=400)

    values = [e.get("value") for e in page.all("input") if e.get("name") == "roles"]
    assert values == ["a", "b"]


def test_an_oversize_post_has_its_page(signed_in) -> None:
    page = signed_in(Role.POLICY_LEAD).post("/write/home", {"text": "x" * 300_000}, status=413)

    assert page.h1 == "That was too much to send"


def test_a_token_of_one_browser_is_no_good_in_another(app: Flask, signed_in) -> None:
    """And so neither is a token from before somebody signed in."""
    one, other = signed_in(Role.POLICY_LEAD), signed_in(Role.POLICY_LEAD)
    token = one("/staff/account").csrf_token

    response = other.client.post("/write/home", data={"csrf_token": token})
    assert response.status_code == 400
    assert "kept" not in app.extensions
