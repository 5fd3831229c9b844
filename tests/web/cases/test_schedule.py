"""The schedule as a spreadsheet: references and sums, no names, and nothing that runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from entitlements.awards import Step
from tests.staff import StaffVisit, new_account
from tests.web.cases.award_steps import BUDGET, NOON
from tests.web.cases.room import Room
from web.access import Role
from web.store.audit import events
from web.store.cases import awards
from web.store.cases.records import Case

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def room(make_app: Callable[..., Flask]) -> Room:
    """A team at work, the same for all of these tests."""
    return Room.of(make_app())


@pytest.fixture(scope="module")
def case(room: Room) -> Case:
    """Sam was paid £250, by somebody who types formulas."""
    case = room.open("Canary Sam")
    told = {"entitlement": BUDGET, "amount": 25_000, "on": date(2026, 11, 1)}
    told |= {"by": room.adviser.account.id, "at": NOON}
    agreed = awards.add(room.vault, case, step=Step.AGREED, **told)
    how = {"payee": '=HYPERLINK("http://x")', "route": "bank", "receipt": "@SUM(A1)"}
    awards.add(room.vault, case, step=Step.PAID, award=agreed.award, **how, **told)
    room.open("Canary Alex", pregnant=True)
    return case


def given(visit: StaffVisit, address: str, page: str, **sent: str) -> Rows:
    visit(page)
    sent["csrf_token"] = visit.last.csrf_token or ""
    answer = visit.client.post(address, data=sent)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == "attachment; filename=schedule.csv"
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = answer.data.decode("utf-8-sig")
    assert text.count("\r\n") == text.count("\n")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def of_case(visit: StaffVisit, case: Case) -> Rows:
    return given(visit, f"/cases/{case.id}/schedule.csv", f"/cases/{case.id}/awards")


def test_every_answer_and_every_step_is_a_row(room: Room, case: Case) -> None:
    rows = of_case(room.adviser, case)
    steps = [(r["Step"], r["Sum (£)"], r["Date"]) for r in rows if r["Rule table"] == BUDGET]

    assert steps == [("Agreed", "250.00", "2026-11-01"), ("Paid", "250.00", "2026-11-01")]
    assert len({row["Rule table"] for row in rows}) > 50
    assert {row["Reference"] for row in rows} == {case.reference}


def test_nothing_in_it_runs(room: Room, case: Case) -> None:
    paid = next(row for row in of_case(room.adviser, case) if row["Step"] == "Paid")

    assert paid["Paid to"] == '\'=HYPERLINK("http://x")'
    assert paid["Receipt"] == "'@SUM(A1)"
    assert paid["How it was paid"] == "Into a bank account"


def test_the_name_is_not_in_it(room: Room, case: Case) -> None:
    room.adviser(f"/cases/{case.id}/awards")
    sent = {"csrf_token": room.adviser.last.csrf_token}
    text = room.adviser.client.post(f"/cases/{case.id}/schedule.csv", data=sent).text
    assert case.name not in text.replace(case.reference, "")


def test_each_export_is_an_event_without_a_reference(room: Room, case: Case) -> None:
    of_case(room.adviser, case)
    event = events(room.vault.store)[0]

    assert event.action == "case schedule exported"
    assert f'"case":{case.id}' in event.object
    assert case.reference not in event.object


def test_the_whole_caseload_with_only_what_was_paid(room: Room, case: Case) -> None:
    rows = given(room.adviser, "/cases/schedule.csv", "/cases/schedule", what="awards")

    assert [(row["Reference"], row["Step"]) for row in rows] == [
        (case.reference, "Agreed"),
        (case.reference, "Paid"),
    ]
    assert events(room.vault.store)[0].action == "caseload schedule exported"


def test_the_whole_caseload_with_every_answer(room: Room, case: Case) -> None:
    rows = given(room.adviser, "/cases/schedule.csv", "/cases/schedule", what="all")

    assert len({row["Reference"] for row in rows}) == 2


def test_a_colleague_gets_it_without_private_facts_and_is_told(room: Room, case: Case) -> None:
    mine = given(room.adviser, "/cases/schedule.csv", "/cases/schedule", what="all")
    theirs = given(room.colleague, "/cases/schedule.csv", "/cases/schedule", what="all")

    assert {row["Private facts left out"] for row in mine} == {"0"}
    assert {row["Private facts left out"] for row in theirs} == {"1"}
    assert [row["Answer"] for row in mine] != [row["Answer"] for row in theirs]


def test_nobody_else_gets_it(room: Room, case: Case) -> None:
    other = StaffVisit(room.app, new_account(room.app, Role.ADVISER))

    assert given(other, "/cases/schedule.csv", "/cases/schedule", what="all") == []
    other.post(f"/cases/{case.id}/schedule.csv", status=404)
