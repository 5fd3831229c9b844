"""How fast, how light: figures to watch, not tests to pass."""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from web import bench_cases, create_app
from web.prepare import prepare
from web.settings import Settings

RESULTS_PAGE = "/results"
ROUNDS = 20
#: Somebody of 19 in a first flat: every group of the page has something in it.
SOMEBODY = {
    "authority": "dorset",
    "date_of_birth": "2007-02-10",
    "in_care_at_16_or_17": True,
    "in_care_13_weeks_since_14": True,
    "left_care_on": "2025-02-10",
    "returned_home_on": "9999-12-31",
    "home": "own_tenancy",
    "lives_in": "dorset",
    "moving_into_own_home": True,
    "council_tax_liability": "sole",
    "council_tax_bill": 160_000,
    "universal_credit": "in_payment",
    "children": 0,
    "pregnant": False,
}


def figures() -> dict[str, Any]:
    """Measure a warm application over the settings' own store.

    Unit: milliseconds of server time, bytes before compression, megabytes at their highest
    """
    settings = Settings.from_environment()
    prepare(settings)
    app = create_app(settings)
    client = app.test_client()
    return {
        "results_page_ms": _results_page(client),
        "first_page_ms": _milliseconds(client, "/"),
        "first_page_bytes": len(client.get("/").data) + _assets_bytes(app, client),
        "rss_mb": _highest_memory(),
    }


def print_figures() -> int:
    """Print one JSON object."""
    print(json.dumps(figures() | bench_cases.figures()))
    return 0


def _results_page(client: FlaskClient) -> float | None:
    """Measure the results of somebody with answers, and leave none of them in the store."""
    with client.session_transaction() as held:
        held.update(answers=SOMEBODY, order=list(SOMEBODY), passed={})
    median = _milliseconds(client, RESULTS_PAGE)
    with client.session_transaction() as held:
        held.clear()
    return median


def _milliseconds(client: FlaskClient, path: str) -> float | None:
    """The median of several visits; None where there is no such page yet."""
    if client.get(path).status_code != 200:
        return None
    return round(statistics.median(_one_visit(client, path) for _ in range(ROUNDS)), 2)


def _one_visit(client: FlaskClient, path: str) -> float:
    began = time.perf_counter()
    client.get(path)
    return (time.perf_counter() - began) * 1000


def _assets_bytes(app: Flask, client: FlaskClient) -> int:
    """What the style sheets and scripts of a page weigh on the wire."""
    asset = app.jinja_env.globals["asset"]
    names = ["ltr.css", "core.css", "govuk.js", "start.js"]
    addresses = [address for name in names if (address := asset(name))]  # type: ignore[operator]
    return sum(
        len(client.get(address, headers={"Accept-Encoding": "gzip"}, buffered=True).data)
        for address in [*addresses, "/brand.css"]
    )


def _highest_memory() -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return round(peak / 1_048_576, 1)
