"""A first meeting: from care dates in a spreadsheet to a letter and a calendar to keep."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdf
from icalendar import Calendar
from playwright.sync_api import expect

from tests.journeys.cases.conftest import TEAM
from tests.journeys.cases.room import ADA, EXPORT, Worker

NAME = "Sam <b>Otis</b>"
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}")


def test_a_first_meeting(pat: Worker, at_another_desk: Callable[..., Worker], folder: Path) -> None:
    nowhere_to_keep_a_case(pat)
    a_team_is_made(at_another_desk(ADA))
    opened(pat)
    care_dates_are_pasted(pat)
    another_status_was_told(pat)
    three_questions_together(pat)
    one_fact_is_to_check(pat)
    answers_in_plain_words_and_in_law(pat)
    dates_to_keep(pat, folder)
    code = a_letter(pat, folder)
    the_code_leads_back(pat, code)


def nowhere_to_keep_a_case(pat: Worker) -> None:
    pat.follow("Cases")
    pat.see("You have no cases yet.")
    pat.follow("Open a case")
    pat.see("You are in no team yet")
    pat.inspect()


def a_team_is_made(ada: Worker) -> None:
    """The administrator makes a team, and sees no case."""
    ada.follow("Teams")
    ada.see("There is no team yet.")
    ada.page.get_by_label("What is the team called?").fill(TEAM)
    ada.press("Add the team")
    for name, manages in (("Pat Lee", False), ("Mana Ger", True)):
        ada.page.get_by_label("Who joins the team?").select_option(name)
        ada.page.get_by_label("They manage this team").set_checked(manages)
        ada.press("Put in the team")
        ada.see(name)
    ada.inspect()
    expect(ada.page.get_by_role("link", name="Cases", exact=True)).to_have_count(0)


def opened(pat: Worker) -> None:
    pat.open_case("LC-1042", NAME, born="2007-02-10")
    pat.see("The case is open.")
    pat.see(NAME)
    assert "Otis" not in pat.page.title()
    pat.inspect()


def care_dates_are_pasted(pat: Worker) -> None:
    """Rows of an SSDA903 file; the postcodes of where they lived are not kept."""
    pat.go("Care history")
    pat.follow("Paste from a spreadsheet or a case system")
    rows = pat.page.get_by_label("Rows from a spreadsheet or a case system")
    rows.fill(EXPORT.replace("03/09/2022\tP", "31/09/2022\tP"))
    with pat.refused():
        pat.press("Read it")
    pat.see("Row 3: ")
    pat.inspect()
    rows.fill(EXPORT)
    pat.press("Read it")
    pat.see("2 rows were read")
    pat.see("These columns are left out on purpose")
    pat.see("PL_POST")
    for table in pat.page.get_by_role("table").all_inner_texts():
        assert "DT1" not in table
    pat.inspect()
    pat.press("Save these periods")
    pat.see("1461 days in care since they turned 14. 13 weeks are 91 days.")
    pat.see("Days from 10 February 2021 to 10 February 2025 can count.")
    pat.inspect()


def another_status_was_told(pat: Worker) -> None:
    """What the council told them is not what the rules say: both are shown."""
    pat.go("Facts")
    pat.act("Change", "Care")
    told = pat.page.get_by_label("What the council says your status is", exact=True)
    told.select_option("Relevant (left care at 16 or 17)")
    pat.press("Save")
    pat.go("Care history")
    pat.see("The council recorded “Relevant (left care at 16 or 17)”.")
    pat.see("By the dates and answers here it is “a care leaver aged 18 or over")
    pat.inspect()


def three_questions_together(pat: Worker) -> None:
    """What settles most is asked first, in the words that a young person reads."""
    pat.go("Overview")
    pat.follow("Ask these together")
    pat.see("What are you doing at the moment?")
    pat.inspect()
    pat.answer("Looking for work")
    pat.see("Where do you live now?")
    pat.answer("A flat or house I rent myself")
    pat.see("Have you claimed Universal Credit?")
    pat.answer("I’m not sure")
    pat.follow("Stop here")
    pat.go("Facts")
    expect(pat.line("Where you live")).to_contain_text("A flat or house I rent myself")
    expect(pat.line("Where you live")).to_contain_text("Young person, 22 November 2026")
    expect(pat.line("Your Universal Credit claim")).to_contain_text("Not known")
    expect(pat.line("Your Universal Credit claim")).to_contain_text("Young person")


def one_fact_is_to_check(pat: Worker) -> None:
    """A carer thinks so; until somebody looked it counts as not known."""
    pat.act("Change", "Money")
    pat.page.get_by_label("Whether you have a Child Trust Fund", exact=True).select_option("Yes")
    known = "How well it is known: Whether you have a Child Trust Fund"
    pat.page.get_by_label(known).select_option("To check")
    pat.unfold("Who said so Whether you have a Child Trust Fund")
    heard = pat.page.locator("#fact-has_child_trust_fund")
    heard.get_by_label("Who said so", exact=True).select_option("Carer or family")
    pat.inspect()
    pat.press("Save")
    line = pat.line("Whether you have a Child Trust Fund")
    expect(line).to_contain_text("To check")
    expect(line).to_contain_text("Carer or family")
    expect(line).to_contain_text("This helps to decide")
    pat.inspect()
    pat.go("Overview")
    pat.see("Check: ")
    pat.inspect()


def answers_in_plain_words_and_in_law(pat: Worker) -> None:
    pat.go("Answers")
    pat.inspect()
    pat.follow("Personal budget")
    plain = pat.page.get_by_role("region", name="In plain words, for the young person")
    law = pat.page.get_by_role("region", name="In law, for the file")
    expect(plain).to_contain_text("You have one pot of money to use with your personal adviser.")
    expect(plain).to_contain_text("Last day to ask: 9 February 2032")
    expect(law).to_contain_text("It is your council's own policy.")
    expect(law).to_contain_text("who has to agree")
    pat.unfold("Every rule that was tried")
    pat.inspect()


def dates_to_keep(pat: Worker, folder: Path) -> None:
    """The days to come, and a file of them with a word four weeks before each."""
    pat.go("Dates")
    coming = pat.page.get_by_role("region", name="What is coming")
    expect(coming).to_contain_text("10 February 2028")
    pat.unfold("The same as a table")
    pat.inspect()
    files = [pat.take("Calendar file to keep", folder).read_bytes() for _ in range(2)]
    first, second = map(events, files)
    assert [str(one["UID"]) for one in first] == [str(one["UID"]) for one in second]
    assert len({str(one["UID"]) for one in first}) == len(first) > 0
    told = {str(one["SUMMARY"]): one["DTSTART"].dt for one in first}
    assert told["You turn 21: some help changes"] == date(2028, 2, 10)
    assert told["Last day to ask: Personal budget"] == date(2032, 2, 9)
    for event in first:
        (alarm,) = event.walk("VALARM")
        assert alarm["TRIGGER"].dt == timedelta(days=-28)
    assert not any(word in files[0] for word in (b"Otis", b"LC-1042"))


def events(file: bytes) -> list[Any]:
    return list(Calendar.from_ical(file).walk("VEVENT"))


def a_letter(pat: Worker, folder: Path) -> str:
    """What is printed, as somebody reads it who has only the paper."""
    pat.go("Letters")
    pat.inspect()
    paper = pat.take("Make the paper", folder)
    assert paper.name == "letter.pdf"
    pages = [" ".join(one.extract_text().split()) for one in pypdf.PdfReader(paper).pages]
    found = CODE.search(pages[-1])
    assert found
    assert all(found[0] in page for page in pages), "the code stands on every page"
    text = " ".join(pages)
    for words in (
        f"For {NAME}",
        "As things are on 22 November 2026",
        "This is not a decision. A person decides. If they say no, ask why.",
        "Up to £700 in all",
        "Last day to ask: 9 February 2032",
        "If you disagree, or you are refused",
        "Write down what happened, what you asked for and what you want.",
        "Pat Lee",
    ):
        assert words in text, words
    for sign in ("&lt;", "&amp;", "{{", "}}", "#strong", "**", "</b>Otis", "None"):
        assert sign not in text, sign
    return found[0]


def the_code_leads_back(pat: Worker, code: str) -> None:
    pat.go("Answers")
    pat.follow("Checks that were kept")
    pat.follow("Find a check by its code")
    pat.page.get_by_label("The code").fill(code.lower().replace("-", " "))
    pat.press("Find it")
    pat.see(code)
    pat.inspect()
