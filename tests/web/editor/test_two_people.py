"""Two people at one draft: what either wrote is kept, put together, and never overwritten."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.staff import StaffVisit
from tests.web.editor.desk import (
    DRAFT,
    GRID,
    SIM,
    TEXT,
    change_of,
    errors,
    form_with,
    save,
    store_of,
    text_of,
)
from web.access import Role
from web.editor.merging import END, MINE, THEIRS
from web.store import changes

SAVES = f"{DRAFT}/saves/{SIM}.yaml"


@pytest.fixture
def other(signed_in: Callable) -> StaffVisit:
    """A second policy lead."""
    return signed_in(Role.POLICY_LEAD, name="Ben Lead")


def test_different_rows_are_put_together_and_saved(
    app: Flask, draft: StaffVisit, other: StaffVisit
) -> None:
    mine, theirs = draft(GRID), other(GRID)
    save(draft, mine, {"says: sim": "The first text."})
    page = save(other, theirs, {"says: other-groups": "The second text."}, status=409)

    assert page.h1 == "Ada Lead saved this while you wrote"
    together = form_with(page, "text")
    assert "The first text." in together["text"]
    assert "The second text." in together["text"]
    other.post(TEXT, together)
    assert text_of(app) == together["text"]
    again = other(GRID)
    assert "This is what you typed" not in again.text
    assert [one.author for one in changes.saves(store_of(app), 1, f"{SIM}.yaml")] == [
        *("Ben Lead", "Ada Lead", "Ada Lead")
    ]


def test_the_same_cell_is_marked_and_has_to_be_chosen(
    app: Flask, draft: StaffVisit, other: StaffVisit
) -> None:
    mine, theirs = draft(GRID), other(GRID)
    save(draft, mine, {"says: sim": "The first text."})
    page = save(other, theirs, {"says: sim": "The second text."}, status=409)
    together = form_with(page, "text")

    assert "You both changed 1 place." in page.text
    assert all(mark in together["text"] for mark in (MINE, THEIRS, END))
    refused = other.post(TEXT, together, status=422)
    assert errors(refused) == {"Choose between the two texts first.": "text"}
    assert form_with(refused, "text")["text"] == together["text"]
    assert change_of(app).texts[f"{SIM}.yaml"].number == 2
    chosen = _mine_only(together["text"])
    other.post(TEXT, {**together, "text": chosen})
    assert "The second text." in text_of(app)
    assert "The first text." not in text_of(app)


def _mine_only(text: str) -> str:
    """The text with the first of both kept wherever there are marks."""
    kept, skipping = [], False
    for line in text.splitlines(keepends=True):
        mark = line.rstrip()
        skipping = mark == THEIRS or (skipping and mark != END)
        if mark not in (MINE, THEIRS, END) and not skipping:
            kept.append(line)
    return "".join(kept)


def test_words_and_days_are_put_together_too(
    app: Flask, draft: StaffVisit, other: StaffVisit
) -> None:
    address = f"{DRAFT}/words/{SIM}.yaml"
    fields = form_with(other(address), "title")
    save(draft, draft(GRID), {"says: sim": "The first text."})
    page = other.post(address, {**fields, "title": "A SIM card"}, status=409)

    assert "The first text." in form_with(page, "text")["text"]
    assert "title: A SIM card" in form_with(page, "text")["text"]


def test_a_text_saved_over_an_older_one_is_put_together(
    app: Flask, draft: StaffVisit, other: StaffVisit
) -> None:
    theirs = form_with(other(TEXT), "text")
    save(draft, draft(GRID), {"says: sim": "The first text."})
    changed = theirs["text"].replace("title: SIM card for your phone", "title: A SIM")
    page = other.post(TEXT, {**theirs, "text": changed}, status=409)

    assert "title: A SIM" in form_with(page, "text")["text"]
    assert "The first text." in form_with(page, "text")["text"]


def test_every_save_is_listed_and_can_be_taken_up_again(app: Flask, draft: StaffVisit) -> None:
    first = text_of(app)
    save(draft, draft(GRID), {"says: sim": "The first text."})
    page = draft(SAVES)
    assert "Save 2" in page.text
    assert "Take up save 1" in page.text
    page = draft.post(SAVES, {"number": "1"})

    assert "Save 1 is taken up again." in page.text
    assert text_of(app) == first
    assert [one.number for one in changes.saves(store_of(app), 1, f"{SIM}.yaml")] == [3, 2, 1]


@pytest.mark.parametrize("number", ["", "0", "9", "-1", "one"])
def test_a_save_that_is_not_there_cannot_be_taken_up(draft: StaffVisit, number: str) -> None:
    draft(SAVES)
    draft.post(SAVES, {"number": number}, status=404)


def test_saves_of_a_file_that_is_not_in_the_change_are_not_found(draft: StaffVisit) -> None:
    address = f"{DRAFT}/saves/dorset/festival.yaml"
    draft(address, status=404)
    draft.post(address, {"number": "1"}, status=404)


@pytest.mark.parametrize("number", ["0", "7", "-3", "x"])
def test_a_save_number_that_never_was_overwrites_nothing(
    app: Flask, draft: StaffVisit, number: str
) -> None:
    fields = form_with(draft(TEXT), "text")
    changed = fields["text"].replace("title: SIM", "title: My SIM")
    page = draft.post(TEXT, {**fields, "text": changed, "number": number}, status=409)

    assert "My SIM" in form_with(page, "text")["text"]
    assert change_of(app).texts[f"{SIM}.yaml"].number == 1


def test_a_row_the_other_took_out_keeps_what_the_grid_does_not_show(
    app: Flask, draft: StaffVisit, other: StaffVisit
) -> None:
    mine, theirs = draft(GRID), other(GRID)
    before = text_of(app)
    place = form_with(mine, "columns")
    row = next(name for name, value in place.items() if value == "other-groups")
    save(draft, mine, {}, f"remove:{row.split('-')[1]}", status=303, follow=False)
    save(draft, draft(GRID), {})
    assert text_of(app) != before

    page = save(other, theirs, {"says: other-groups": "The second text."}, status=409)
    together = form_with(page, "text")["text"]
    assert "The second text." in together
    begun = together.split("effective_from: 2027-04-01")[1]
    assert "whether people who are eligible" in begun  # the todo of that row
