"""Walking the workbench as an officer does: by the words on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Locator, Page, expect
from werkzeug.datastructures import MultiDict

from tests.journeys.walks import Shown, shown, typed
from tests.staff import PASSWORD
from tests.visits import Visit
from web.book import live

Look = Callable[..., None]
LEAD, APPROVER = "pat@council.example", "robin@council.example"


@dataclass(frozen=True)
class Desk:
    """One officer at one browser window; `look` is `inspect_page`."""

    page: Page
    server: str
    look: Look

    def open(self, path: str) -> None:
        self.page.goto(self.server + path)

    def sign_in(self, email: str) -> None:
        self.open("/staff/sign-in")
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.press("Sign in")

    def press(self, words: str) -> None:
        """Press a button, and wait for the page that comes."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words, exact=True).last.click()

    def follow(self, words: str, exact: bool = True) -> None:
        """Follow the first link of these words."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=words, exact=exact).first.click()

    def act_on(self, row: str, words: str) -> None:
        """Press a button of a row of the grid: add below, copy, move, take out."""
        whole = re.compile(rf"^\s*{re.escape(f'{words}: {row}')}\s*$")
        with self.page.expect_navigation():
            self.page.get_by_role("button").filter(has_text=whole).click()

    def cell(self, row: str, column: str) -> Locator:
        """One cell of the grid, by its column and the name of its row."""
        return self.page.get_by_label(f"{column}: {row}", exact=True)

    def inspect(self) -> None:
        """Look at the page as it stands with axe, at 320, 390 and 1280 px."""
        self.look(self.page)

    @contextmanager
    def refused(self) -> Iterator[None]:
        """What is done here is answered with an error, which the browser too complains of."""
        yield
        held: list[str] = self.page.complaints  # type: ignore[attr-defined]
        assert any("status of 4" in complaint for complaint in held), "nothing was refused"
        held[:] = [complaint for complaint in held if "status of 4" not in complaint]

    def see(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)

    def finding(self, kind: str, words: str) -> Locator:
        """A finding, by its kind and something that it says."""
        held = self.page.locator("article.app-finding").filter(has_text=words)
        return held.filter(has=self.page.get_by_role("heading", name=re.compile(f"^{kind}")))

    def begin(self, table: str, reason: str) -> int:
        """Begin a change of one table with a new version; return the number of the change."""
        self.open(f"/editor/table/{table}/change")
        self.page.get_by_label("Why is it made").fill(reason)
        self.press("Begin the draft")
        return change_at(self.page.url)


def change_at(address: str) -> int:
    """The number of the change in an address."""
    found = re.search(r"/changes/([0-9]+)", address)
    assert found, address
    return int(found[1])


def download(page: Page, words: str, folder: Path) -> Path:
    """Follow a link that is a file; return where it was put."""
    with page.expect_download() as started:
        page.get_by_role("link", name=words).click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def result_of(app: Flask, answers: dict[str, Any], table: str) -> Shown:
    """What the self-check of an application tells somebody of one table."""
    visit = Visit(app.test_client())
    facts = live(app).now().engine.book.catalogue.facts
    for name, answer in answers.items():
        visit(f"/question/{name}")
        filled = MultiDict(typed(facts[name], answer)).to_dict(flat=False)
        visit.post(f"/question/{name}", filled, follow=False, status=303)
    return shown(visit("/results").response.text)[table]


def places_of(data: bytes, words: bytes) -> list[int]:
    """Every place at which some bytes stand in others."""
    return [found.start() for found in re.finditer(re.escape(words), data)]
