"""The pages around the check."""

from __future__ import annotations

import subprocess
import sys

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.visits import Visit
from web.settings import ROOT

PAGES = ["/", "/what-this-checks", "/accessibility", "/privacy", "/delete", "/deleted"]
FIRST_PAGE = 40 * 1024  # bytes over the wire
HEAVY = {"polars", "z3", "numpy", "pandas", "pyarrow"}


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_sound(visit: Visit, path: str) -> None:
    assert visit(path).h1


@pytest.mark.parametrize("path", PAGES)
def test_each_page_can_be_left_and_leads_to_the_others(visit: Visit, path: str) -> None:
    links = visit(path).links()

    assert links["Exit this page"] == "/exit"
    assert {"What this checks", "Accessibility", "Privacy", "Delete my answers"} <= links.keys()


def test_the_council_is_named_where_there_is_one(make_app) -> None:
    page = Visit(make_app(council_name="Dorset Council").test_client())("/privacy")

    assert "Run by Dorset Council" in page.text


def test_nothing_to_delete_is_said_without_a_form(visit: Visit) -> None:
    page = visit("/delete")

    assert "nothing to delete" in page.text
    assert page.all("form") == []


def test_the_first_page_is_light(app: Flask, client: FlaskClient, visit: Visit) -> None:
    page = visit("/")
    files = {e.get("href") for e in page.all("link")} | {e.get("src") for e in page.all("script")}
    weight = {"/": len(page.response.data)}
    for path in sorted(f for f in files if f and f.startswith("/")):
        response = client.get(path, headers={"Accept-Encoding": "gzip"}, buffered=True)
        assert response.status_code == 200, path
        weight[path] = len(response.data)

    assert len(weight) >= 5, weight
    assert sum(weight.values()) < FIRST_PAGE, weight


def test_built_style_sheets_hold_no_crest_and_no_font_of_gov_uk(app: Flask) -> None:
    for name in ("ltr.css", "rtl.css"):
        sheet = app.test_client().get(app.jinja_env.globals["asset"](name), buffered=True).text
        assert "GDS Transport" not in sheet
        assert "@font-face" not in sheet
        assert "/assets/" not in sheet


def test_pages_are_readable_before_the_style_sheets_are_built(make_app, tmp_path) -> None:
    app = make_app(assets_dir=tmp_path)
    page = Visit(app.test_client())("/privacy")

    sheets = [e.get("href") for e in page.all("link") if e.get("rel") == "stylesheet"]
    assert sheets[0] == "/static/core.css"
    assert app.test_client().get(sheets[0], buffered=True).status_code == 200


def test_importing_the_pages_loads_no_array_library_and_no_solver() -> None:
    code = "import sys, web; print(' '.join(m.partition('.')[0] for m in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert not HEAVY & set(done.stdout.split())
