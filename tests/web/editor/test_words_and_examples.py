"""What a table says of itself, a version's days and approval, and its worked examples."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.staff import StaffVisit
from tests.web.editor.desk import DRAFT, GRID, SIM, change_of, errors, form_with, save, text_of
from tests.web.editor.test_grid_rows import newest

PATH = f"{SIM}.yaml"
WORDS, VERSION = f"{DRAFT}/words/{PATH}", f"{DRAFT}/version/{PATH}"
EXAMPLES = f"{DRAFT}/examples/{PATH}"


def post(visit: StaffVisit, address: str, given: dict[str, str], status: int = 200):
    """Open a form, fill some of it in, and send all of it."""
    fields = form_with(visit(address), next(iter(given)))
    return visit.post(address, {**fields, **given}, status=status)


def test_the_words_of_a_table_move_no_other_line(app: Flask, draft: StaffVisit) -> None:
    before = text_of(app)
    post(draft, WORDS, {"title": "A SIM: yours", "also_called": "phone\n\n mobile  data \n"})

    held = before.splitlines()
    lines = [line for line in text_of(app).splitlines() if line not in held]
    assert lines == ['title: "A SIM: yours"', "also_called: [phone, mobile data]"]


def test_words_that_are_not_changed_are_saved_as_they_were(app: Flask, draft: StaffVisit) -> None:
    before = text_of(app)
    post(draft, WORDS, {"title": "SIM card for your phone"})
    post(draft, VERSION, {"starts": "2027-04-01"})

    assert text_of(app) == before


@pytest.mark.parametrize("field", ["title", "summary", "payer", "ask", "how_to_get"])
def test_a_table_says_each_of_its_words(draft: StaffVisit, field: str) -> None:
    page = post(draft, WORDS, {field: "  "}, 422)

    assert list(errors(page).values()) == [field]


def test_a_version_is_approved_and_confirmed(app: Flask, draft: StaffVisit) -> None:
    given = {"approved_by": "Dorset Cabinet", "approved_on": "2026-11-20", "minute": "item 8"}
    given |= {"confidence": "confirmed", "todo": "the network | ask: the team\n"}
    post(draft, VERSION, {"starts": "2027-05-01", **given})
    version = newest(app, SIM)

    assert str(version.effective_from) == "2027-05-01"
    assert version.approved is not None
    assert (version.approved.body, str(version.approved.on), version.approved.minute) == (
        *("Dorset Cabinet", "2026-11-20", "item 8"),
    )
    assert [(todo.confirm, todo.ask) for todo in version.todo] == [("the network", "the team")]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"starts": ""}, "starts"),
        ({"starts": "soon"}, "starts"),
        ({"ends": "2027-04-01"}, "ends"),
        ({"ends": "later"}, "ends"),
        ({"checked_on": ""}, "checked_on"),
        ({"approved_on": "31 June"}, "approved_on"),
        ({"approved_by": "", "approved_on": "2026-11-20"}, "approved_by"),
        ({"todo": "only what"}, "todo"),
        ({"todo": "| ask: the team"}, "todo"),
        ({"note": "x" * 2_001}, "note"),
        ({"confidence": "surely"}, "confidence"),
    ],
)
def test_a_day_or_line_that_does_not_fit_is_said(
    app: Flask, draft: StaffVisit, given: dict[str, str], field: str
) -> None:
    page = post(draft, VERSION, given, 422)

    assert list(errors(page).values()) == [field]
    assert change_of(app).texts[PATH].number == 1


def test_an_example_is_added_with_what_comes_out(app: Flask, draft: StaffVisit) -> None:
    facts = "date_of_birth: 2008-01-01\nleaving_care_status: former_relevant"
    post(draft, EXAMPLES, {"name": "Aged 19 in 2027", "facts": facts, "act": "add"})
    added = newest(app, SIM).examples[-1]

    assert added.name == "Aged 19 in 2027"
    assert added.expect["row"] == "sim"
    assert added.expect["outcome"] == "entitled"


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"facts": "no_such_fact: 1"}, "facts", "no_such_fact"),
        ({"facts": "leaving_care_status: orphan"}, "facts", "orphan"),
        ({"facts": "just words"}, "facts", "one fact a line"),
        ({"facts": "a: [\n"}, "facts", ""),
        ({"facts": "a: &a [*a]"}, "facts", ""),
        ({"facts": "[1, 2]"}, "facts", "one fact a line"),
        ({"name": ""}, "name", "Say what the example shows."),
        ({"name": "Aged 19"}, "name", "an example of that name"),
        ({"as_at": ""}, "as_at", "Give a day"),
    ],
)
def test_an_example_that_cannot_be_is_refused(
    app: Flask, draft: StaffVisit, given: dict[str, str], field: str, says: str
) -> None:
    fields = {"name": "One more", "facts": "leaving_care_status: none", "act": "add", **given}
    page = post(draft, EXAMPLES, fields, 422)

    assert [where for text, where in errors(page).items() if says in text] == [field]
    assert change_of(app).texts[PATH].number == 1


def test_what_comes_out_is_taken_as_right_or_taken_out(app: Flask, draft: StaffVisit) -> None:
    save(draft, draft(GRID), {"outcome: sim": "may get"})
    page = draft(EXAMPLES)
    right = [
        e.get("value", "") for e in page.all("button") if (e.get("value") or "")[:5] == "right"
    ]
    assert right
    fields = form_with(page, "number")
    draft.post(EXAMPLES, {**fields, "act": right[0]})
    place = int(right[0].partition(":")[2])
    taken = newest(app, SIM).examples[place]
    assert taken.expect["outcome"] == "may_get"
    fields = form_with(draft(EXAMPLES), "number")
    draft.post(EXAMPLES, {**fields, "act": f"remove:{place}"})
    assert taken.name not in {one.name for one in newest(app, SIM).examples}


@pytest.mark.parametrize("act", ["right:999", "remove:-1", "remove:x", "explode", ""])
def test_a_button_that_is_not_there_changes_no_example(
    app: Flask, draft: StaffVisit, act: str
) -> None:
    before = text_of(app)
    fields = form_with(draft(EXAMPLES), "number")
    draft.post(EXAMPLES, {**fields, "act": act})

    assert text_of(app) == before
