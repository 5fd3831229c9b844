"""What leaves the room: from a case to a PDF whose text says what was decided."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader

from entitlements.awards import Step
from entitlements.rulebook.model import Outcome
from tests.staff import StaffVisit
from tests.web.cases.room import NOW, Room
from web import i18n
from web.store.cases import awards, checks, notes, records
from web.store.cases.facts import Said, State
from web.store.cases.records import SafeContact


@pytest.fixture
def room(app: Flask) -> Room:
    """A team at work."""
    return Room.of(app)


def made(visit: StaffVisit, number: int, **chosen: str) -> tuple[str, bytes]:
    """Make a paper as the page does: its address, and its bytes."""
    visit(f"/cases/{number}/letter")
    page = visit.post(f"/cases/{number}/letter", chosen, follow=False, status=303)
    address = page.response.headers["Location"]
    answer = visit.client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.content_type == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert re.fullmatch(
        r'attachment; filename="(letter|plan)\.pdf"', answer.headers["Content-Disposition"]
    )
    return address, answer.data


def text_of(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


SHORT = {"paper": "short", "size": "ordinary"}


def test_a_letter_says_what_can_be_got_and_how_to_ask(room: Room) -> None:
    case = room.open()
    address, pdf = made(room.adviser, case.id, **SHORT)
    text = text_of(pdf)

    assert "For Sam" in text
    assert "22 November 2026" in text
    assert "Money to set up your first home" in text
    assert "£3,000" in text
    assert "This is not a decision." in text
    assert "If you disagree" in text
    assert "Pat Lee" in text
    code = checks.of_case(room.vault, case)[0].code
    pages = PdfReader(BytesIO(pdf)).pages
    assert all(code in page.extract_text() for page in pages)
    assert code in address


def test_the_same_case_keeps_one_check_and_gives_the_same_bytes(room: Room) -> None:
    case = room.open()
    first, second = (made(room.adviser, case.id, **SHORT) for _ in range(2))

    assert first == second
    assert len(checks.of_case(room.vault, case)) == 1


def test_another_fact_is_another_check(room: Room) -> None:
    from web.store.cases import facts

    case = room.open()
    made(room.adviser, case.id, **SHORT)
    told = {"home": Said("home", State.KNOWN, "no_home")}
    facts.save(room.vault, case.id, case.number, told, room.adviser.account.id, NOW)
    made(room.adviser, case.id, **SHORT)

    assert len(checks.of_case(room.vault, case)) == 2


def test_where_it_may_not_be_safe_the_page_asks_first(room: Room) -> None:
    case = room.open(safe=SafeContact.ASK_FIRST)
    page = room.adviser(f"/cases/{case.id}/letter")
    assert "Ask the young person each time" in page.text

    page = room.adviser.post(f"/cases/{case.id}/letter", SHORT, status=422)
    assert "Ask the young person first" in page.text
    assert not checks.of_case(room.vault, case)

    address, _ = made(room.adviser, case.id, **SHORT, asked="y")
    bare = address.partition("?")[0]
    assert room.adviser.client.get(bare).status_code == 303


def test_an_override_stands_beside_what_the_rules_say(room: Room) -> None:
    case, me = room.open(), room.adviser.account.id
    notes.override(
        *(room.vault, case, "dorset/driving-lessons", Outcome.MAY_GET, Outcome.ENTITLED),
        *(20_000, "Agreed at the review.", me, NOW),
    )
    text = text_of(made(room.adviser, case.id, **SHORT)[1])

    assert "What the rules say:" in text
    assert "What your adviser says:" in text
    assert "£200" in text
    assert "Agreed at the review." in text


def test_a_colleague_prints_without_private_facts_and_the_letter_says_so(room: Room) -> None:
    case = room.open()
    address, _ = made(room.adviser, case.id, **SHORT)
    text = text_of(made(room.colleague, case.id, **SHORT)[1])

    assert "left out here" in text
    assert room.colleague.client.get(address).status_code == 409, "made with private facts"


def test_a_code_of_another_case_opens_nothing(room: Room) -> None:
    one, other = room.open(), room.open("Alex")
    address, _ = made(room.adviser, one.id, **SHORT)
    room.adviser(address.replace(f"/cases/{one.id}/", f"/cases/{other.id}/"), status=404)
    room.adviser(f"/cases/{one.id}/letter/nothing.pdf", status=404)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("<b>#panic()</b> *x*", "For <b>#panic()</b> *x*"),
        ("Sam \N{PARTY POPPER}", "For Sam"),
        ("Zoë Łukasz-O'Brien", "For Zoë Łukasz-O'Brien"),
    ],
)
def test_a_name_prints_as_it_stands(room: Room, name: str, printed: str) -> None:
    case = room.open(name)

    assert printed in text_of(made(room.adviser, case.id, **SHORT)[1])


def test_a_name_that_cannot_be_printed_is_left_out_and_said(room: Room) -> None:
    case = room.open("\u0633\u0644\u0627\u0645")
    page = room.adviser(f"/cases/{case.id}/letter")

    assert "Some signs of the name cannot be printed" in page.text
    assert text_of(made(room.adviser, case.id, **SHORT)[1]).startswith("What you can get As things")


def test_a_language_without_words_is_said_before_anything_is_made(room: Room) -> None:
    case = room.open(language="so")

    assert "There are no words in Somali here yet" in room.adviser(f"/cases/{case.id}/letter").text


def test_a_letter_in_their_language_has_an_english_copy(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = room.open(language="cy")
    words = i18n.read_catalogues(_welsh(room))
    monkeypatch.setattr(i18n, "_CATALOGUES", words)
    address, pdf = made(room.adviser, case.id, **SHORT, tongue="theirs")
    text, root = text_of(pdf), PdfReader(BytesIO(pdf)).trailer["/Root"]

    assert "Beth gallwch chi ei gael" in text
    assert "What you can get" in text
    assert "22 Tachwedd 2026" in text
    assert root["/Lang"] == "cy"
    assert "cy" not in address


def _welsh(room: Room) -> Any:
    from pathlib import Path

    folder = Path(room.app.instance_path) / "translations"
    place = folder / "cy" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "messages.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: cy\\n"\n\n'
        'msgid "What you can get"\nmsgstr "Beth gallwch chi ei gael"\n'
    )
    return folder


def test_the_page_for_the_plan_is_one_page_with_room_to_sign(room: Room) -> None:
    case = room.open()
    address, pdf = made(room.adviser, case.id, paper="plan", size="ordinary")
    text = text_of(pdf)

    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert "Money to set up your first home" in text
    assert "In my own words" in text
    assert checks.of_case(room.vault, case)[0].code in text

    page = room.adviser(address.removesuffix(".pdf"))
    assert "Money to set up your first home" in page.text


def test_large_print_is_larger(room: Room) -> None:
    case = room.open()
    plain = made(room.adviser, case.id, **SHORT)[1]
    large = made(room.adviser, case.id, paper="short", size="large")[1]

    assert len(PdfReader(BytesIO(large)).pages) > len(PdfReader(BytesIO(plain)).pages)


def test_no_word_about_the_person_is_in_an_address(room: Room) -> None:
    case = room.open("Quillfeather")
    address, _ = made(room.adviser, case.id, **SHORT)

    assert "quill" not in address.lower()
    assert str(date(2007, 2, 10)) not in address


def test_the_plan_tells_of_each_award_what_stands_of_it(room: Room) -> None:
    case, me = room.open(), room.adviser.account.id
    said = {"by": me, "at": NOW, "on": date(2026, 11, 20)}
    budget = {"entitlement": "dorset/personal-budget", **said}
    first = awards.add(room.vault, case, step=Step.AGREED, amount=40_000, **budget).award
    awards.add(room.vault, case, step=Step.PAID, amount=25_000, award=first, **budget)
    awards.add(room.vault, case, step=Step.RETURNED, amount=5_050, award=first, **budget)
    home = {"entitlement": "dorset/setting-up-home", **said}
    gone = awards.add(room.vault, case, step=Step.AGREED, amount=77_700, **home).award
    awards.add(room.vault, case, step=Step.REFUSED, amount=None, award=gone, **home)

    text = text_of(made(room.adviser, case.id, paper="plan", size="ordinary")[1])
    assert "£349.50" in text
    assert "£777" not in text


def test_making_a_paper_keeps_a_check_that_the_list_of_cases_has(room: Room) -> None:
    case = room.open()
    made(room.adviser, case.id, **SHORT)

    now = records.get(room.vault, case.id)
    assert now is not None
    assert now.summary is not None
    assert now.summary.checked_on == date(2026, 11, 22)
