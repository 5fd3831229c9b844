"""The steps of an award as people press them, for tests of the ledger and of approvals."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from tests.inspection import Page
from tests.staff import StaffVisit
from tests.web.cases.room import Room
from web.store.cases import approvals, awards
from web.store.cases.records import Case

BUDGET = "dorset/personal-budget"  #: £700, of council policy
NOON = int(datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp())


def at_noon(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A team at work, at noon of the day of the tests."""
    for views in ("views_approvals", "views_awards"):
        monkeypatch.setattr(f"web.cases.{views}.seconds", lambda: NOON)
    return Room.of(app)


def words(page: Page) -> str:
    """What a page says, in one line."""
    return " ".join(page.text.split())


def hidden(page: Page, name: str) -> str:
    """What a hidden field of a page holds."""
    return next(e.get("value") or "" for e in page.all("input") if e.get("name") == name)


def ledger(room: Room, case: Case) -> str:
    """What the ledger says now."""
    return words(room.adviser(f"/cases/{case.id}/awards"))


def ask(room: Room, case: Case, visit: StaffVisit | None = None, **typed: Any) -> Page:
    """Send the form of the personal budget as the page shows it, with what was typed."""
    visit, status = visit or room.adviser, typed.pop("status", 200)
    what = typed.pop("what", BUDGET)
    address = f"/cases/{case.id}/awards/ask/{what}"
    shown = {"once": hidden(visit(address), "once"), "how": "ask", "why": "A bed"}
    return visit.post(address, {**shown, **typed}, status=status)


def agreed(room: Room, case: Case, sum_: str) -> int:
    """Ask for a sum, have the manager agree, and return the number of the award."""
    ask(room, case, amount=sum_)
    open_ = next(one for one in approvals.of_case(room.vault, case) if one.is_open)
    address = f"/cases/{case.id}/approvals/{open_.id}"
    room.manager(address)
    room.manager.post(address, {"answer": "agree"})
    return awards.lines(room.vault, case)[-1].award


def write(room: Room, case: Case, award: int, word: str, **typed: Any) -> Page:
    """Write down the next step of an award."""
    address, status = f"/cases/{case.id}/awards/{award}/{word}", typed.pop("status", 200)
    shown = {"on": "2026-11-22", "route": "bank"}
    shown["once"] = hidden(room.adviser(address), "once")
    return room.adviser.post(address, {**shown, **typed}, status=status)
