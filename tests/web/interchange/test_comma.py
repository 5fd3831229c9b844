"""Comma-separated text, as spreadsheets write it, and as nobody should."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from tests.rulebooks import shipped
from web.interchange import export_csv, import_sheet

TABLE = shipped().tables["england/higher-education-bursary"]
VERSION = TABLE.versions[0]
DATA = export_csv(TABLE, VERSION, shipped())


def said(data: bytes) -> str:
    return "\n".join(map(str, import_sheet("a.csv", data, TABLE, shipped()).problems))


def test_a_file_is_what_the_standard_says() -> None:
    text = DATA.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))

    assert DATA.startswith(b"\xef\xbb\xbf")
    assert text.endswith("\r\n")
    assert len({len(row) for row in rows}) == 1
    assert rows[0][0] == "row [id]"
    assert rows[-1][0] == "otherwise"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "'=1", "''", "'a'"])
def test_no_spreadsheet_runs_a_cell_and_it_comes_back(text: str) -> None:
    changed = replace(VERSION, rows=(replace(VERSION.rows[0], note=text), *VERSION.rows[1:]))
    table = replace(TABLE, versions=(changed,))
    data = export_csv(table, changed, shipped())
    cells = [c for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for c in row]

    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert import_sheet("a.csv", data, TABLE, shipped()).version == changed


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_however_it_was_saved(encoding: str) -> None:
    data = DATA.decode("utf-8-sig").encode(encoding)

    assert import_sheet("a.csv", data, TABLE, shipped()).version == VERSION


def test_semicolons_and_tabs_part_cells_too() -> None:
    rows = list(csv.reader(io.StringIO(DATA.decode("utf-8-sig"), newline="")))
    for mark in (";", "\t"):
        held = io.StringIO()
        csv.writer(held, delimiter=mark).writerows(rows)
        found = import_sheet("a.csv", held.getvalue().encode(), TABLE, shipped())
        assert found.version == VERSION


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "This sheet is empty."),
        (b"\r\n , ,\r\n", "This sheet is empty."),
        (b'row,outcome\n"never closed', "not comma-separated text"),
        (b"\x81\x8d\x8f", "This file is not text."),
        (b"\xff\xfea", "This file is not text."),
        (b"row,outcome\n\x00,\x00", "column"),
        (b"x" * 11_000_000, "Keep it under 10,000,000."),
        (b"row," * 16_384 + b"\n", "columns"),
        (b"row,outcome,says\n" + b"a" * 200_000, "not comma-separated text"),
        (b"row,outcome,says\na," + b"b" * 100_000, "characters"),
        (b"row,outcome,says\notherwise,x,y\notherwise,x,y", "two rows"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, why: str) -> None:
    assert why in said(data)


def test_a_bad_cell_is_named_by_its_cell() -> None:
    data = DATA.replace(b"2 or over", b"two or more", 1)

    assert "sheet CSV, cell E2 (row on-the-course, column how many years" in said(data)
