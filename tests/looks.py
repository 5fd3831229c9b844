"""Looking at pages in a real browser: axe, sideways scroll, refused and foreign requests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Request, Route

from tests import browsers

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENS = {
    "small phone": {"width": 320, "height": 568},
    "phone": {"width": 390, "height": 844},
    "desk": {"width": 1280, "height": 900},
}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the browser the machine has."""
    found = browsers.executable()
    own = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **own, "args": browsers.launch_arguments()}


@pytest.fixture
def context(context: BrowserContext, live_server: str) -> BrowserContext:
    """A browser that can reach our server only; `foreign_requests` lists what else it asked."""
    foreign: list[str] = []

    def refuse(route: Route, request: Request) -> None:
        foreign.append(request.url)
        route.fulfill(status=200, content_type="text/html", body="<title>elsewhere</title>")

    context.route(lambda url: not url.startswith((live_server, "data:", "blob:")), refuse)
    context.foreign_requests = foreign  # type: ignore[attr-defined]
    return context


@pytest.fixture
def foreign_requests(context: BrowserContext) -> list[str]:
    """Every address outside our server that the browser asked for, in order."""
    return context.foreign_requests  # type: ignore[attr-defined, no-any-return]


@pytest.fixture
def page(page: Page) -> Page:
    """A page; the test fails if the browser refused anything or a script broke."""
    return watched(page)


def watched(page: Page) -> Page:
    """Note in `page.complaints` what the browser refuses, and scripts that break."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: line.type == "error" and complaints.append(line.text))
    page.complaints = complaints  # type: ignore[attr-defined]
    return page


@pytest.fixture
def inspect_page() -> Callable[..., None]:
    """Look at the page as it stands, on one screen or on all: `inspect_page(page)`."""

    def inspect(page: Page, *screens: str) -> None:
        before = page.viewport_size
        found: list[str] = []
        for screen in screens or SCREENS:
            page.set_viewport_size(SCREENS[screen])  # type: ignore[arg-type]
            found += [f"{screen}: {finding}" for finding in _faults(page)]
        if before:
            page.set_viewport_size(before)
        found += page.complaints  # type: ignore[attr-defined]
        assert not found, f"{page.url}\n  " + "\n  ".join(found)

    return inspect


def _faults(page: Page) -> Iterator[str]:
    wide, room = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    if wide > room:
        yield f"scrolls sideways: {wide} px in {room} px"
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
    if not page.evaluate("'axe' in window"):  # half a megabyte: once a page, not once a screen
        page.evaluate(Axe().axe_script)
    for fault in page.evaluate("options => axe.run(options)", options)["violations"]:
        for node in fault["nodes"]:
            yield f"{fault['id']} ({fault['impact']}): {node['target']} {node['html'][:120]}"
