"""What only a browser can show."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

PAGES = ["/", "/what-this-checks", "/accessibility", "/privacy", "/delete", "/deleted", "/nowhere"]


@pytest.mark.parametrize("path", PAGES)
def test_each_page_passes_axe_on_every_screen(
    page: Page, live_server: str, inspect_page, path: str
) -> None:
    page.goto(live_server + path)
    page.complaints = [c for c in page.complaints if path != "/nowhere" or "404" not in c]
    inspect_page(page)


def test_the_page_asks_nobody_else_for_anything(
    page: Page, live_server: str, foreign_requests: list[str]
) -> None:
    page.goto(live_server, wait_until="networkidle")

    assert foreign_requests == []


def test_exit_leaves_for_the_weather(
    page: Page, live_server: str, foreign_requests: list[str]
) -> None:
    page.goto(live_server)
    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url("https://www.bbc.co.uk/weather")

    assert foreign_requests == ["https://www.bbc.co.uk/weather"]


def test_scripts_run_under_our_policy(page: Page, live_server: str) -> None:
    page.goto(live_server, wait_until="networkidle")

    expect(page.locator("body")).to_contain_class("js-enabled govuk-frontend-supported")
    expect(page.locator(".govuk-exit-this-page__indicator")).to_be_attached()
    assert page.complaints == []


def test_the_first_press_of_tab_offers_to_skip(page: Page, live_server: str) -> None:
    page.goto(live_server)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#main-content")).to_be_focused()


def test_it_works_without_scripts(browser: Browser, live_server: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=live_server)
    context.route(lambda url: "bbc.co.uk" in url, lambda route: route.fulfill(body="weather"))
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="Privacy").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Privacy")
    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url("https://www.bbc.co.uk/weather")
    context.close()


def test_a_printed_page_has_no_buttons_and_no_header(page: Page, live_server: str) -> None:
    page.goto(live_server + "/privacy")
    page.emulate_media(media="print")

    expect(page.get_by_role("button", name="Exit this page")).to_be_hidden()
    expect(page.locator(".govuk-generic-header")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
