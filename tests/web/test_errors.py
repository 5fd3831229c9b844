"""Every error is a page: plain words, a way on, nothing from inside."""

from __future__ import annotations

import re

import pytest
from flask import Flask, abort, session
from flask.testing import FlaskClient

from tests.staff import let_anybody_open
from tests.visits import Visit
from web.errors import PAGES


@pytest.fixture
def app(app: Flask) -> Flask:
    """An application with routes that go wrong as asked, or keep an answer."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.add_url_rule("/wrong/<int:code>", view_func=abort)
    app.add_url_rule("/broken", "broken", lambda: 1 // 0)
    app.add_url_rule("/keep", "keep", lambda: session.update(home="here") or "kept")
    let_anybody_open(app, "abort", "broken", "keep")
    return app


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 422, 500])
def test_each_error_has_a_page(visit: Visit, status: int) -> None:
    page = visit(f"/wrong/{status}", status=status)

    assert page.h1 == PAGES[status].title
    assert page.links()["Go to the start"] == "/"


@pytest.mark.parametrize("status", [408, 415, 429, 503])
def test_an_error_nobody_thought_of_has_a_page_too(visit: Visit, status: int) -> None:
    assert visit(f"/wrong/{status}", status=status).h1


def test_a_fault_of_ours_shows_nothing_from_inside(visit: Visit) -> None:
    page = visit("/broken", status=500)

    assert not re.search(r"Traceback|ZeroDivision|\.py", page.response.text)


@pytest.mark.parametrize("path", ["/nothing-here", "/.env", "/assets/none.css", "/brand.css/x"])
def test_an_unknown_address_is_not_found(visit: Visit, path: str) -> None:
    assert visit(path, status=404).h1 == "Page not found"


def test_a_wrong_method_says_which_are_right(visit: Visit) -> None:
    page = visit.post("/privacy", status=405)

    assert "GET" in page.response.headers["Allow"]


def test_a_megabyte_is_refused_with_a_page(visit: Visit) -> None:
    visit.client.get("/keep")

    assert visit.post("/delete", {"text": "x" * 1_000_000}, status=413).h1 == PAGES[413].title


def test_a_post_without_any_session_says_the_answers_have_gone(visit: Visit) -> None:
    page = visit.post("/delete", status=400)

    assert page.h1 == "Your answers have been deleted"
    assert page.links()["Start again"] == "/"


def test_a_post_after_the_idle_time_says_the_answers_have_gone(app: Flask, visit: Visit) -> None:
    visit.client.get("/keep")
    token = visit("/delete").csrf_token
    app.session_interface.clock = lambda: 4e9
    page = visit.post("/delete", {"csrf_token": token}, status=400)

    assert page.h1 == "Your answers have been deleted"
    assert "30 minutes" in page.text


@pytest.mark.parametrize("token", [None, "", "forged"])
def test_a_forged_post_changes_nothing(visit: Visit, token: str | None) -> None:
    visit.client.get("/keep")
    page = visit.post("/delete", {"csrf_token": token} if token is not None else {}, status=400)

    assert page.h1 == "This page was out of date"
    assert "Delete my answers" in visit("/delete").text
    assert "nothing to delete" not in visit("/delete").text


def test_a_store_that_fails_keeps_nobody_here(app: Flask, client: FlaskClient, monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    client.get("/keep")
    monkeypatch.setattr("web.store.sessions.read", fail)
    response = client.get("/exit")

    assert response.headers["Location"] == "https://www.bbc.co.uk/weather"
    assert "Clear-Site-Data" in response.headers


def test_a_post_over_https_needs_no_referrer(client: FlaskClient) -> None:
    client.get("/keep", base_url="https://localhost")
    visit = Visit(client)
    visit("/delete", base_url="https://localhost")

    assert visit.post("/delete", base_url="https://localhost").h1 == "Answers deleted"
