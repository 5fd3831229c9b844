"""A rule table as an Excel workbook: its rows, its words, its versions, its examples."""

from __future__ import annotations

import io
import re

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from entitlements.grid import grid_of
from entitlements.rulebook.model import RuleBook, RuleTable, Version
from web.interchange.imported import Refused
from web.interchange.lists import DAYS, PARTS, WORDS, Table, listed, stacked
from web.interchange.sheets import table_of

#: The longest text of a cell in Excel.
MOST_IN_A_CELL = 32_767
#: What XML cannot hold, and what would be taken for the way it is written instead.
_CANNOT = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_WRITTEN = re.compile("_x([0-9A-Fa-f]{4})_")
_NARROW, _WIDE = 12, 60


def export_xlsx(table: RuleTable, version: Version | None, book: RuleBook) -> bytes:
    """One version of a table, or with None the whole table, as a workbook."""
    made = Workbook()
    made.remove(made.active)
    for number, held in enumerate(table.versions, 1):
        if version is None or held == version:
            _add(made, f"Rows {number}", table_of(grid_of(held, book, whole=True)))
    _add(made, "Table", stacked(WORDS, table))
    _add(made, "Versions", _versions(table, version))
    for number, held in enumerate(table.versions, 1):
        if version is None or held == version:
            _add(made, f"Examples {number}", listed(PARTS, held.examples))
    held_bytes = io.BytesIO()
    made.save(held_bytes)
    return held_bytes.getvalue()


def _versions(table: RuleTable, version: Version | None) -> Table:
    head, *rows = listed(DAYS, table.versions)
    numbered = [
        [str(number), *row]
        for number, (held, row) in enumerate(zip(table.versions, rows, strict=True), 1)
        if version is None or held == version
    ]
    return [["number", *head], *numbered]


def _add(made: Workbook, title: str, table: Table) -> None:
    sheet: Worksheet = made.create_sheet(title)
    for row, cells in enumerate(table, 1):
        for column, text in enumerate(cells, 1):
            _write(sheet, row, column, text)
    sheet.freeze_panes = "B2" if title != "Table" else None
    for column in range(1, max(map(len, table), default=0) + 1):
        longest = max((len(row[column - 1]) for row in table if column <= len(row)), default=0)
        width = min(max(_NARROW, longest + 2), _WIDE)
        sheet.column_dimensions[get_column_letter(column)].width = width


def _write(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Every cell is text: nothing in it is a formula, a number or a date to Excel."""
    if not text:
        return
    safe = escaped(text)
    if len(safe) > MOST_IN_A_CELL:
        what = f"A cell holds {len(safe):,} characters; Excel takes {MOST_IN_A_CELL:,}."
        raise Refused(what, "Export it as CSV or DMN.")
    cell = sheet.cell(row, column)
    cell.value = safe
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@", "'"))
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if row == 1 and sheet.title != "Table":
        cell.font = Font(bold=True)


def escaped(text: str) -> str:
    """Text that XML can hold, written as Excel does: _x0007_."""
    return _CANNOT.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """Text as it was before it was escaped."""
    return _WRITTEN.sub(lambda found: chr(int(found[1], 16)), text)
