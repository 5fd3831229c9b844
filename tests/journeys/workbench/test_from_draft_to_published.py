"""A council changes its own rules, in a browser, from a draft to what people are told."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pypdf
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.journeys.workbench.desk import Desk, change_at, download, places_of, result_of
from web.settings import ROOT
from web.store import open_store, verify

TABLE = "dorset/setting-up-home"
SAYS = "The council gives £3,000 to set up home. Someone agrees what it is for."
FOR_NOBODY = ("over-21-when-the-rules-began", "aged-21-when-the-rules-began")
#: Somebody of 19 who moves into a flat of their own.
MOVING = {
    "authority": "dorset",
    "date_of_birth": "2008-02-10",
    "in_care_at_16_or_17": "true",
    "in_care_13_weeks_since_14": "true",
    "left_care_on": "2026-02-10",
    "moving_into_own_home": "true",
}


def test_dorset_raises_its_setting_up_home_money(
    desk: Desk,
    second_desk: Desk,
    served: Flask,
    make_app: Callable[..., Flask],
    tmp_path: Path,
) -> None:
    change = written(desk)
    proposed(desk)
    kept = head_kept(desk)
    not_signed_by_its_author(desk, change)
    signed_and_published(second_desk, desk, change)
    digest = digests_of(desk)[0]
    packs_read_right(desk.page, tmp_path, digest)
    self_check_follows_the_day(served, make_app)
    the_record_holds(desk, served, kept)
    one_changed_byte_is_found(served, tmp_path)


def written(desk: Desk) -> int:
    """Write the new version, clash with a row, see on whom, and take the row out again."""
    find_the_table(desk)
    desk.follow("Change this table")
    desk.inspect()
    expect(desk.page.get_by_label("From which day")).to_have_value("2027-04-01")
    desk.page.get_by_label("Why is it made").fill("Cabinet asked for this on 3 March.")
    desk.press("Begin the draft")
    take_out_what_is_for_nobody(desk)
    desk.cell("moving", "outcome").select_option("may get")
    desk.cell("moving", "amount").fill("£3,000")
    desk.cell("moving", "says").fill(SAYS)
    expect(desk.page.locator("#sentence-0")).to_contain_text("£3,000, once")
    add_a_row_that_clashes(desk)
    see_whom_it_clashes_on(desk)
    give_a_reason(desk, desk.finding("A clash", "Rows “moving” and “under-21” both fit"))
    desk.follow("Setting up home money")
    desk.act_on("under-21", "Take out")
    desk.press("Save")
    expect(desk.finding("A clash", "under-21")).to_have_count(0)
    return change_at(desk.page.url)


def find_the_table(desk: Desk) -> None:
    desk.open("/editor/")
    desk.page.get_by_label("Search by name or area").fill("setting up home")
    desk.press("Search")
    desk.inspect()
    with desk.page.expect_navigation():
        desk.page.locator(f"a[href='/editor/table/{TABLE}']").click()
    desk.inspect()


def take_out_what_is_for_nobody(desk: Desk) -> None:
    """Nobody is under 25 any more who was 21 in April 2021; the page says so."""
    for row in FOR_NOBODY:
        expect(desk.finding("A row for nobody", row)).to_have_count(1)
    desk.inspect()
    for row in FOR_NOBODY:
        desk.act_on(row, "Take out")
        expect(desk.cell(row, "row")).to_have_count(0)
    desk.see("It is kept for you, but it is not saved yet.")
    desk.press("Save")
    expect(desk.cell("moving", "age")).to_have_count(0)  # no row tests it any more


def add_a_row_that_clashes(desk: Desk) -> None:
    """A row for everybody under 21, whatever else is known of them."""
    desk.act_on("moving", "Add a row below")
    desk.page.get_by_label("Add a column for another fact").select_option("age")
    desk.press("Add the column")
    desk.cell("new-row", "row").fill("under-21")
    desk.cell("new-row", "age").fill("under twenty-one")
    with desk.refused():
        desk.press("Save")
    desk.see("These cells cannot be read yet")
    desk.inspect()
    desk.cell("under-21", "age").fill("18 or over and under 21")
    desk.cell("under-21", "outcome").select_option("may get")
    desk.cell("under-21", "amount").fill("£2,000")
    desk.cell("under-21", "says").fill("You are under 21, so you can ask for £2,000.")
    desk.cell("under-21", "source").fill("dorset-p7 setting up home grant")
    desk.press("Save")


def see_whom_it_clashes_on(desk: Desk) -> None:
    """The finding names a person in words, and a check opens on them."""
    desk.inspect()
    found = desk.finding("A clash", "Rows “moving” and “under-21” both fit")
    expect(found).to_contain_text("19, moving into their own home, a care leaver")
    with desk.page.expect_navigation():
        found.get_by_role("link", name="Open this person in a check").click()
    desk.see("19, moving into their own home, a care leaver")
    desk.see("£3,000")
    desk.inspect()
    desk.page.go_back()


def proposed(desk: Desk) -> None:
    """Look at each worked example that comes out otherwise, and propose."""
    desk.follow("Worked examples")
    desk.inspect()
    right = desk.page.get_by_role("button", name="What comes out is right")
    assert right.count() > 1
    while right.count():
        with desk.page.expect_navigation():
            right.first.click()
    desk.follow("Back")
    desk.follow("Setting up home money")
    desk.inspect()
    desk.press("Propose for sign-off")
    desk.see("Proposed. It is frozen now")
    desk.inspect()


def give_a_reason(desk: Desk, finding: Locator) -> None:
    """It could be meant: then the finding asks why, and shows what was said."""
    finding.get_by_text("It is meant: give a reason").click()
    finding.get_by_label("Why is this right?").fill("Cabinet knows it, and wants it so.")
    with desk.page.expect_navigation():
        finding.get_by_role("button", name="I have looked at this").click()
    expect(finding).to_contain_text("Reason given: Cabinet knows it, and wants it so. (Pat Lead")


def head_kept(desk: Desk) -> str:
    """The head of the record, as it would be put in the minutes."""
    desk.open("/editor/audit")
    return desk.page.locator("code.app-digest").first.inner_text()


def not_signed_by_its_author(desk: Desk, change: int) -> None:
    """She may sign, but not this: neither with a button, nor by typing the address."""
    desk.open(f"/editor/changes/{change}")
    desk.see("You wrote in this change, so somebody else has to sign it.")
    expect(desk.page.get_by_role("link", name="Sign this change")).to_have_count(0)
    desk.open(f"/editor/changes/{change}/sign")
    with desk.refused():
        desk.press("I have read it, and I sign")
    desk.see("sign")
    desk.open(f"/editor/changes/{change}")
    desk.see("Proposed")


def signed_and_published(approver: Desk, author: Desk, change: int) -> None:
    """Somebody else reads the digests and signs; then its author may publish it."""
    approver.open(f"/editor/changes/{change}")
    frozen = digests_of(approver)
    approver.see("the sum goes from no published figure to £3,000, once")
    approver.inspect()
    approver.follow("Sign this change")
    assert approver.page.locator("code.app-digest").all_inner_texts() == frozen
    approver.inspect()
    approver.press("I have read it, and I sign")
    approver.see("Robin Approver, ")
    author.open(f"/editor/changes/{change}")
    author.press("Publish")
    author.see("Published as number 2")
    author.see("scheduled")
    author.inspect()


def digests_of(desk: Desk) -> list[str]:
    """The digests of the texts, of the proofs and of the pack, as the page shows them."""
    keys = desk.page.locator("dt").filter(has_text="Digest of")
    return [keys.nth(n).locator("xpath=following-sibling::dd").inner_text() for n in range(3)]


def packs_read_right(page: Page, folder: Path, digest: str) -> None:
    """Both papers hold the sum, the title, and the digest that was signed."""
    written = docx.Document(download(page, "Cabinet pack (Word)", folder))
    cells = [cell.text for table in written.tables for row in table.rows for cell in row.cells]
    word = " ".join([*(paragraph.text for paragraph in written.paragraphs), *cells])
    pages = pypdf.PdfReader(download(page, "Cabinet pack (PDF)", folder)).pages
    pdf = " ".join(page.extract_text() for page in pages)
    for paper in (word, pdf):
        assert "£3,000" in paper
        assert "Setting up home money" in paper
        assert digest in "".join(paper.split())


def self_check_follows_the_day(served: Flask, make_app: Callable[..., Flask]) -> None:
    """One register: the old answer until 31 March, the new one from 1 April."""
    store = served.extensions["entitlements.settings"].store_url
    said = {
        day: result_of(make_app(database_url=store, fixed_date=day), MOVING, TABLE)
        for day in (date(2027, 3, 31), date(2027, 4, 1))
    }
    before, after = said.values()
    assert before.heap == "not-published"
    assert SAYS not in before.words
    assert after.heap == "ask"
    assert "£3,000" in after.words
    assert SAYS in after.words


def the_record_holds(desk: Desk, served: Flask, kept: str) -> None:
    """Checked on the page and on the command line, from the head that was kept."""
    assert verify.everything(served.extensions["entitlements.store"], kept) == []
    desk.open("/editor/audit")
    desk.inspect()
    desk.page.get_by_label("A head that you kept").fill(kept)
    desk.press("Check the whole record")
    desk.see("Every event and every published text is as it was written.")
    desk.see("It goes on from the head that you kept.")
    desk.inspect()
    checked = on_the_command_line(served.extensions["entitlements.settings"].store_url, kept)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "All is as it was written" in checked.stdout


def on_the_command_line(store: str, kept: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "web", "audit", "verify", "--head", kept]
    around = {**os.environ, "ENTITLEMENTS_DATABASE_URL": store}
    return subprocess.run(command, cwd=ROOT, env=around, capture_output=True, text=True)


def one_changed_byte_is_found(served: Flask, folder: Path) -> None:
    """A "3" made a "9" in a published text, in a copy of the file: the check names it."""
    store = served.extensions["entitlements.store"]
    whole, changed = folder / "whole.sqlite3", folder / "changed.sqlite3"
    with sqlite3.connect(store.url.database) as connection:
        connection.execute("VACUUM INTO ?", (str(whole),))
    data = whole.read_bytes()
    places = places_of(data, SAYS.encode())
    assert len(places) > 1  # the saves, and what was published
    found = []
    for place in places:
        at = place + SAYS.encode().index(b"3,000")
        changed.write_bytes(data[:at] + b"9" + data[at + 1 :])
        faults = verify.everything(open_store(f"sqlite:///{changed}"))
        assert faults, f"byte {at}"
        found += map(str, faults)
    assert any(f"text of publication 2 {TABLE}.yaml" in fault for fault in found)
    checked = on_the_command_line(f"sqlite:///{changed}", "")
    assert checked.returncode == 1
    assert f"{TABLE}.yaml" in checked.stdout
