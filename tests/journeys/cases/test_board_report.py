"""The board report: on screen, as a spreadsheet and as Word; a small number is a "c"."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from flask import Flask
from playwright.sync_api import expect

from entitlements.savings import Kind
from tests.journeys.cases.almanac import Almanac
from tests.journeys.cases.room import MANA, Worker
from web.store import accounts
from web.store.cases import records, savings
from web.store.cases.facts import Said, State
from web.store.cases.records import Details
from web.vault import VAULT

CARE = "01/05/2019\t\tCare order\tDorset"
HELD: dict[str, Any] = {"balance": 10_000, "balance_on": date(2026, 5, 3), "source": "the bank"}


@pytest.fixture(scope="module")
def seven(served: Flask, almanac: Almanac, team: int) -> None:
    """Seven young people of seventeen, each with a Junior ISA of £100 by the bank's word."""
    vault, at = served.extensions[VAULT], almanac.seconds()
    by = next(one.id for one in accounts.everyone(vault.store) if one.name == "Pat Lee")
    born = Said("date_of_birth", State.KNOWN, "2009-02-10", "council_record")
    for number in range(7):
        details = Details(f"LC-{number}", f"Canary {number}")
        case = records.open_case(vault, details, team, by, {born.fact: born}, by, at)
        savings.record(vault, case, None, kind=Kind.JUNIOR_ISA, by=by, at=at, **HELD)


def test_the_board_report(
    seven: None, pat: Worker, at_another_desk: Callable[..., Worker], folder: Path
) -> None:
    two_with_a_child_trust_fund(pat)
    mana = at_another_desk(MANA)
    on_screen(mana)
    as_a_spreadsheet(mana, folder)
    as_word(mana, folder)


def two_with_a_child_trust_fund(pat: Worker) -> None:
    for reference, balance in (("LC-50", "1204.50"), ("LC-51", "")):
        pat.open_case(reference, "Canary", born="2009-01-10", care=CARE)
        pat.go("Savings")
        pat.see("No account is on record. That does not mean that there is none.")
        pat.follow("Add an account")
        pat.press_refused("Write it down", "Choose")
        pat.page.get_by_label("Child Trust Fund").check()
        pat.page.get_by_label("How much is in it?").fill(balance)
        if balance:
            pat.page.get_by_label("On which day?").fill("2026-11-20")
            pat.page.get_by_label("Who told us?").fill("A letter of the bank")
        pat.inspect()
        pat.press("Write it down")
        pat.see("£1,204.50" if balance else "not known")
        pat.inspect()


def on_screen(mana: Worker) -> None:
    mana.follow("Board report")
    mana.see("Young people in it: 9.")
    row(mana, "Has savings on record", "9")
    row(mana, "Nobody has checked", "0")
    row(mana, "A balance is known", "c")  # 8, and it would tell that of one it is not known
    row(mana, "Child Trust Fund", "c")
    row(mana, "Turns 18 in the 12 months to come", "9")
    row(mana, "January 2027", "c")
    row(mana, "December 2026", "0")
    mana.see_not("Canary")
    mana.see_not("£1,204")
    mana.inspect()


def row(mana: Worker, what: str, count: str) -> None:
    heading = mana.page.get_by_role("rowheader", name=what, exact=True)
    line = mana.page.get_by_role("row").filter(has=heading)
    expect(line.get_by_role("cell")).to_have_text(count)


def read_back(rows: list[list[str]]) -> bool:
    """The same counts as on screen."""
    counts = (("Has savings on record", "9"), ("Child Trust Fund", "c"), ("January 2027", "c"))
    return all(list(one) in rows for one in counts)


def as_a_spreadsheet(mana: Worker, folder: Path) -> None:
    sheet = mana.take("As a spreadsheet", folder)
    rows = list(csv.reader(sheet.read_text(encoding="utf-8-sig").splitlines()))
    assert read_back(rows)
    assert "Canary" not in sheet.read_text(encoding="utf-8-sig")


def as_word(mana: Worker, folder: Path) -> None:
    written = docx.Document(str(mana.take("As Word", folder)))
    rows = [[cell.text for cell in row.cells] for one in written.tables for row in one.rows]
    assert read_back(rows)
    text = " ".join(paragraph.text for paragraph in written.paragraphs)
    assert "Dorset Council" in text
    assert "Canary" not in text + str(rows)
