"""Fixtures every test may use: an application, a visitor who inspects, a browser that looks."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from flask import Flask
from flask.testing import FlaskClient
from waitress.server import create_server

from tests import browsers
from tests.visits import Visit
from web import create_app
from web.passwords import PASSWORDS, Passwords
from web.settings import ROOT, Settings
from web.store import open_store
from web.store.migrate import migrate
from web.store.register import import_folder

TODAY = date(2026, 11, 22)  #: the day every page test happens on
IMPORTED = 1_577_836_800  #: when the rules came into the register: 1 January 2020
CHEAP = Passwords(PasswordHasher.from_parameters(CHEAPEST))  #: for tests only, and no setting
BROWSER_FIXTURES = {"page", "context", "browser", "new_context"}

pytest_plugins = ["tests.looks", "tests.staff"]

# How long an example takes depends on who else uses the machine; speed has a benchmark.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, and skip it with one clear line where there is none."""
    none_found = pytest.mark.skip(reason=browsers.NONE_FOUND)
    has_browser = browsers.available()
    for item in items:
        if item.nodeid.startswith(LONG):
            item.add_marker(pytest.mark.long)
        elif _is_slow(item):
            item.add_marker(pytest.mark.slow)
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
            if not has_browser:
                item.add_marker(none_found)


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all its tables and nothing in them; tests get copies of it."""
    path = tmp_path_factory.mktemp("store") / "empty.sqlite3"
    store = open_store(f"sqlite:///{path}")
    migrate(store)
    store.dispose()
    return path


#: Where the tests stand that take long; `make slow` runs them, and so does .ci/run.
SLOW = (
    "tests/entitlements/proof/test_proof_faults.py",
    "tests/entitlements/redline/test_redline_laws.py",
    "tests/entitlements/solver/test_calendar_terms.py",
    "tests/entitlements/solver/test_cells",
    "tests/entitlements/solver/test_known_people.py",
    "tests/entitlements/solver/test_sums_agree.py",
    "tests/entitlements/solver/test_two_dates.py",
    "tests/entitlements/test_care_laws.py",
    "tests/journeys/cases/",
    "tests/journeys/workbench/",
    "tests/web/accounts/test_in_a_browser.py",
    "tests/web/test_in_a_browser.py",
    "tests/web/cases/test_nothing_leaks.py",
    "tests/web/cases/test_private_facts.py",
    "tests/web/interchange/test_round_trips.py",
    "tests/web/store/cases/test_case_faults.py",
    "tests/web/store/test_faults.py",
)
#: What takes minutes by itself, for a night: `make long`.
LONG = (
    "tests/journeys/cases/test_every_case_screen.py",
    "tests/web/cases/test_bad_input.py",
)
SLOW_TESTS = ("test_the_bench_measures", "in_another_process")
#: Where SQLite is tried with each change, and PostgreSQL with the slow tests.
SQLITE_FIRST = "tests/web/store/"
BROWSER_WALKS = "tests/journeys/test_browser_walks.py"
#: The person who walks the check in a browser every time; the rest walk with the slow tests.
QUICK_WALK = "first-flat-19"


def _is_slow(item: pytest.Item) -> bool:
    if item.nodeid.startswith(BROWSER_WALKS):
        return QUICK_WALK not in item.nodeid
    if item.nodeid.startswith(SQLITE_FIRST) and "[postgresql" in item.nodeid:
        return True
    return item.nodeid.startswith(SLOW) or any(name in item.nodeid for name in SLOW_TESTS)


@pytest.fixture(scope="session")
def migrated_store(empty_store: Path) -> Path:
    """A store with the shipped rules in its register, imported once; tests get copies of it."""
    return _imported(empty_store, empty_store.with_name("store.sqlite3"), ROOT / "rules")


def _imported(empty: Path, to: Path, rules: Path) -> Path:
    shutil.copy(empty, to)
    store = open_store(f"sqlite:///{to}")
    import_folder(store, rules, IMPORTED)
    store.dispose()
    return to


@pytest.fixture(scope="session")
def make_app(
    migrated_store: Path, empty_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Flask]]:
    """Build an application with a store of its own: `make_app(council_name="Dorset Council")`.

    Its register holds the shipped rules, or those of the `rules_dir` it is made with.
    """
    made: list[Flask] = []
    templates = tmp_path_factory.mktemp("templates")  # compiled once, for every application

    def make(**changes: Any) -> Flask:
        instance = tmp_path_factory.mktemp("instance")
        (instance / "cache").symlink_to(templates, target_is_directory=True)
        if "rules_dir" in changes:
            _imported(empty_store, instance / "store.sqlite3", changes["rules_dir"])
        else:
            shutil.copy(migrated_store, instance / "store.sqlite3")
        kept = {"fixed_date": TODAY, "secret_key": "only for tests", "assets_dir": BUILT}
        made.append(create_app(Settings(instance_dir=instance, **{**kept, **changes})))
        made[-1].extensions[PASSWORDS] = CHEAP
        return made[-1]

    yield make
    for app in made:
        app.extensions["entitlements.store"].dispose()


BUILT = ROOT / "instance" / "assets"


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """An application with an empty store, on the day TODAY."""
    return make_app()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor without inspection; most tests want `visit`."""
    return app.test_client()


@pytest.fixture
def visit(client: FlaskClient) -> Visit:
    """Open pages; each one is inspected."""
    return Visit(client)


@pytest.fixture(scope="session")
def live_server(make_app: Callable[..., Flask]) -> Iterator[str]:
    """The address of a real server on a free port, for browsers."""
    server = create_server(make_app(), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)
