"""A council's own installation on 22 November 2026, and its two officers at their desks.

Pat writes, and may sign, but not what she wrote. Robin only signs.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from waitress.server import create_server

from tests.journeys.workbench.desk import APPROVER, LEAD, Desk
from tests.looks import watched
from tests.staff import new_account
from web.access import Role


@pytest.fixture(scope="module")
def served(make_app: Callable[..., Flask]) -> Flask:
    """The council's own installation on 22 November 2026, with its two officers."""
    app = make_app()
    new_account(app, Role.POLICY_LEAD, Role.APPROVER, email=LEAD, name="Pat Lead")
    new_account(app, Role.APPROVER, email=APPROVER, name="Robin Approver")
    return app


@pytest.fixture(scope="module")
def live_server(served: Flask) -> Iterator[str]:
    server = create_server(served, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)


@pytest.fixture
def desk(page: Page, live_server: str, inspect_page: Any) -> Desk:
    """The policy lead, signed in."""
    made = Desk(page, live_server, inspect_page)
    made.sign_in(LEAD)
    return made


@pytest.fixture
def second_desk(browser: Browser, live_server: str, inspect_page: Any) -> Iterator[Desk]:
    """The approver, signed in at another machine."""
    context = browser.new_context()
    made = Desk(watched(context.new_page()), live_server, inspect_page)
    made.sign_in(APPROVER)
    yield made
    context.close()
