"""Staff pages in a real browser: axe on every state, a phone, the keyboard, no script."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from waitress.server import create_server

from tests.staff import PASSWORD, new_account
from web.access import Role
from web.accounts import demo

ADMIN, NEWCOMER = "ada@council.example", "new@council.example"


@pytest.fixture(scope="module")
def live_server(make_app: Callable[..., Flask]) -> Iterator[str]:
    """A demonstration with an administrator and somebody who has not signed in yet."""
    app = make_app(demo=True)
    demo.make_accounts(app.extensions["entitlements.store"], 1)
    new_account(app, Role.ADMINISTRATOR, email=ADMIN, name="Ada")
    new_account(app, Role.AUDITOR, email=NEWCOMER, one_time_until=4_000_000_000)
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)


def sign_in(page: Page, server: str, email: str, password: str = PASSWORD) -> None:
    page.goto(f"{server}/staff/sign-in")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.keyboard.press("Enter")


def follow(page: Page, role: str, name: str) -> None:
    """Press, and wait for the page that comes."""
    with page.expect_navigation():
        page.get_by_role(role, name=name, exact=True).click()


def test_the_way_in_and_its_errors(page: Page, live_server: str, inspect_page: Callable) -> None:
    page.goto(f"{live_server}/staff/people")
    inspect_page(page)
    sign_in(page, live_server, ADMIN, "wrong")
    expect(page.get_by_role("alert")).to_contain_text("The email or the password is wrong")
    inspect_page(page)
    page.get_by_role("link", name="The email or the password is wrong").click()
    expect(page.get_by_label("Email")).to_be_focused()


def test_a_first_sign_in(page: Page, live_server: str, inspect_page: Callable) -> None:
    sign_in(page, live_server, NEWCOMER)
    expect(page.get_by_role("heading", level=1)).to_have_text("Change your password")
    expect(page.get_by_role("link", name="Your account")).to_have_count(0)
    for new in ("short", "kettle violin harbour"):
        page.get_by_label("Your password now").fill(PASSWORD)
        page.get_by_label("New password", exact=True).fill(new)
        follow(page, "button", "Change password")
        inspect_page(page)
    expect(page.get_by_text("Your password is changed.")).to_be_attached()


def test_looking_after_accounts(page: Page, live_server: str, inspect_page: Callable) -> None:
    sign_in(page, live_server, ADMIN)
    expect(page.get_by_role("heading", level=1)).to_have_text("Staff accounts")
    for link in ("Your account", "Where you are signed in", "Staff accounts"):
        follow(page, "link", link)
        inspect_page(page)
    for button in ("Add an account", "Add account"):
        follow(page, "button", button)
        inspect_page(page)
    page.get_by_label("Name").fill("Bo Lee")
    page.get_by_label("Work email").fill("bo@council.example")
    page.get_by_label("Approver").check()
    follow(page, "button", "Add account")
    inspect_page(page)
    follow(page, "link", "Go to staff accounts")
    follow(page, "link", "Bo Lee")
    inspect_page(page)


def test_a_held_form(page: Page, live_server: str, inspect_page: Callable) -> None:
    page.goto(f"{live_server}/staff/sign-in")
    follow(page, "button", "Max Example: Administrator")
    page.goto(f"{live_server}/staff/people/add")
    page.get_by_label("Name").fill("Typed for an hour")
    page.context.clear_cookies()
    follow(page, "button", "Add account")
    expect(page.get_by_role("heading", level=1)).to_have_text("You were signed out")
    page.get_by_text("What will be sent").click()
    expect(page.get_by_text("Typed for an hour")).to_be_visible()
    page.complaints.clear()  # the browser tells that the answer was a 403
    inspect_page(page)


def test_it_all_works_without_scripts(browser: Browser, live_server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server}/staff/sign-in?next=/staff/account/browsers")
    page.get_by_role("button", name="Ola Example: Auditor").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where you are signed in")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    context.close()
