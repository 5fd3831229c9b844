"""The board report: counts with small ones hidden, on screen, as CSV and as Word."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from docx import Document
from flask import Flask

from entitlements.awards import Step
from entitlements.rulebook.model import Outcome
from entitlements.savings import Kind
from tests.staff import StaffVisit, new_account
from tests.web.cases.award_steps import BUDGET, NOON, words
from tests.web.cases.room import Room
from web.access import Role
from web.store.audit import events
from web.store.cases import awards, notes, records, retention, savings
from web.store.cases.records import Case, ClosedWhy

SEVENTEEN = {
    **{"date_of_birth": "2009-02-10", "born_in_uk": True, "in_care_now": True},
    **{"home": "foster_care", "moving_into_own_home": False},
    "care_periods": [{"start": "2019-05-01", "basis": "care_order", "authority": "dorset"}],
}


@pytest.fixture(scope="module")
def room(make_app: Callable[..., Flask]) -> Room:
    """A council with nine cases of seventeen-year-olds, two of people who left, and one closed."""
    room = Room.of(make_app(council_name="Dorset Council"))
    young = [room.open(f"Canary{number}", **SEVENTEEN) for number in range(9)]
    left = [room.open(f"Canaryleft{number}") for number in range(2)]
    for one in young[:7]:
        save(room, one, 10_000, estimated=False)
    save(room, young[7], 10_000, estimated=True)
    pay(room, left[0], 25_000)
    closed = room.open("Canaryclosed")
    pay(room, closed, 25_000)
    retention.close(room.vault, closed.id, ClosedWhy.MOVED_ON, 1, NOON, NOON + 1_000_000)
    return room


def save(room: Room, case: Case, balance: int, estimated: bool) -> None:
    known = {"balance": balance, "balance_on": date(2026, 5, 3), "source": "the bank"}
    savings.record(
        *(room.vault, case, None),
        **{"kind": Kind.JUNIOR_ISA, "estimated": estimated, "by": 1, "at": NOON, **known},
    )


def pay(room: Room, case: Case, amount: int) -> None:
    award = None
    for step in (Step.AGREED, Step.PAID):
        told: dict[str, Any] = {"step": step, "amount": amount, "on": date(2026, 11, 1)}
        told |= {"entitlement": BUDGET, "award": award, "by": 1, "at": NOON}
        award = awards.add(room.vault, case, **told).award


@pytest.fixture
def reader(room: Room) -> StaffVisit:
    """An auditor, who sees no case."""
    return StaffVisit(room.app, new_account(room.app, Role.AUDITOR))


def text_of(room: Room, reader: StaffVisit) -> str:
    return words(reader("/cases/board"))


def test_it_counts_open_cases_and_hides_small_numbers(room: Room, reader: StaffVisit) -> None:
    page = text_of(room, reader)

    assert "Young people in it: 11." in page
    assert "Has savings on record" in page
    assert "Personal budget" in page
    assert "Your care leaver status in law" not in page, "no award can be of a status"
    assert "c stands for a small number, from 1 to 5" in page


def test_what_was_paid_stays_in_the_report_when_a_case_is_closed_and_purged(
    make_app: Callable[..., Flask],
) -> None:
    room = Room.of(make_app())
    cases = [room.open(f"Canary{number}") for number in range(9)]
    for case in cases:
        pay(room, case, 25_000)
    reader = StaffVisit(room.app, new_account(room.app, Role.AUDITOR))
    before = payments(reader)
    for case in cases[:1]:  # of fewer than 8 people even their number is hidden
        retention.close(room.vault, case.id, ClosedWhy.MOVED_ON, 1, NOON, NOON + 1)
        retention.purge(room.vault, case.id, None, NOON + 2)

    assert before == ["9", "£2,250"]
    assert payments(reader) == before


def payments(reader: StaffVisit) -> list[str]:
    """The payments of personal budgets and their sum, over all the quarters."""
    rows = csv.reader(io.StringIO(given(reader, "csv").decode("utf-8-sig")))
    return [row[-1] for row in rows if len(row) > 3 and row[0] == "Personal budget"]


def test_it_says_who_turns_18_and_what_is_due(room: Room, reader: StaffVisit) -> None:
    page = text_of(room, reader)

    assert "18th birthdays by month" in page
    assert "Help the young person to their Junior ISA." in page


def test_who_may_read_it(room: Room) -> None:
    for role, status in (
        (Role.MANAGER, 200),
        (Role.POLICY_LEAD, 200),
        (Role.AUDITOR, 200),
        (Role.ADVISER, 403),
        (Role.ADMINISTRATOR, 403),
    ):
        StaffVisit(room.app, new_account(room.app, role))("/cases/board", status=status)


def test_it_names_nobody(room: Room, reader: StaffVisit) -> None:
    assert "Canary" not in reader("/cases/board").response.text
    for kind in ("csv", "docx"):
        assert b"Canary" not in given(reader, kind)


def given(reader: StaffVisit, kind: str) -> bytes:
    reader("/cases/board")
    token = reader.last.csrf_token
    answer = reader.client.post(f"/cases/board.{kind}", data={"csrf_token": token})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f"attachment; filename=board-report.{kind}"
    return answer.data


def test_the_spreadsheet_says_what_the_page_says(room: Room, reader: StaffVisit) -> None:
    text = given(reader, "csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))

    assert ["All young people", "11"] in rows
    budget = [row for row in rows if row[0:1] == ["Personal budget"]]
    assert budget[0][-1] == "c", "one payment to one person"
    assert budget[1][-1] == "c", "and what it came to"
    assert events(room.vault.store)[0].action == "board report exported"


def test_the_word_file_is_read_back(room: Room, reader: StaffVisit) -> None:
    document = Document(io.BytesIO(given(reader, "docx")))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    cells = [[cell.text for cell in row.cells] for t in document.tables for row in t.rows]

    assert headings[0] == "Money and savings of young people in care and care leavers"
    assert "Savings on record" in headings
    assert ["All young people", "11"] in cells
    assert any("Dorset Council" in p.text for p in document.paragraphs)
    assert any("c stands for a small number" in p.text for p in document.paragraphs)


def test_a_kind_of_file_that_there_is_not(reader: StaffVisit) -> None:
    reader("/cases/board")
    reader.client.post("/cases/board.exe", data={"csrf_token": reader.last.csrf_token})
    reader.post("/cases/board.exe", status=404)


def test_overrides_without_kept_checks_are_not_known(room: Room, reader: StaffVisit) -> None:
    case = records.get(room.vault, 1)
    before = text_of(room, reader)
    notes.override(
        *(room.vault, case, BUDGET, Outcome.MAY_GET, Outcome.ENTITLED),
        *(None, "The panel said yes", 1, NOON),
    )

    assert "Share that was changednot known" in before
    assert "Share that was changednot known" in text_of(room, reader)


def test_an_empty_council_has_a_report(make_app: Callable[..., Flask]) -> None:
    app = make_app()
    page = words(StaffVisit(app, new_account(app, Role.AUDITOR))("/cases/board"))

    assert "Young people in it: 0." in page
