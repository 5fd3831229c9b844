"""Workbooks as people and programs send them: what Excel made of a cell, and what is refused."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from entitlements.grid import grid_of, read_cell
from entitlements.rulebook.model import RuleTable
from tests.rulebooks import shipped
from web.interchange import Imported, export_xlsx, import_sheet
from web.interchange.sheets import table_of

NAME = "england/higher-education-bursary"
TABLE = shipped().tables[NAME]
VERSION = TABLE.versions[0]
HEAD, *ROWS = table_of(grid_of(VERSION, shipped()))


def saved(book: Workbook) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def workbook(rows: list[list[Any]], head: list[str] = HEAD) -> Workbook:
    book = Workbook()
    assert book.active is not None
    book.active.title = "Rows"
    for row in [head, *rows]:
        book.active.append(row)
    return book


def brought(data: bytes, table: RuleTable = TABLE) -> Imported:
    return import_sheet("rows.xlsx", data, table, shipped())


def with_cell(heading: str, value: Any) -> Workbook:
    """The bursary's rows, with a value typed into the third row under a heading."""
    book = workbook(ROWS)
    if heading not in HEAD:
        book.active.cell(1, len(HEAD) + 1).value = heading  # type: ignore[union-attr]
    place = (HEAD.index(heading) if heading in HEAD else len(HEAD)) + 1
    book.active.cell(4, place).value = value  # type: ignore[union-attr]
    return book


def said(found: Imported) -> str:
    return "\n".join(map(str, found.problems))


def test_a_workbook_is_text_throughout_with_its_head_in_place() -> None:
    book = load_workbook(io.BytesIO(export_xlsx(TABLE, VERSION, shipped())))
    sheet = book["Rows 1"]

    assert book.sheetnames == ["Rows 1", "Table", "Versions", "Examples 1"]
    assert sheet.freeze_panes == "B2"
    assert sheet["A1"].value == "row [id]"
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert max(held.width for held in sheet.column_dimensions.values()) <= 60


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "'=1", "_x0007_ \x07"])
def test_text_that_looks_like_a_formula_is_text_and_comes_back(text: str) -> None:
    changed = replace(VERSION, rows=(replace(VERSION.rows[0], note=text), *VERSION.rows[1:]))
    table = replace(TABLE, versions=(changed,))
    data = export_xlsx(table, changed, shipped())

    sheet = load_workbook(io.BytesIO(data))["Rows 1"]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    found = brought(data)
    assert found.version == changed, said(found)


@pytest.mark.parametrize(
    ("heading", "value", "means"),
    [
        ("age", 18, "exactly 18"),
        ("age", 18.0, "exactly 18"),
        ("savings", 57.9, "exactly £57.90"),
        ("savings", 2000.0, "exactly £2,000"),
        ("course_start", datetime(2026, 9, 1), "on 1 September 2026"),
        ("course_start", date(2026, 9, 1), "on 1 September 2026"),
        ("course_start", 46266, "on 1 September 2026"),
        ("pregnant", True, "yes"),
        ("pregnant", False, "no"),
    ],
)
def test_what_excel_made_of_a_cell_is_read_as_it_was_meant(
    heading: str, value: Any, means: str
) -> None:
    found = brought(saved(with_cell(heading, value)))

    assert found.version is not None, said(found)
    assert read_cell(means, heading, shipped()) in found.version.rows[2].when.parts  # type: ignore[union-attr]


def test_a_formula_is_refused_by_name() -> None:
    found = brought(saved(with_cell("age", "=17+1")))

    assert found.table is None
    assert "cell G4: Cell G4 is a formula. Paste its value." in said(found)


def test_a_bad_cell_is_named_by_sheet_row_and_column() -> None:
    found = brought(saved(with_cell("age", "elderly")))

    assert found.problems[0].place == ("sheet Rows, cell G4 (row began-at-25-or-later, column age)")
    assert "'elderly' is not a whole number" in said(found)


def test_every_problem_of_a_workbook_is_told_at_once() -> None:
    book = with_cell("age", "=1")
    book.active["B2"] = "former relevent"  # type: ignore[index]
    book.active["H2"] = "any of ["  # type: ignore[index]

    assert [problem.place.partition(" (")[0] for problem in brought(saved(book)).problems] == [
        "sheet Rows, cell G4",
        "sheet Rows, cell B2",
        "sheet Rows, cell H2",
    ]


def test_merged_cells_say_the_same_in_each() -> None:
    book = workbook(ROWS)
    book.active.merge_cells("B2:B4")  # type: ignore[union-attr]

    assert brought(saved(book)).version == VERSION


def test_blank_rows_and_columns_are_left_out() -> None:
    head = ["", *HEAD[:3], "", *HEAD[3:]]
    rows = [["", *row[:3], "", *row[3:]] for row in ROWS]
    book = workbook([rows[0], [], [" "], *rows[1:], []], head)
    book.active.insert_rows(1, 2)  # type: ignore[union-attr]
    book.active["XFD1048576"].number_format = "@"  # type: ignore[index]

    assert brought(saved(book)).version == VERSION


@pytest.mark.parametrize("kind", ["row", "column"])
def test_what_is_hidden_is_not_taken_in_unseen(kind: str) -> None:
    book = workbook(ROWS)
    assert book.active is not None
    if kind == "row":
        book.active.row_dimensions[3].hidden = True
    else:
        book.active.column_dimensions["C"].hidden = True
    found = brought(saved(book))

    assert f"This {kind} is hidden." in said(found)
    assert found.table is None


def test_a_heading_may_be_the_name_or_the_title() -> None:
    for head in (
        [heading.rpartition("[")[2].rstrip("]") for heading in HEAD],
        [heading.partition(" [")[0].upper() for heading in HEAD],
    ):
        assert brought(saved(workbook(ROWS, head))).version == VERSION


def test_a_heading_that_means_nothing_is_named() -> None:
    found = brought(saved(workbook(ROWS, [*HEAD[:-1], "sorce"])))

    assert "cell M1: 'sorce' is not a fact or a part of a row. Did you mean 'source'?" in said(
        found
    )


@pytest.mark.parametrize("filled", ["XFD1", "A1048576", "XFD1048576"])
def test_a_sheet_that_is_filled_too_far_is_refused_at_once(filled: str) -> None:
    book = workbook(ROWS)
    book.active[filled] = "x"  # type: ignore[index]

    assert "filled down to cell" in said(brought(saved(book)))


def test_sixteen_thousand_columns_are_refused() -> None:
    found = brought(saved(workbook([], ["age"] * 16_384)))

    assert "Keep it within 20,000 rows and 200 columns." in said(found)


def test_too_many_rows_are_refused() -> None:
    rows = [[f"row-{n}"] for n in range(10_050)]

    assert "This sheet has 10,051 rows." in said(brought(saved(workbook(rows))))


def packed(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as into:
        for name, text in parts.items():
            into.writestr(name, text)
    return held.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return {name: held.read(name) for name in held.namelist()}


def merging(covered: str) -> bytes:
    text = f'</sheetData><mergeCells count="1"><mergeCell ref="{covered}"/></mergeCells>'
    return packed(GOOD | {SHEET: GOOD[SHEET].replace(b"</sheetData>", text.encode())})


GOOD = unpacked(saved(workbook(ROWS)))
SHEET = "xl/worksheets/sheet1.xml"
BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not an Excel workbook"),
        (b"\x00" * 1_000, "not an Excel workbook"),
        (b"PK\x03\x04" + b"\xff" * 100, "not an Excel workbook"),
        (saved(workbook(ROWS))[:2_000], "not an Excel workbook"),
        (packed({}), "cannot be read"),
        (packed({"[Content_Types].xml": b"<a>"}), "cannot be read"),
        (packed(GOOD | {SHEET: b"<worksheet"}), "cannot be read"),
        (packed(GOOD | {SHEET: b" " * 40_000_000}), "unpacks to"),
        (packed({f"{n}.xml": b"" for n in range(600)}), "600 parts"),
        (packed(GOOD | {SHEET: BOMB + GOOD[SHEET]}), "declares XML entities"),
        (packed(GOOD | {SHEET: OUTSIDE + GOOD[SHEET]}), "declares XML entities"),
        (packed(GOOD | {SHEET: (OUTSIDE + b"<a/>").decode().encode("utf-16")}), "declares XML"),
        (merging("A1:XFD1048576"), "merges too many cells"),
        (merging("&#65;1:XFD9"), "merges too many cells"),
        (packed(GOOD | {"xl/vbaProject.bin": b"x"}), "holds a program"),
    ],
)
def test_a_hostile_or_broken_workbook_is_refused(data: bytes, why: str) -> None:
    found = brought(data)

    assert found.table is None
    assert why in said(found)


def test_the_file_of_another_table_is_refused() -> None:
    other = shipped().tables["dorset/setting-up-home"]
    found = brought(export_xlsx(TABLE, None, shipped()), other)

    assert "This file is of england/higher-education-bursary" in said(found)


@pytest.mark.parametrize("name", ["rows.xls", "rows", "rows.ods", "rows.pdf"])
def test_another_kind_of_file_is_refused_by_name(name: str) -> None:
    found = import_sheet(name, b"x", TABLE, shipped())

    assert "is not a kind that is read. Use .xlsx, .csv or .dmn." in said(found)
