"""The list of rule tables, and one table as it is in service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from tests.inspection import Page
from tests.rulebooks import shipped
from tests.staff import StaffVisit, new_account
from tests.web.editor.desk import HOME, SIM, begin, in_service
from web.access import Role


def lead_of(app: Flask) -> StaffVisit:
    """A policy lead of an application."""
    return StaffVisit(app, new_account(app, Role.POLICY_LEAD))


def ids(page: Page) -> list[str]:
    """The id of each table that the list shows."""
    return ["".join(hint.itertext()) for row in page.all("th") for hint in row.iter("span")]


def test_every_table_of_the_shipped_book_is_listed(make_app: Callable[..., Flask]) -> None:
    visit = lead_of(make_app())
    page = visit("/editor/")

    assert sorted(ids(page)) == sorted(shipped().tables)
    assert f"{len(shipped().tables)} of {len(shipped().tables)} tables." in page.text
    heads = ["".join(head.itertext()).strip() for head in page.all("thead")[0].iter("th")]
    assert heads == [
        *("Table", "Area", "In force from", "Next version"),
        *("Draft", "Confirmed", "Last checked", "Findings"),
    ]


def test_a_line_says_where_its_table_stands(draft: StaffVisit) -> None:
    page = draft("/editor/?q=sim")
    cells = ["".join(cell.itertext()).strip() for cell in page.all("td")]

    assert ids(page) == [SIM]
    assert cells[0] == "Phone and keeping in touch"
    assert cells[1:6] == ["1 April 2021", "", "SIM cards", "no", "22 November 2026"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("setting up home money", [HOME]),
        ("dorset/sim", [SIM]),
        ("SUHA", [HOME]),
        ("Contact sim", [SIM]),
        ("HOME grant", [HOME]),
        ("sim grant", []),
    ],
)
def test_words_find_tables_by_title_id_other_name_and_area(
    lead: StaffVisit, words: str, found: list[str]
) -> None:
    page = lead("/editor/", query_string={"q": words})

    assert ids(page) == found
    assert ("No table fits that" in page.text) == (not found)


def test_a_filter_keeps_one_kind_of_table(draft: StaffVisit) -> None:
    assert ids(draft("/editor/?only=draft")) == [SIM]
    assert SIM in ids(draft("/editor/?only=unconfirmed"))
    assert ids(draft("/editor/?only=next")) == []
    counted = {
        row: "".join(list(cells)[-1].itertext()).strip() for row, cells in _rows(draft("/editor/"))
    }
    assert {name for name, count in counted.items() if not count.startswith("0")} == set(
        ids(draft("/editor/?only=findings"))
    )
    assert len(ids(draft("/editor/?only=nonsense"))) == len(counted)


def _rows(page: Page) -> Iterator[tuple[str, list[Element]]]:
    for row in page.all("tbody")[0].iter("tr"):
        name = next(hint for hint in row.iter("span"))
        yield "".join(name.itertext()), list(row)


def test_markup_in_the_search_is_inert(lead: StaffVisit) -> None:
    page = lead("/editor/", query_string={"q": '"><script>alert(1)</script>', "only": "<b>"})

    assert "<script>alert" not in page.response.text
    assert "No table fits that" in page.text
    assert [e.get("value") for e in page.all("input") if e.get("name") == "q"] == [
        '"><script>alert(1)</script>'
    ]


def test_a_table_shows_its_versions_and_its_rows_as_sentences(lead: StaffVisit) -> None:
    now = lead(f"/editor/table/{SIM}")
    then = lead(f"/editor/table/{SIM}?version=0")

    assert now.h1 == "SIM card for your phone"
    assert "from 1 April 2019 until 1 April 2021" in now.links()
    assert "from 1 April 2021, not confirmed" in then.links()
    assert "You are a care leaver aged 18 to 20." in now.text
    assert "It is a new SIM card" not in then.text
    assert "20GB" in then.text
    assert "Number 1, 1 January 2020" in now.text
    assert "Change this table" in now.links()


@pytest.mark.parametrize(
    "address",
    [
        "/editor/table/dorset/nothing",
        "/editor/table/dorset/nothing/change",
        "/editor/table/dorset/nothing/export.xlsx",
        f"/editor/table/{SIM}?version=7",
        f"/editor/table/{SIM}?version=-1",
        f"/editor/table/{SIM}/export.xlsx?version=7",
        f"/editor/table/{SIM}/export.exe",
        "/editor/changes/99",
        "/editor/changes/99/grid/dorset/sim.yaml",
    ],
)
def test_what_is_not_there_is_not_found(lead: StaffVisit, address: str) -> None:
    assert lead(address, status=404).h1


@pytest.mark.parametrize("kind", ["xlsx", "csv", "dmn", "yaml"])
def test_a_table_can_be_taken_away(lead: StaffVisit, kind: str) -> None:
    answer = lead.client.get(f"/editor/table/{SIM}/export.{kind}")

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f"attachment; filename=dorset-sim.{kind}"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.data if kind != "yaml" else answer.data == in_service(SIM)


def test_an_auditor_reads_a_table_and_has_no_button(signed_in: Callable) -> None:
    page = signed_in(Role.AUDITOR)(f"/editor/table/{SIM}")

    assert "Change this table" not in page.links()
    assert not [button for button in page.all("button") if "Begin" in "".join(button.itertext())]


def test_a_table_that_is_being_changed_leads_to_its_draft(draft: StaffVisit) -> None:
    page = draft(f"/editor/table/{SIM}")

    assert page.links()["SIM cards"] == "/editor/changes/1"
    assert "Change this table" not in page.links()
    assert begin(draft, HOME).startswith("/editor/changes/2/")
