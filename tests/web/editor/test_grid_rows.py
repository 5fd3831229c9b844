"""Rows and columns of a grid, added, copied, moved, named and taken out, without a script."""

from __future__ import annotations

import pytest
from flask import Flask

from entitlements.rulebook.model import Version
from entitlements.rulebook.read import read_table
from tests.inspection import Page
from tests.rulebooks import shipped
from tests.staff import StaffVisit
from tests.web.editor.desk import GRID, HOME, begin, change_of, errors, form_with, save, text_of

HOME_GRID = f"/editor/changes/1/grid/{HOME}.yaml"


def rows(page: Page) -> list[str]:
    """The ids of the rows on a page, in order."""
    fields = form_with(page, "columns")
    return [fields[f"cell-{number}-0"] for number in range(int(fields["rows"]))]


def newest(app: Flask, name: str) -> Version:
    """The last version of a table, as the draft has it."""
    path = f"{name}.yaml"
    table = read_table(text_of(app, path).encode(), path, shipped().catalogue, [])
    assert table is not None
    return table.versions[-1]


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("add:0", ["sim", "new-row", "aged-21-to-24", "other-groups"]),
        ("add:2", ["sim", "aged-21-to-24", "other-groups", "new-row"]),
        ("copy:0", ["sim", "sim-copy", "aged-21-to-24", "other-groups"]),
        ("up:1", ["aged-21-to-24", "sim", "other-groups"]),
        ("up:0", ["sim", "aged-21-to-24", "other-groups"]),
        ("down:0", ["aged-21-to-24", "sim", "other-groups"]),
        ("down:2", ["sim", "aged-21-to-24", "other-groups"]),
        ("remove:1", ["sim", "other-groups"]),
        ("remove:99", ["sim", "aged-21-to-24", "other-groups"]),
        ("remove:o", ["sim", "aged-21-to-24", "other-groups"]),
        ("explode:1", ["sim", "aged-21-to-24", "other-groups"]),
        ("remove:99999999999999999999999", ["sim", "aged-21-to-24", "other-groups"]),
    ],
)
def test_a_button_changes_the_rows_and_saves_nothing(
    app: Flask, draft: StaffVisit, act: str, expected: list[str]
) -> None:
    page = save(draft, draft(GRID), {"says: other-groups": "Ask us."}, act)

    assert rows(page) == expected
    assert "Ask us." in page.response.text
    assert "it is not saved yet" in page.text
    assert change_of(app).texts["dorset/sim.yaml"].number == 1


def test_copies_of_copies_have_names_of_their_own(draft: StaffVisit) -> None:
    page = save(draft, save(draft, draft(GRID), {}, "copy:0"), {}, "copy:0")

    assert len(set(rows(page))) == len(rows(page)) == 5


def test_a_row_more_than_may_be_is_refused(draft: StaffVisit) -> None:
    fields = form_with(draft(GRID), "columns")
    draft.post(GRID, {**fields, "rows": "400", "act": "add:0"}, status=409)


def test_a_row_moved_is_moved_in_the_text(app: Flask, draft: StaffVisit) -> None:
    before = text_of(app)
    page = save(draft, save(draft, draft(GRID), {}, "down:0"), {})

    assert rows(page) == ["aged-21-to-24", "sim", "other-groups"]
    assert sorted(before.splitlines()) == sorted(text_of(app).splitlines())


def test_a_new_row_is_filled_in_and_saved(app: Flask, draft: StaffVisit) -> None:
    page = save(draft, draft(GRID), {}, "add:1")
    typed = {
        "row: new-row": "aged-25",
        "your care leaver status: new-row": "former relevant",
        "age: new-row": "25 or over",
        "says: new-row": "Nothing is published for people of 25. Ask your adviser.",
        "source: new-row": "dorset-p1 SIM card",
    }
    save(draft, page, typed)

    assert [row.id for row in newest(app, "dorset/sim").rows] == [
        *("sim", "aged-21-to-24", "aged-25", "other-groups")
    ]


def test_a_column_more_can_test_any_fact(app: Flask, draft: StaffVisit) -> None:
    page = save(draft, draft(GRID), {"says: sim": "You can get a SIM card."}, "column")
    first = form_with(draft(GRID), "columns")["fact"]
    fields = form_with(page, "columns")
    page = draft.post(GRID, {**fields, "act": "column", "fact": "moving_into_own_home"})
    title = shipped().catalogue.facts["moving_into_own_home"].label
    label = f"{title}: sim"
    save(draft, page, {label: "yes"})
    (sim, *_) = newest(app, "dorset/sim").rows

    assert first
    assert "moving_into_own_home" in str(sim.when)
    assert sim.says == "You can get a SIM card."


@pytest.mark.parametrize("fact", ["", "no_such_fact", "leaving_care_status", "<b>"])
def test_a_column_that_no_book_has_changes_nothing(draft: StaffVisit, fact: str) -> None:
    fields = form_with(draft(GRID), "columns")
    page = draft.post(GRID, {**fields, "act": "column", "fact": fact})

    assert form_with(page, "columns")["columns"].split() == fields["columns"].split()


def test_a_row_renamed_keeps_its_notes_and_its_examples(app: Flask, lead: StaffVisit) -> None:
    begin(lead, HOME)
    before = newest(app, HOME)
    save(lead, lead(HOME_GRID), {"row: moving": "moving-home"}, address=HOME_GRID)
    after = newest(app, HOME)
    was = next(row for row in before.rows if row.id == "moving")
    now = next(row for row in after.rows if row.id == "moving-home")

    assert (now.note, now.todo, now.ambiguous, now.also_needs) == (
        *(was.note, was.todo, was.ambiguous, was.also_needs),
    )
    renamed = [
        "moving-home" if example.expect.get("row") == "moving" else example.expect.get("row")
        for example in before.examples
    ]
    assert [example.expect.get("row") for example in after.examples] == renamed


def test_two_rows_of_one_name_are_refused(app: Flask, draft: StaffVisit) -> None:
    page = save(draft, draft(GRID), {"row: other-groups": "sim"}, status=422)

    assert any("sim" in text for text in errors(page))
    assert change_of(app).texts["dorset/sim.yaml"].number == 1


def test_two_rows_can_change_names(app: Flask, draft: StaffVisit) -> None:
    was = newest(app, "dorset/sim")
    save(draft, draft(GRID), {"row: other-groups": "sim", "row: sim": "other-groups"})
    now = newest(app, "dorset/sim")

    assert [row.id for row in now.rows] == ["other-groups", "aged-21-to-24", "sim"]
    assert [row.note for row in now.rows] == [row.note for row in was.rows]
