"""What the checks find in a draft: its people opened, its questions answered, people tried."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.changed_books import RAISED, raised
from tests.staff import StaffVisit
from tests.web.editor.desk import DRAFT, GRID, HOME, begin, change_of, form_with, save, store_of
from web.store import changes


@pytest.fixture
def clash(draft: StaffVisit) -> StaffVisit:
    """A draft whose first two rows are for some of the same people."""
    save(draft, draft(GRID), {"age: sim": "18 or over and under 23"}, status=303, follow=False)
    return draft


def ids(page) -> dict[str, str]:
    """Where each "Open this person in a check" leads, by its words."""
    return {w: to for w, to in page.links().items() if w.startswith("Open this person in a check")}


def test_a_person_of_a_finding_opens_in_a_check(clash: StaffVisit) -> None:
    found = ids(clash(DRAFT))
    assert found
    address = next(iter(found.values()))
    page = clash(address)

    assert page.h1 == "A person in a check"
    assert "As it is in service" in page.text
    assert "With this change" in page.text
    fields = form_with(page, "finding")
    opened = clash.post(f"{DRAFT}/person", fields, follow=False, status=303)
    assert opened.response.headers["Location"] == "/results"
    assert "SIM card" in clash("/results").text


def test_a_finding_that_is_not_there_is_not_found(clash: StaffVisit) -> None:
    clash(DRAFT)
    for name in ("", "clash:none", "<script>"):
        clash(f"{DRAFT}/person", query_string={"finding": name}, status=404)
        clash.post(f"{DRAFT}/person", {"finding": name}, status=404)


def asking(visit: StaffVisit) -> list[str]:
    """The findings that ask for a reason."""
    page = visit(DRAFT)
    named = [e.get("value", "") for e in page.all("input") if e.get("name") == "finding"]
    return list(dict.fromkeys(named))


def test_a_finding_that_asks_blocks_until_somebody_says_why(app: Flask, lead: StaffVisit) -> None:
    begin(lead, HOME, how="correction", starts="", title="Setting up home")
    text = change_of(app).texts[f"{HOME}.yaml"].text
    less = text.replace(
        b"- id: moving\n        when: {leaving_care_status: [relevant, former",
        b"- id: moving\n        when: {leaving_care_status: [former",
    )
    changes.save(store_of(app), 1, f"{HOME}.yaml", less, 1, lead.account.id, 1_795_692_000)
    found = asking(lead)
    assert found
    lead.post(f"{DRAFT}/propose", status=409)
    lead(DRAFT)
    lead.post(f"{DRAFT}/answer", {"finding": found[0], "reason": "  "}, status=409)
    lead(DRAFT)
    lead.post(f"{DRAFT}/answer", {"finding": found[0], "reason": "x" * 2_001}, status=409)
    lead(DRAFT)
    page = lead.post(f"{DRAFT}/answer", {"finding": found[0], "reason": "Cabinet <b>asked</b>."})

    assert "Cabinet <b>asked</b>." in page.text
    assert "Ada Lead" in page.text
    kept = changes.answers(store_of(app), 1)[found[0]]
    assert (kept.reason, str(kept.by)) == ("Cabinet <b>asked</b>.", "Ada Lead")


def test_what_is_to_be_mended_blocks_and_is_named(app: Flask, lead: StaffVisit) -> None:
    begin(lead, HOME, title="Setting up home")
    text = dict(raised()[1])[f"{RAISED}.yaml"]
    changes.save(store_of(app), 1, f"{HOME}.yaml", text, 1, lead.account.id, 1_795_692_000)
    assert "must be mended first." in lead(DRAFT).text
    page = lead.post(f"{DRAFT}/propose", status=409)

    assert "Mend this first" in page.text
    assert change_of(app).state == "draft"


@pytest.mark.parametrize("day", ["2027-04-01", "2030-01-01", "1066-10-14", "soon", "9999-12-31"])
def test_saved_people_are_tried_on_a_day(draft: StaffVisit, day: str) -> None:
    page = draft(f"{DRAFT}/personas", query_string={"on": day})

    assert "people get something else on" in page.text
    assert page.all("article")


def test_the_solver_is_asked_on_a_page_of_its_own(clash: StaffVisit) -> None:
    assert clash(f"{DRAFT}/solve").h1 == "What the solver says of the whole book"


@pytest.mark.parametrize(("kind", "start"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_pack_of_a_draft_can_be_read(draft: StaffVisit, kind: str, start: bytes) -> None:
    answer = draft.client.get(f"{DRAFT}/preview.{kind}")

    assert answer.status_code == 200
    assert answer.data.startswith(start)
    draft(f"{DRAFT}/preview.exe", status=404)
