"""The same eight people in a real browser; one with the keyboard only, one without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.walks import (
    LONGEST_WALK,
    NAMES,
    Pairs,
    answers_of,
    asked_at,
    mismatches,
    the_book,
    typed_for,
)

SCREENS = ("small phone", "desk")


def fill(page: Page, pairs: Pairs) -> None:
    """Fill and tick as these answers do."""
    for name, value in pairs:
        page.locator(f"input[name='{name}']").first.wait_for(state="attached")
        tick = page.locator(f"input[name='{name}'][value='{value}']")
        if tick.count():
            tick.check()
        else:
            page.locator(f"input[name='{name}']").fill(value)


def walk(page: Page, answers: dict[str, Any], look: Callable[[str], None]) -> list[str]:
    """From the start page to the results; `look` is told the type of each question met."""
    with page.expect_navigation():
        page.get_by_role("button", name="Start now").click()
    asked: list[str] = []
    while (fact := asked_at(page.url)) is not None and len(asked) < LONGEST_WALK:
        asked.append(fact)
        look(the_book().catalogue.facts[fact].type)
        fill(page, typed_for(fact, answers))
        with page.expect_navigation():
            page.get_by_role("button", name="Continue").click()
    return asked


@pytest.mark.parametrize("name", NAMES)
def test_from_start_to_result(
    page: Page, live_server: str, inspect_page: Any, foreign_requests: list[str], name: str
) -> None:
    """Each kind of page that comes up is inspected once a journey, on a phone and a desk."""
    met: set[str] = set()

    def look(kind: str) -> None:
        if kind not in met:
            met.add(kind)
            inspect_page(page, *SCREENS)

    page.goto(live_server)
    look("start")
    asked = walk(page, answers_of(name), look)

    expect(page.get_by_role("heading", level=1)).to_have_text("Your results")
    assert asked[0] == "authority"
    wrong = mismatches(name, page.content())
    assert not wrong, "\n".join(wrong)
    look("results")
    with page.expect_navigation():
        page.get_by_role("link", name="Check or change your answers").click()
    look("answers")
    assert foreign_requests == []


def press_to(page: Page, selector: str) -> None:
    """Move the focus forward with the tab key until it is here."""
    for _press in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"the tab key never reaches {selector}")


def press_answer(page: Page, pairs: Pairs) -> None:
    """Answer with keys alone: arrows among radio buttons, space on boxes, letters in inputs."""
    for name, value in pairs:
        page.locator(f"input[name='{name}']").first.wait_for(state="attached")
        tick = page.locator(f"input[name='{name}'][value='{value}']")
        kind = tick.get_attribute("type") if tick.count() else "text"
        if kind == "radio":
            press_to(page, f"input[name='{name}']")
            page.keyboard.press("Space")
            while not tick.is_checked():
                page.keyboard.press("ArrowDown")
        elif kind == "checkbox":
            press_to(page, f"input[name='{name}'][value='{value}']")
            page.keyboard.press("Space")
        else:
            press_to(page, f"input[name='{name}']")
            page.keyboard.type(value)


def test_with_the_keyboard_only(page: Page, live_server: str) -> None:
    answers = answers_of("first-flat-19")
    page.goto(live_server)
    press_to(page, "a.govuk-button--start")
    page.keyboard.press("Enter")
    page.wait_for_url("**/question/**")
    for _question in range(LONGEST_WALK):
        fact = asked_at(page.url)
        if fact is None:
            break
        press_answer(page, typed_for(fact, answers))
        press_to(page, "form button")
        with page.expect_navigation():
            page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Your results")
    press_to(page, "#dorset-council-tax summary")
    page.keyboard.press("Enter")
    details = page.locator("#dorset-council-tax > details")
    expect(details).to_have_attribute("open", "")


def test_without_scripts(browser: Browser, live_server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server)
    walk(page, answers_of("no-contact-23"), lambda kind: None)

    expect(page.get_by_role("heading", level=1)).to_have_text("Your results")
    wrong = mismatches("no-contact-23", page.content())
    assert not wrong, "\n".join(wrong)
    context.close()


def test_an_error_moves_the_focus_to_the_field_and_loses_nothing(
    page: Page, live_server: str, inspect_page: Any
) -> None:
    page.goto(live_server + "/question/date_of_birth")
    fill(page, [("answer-day", "31"), ("answer-month", "Feb"), ("answer-year", "2007")])
    page.get_by_role("button", name="Continue").click()

    page.complaints = [c for c in page.complaints if "422" not in c]  # type: ignore[attr-defined]
    expect(page).to_have_title("Error: When were you born? - Money and help check")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    inspect_page(page, *SCREENS)
    page.locator(".govuk-error-summary a").click()
    expect(page.locator("#answer-day")).to_be_focused()
    expect(page.locator("#answer-month")).to_have_value("Feb")


def test_two_tabs_keep_each_others_answers(page: Page, live_server: str) -> None:
    page.goto(live_server + "/question/authority")
    other = page.context.new_page()
    other.goto(live_server + "/question/children")
    fill(page, [("answer", "dorset")])
    page.get_by_role("button", name="Continue").click()
    fill(other, [("answer", "2")])
    other.get_by_role("button", name="Continue").click()
    page.goto(live_server + "/your-answers")

    expect(page.locator("dl")).to_contain_text("Dorset Council")
    expect(page.locator("dl")).to_contain_text("2 children")


@pytest.mark.parametrize("path", ["/help-today", "/disagree", "/how/england/complaints"])
def test_each_page_beside_the_check_passes_axe(
    page: Page, live_server: str, inspect_page: Any, path: str
) -> None:
    page.goto(live_server + path)
    inspect_page(page, *SCREENS)


def test_a_printed_result_opens_what_is_folded_and_has_no_navigation(
    page: Page, live_server: str
) -> None:
    page.goto(live_server + "/question/authority")
    fill(page, [("answer", "dorset")])
    page.get_by_role("button", name="Continue").click()
    page.goto(live_server + "/results")
    page.emulate_media(media="print")

    expect(page.locator(".app-nav")).to_be_hidden()
    expect(page.get_by_role("button", name="Answer more questions")).to_be_hidden()
    expect(page.locator("#england-complaints").get_by_text("Ask:", exact=True)).to_be_visible()
