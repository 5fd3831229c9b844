"""What people do in the room of cases, in words, and by the words on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.journeys.workbench.desk import Desk

PAT, COL, MANA, HEAD, ADA = (
    f"{name}@council.example" for name in ("pat", "col", "mana", "head", "ada")
)
#: The rows of one young person as an SSDA903 case system gives them.
EXPORT = "\t".join(("CHILD", "DOB", "DECOM", "RNE", "LS", "PLACE", "PL_POST", "DEC", "REC")) + (
    "\n1042\t10/02/2007\t01/05/2019\tS\tC2\tU1\tDT1 1XJ\t03/09/2022\tX1"
    "\n1042\t10/02/2007\t03/09/2022\tP\tC2\tU6\tDT4 7QQ\t10/02/2025\tE15"
)


@dataclass(frozen=True)
class Worker(Desk):
    """One of the council's people at one browser window."""

    def open_case(self, reference: str, name: str = "", **said: str) -> int:
        """Open a case, and return its number; 0 where that was refused.

        `said`: born, care, safe, council.
        """
        self.open("/cases/open")
        box = self.page.get_by_label
        box("Reference", exact=True).fill(reference)
        box("Name to show (optional)").fill(name)
        if "born" in said:
            self.type_day("Date of birth (optional)", said["born"])
        box("Council that looked after them").select_option(said.get("council", "Dorset Council"))
        box(said.get("safe", "It is safe to write and call")).check()
        box("Care dates (optional)").fill(said.get("care", ""))
        self.press("Open the case")
        return 0 if self.page.url.endswith("/cases/open") else self.number

    @property
    def number(self) -> int:
        """The number of the case whose page is open."""
        found = re.search(r"/cases/([0-9]+)", self.page.url)
        assert found, self.page.url
        return int(found[1])

    def type_day(self, group: str, day: str) -> None:
        """Fill day, month and year of one group: `type_day("Date of birth", "2007-02-10")`."""
        parts = self.page.get_by_role("group", name=group, exact=True)
        for part, typed in zip(("Year", "Month", "Day"), day.split("-"), strict=True):
            parts.get_by_label(part, exact=True).fill(str(int(typed)))

    def go(self, words: str) -> None:
        """Follow the way around the case: Facts, Answers, Dates, and so on."""
        way = self.page.get_by_role("navigation", name="This case")
        with self.page.expect_navigation():
            way.get_by_role("link", name=words, exact=True).click()

    def case(self, number: int, page: str = "") -> None:
        """Open a page of one case by its address."""
        self.open(f"/cases/{number}{page}")

    def act(self, words: str, about: str = "") -> None:
        """Press a button, or follow a link, whose words end with what it is about."""
        begins = re.compile(rf"^\s*{re.escape(words)}")
        found = self.page.get_by_role("button").or_(self.page.get_by_role("link"))
        found = found.filter(has_text=begins).filter(has_text=about)
        with self.page.expect_navigation():
            found.first.click()

    def press_refused(self, words: str, says: str) -> None:
        """Press a button of a form that is not filled right; the page says what is wrong."""
        with self.refused():
            self.press(words)
        self.see(says)

    def unfold(self, words: str) -> None:
        """Open what is folded away."""
        self.page.locator("summary").filter(has_text=words).first.click()

    def answer(self, words: str) -> None:
        """Answer the question on the page, and go on."""
        self.page.get_by_label(words, exact=True).check()
        self.press("Continue")

    def line(self, label: str) -> Locator:
        """One fact on the page of facts."""
        term = self.page.locator("dt").filter(has_text=re.compile(rf"^\s*{re.escape(label)}\s*$"))
        return self.page.locator("div.app-fact").filter(has=term)

    def see_not(self, words: str) -> None:
        expect(self.page.locator("main")).not_to_contain_text(words)

    def take(self, words: str, folder: Path) -> Path:
        """Press or follow what gives a file; return where it was put."""
        found = self.page.get_by_role("button", name=words, exact=True)
        found = found.or_(self.page.get_by_role("link", name=words, exact=True))
        with self.page.expect_download() as started:
            found.click()
        path = folder / started.value.suggested_filename
        started.value.save_as(path)
        return path
