"""A table taken out and brought in again: no change, or every cell that is wrong by its place."""

from __future__ import annotations

import io
import zipfile

import pytest
from flask import Flask
from openpyxl import load_workbook
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.staff import StaffVisit
from tests.web.editor.desk import DRAFT, GRID, SIM, begin, change_of, errors, in_service, text_of

BRING = f"{DRAFT}/bring/{SIM}.yaml"
PATH = f"{SIM}.yaml"


@pytest.fixture
def correction(lead: StaffVisit) -> StaffVisit:
    """A policy lead with a correction of what is in service."""
    begin(lead, how="correction", starts="")
    return lead


def taken_out(visit: StaffVisit, kind: str) -> bytes:
    """The table in service, as a file of one kind."""
    content: bytes = visit.client.get(f"/editor/table/{SIM}/export.{kind}").data
    return content


def bring(visit: StaffVisit, content: bytes, name: str, status: int = 200):
    """Send a file to the page that takes one."""
    visit(BRING)
    assert visit.last
    sent = {"csrf_token": visit.last.csrf_token, "file": FileStorage(io.BytesIO(content), name)}
    boundary, body = encode_multipart(sent)
    kind = f"multipart/form-data; boundary={boundary}"
    answer = visit.client.post(BRING, data=body, content_type=kind, follow_redirects=True)
    return visit.look(BRING, status, answer)


@pytest.mark.parametrize("kind", ["xlsx", "csv", "dmn"])
def test_what_is_taken_out_comes_in_without_a_change(
    app: Flask, correction: StaffVisit, kind: str
) -> None:
    page = bring(correction, taken_out(correction, kind), f"sim.{kind}")

    assert page.path == GRID
    assert text_of(app).encode() == in_service(SIM)


def test_a_changed_cell_changes_the_draft(app: Flask, correction: StaffVisit) -> None:
    content = taken_out(correction, "csv").replace(b"up to 10GB", b"up to 30GB")
    page = bring(correction, content, "sim.csv")

    assert "are in the draft now" in page.text
    assert text_of(app).encode() == in_service(SIM).replace(
        b"texts and up to 10GB", b"texts and up to 30GB"
    )


def workbook(visit: StaffVisit, old: str, new: str) -> bytes:
    """The table as a workbook in which one cell that holds `old` holds `new`."""
    book = load_workbook(io.BytesIO(taken_out(visit, "xlsx")))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    next(c for c in cells if isinstance(c.value, str) and old in c.value).value = new
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("new", "says"),
    [("old enough", "old enough"), ("=1+1", "formula"), ("=HYPERLINK(1)", "formula")],
)
def test_a_cell_that_cannot_be_taken_is_named_and_nothing_changes(
    app: Flask, correction: StaffVisit, new: str, says: str
) -> None:
    page = bring(correction, workbook(correction, "18 or over", new), "sim.xlsx", 422)
    told = " ".join(errors(page))

    assert says in told
    assert ("row" in told.lower() and "column" in told.lower()) or "cell" in told.lower()
    assert change_of(app).texts[PATH].number == 1


def zip_bomb() -> bytes:
    """A small workbook that would be 300 MB."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        with file.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(300):
                sheet.write(b"0" * 1_000_000)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "sim.csv"),
        (b"a,b\n1,2\n", "sim.csv"),
        (b"\xff\xfe\x00", "sim.csv"),
        (b"a\x00b", "sim.csv"),
        (b"PK\x03\x04 not a zip", "sim.xlsx"),
        (b"plain words", "sim.xlsx"),
        (b"plain words", "sim.exe"),
        (b"plain words", "sim"),
        (b"<definitions/>", "sim.dmn"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><definitions>&x;</definitions>', "sim.dmn"),
        (b"<" * 10_000, "sim.dmn"),
        (zip_bomb(), "sim.xlsx"),
        (b"x" * (4 * 1024 * 1024 + 1), "sim.csv"),
    ],
    ids=[
        *("empty", "other columns", "no text", "nul", "no zip", "no workbook", "exe", "no type"),
        *("no table", "entity", "no markup", "zip bomb", "over 4 MB"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(
    app: Flask, correction: StaffVisit, content: bytes, name: str
) -> None:
    page = bring(correction, content, name, 422)

    assert errors(page)
    assert set(errors(page).values()) == {"file"}
    assert change_of(app).texts[PATH].number == 1


def test_a_file_far_over_the_limit_is_not_read(app: Flask, correction: StaffVisit) -> None:
    assert bring(correction, b"x" * 5_000_000, "sim.csv", 413).h1
    assert change_of(app).texts[PATH].number == 1


def test_no_file_is_asked_for_again(correction: StaffVisit) -> None:
    correction(BRING)
    page = correction.post(BRING, {}, status=422)

    assert "Choose a file." in " ".join(errors(page))


def test_a_name_made_to_harm_is_only_text(correction: StaffVisit) -> None:
    name = "../../<script>alert(1)</script>.csv"
    page = bring(correction, taken_out(correction, "csv"), name)

    assert "<script>alert" not in page.response.text
