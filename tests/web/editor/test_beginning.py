"""Beginning a change: a new version from a day, or a correction of what is in force."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask

from entitlements.rulebook.model import Confidence
from entitlements.rulebook.read import read_table
from tests.rulebooks import shipped
from tests.staff import StaffVisit
from tests.web.editor.desk import (
    BEGIN,
    FROM_APRIL,
    GRID,
    SIM,
    begin,
    errors,
    in_service,
    store_of,
    text_of,
)
from web.access import Role
from web.store import changes


def test_a_new_version_copies_the_rows_and_ends_the_one_before(
    app: Flask, lead: StaffVisit
) -> None:
    assert begin(lead).startswith(GRID)
    table = read_table(text_of(app).encode(), f"{SIM}.yaml", shipped().catalogue, [])
    assert table is not None
    *_, before, begun = table.versions

    assert (str(before.effective_to), str(begun.effective_from)) == ("2027-04-01", "2027-04-01")
    assert begun.rows == before.rows
    assert begun.otherwise == before.otherwise
    assert (begun.effective_to, begun.approved) == (None, None)
    assert begun.confidence is Confidence.UNCONFIRMED
    assert begun.todo
    assert all(str(example.as_at) >= "2027-04-01" for example in begun.examples)


def test_every_other_line_is_as_it_was(app: Flask, lead: StaffVisit) -> None:
    begin(lead)
    text, was = text_of(app), in_service(SIM).decode()
    place = text.index("  - effective_from: 2027-04-01\n")

    assert text[:place].replace("    effective_to: 2027-04-01\n", "", 1) == was


def test_a_correction_begins_with_the_text_byte_for_byte(app: Flask, lead: StaffVisit) -> None:
    begin(lead, how="correction", starts="")

    assert text_of(app).encode() == in_service(SIM)
    assert "rewrites the past" in lead(GRID).text


@pytest.mark.parametrize(
    ("given", "says", "where"),
    [
        ({"starts": "2026-11-22"}, "That day is past.", "starts"),
        ({"starts": "2021-04-01"}, "begins on that day already", "starts"),
        ({"starts": ""}, "Give the first day", "starts"),
        ({"starts": "tomorrow"}, "Give the first day", "starts"),
        ({"starts": "9999-99-99"}, "Give the first day", "starts"),
        ({"reason": ""}, "Say why the change is made.", "reason"),
        ({"reason": "x" * 2_001}, "at most 2000 characters", "reason"),
        ({"title": "  "}, "Give the change a name", "title"),
        ({"reason": " \n "}, "Say why the change is made.", "reason"),
        ({"title": ""}, "Give the change a name", "title"),
        ({"title": "x" * 121}, "at most 120 characters", "title"),
        ({"how": "magic"}, "Not a valid choice", "how-0"),
    ],
)
def test_what_is_missing_or_does_not_fit_is_said_where_it_is(
    app: Flask, lead: StaffVisit, given: dict[str, str], says: str, where: str
) -> None:
    lead(BEGIN)
    page = lead.post(BEGIN, {**FROM_APRIL, **given}, status=422)
    found = errors(page)

    assert [place for text, place in found.items() if says.lower() in text.lower()] == [where]
    assert changes.all_changes(store_of(app)) == []
    typed = {"title", "reason", "starts"} - {where}
    assert all({**FROM_APRIL, **given}[name] in page.response.text for name in typed)


def test_a_table_in_an_open_change_leads_there(draft: StaffVisit) -> None:
    assert draft(BEGIN, follow=True).path == "/editor/changes/1"
    page = draft.post(BEGIN, {**FROM_APRIL, "starts": "2028-04-01"})

    assert page.path == "/editor/changes/1"


def test_a_day_before_a_version_to_come_ends_where_that_begins(
    app: Flask, lead: StaffVisit, publish: Callable[..., None]
) -> None:
    begin(lead)
    publish(1)
    lead(BEGIN)
    lead.post(BEGIN, {**FROM_APRIL, "starts": "2027-01-01"}, status=303, follow=False)
    path = f"{SIM}.yaml"
    changed = changes.get(store_of(app), 2)
    assert changed is not None
    days = re.findall(r"effective_(?:from|to): (\S+)", changed.texts[path].text.decode())

    assert days == [
        *("2019-04-01", "2021-04-01", "2021-04-01", "2027-01-01"),
        *("2027-01-01", "2027-04-01", "2027-04-01"),
    ]


def test_an_auditor_and_an_approver_cannot_begin(signed_in: Callable) -> None:
    for role in (Role.AUDITOR, Role.APPROVER):
        signed_in(role)(BEGIN, status=403)
