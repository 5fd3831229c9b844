"""The workbench on every screen, without scripts, and with the keyboard only."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, expect

from tests.journeys.test_browser_walks import press_to
from tests.journeys.workbench.desk import LEAD, Desk, download
from tests.looks import watched

OTHER = "dorset/winter-fuel"


def test_every_other_screen_of_a_change_can_be_read(desk: Desk, tmp_path: Path) -> None:
    """Each page that the first walk does not come by, with axe and without sideways scroll."""
    change = desk.begin(OTHER, "To look at every page.")
    forms_of_a_version(desk)
    two_texts_put_together(desk, change)
    sheets(desk, tmp_path)
    for page in ("", "/personas", "/solve", "/name", "/abandon", "/emergency", "/table", "/fact"):
        desk.open(f"/editor/changes/{change}{page}")
        desk.inspect()
    for page in (f"/changes/{change}/rate", f"/changes/{change}/source", "/tables/new", "/changes"):
        desk.open(f"/editor{page}")
        desk.inspect()


def forms_of_a_version(desk: Desk) -> None:
    """Dates, words, earlier saves and the text, by the links of the grid."""
    for link in ("Dates and approval", "The words of the table", "Earlier saves"):
        desk.follow(link)
        desk.inspect()
        desk.page.go_back()
    desk.follow("The words of the table")
    desk.page.get_by_label("What it is, in one plain sentence").fill("")
    with desk.refused():
        desk.press("Save")
    desk.inspect()


def two_texts_put_together(desk: Desk, change: int) -> None:
    """Two windows save the same text: the second is shown both, and loses nothing."""
    address = f"/editor/changes/{change}/text/{OTHER}.yaml"
    desk.open(address)
    desk.inspect()
    other = Desk(desk.page.context.new_page(), desk.server, desk.look)
    other.open(address)
    for window, title in ((other, "title: Their words"), (desk, "title: My words")):
        text = window.page.get_by_label("Text of the file")
        changed = re.sub("^title: .*$", title, text.input_value(), flags=re.MULTILINE)
        text.fill(changed)
        if window is other:
            window.press("Save")
    with desk.refused():
        desk.press("Save")
    desk.see("You both changed 1 place.")
    both = desk.page.get_by_label("Both texts, put together")
    assert {"title: Their words", "title: My words"} <= set(both.input_value().splitlines())
    desk.inspect()
    with desk.refused():
        desk.press("Save both")
    desk.see("Choose between the two texts first.")
    desk.inspect()


def sheets(desk: Desk, folder: Path) -> None:
    """A spreadsheet with a bad cell is refused by name, and nothing changes."""
    desk.open(f"/editor/table/{OTHER}")
    sheet = download(desk.page, "Spreadsheet (csv)", folder)
    sheet.write_text(sheet.read_text(encoding="utf-8-sig").replace("discretion", "hearsay"))
    desk.follow("Extra money for winter fuel")
    desk.follow("Their words")
    desk.follow("Bring in a spreadsheet")
    desk.inspect()
    desk.page.get_by_label("A file of type xlsx, csv or dmn").set_input_files(sheet)
    with desk.refused():
        desk.press("Bring it in")
    desk.see("Nothing was changed, because:")
    desk.see("hearsay")
    desk.inspect()


def test_without_scripts(browser: Browser, live_server: str, inspect_page: Any) -> None:
    """Begin, change a cell, save, add a row, save: the grid is a form like any other."""
    context = browser.new_context(java_script_enabled=False)
    desk = Desk(watched(context.new_page()), live_server, inspect_page)
    desk.sign_in(LEAD)
    desk.begin("dorset/cook-book", "Without scripts.")
    row = desk.page.locator("#cell-0-0").input_value()
    desk.cell(row, "says").fill("You can have a cook book. Ask for it.")
    desk.press("Save")
    expect(desk.page.locator("h1 + p")).to_contain_text("Save 2")
    desk.act_on(row, "Add a row below")
    desk.cell("new-row", "row").fill("somebody-else")
    desk.cell("new-row", "says").fill("We do not know yet. Ask your personal adviser.")
    desk.cell("new-row", "source").fill(desk.cell(row, "source").input_value())
    desk.press("Save")
    expect(desk.page.locator("h1 + p")).to_contain_text("Save 3")
    expect(desk.cell(row, "says")).to_have_value("You can have a cook book. Ask for it.")
    expect(desk.cell("somebody-else", "row")).to_have_count(1)
    context.close()


def test_with_the_keyboard_only(desk: Desk) -> None:
    """Tab reaches a cell; Alt and an arrow go on from there; Enter saves."""
    desk.begin("dorset/mobile-phone", "With the keyboard.")
    page = desk.page
    press_to(page, "#cell-0-0")
    for key, cell in (("Right", "0-1"), ("Left", "0-0"), ("Down", "1-0"), ("Up", "0-0")):
        page.keyboard.press(f"Alt+Arrow{key}")
        assert page.evaluate("document.activeElement.id") == f"cell-{cell}", key
    while page.evaluate("document.activeElement.ariaLabel.split(':')[0]") != "says":
        page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Ask soon.")
    press_to(page, "button.govuk-button[value=save]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    desk.see("Saved.")
    says = page.get_by_label(re.compile("^says: ")).first
    expect(says).to_have_value(re.compile(" Ask soon.$"))
