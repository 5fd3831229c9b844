"""A refusal that an adviser sees another way: it stands beside the answer, with its reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdf
from playwright.sync_api import Locator, expect

from tests.journeys.cases.room import COL, Worker

CARE = "01/05/2013\t01/05/2019\tCare order\tDorset"  # until the day they turned 18
REASON = "It was promised in writing, <before> they turned 25."


def test_an_override(
    team: int, pat: Worker, at_another_desk: Callable[..., Worker], folder: Path
) -> None:
    number = pat.open_case("LC-33", "Jo", born="2001-05-01", care=CARE)
    a_no(pat)
    needs_a_reason(pat)
    stands_beside_the_answer(pat)
    stands_in_the_letter(pat, folder)
    is_read_by_a_colleague(at_another_desk(COL), number)
    is_taken_back(pat)
    has_left_the_letter(pat, folder)


def a_no(pat: Worker) -> None:
    pat.go("Answers")
    pat.follow("Personal budget")
    pat.see("This is for care leavers under 25.")
    pat.inspect()


def needs_a_reason(pat: Worker) -> None:
    """What is wrong is named, and what was typed stays."""
    pat.unfold("Put another outcome beside it")
    pat.see("The rules say: They do not get it.")
    pat.page.get_by_label("How much, if it is money").fill("lots")
    pat.press_refused("Put it beside the answer", "Choose what is put in its place.")
    pat.see("Say why. Nobody can follow it without a reason.")
    pat.see("Write the sum as money, like 57.90.")
    expect(pat.page.get_by_label("How much, if it is money")).to_have_value("lots")
    pat.inspect()


def stands_beside_the_answer(pat: Worker) -> None:
    """On the decision and in the list: the rules' answer stays, and the other is beside it."""
    pat.page.get_by_label("Somebody decides", exact=True).check()
    pat.page.get_by_label("How much, if it is money").fill("200")
    pat.page.get_by_role("group").get_by_label("Why?", exact=True).fill(REASON)
    pat.press("Put it beside the answer")
    pat.see("They do not get it")
    pat.see("Put beside it by Pat Lee on 22 November 2026")
    pat.see("The rules said then: They do not get it.")
    pat.see(REASON)
    pat.inspect()
    pat.go("Answers")
    noes = pat.page.get_by_role("region", name="Not right now")
    expect(noes).to_contain_text("Personal budget")
    expect(in_the_list(pat)).to_contain_text("Put beside it by an adviser: Somebody decides, £200")
    pat.inspect()


def in_the_list(pat: Worker) -> Locator:
    link = pat.page.get_by_role("link", name="Personal budget", exact=True)
    return pat.page.locator(".app-answers > li").filter(has=link)


def letter(pat: Worker, folder: Path) -> str:
    pat.go("Letters")
    pages = pypdf.PdfReader(pat.take("Make the paper", folder)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def stands_in_the_letter(pat: Worker, folder: Path) -> None:
    text = letter(pat, folder)
    assert "What the rules say: Not for you right now." in text
    assert "What your adviser says: You can ask for this. £200." in text
    assert f"Why: {REASON} Who said so: Pat Lee." in text


def is_read_by_a_colleague(col: Worker, number: int) -> None:
    col.case(number, "/answers")
    expect(in_the_list(col)).to_contain_text("Somebody decides, £200")


def is_taken_back(pat: Worker) -> None:
    pat.go("Answers")
    pat.follow("Personal budget")
    pat.unfold("Take this back")
    pat.press_refused("Take it back", "Say why it is taken back.")
    pat.inspect()
    pat.page.get_by_label("Why is it taken back?").fill("The letter was for somebody else.")
    pat.press("Take it back")
    pat.see("Taken back by Pat Lee: The letter was for somebody else.")
    pat.see(REASON)
    pat.inspect()
    pat.go("Answers")
    expect(in_the_list(pat)).not_to_contain_text("Put beside it")


def has_left_the_letter(pat: Worker, folder: Path) -> None:
    text = letter(pat, folder)
    assert "What your adviser says:" not in text
    assert REASON not in text
