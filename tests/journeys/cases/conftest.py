"""A leaving care team with an installation of its own, from 22 November 2026 on.

Pat advises, and so does Col, of the same team. Mana manages it. Head heads the service.
Ada looks after accounts and teams, and sees no case.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from waitress.server import create_server

from tests.journeys.cases.almanac import Almanac
from tests.journeys.cases.room import ADA, COL, HEAD, MANA, PAT, Worker
from tests.looks import watched
from tests.staff import new_account
from web.access import Role
from web.store.cases import teams
from web.vault import VAULT

TEAM = "Leaving care north"
STAFF = {
    PAT: ("Pat Lee", Role.ADVISER),
    COL: ("Col League", Role.ADVISER),
    MANA: ("Mana Ger", Role.MANAGER),
    HEAD: ("Hed Deane", Role.MANAGER),
    ADA: ("Ada Min", Role.ADMINISTRATOR),
}


@pytest.fixture(scope="module")
def almanac() -> Iterator[Almanac]:
    """The day it is, which a walk may move on."""
    now = Almanac()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("web.clock.today", lambda _settings: now.day)
        patch.setattr("web.cases.face.time", SimpleNamespace(time=now.seconds))
        yield now


@pytest.fixture(scope="module")
def served(make_app: Callable[..., Flask], almanac: Almanac) -> Flask:
    """The council's installation, with its staff and no team yet."""
    app = make_app(council_name="Dorset Council")
    for email, (name, role) in STAFF.items():
        new_account(app, role, email=email, name=name)
    return app


@pytest.fixture(scope="module")
def live_server(served: Flask) -> Iterator[str]:
    server = create_server(served, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)


@pytest.fixture(scope="module")
def team(served: Flask, almanac: Almanac) -> int:
    """The team, with everybody of it: for walks that do not begin by making it."""
    store, at = served.extensions[VAULT].store, almanac.seconds()
    ids = _ids(served)
    made = teams.add(store, TEAM, ids[ADA], at)
    for email in (PAT, COL, MANA, HEAD):
        manages = STAFF[email][1] is Role.MANAGER
        teams.put(store, made.id, ids[email], manages, ids[ADA], at)
    return made.id


def _ids(app: Flask) -> dict[str, int]:
    from web.store import accounts

    store = app.extensions["entitlements.store"]
    return {one.email: one.id for one in accounts.everyone(store)}


@pytest.fixture
def pat(page: Page, live_server: str, inspect_page: Any) -> Worker:
    """The adviser, signed in."""
    return _signed_in(page, live_server, inspect_page, PAT)


@pytest.fixture
def at_another_desk(
    browser: Browser, live_server: str, inspect_page: Any
) -> Iterator[Callable[..., Worker]]:
    """Sign somebody in at another machine: `at_another_desk(MANA)`."""
    contexts: list[BrowserContext] = []

    def sign_in(email: str, **how: Any) -> Worker:
        contexts.append(browser.new_context(accept_downloads=True, **how))
        return _signed_in(watched(contexts[-1].new_page()), live_server, inspect_page, email)

    yield sign_in
    for context in contexts:
        context.close()


def _signed_in(page: Page, server: str, look: Any, email: str) -> Worker:
    worker = Worker(page, server, look)
    worker.sign_in(email)
    return worker


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where what is downloaded is put."""
    return tmp_path
