"""What a rule book gains through its pages: a table, a fact, a rate, a source, another file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from entitlements.rulebook.read import read_files
from tests.rulebooks import shipped_files
from tests.staff import StaffVisit
from tests.web.editor.desk import (
    DRAFT,
    GRID,
    HOME,
    begin,
    change_of,
    errors,
    form_with,
    save,
    store_of,
)
from web.access import Role
from web.store import changes

NEW = "/editor/tables/new"
TABLE = {
    **{"table_id": "dorset/bus-pass", "title": "Bus pass", "summary": "Free buses."},
    **{"payer": "Dorset Council", "ask": "Your adviser", "how_to_get": "Ask.", "place": "item 8"},
    **{"starts": "2027-04-01", "reason": "Cabinet asked.", "copy": ""},
}
FACT = {
    **{"fact_id": "has_bus_pass", "label": "whether you have a bus pass", "type": "yes_no"},
    **{"question": "Have you a bus pass?", "yes": "you have a bus pass"},
    **{"no": "you have no bus pass", "choices": "", "unit": "", "hint": ""},
}


def post(visit: StaffVisit, address: str, given: dict[str, str], status: int = 200):
    """Open a form, fill some of it in, and send all of it."""
    fields = form_with(visit(address), next(iter(given)))
    return visit.post(address, {**fields, **given}, status=status)


def drafted(app: Flask, number: int = 1):
    """The book that a change would make, which must be without problems."""
    texts = {path: text.text for path, text in change_of(app, number).texts.items()}
    book, problems = read_files(sorted({**dict(shipped_files()), **texts}.items()))
    assert book is not None
    assert problems == []
    return book


@pytest.mark.parametrize("copy", ["", HOME])
def test_a_new_table_begins_blank_or_copied(app: Flask, lead: StaffVisit, copy: str) -> None:
    page = post(lead, NEW, {**TABLE, "copy": copy})
    table = drafted(app).tables["dorset/bus-pass"]

    assert page.path == "/editor/changes/1/grid/dorset/bus-pass.yaml"
    assert page.h1 == table.title == "Bus pass"
    assert len(table.versions) == 1
    assert table.versions[0].confidence == "unconfirmed"
    assert table.versions[0].todo
    assert lead(DRAFT).h1 == "Bus pass"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"table_id": "dorset/sim"}, "table_id"),
        ({"table_id": "Dorset/Bus"}, "table_id"),
        ({"table_id": "../../etc"}, "table_id"),
        ({"table_id": "atlantis/bus-pass"}, "table_id"),
        ({"table_id": ""}, "table_id"),
        ({"title": " "}, "title"),
        ({"starts": ""}, "starts"),
        ({"starts": "soon"}, "starts"),
        ({"place": ""}, "place"),
        ({"reason": ""}, "reason"),
        ({"copy": "dorset/none"}, "copy"),
        ({"source": "none"}, "source"),
        ({"area": "moon"}, "area"),
    ],
)
def test_a_table_that_cannot_be_is_refused(
    app: Flask, lead: StaffVisit, given: dict[str, str], field: str
) -> None:
    page = post(lead, NEW, {**TABLE, **given}, 422)

    assert list(errors(page).values()) == [field]
    assert changes.all_changes(store_of(app)) == []


def test_a_table_id_written_in_another_draft_is_taken(app: Flask, lead: StaffVisit) -> None:
    post(lead, NEW, TABLE)
    page = post(lead, NEW, TABLE)

    assert page.path == DRAFT
    assert len(changes.all_changes(store_of(app))) == 1


def test_a_new_table_can_join_a_change(app: Flask, draft: StaffVisit) -> None:
    address = f"{NEW}?change=1"
    fields = form_with(draft(address), "table_id")
    draft.post(address, {**fields, **TABLE})

    assert sorted(change_of(app).texts) == ["dorset/bus-pass.yaml", "dorset/sim.yaml"]


@pytest.mark.parametrize(
    "given",
    [
        {"type": "yes_no"},
        {"type": "choice", "choices": "own_flat: A flat\nA room\n"},
        {"type": "choices", "choices": "A flat\nA room"},
        {"type": "number", "unit": "hours a week"},
        {"type": "money"},
        {"type": "date"},
    ],
    ids=lambda given: given["type"],
)
def test_a_fact_of_each_type_can_be_tested_at_once(
    app: Flask, draft: StaffVisit, given: dict[str, str]
) -> None:
    page = post(draft, f"{DRAFT}/fact", {**FACT, **given})

    assert "Tables can test it now." in page.text
    assert drafted(app).catalogue.facts["has_bus_pass"].type == given["type"]
    fields = form_with(draft(GRID), "columns")
    page = draft.post(GRID, {**fields, "act": "column", "fact": "has_bus_pass"})
    assert "has_bus_pass" in form_with(page, "columns")["columns"].split()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"fact_id": "home"}, "fact_id"),
        ({"fact_id": "Has Bus"}, "fact_id"),
        ({"fact_id": "age"}, "fact_id"),
        ({"fact_id": ""}, "fact_id"),
        ({"label": ""}, "label"),
        ({"question": ""}, "question"),
        ({"type": "choice", "choices": "only one"}, "choices"),
        ({"type": "choice", "choices": "A flat\nA flat"}, "choices"),
        ({"type": "choice", "choices": ""}, "choices"),
        ({"type": "care_periods"}, "type"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(
    app: Flask, draft: StaffVisit, given: dict[str, str], field: str
) -> None:
    page = post(draft, f"{DRAFT}/fact", {**FACT, **given}, 422)

    assert list(errors(page).values()) == [field]
    assert sorted(change_of(app).texts) == ["dorset/sim.yaml"]


def rate(app: Flask, kind: str) -> str:
    """A rate of a kind that has values."""
    found = drafted(app).parameters.values()
    return next(one.id for one in found if one.type == kind and one.values)


def test_a_rate_gets_its_value_for_the_next_year(app: Flask, draft: StaffVisit) -> None:
    name = rate(app, "money")
    given = {"parameter": name, "starts": "2039-04-01", "value": "£1,350.50"}
    post(draft, f"{DRAFT}/rate", given)
    newest = drafted(app).parameters[name].values[-1]

    assert (str(newest.start), int(newest.value)) == ("2039-04-01", 135_050)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"value": "lots"}, "value"),
        ({"value": "-£5.00"}, "value"),
        ({"value": "£5.999"}, "value"),
        ({"value": ""}, "value"),
        ({"starts": ""}, "starts"),
        ({"starts": "1999-01-01"}, "value"),
        ({"source": "none"}, "source"),
        ({"parameter": "none"}, "parameter"),
    ],
)
def test_a_rate_that_cannot_be_is_refused(
    app: Flask, draft: StaffVisit, given: dict[str, str], field: str
) -> None:
    whole = {"parameter": rate(app, "money"), "starts": "2039-04-01", "value": "£1.00"}
    page = post(draft, f"{DRAFT}/rate", {**whole, **given}, 422)

    assert list(errors(page).values()) == [field]
    assert sorted(change_of(app).texts) == ["dorset/sim.yaml"]


def test_a_source_is_added_and_cited_at_once(app: Flask, draft: StaffVisit) -> None:
    given = {"source_id": "cabinet-2027", "title": "Cabinet of 3 March", "url": "", "seen": ""}
    post(draft, f"{DRAFT}/source", given)
    save(draft, draft(GRID), {"source: sim": "cabinet-2027 item 8"})

    assert drafted(app).sources["cabinet-2027"].read is False


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"source_id": "dorset-p1"}, "source_id"),
        ({"source_id": "Not An Id"}, "source_id"),
        ({"title": ""}, "title"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"seen": "yesterday"}, "seen"),
    ],
)
def test_a_source_that_cannot_be_is_refused(
    app: Flask, draft: StaffVisit, given: dict[str, str], field: str
) -> None:
    page = post(draft, f"{DRAFT}/source", {"source_id": "new", "title": "New", **given}, 422)

    assert list(errors(page).values()) == [field]


def test_a_file_held_by_another_change_leads_there(
    app: Flask, draft: StaffVisit, signed_in: Callable
) -> None:
    post(draft, f"{DRAFT}/fact", FACT)
    begin(draft, HOME, title="Setting up home")
    other = "/editor/changes/2"
    draft(f"{other}/table")
    assert draft.post(f"{other}/table", {"path": "facts.yaml"}).path == DRAFT
    page = signed_in(Role.POLICY_LEAD)(f"{other}/fact", follow=True)

    assert page.path == DRAFT
    assert "That file is in this change already." in page.text
    assert sorted(change_of(app, 2).texts) == [f"{HOME}.yaml"]


def test_another_table_is_taken_in_as_it_stands(app: Flask, draft: StaffVisit) -> None:
    draft(f"{DRAFT}/table")
    draft.post(f"{DRAFT}/table", {"path": "dorset/none.yaml"}, status=404)
    draft(f"{DRAFT}/table")
    draft.post(f"{DRAFT}/table", {"path": f"{HOME}.yaml"})

    assert change_of(app).texts[f"{HOME}.yaml"].text == dict(shipped_files())[f"{HOME}.yaml"]
    draft(f"{DRAFT}/table")
    assert draft.post(f"{DRAFT}/table", {"path": f"{HOME}.yaml"}).path.startswith(DRAFT)
