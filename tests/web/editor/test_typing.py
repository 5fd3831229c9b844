"""What is typed is kept before it is saved, for whoever typed it, and never comes back after."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from tests.staff import StaffVisit
from tests.web.editor.desk import DRAFT, GRID, SIM, cell, change_of, form_with, save
from web.access import Role

TYPING = f"{DRAFT}/typing/{SIM}.yaml"
SAYS = "Ask your personal adviser for a SIM card."


def keep(visit: StaffVisit, fields: dict[str, str], status: int = 200) -> dict:
    """Send what is typed, as the page's script does."""
    answer = visit.client.post(TYPING, data=fields)
    assert answer.status_code == status
    found: dict = answer.get_json() if status == 200 else {}
    return found


def test_typing_is_kept_and_each_row_is_read_out(app: Flask, draft: StaffVisit) -> None:
    page = draft(GRID)
    fields = {**form_with(page, "columns"), cell(page, "age: sim"): "19"}
    answer = keep(draft, fields)

    assert answer["bad"] == []
    assert "19" in answer["rows"]["sentence-0"]
    assert answer["said"] == "Kept, but not saved yet."
    assert form_with(draft(GRID), "columns")[cell(page, "age: sim")] == "19"
    assert change_of(app).texts["dorset/sim.yaml"].number == 1


def test_a_cell_that_cannot_be_read_is_named(draft: StaffVisit) -> None:
    page = draft(GRID)
    answer = keep(draft, {**form_with(page, "columns"), cell(page, "age: sim"): "old"})

    assert answer["bad"] == [cell(page, "age: sim")]
    assert answer["rows"] == {}
    assert "1 cell" in answer["said"]


def test_a_script_that_is_late_brings_nothing_back(draft: StaffVisit) -> None:
    page = draft(GRID)
    late = {**form_with(page, "columns"), cell(page, "says: sim"): "An older text."}
    save(draft, page, {"says: sim": SAYS})
    answer = keep(draft, late)

    assert "You saved this since" in answer["said"]
    again = draft(GRID)
    assert form_with(again, "columns")[cell(again, "says: sim")] == SAYS
    assert "This is what you typed" not in again.text


def test_typing_is_nobody_elses(draft: StaffVisit, signed_in: Callable) -> None:
    page = draft(GRID)
    keep(draft, {**form_with(page, "columns"), cell(page, "says: sim"): SAYS})
    other = signed_in(Role.POLICY_LEAD)(GRID)

    assert SAYS not in other.response.text
    assert "This is what you typed" not in other.text


def test_typing_goes_nowhere_where_there_is_no_draft(draft: StaffVisit) -> None:
    fields = form_with(draft(GRID), "columns")
    nowhere = draft.client.post(f"{DRAFT}/typing/dorset/none.yaml", data=fields)
    too_long = draft.client.post(TYPING, data={**fields, "rows": "500"})

    assert nowhere.status_code == 404
    assert too_long.status_code == 409
