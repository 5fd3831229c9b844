"""Answers stay on the server, and go when they should, down to the bytes of the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, session
from flask.testing import FlaskClient
from sqlalchemy import text

from tests.staff import let_anybody_open
from tests.visits import Visit

CANARY = "canary-answer-8f3e-foster-care"


@pytest.fixture
def app(app: Flask) -> Iterator[Flask]:
    """An application with one more route, which keeps an answer, and a clock we can move."""

    @app.get("/keep")
    def keep() -> str:
        session["answers"] = {"home": CANARY}
        return "kept"

    @app.get("/show")
    def show() -> dict[str, object]:
        return dict(session)

    @app.get("/deepen")
    def deepen() -> str:
        session["answers"]["doing"] = ["college"]
        return "deepened"

    @app.get("/save-while-another-tab-deletes")
    def save_too_late() -> str:
        other_tab = app.test_client()
        other_tab.set_cookie("check", session.token)
        other_tab.get("/exit")
        session["answers"]["late"] = True
        return "saved too late"

    let_anybody_open(app, "keep", "show", "deepen", "save_too_late")
    app.session_interface.clock = Clock()  # type: ignore[attr-defined]
    return app


class Clock:
    """A clock that stands still until moved."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


def rows(app: Flask) -> int:
    with app.extensions["entitlements.store"].connect() as connection:
        return connection.execute(text("select count(*) from self_check_session")).scalar_one()


def bytes_on_disk(app: Flask) -> bytes:
    """Everything in the store's folder: the file and any journal beside it."""
    return b"".join(p.read_bytes() for p in Path(app.instance_path).glob("store*"))


def test_reading_pages_makes_no_row_and_no_cookie(app: Flask, visit: Visit) -> None:
    for path in ("/", "/privacy", "/accessibility", "/delete", "/deleted"):
        assert "Set-Cookie" not in visit(path).response.headers
    assert rows(app) == 0


def test_the_cookie_is_random_letters_and_no_answer(app: Flask, client: FlaskClient) -> None:
    cookie = client.get("/keep").headers["Set-Cookie"]

    assert CANARY not in cookie
    assert len(cookie.partition("=")[2].partition(";")[0]) == 43
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Expires" not in cookie
    assert "Max-Age" not in cookie


def test_the_store_does_not_hold_the_token(app: Flask, client: FlaskClient) -> None:
    client.get("/keep")
    cookie = client.get_cookie("check")

    assert cookie is not None
    assert CANARY.encode() in bytes_on_disk(app)
    assert cookie.value.encode() not in bytes_on_disk(app)


def test_an_https_service_marks_its_cookie_secure(make_app) -> None:
    app = make_app(secure_cookie=True)
    app.add_url_rule("/keep", "keep", lambda: session.update(home=CANARY) or "kept")
    let_anybody_open(app, "keep")
    cookie = app.test_client().get("/keep", base_url="https://localhost").headers["Set-Cookie"]

    assert cookie.startswith("__Host-check=")
    assert "; Secure" in cookie


def test_a_change_deep_inside_an_answer_is_kept(client: FlaskClient) -> None:
    client.get("/keep")
    client.get("/deepen")

    assert client.get("/show").json == {"answers": {"home": CANARY, "doing": ["college"]}}


@pytest.mark.parametrize("how", ["exit", "delete", "idle and someone else comes", "purge"])
def test_deleted_answers_leave_no_byte(app: Flask, client: FlaskClient, how: str) -> None:
    client.get("/keep")
    assert CANARY.encode() in bytes_on_disk(app)

    if how == "exit":
        client.get("/exit")
    elif how == "delete":
        visit = Visit(client)
        visit("/delete")
        visit.post("/delete")
    else:
        app.session_interface.clock.seconds += 30 * 60 + 1
        if how == "purge":
            app.session_interface.purge(now=True)
        else:
            app.test_client().get("/")

    assert rows(app) == 0
    assert CANARY.encode() not in bytes_on_disk(app)
    assert client.get("/show").json == {}


def test_answers_last_while_the_person_is_reading(app: Flask, client: FlaskClient) -> None:
    client.get("/keep")
    for _ in range(4):
        app.session_interface.clock.seconds += 20 * 60
        assert client.get("/show").json != {}


@pytest.mark.parametrize("path", ["/exit", "/delete"])
def test_leaving_tells_the_browser_to_forget(client: FlaskClient, path: str) -> None:
    client.get("/keep")
    if path == "/delete":
        visit = Visit(client)
        visit("/delete")
        response = client.post("/delete", data={"csrf_token": visit.last.csrf_token})
    else:
        response = client.get("/exit")

    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.get_cookie("check") is None


def test_exit_leads_away_from_here(client: FlaskClient) -> None:
    response = client.get("/exit")

    assert (response.status_code, response.headers["Location"]) == (
        303,
        "https://www.bbc.co.uk/weather",
    )


def test_a_forged_cookie_opens_nothing_and_is_dropped(app: Flask, client: FlaskClient) -> None:
    client.set_cookie("check", "made-up")

    assert client.get("/show").json == {}
    assert client.get_cookie("check") is None
    assert rows(app) == 0


def test_a_token_of_our_own_choosing_is_never_taken_up(client: FlaskClient) -> None:
    client.set_cookie("check", "chosen-by-somebody-else")
    client.get("/keep")

    assert client.get_cookie("check").value != "chosen-by-somebody-else"


def test_answers_deleted_in_one_tab_are_not_brought_back_by_another(
    app: Flask, client: FlaskClient
) -> None:
    client.get("/keep")
    client.get("/save-while-another-tab-deletes")

    assert rows(app) == 0
    assert client.get_cookie("check") is None
