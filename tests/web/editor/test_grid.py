"""A version as a grid: cells in plain words, and only the lines of a changed row move."""

from __future__ import annotations

from collections.abc import Callable
from difflib import unified_diff

import pytest
from flask import Flask

from tests.staff import StaffVisit
from tests.web.editor.desk import (
    GRID,
    HOME,
    begin,
    cell,
    change_of,
    errors,
    form_with,
    save,
    text_of,
)
from web.access import Role
from web.editor import letters

SAYS = "Ask your personal adviser for a SIM card."
HOME_GRID = f"/editor/changes/1/grid/{HOME}.yaml"


def moved(before: str, after: str) -> list[str]:
    """The lines that were taken out and put in, from one text to the next."""
    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in list(lines)[2:] if not line.startswith("@@")]


def test_cells_are_in_plain_words(draft: StaffVisit) -> None:
    page = draft(GRID)
    fields = form_with(page, "columns")
    words = {
        label: fields[cell(page, label)]
        for label in ("your care leaver status: other-groups", "age: sim", "outcome: sim")
    }

    assert words == {
        "your care leaver status: other-groups": "eligible or relevant or qualifying",
        "age: sim": "18 or over and under 21",
        "outcome: sim": "entitled",
    }
    assert "If your care leaver status is" in page.text


def test_a_save_moves_no_line_but_those_of_its_row(app: Flask, draft: StaffVisit) -> None:
    before = text_of(app)
    page = save(draft, draft(GRID), {"says: sim": SAYS, "age: sim": "18 or over and under 22"})

    assert "Saved." in page.text
    assert moved(before, text_of(app)) == [
        "-        when: {leaving_care_status: former_relevant, age: {from: 18, under: 21}}",
        "+        when: {leaving_care_status: former_relevant, age: {from: 18, under: 22}}",
        "-        says: >-",
        "-          You are a care leaver aged 18 to 20. You can get a SIM card with calls, texts"
        " and data.",
        f"+        says: {SAYS}",
    ]
    assert change_of(app).texts["dorset/sim.yaml"].number == 2
    assert "This is what you typed" not in page.text


def test_a_save_of_nothing_new_saves_nothing(app: Flask, draft: StaffVisit) -> None:
    page = save(draft, draft(GRID), {})

    assert "Nothing was different" in page.text
    assert change_of(app).texts["dorset/sim.yaml"].number == 1


@pytest.mark.parametrize(
    ("label", "typed", "named"),
    [
        ("age: sim", "about twenty", "sim"),
        ("your care leaver status: other-groups", "orphan", "other-groups"),
        ("amount: sim", "lots", "sim"),
        ("says: sim", "", "sim"),
        ("row: sim", "Not An Id", "Not An Id"),
        ("outcome: sim", "maybe", "sim"),
        ("legal force: sim", "magic", "sim"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_and_kept(
    app: Flask, draft: StaffVisit, signed_in: Callable, label: str, typed: str, named: str
) -> None:
    opened = draft(GRID)
    name = cell(opened, label)
    page = save(draft, opened, {label: typed, "says: other-groups": SAYS}, status=422)

    column = label.partition(":")[0]
    found = [text for text, where in errors(page).items() if where == name]
    assert len(found) == 1
    assert named in found[0]
    assert column in found[0]
    assert change_of(app).texts["dorset/sim.yaml"].number == 1
    again = form_with(draft(GRID), "columns")
    assert (again[name], again[cell(opened, "says: other-groups")]) == (typed, SAYS)
    other = form_with(signed_in(Role.POLICY_LEAD)(GRID), "columns")
    assert other[cell(opened, "says: other-groups")] != SAYS


def test_what_was_typed_can_be_thrown_away(app: Flask, draft: StaffVisit) -> None:
    page = save(draft, draft(GRID), {"age: sim": "about twenty"}, status=422)
    assert "This is what you typed" in page.text
    page = draft.post(GRID, {"act": "throw"})

    assert "This is what you typed" not in page.text
    assert form_with(page, "columns")[cell(page, "age: sim")] == "18 or over and under 21"


def test_more_rows_than_a_version_may_have_are_refused(app: Flask, draft: StaffVisit) -> None:
    fields = form_with(draft(GRID), "columns")
    page = draft.post(GRID, {**fields, "rows": "401"}, status=409)

    assert "at most 400 rows" in page.text
    assert change_of(app).texts["dorset/sim.yaml"].number == 1


@pytest.mark.parametrize("rows", ["-1", "two", "", "99999999999999999999", "١"])
def test_a_count_of_rows_that_is_none_is_no_fault_of_the_service(
    app: Flask, draft: StaffVisit, rows: str
) -> None:
    fields = form_with(draft(GRID), "columns")
    page = draft.post(GRID, {**fields, "rows": rows}, status=409)

    assert "The form did not come in whole. Nothing was saved." in page.text
    assert change_of(app).texts["dorset/sim.yaml"].number == 1


def test_no_form_at_all_saves_nothing(app: Flask, draft: StaffVisit) -> None:
    draft(GRID)
    draft.post(GRID, {}, status=409)
    assert errors(draft.post(GRID, {"columns": "id\nwish\nnone", "rows": "2"}, status=422))
    assert change_of(app).texts["dorset/sim.yaml"].number == 1


def test_markup_in_a_cell_is_text(app: Flask, draft: StaffVisit) -> None:
    markup = "</textarea><script>alert('You')</script> & “quoted”: #"
    page = save(draft, draft(GRID), {"says: sim": markup})

    assert "<script>alert('You')" not in page.response.text
    assert form_with(page, "columns")[cell(page, "says: sim")] == markup


@pytest.mark.parametrize(
    "typed",
    [
        "مرحبا \u202eabc\u202c يمكنك",
        "Emoji 🏠 and a zero\u200bwidth",
        "x\x00y",
        "bell\x07 and escape\x1b[31m",
        "line\u2028separator\x85next",
        "x" * 100_000,
        "word " * 20_000,
    ],
    ids=["right to left", "emoji", "nul", "control", "separators", "100 kB", "100 kB of words"],
)
def test_an_odd_text_is_kept_or_refused_and_never_lost(
    app: Flask, draft: StaffVisit, typed: str
) -> None:
    opened = draft(GRID)
    fields = {**form_with(opened, "columns"), cell(opened, "says: sim"): typed, "act": "save"}
    answer = draft.client.post(GRID, data=fields, follow_redirects=True)

    assert answer.status_code in (200, 422)
    kept = form_with(draft(GRID), "columns")[cell(opened, "says: sim")]
    assert " ".join(kept.split()) == " ".join(letters.shown(typed).split())


def test_a_form_of_megabytes_is_refused_in_words(app: Flask, draft: StaffVisit) -> None:
    opened = draft(GRID)
    fields = {**form_with(opened, "columns"), cell(opened, "says: sim"): "x" * 2_100_000}
    page = draft.post(GRID, fields, status=413)

    assert page.h1
    assert change_of(app).texts["dorset/sim.yaml"].number == 1


def test_a_source_that_is_not_there_has_to_be_mended(draft: StaffVisit) -> None:
    page = save(draft, draft(GRID), {"source: sim": "no-such-source page 2"})

    assert "no-such-source" in next("".join(box.itertext()) for box in page.all(css="app-finding"))


def test_an_announced_version_without_rows_is_left_alone(lead: StaffVisit) -> None:
    address = begin(lead, HOME)

    assert lead(f"{HOME_GRID}?version=9", status=404).h1
    assert lead(address).h1 == "Setting up home money"
