"""Every route, found by itself, keeps nothing and trusts nobody."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from web.headers import CONTENT_SECURITY_POLICY, EVERYWHERE

KEPT_BY_BROWSERS = {"/brand.css"}


def simple_routes(app: Flask) -> list[str]:
    """Every address that takes no values."""
    return sorted({rule.rule for rule in app.url_map.iter_rules() if not rule.arguments})


def test_every_route_sends_every_header(app: Flask, client: FlaskClient) -> None:
    for path in simple_routes(app):
        response = client.get(path)
        for name, value in EVERYWHERE.items():
            assert response.headers.get(name) == value, f"{path}: {name}"


def test_no_route_but_the_brand_may_be_kept(app: Flask, client: FlaskClient) -> None:
    for path in simple_routes(app):
        kept = client.get(path).headers["Cache-Control"] != "no-store"
        assert kept == (path in KEPT_BY_BROWSERS), path


def test_no_route_breaks_when_opened_without_answers(app: Flask, client: FlaskClient) -> None:
    for path in simple_routes(app):
        assert client.get(path).status_code < 500, path


def test_the_policy_allows_nothing_unsafe() -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "*" not in CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("name", ["ltr.css", "rtl.css", "core.css", "govuk.js", "start.js"])
def test_built_files_are_kept_for_good_and_open_to_this_site_only(app: Flask, name: str) -> None:
    address = app.jinja_env.globals["asset"](name)
    response = app.test_client().get(address, buffered=True)

    assert "immutable" in response.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in response.headers
    assert response.headers["X-Content-Type-Options"] == "nosniff"
