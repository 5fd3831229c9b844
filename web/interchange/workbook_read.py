"""Reading a workbook: every cell as the text that was meant, whatever Excel made of it."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet.worksheet import Worksheet

from entitlements.grid.bounds import day_words
from entitlements.grid.grid import ColumnKind
from entitlements.problems import Problem
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.model import RuleBook
from web.interchange.imported import Refused
from web.interchange.lists import Table
from web.interchange.sheets import MOST_COLUMNS, cell_name, column_named
from web.interchange.unpacking import checked_zip
from web.interchange.workbook import unescaped

#: The last row that may be filled: the most rows, and room for blank ones.
LAST_ROW = 20_000
#: Numbers that a spreadsheet shows as a day between 1954 and 2119.
_SERIALS = (20_000, 80_000)
#: Keys of a row, a version or an example that are a day.
_DAYS = ("effective_from", "effective_to", "checked_on", "as_at")


def read_xlsx(data: bytes, book: RuleBook, problems: list[Problem]) -> dict[str, Table]:
    """The cells of each sheet, by its name. Raises `Refused`."""
    try:
        held = load_workbook(io.BytesIO(checked_zip(data)), data_only=False)
    except Refused:
        raise
    except Exception as error:  # whatever a broken part makes the library raise
        raise Refused("This workbook cannot be read.", "Save it again as .xlsx.") from error
    found = dict[str, Table]()
    for sheet in held.worksheets:
        found[sheet.title] = _Sheet(sheet, book, held.epoch, problems).table()
    return found


class _Sheet:
    """One sheet of a workbook."""

    def __init__(
        self, sheet: Worksheet, book: RuleBook, epoch: Any, problems: list[Problem]
    ) -> None:
        self.sheet, self.book, self.epoch, self.problems = sheet, book, epoch, problems

    def table(self) -> Table:
        cells = {place: cell for place, cell in self._cells().items() if cell.value is not None}
        if not cells:
            return []
        last, wide = max(row for row, _ in cells), max(column for _, column in cells)
        if last > LAST_ROW or wide > MOST_COLUMNS:
            what = f"This sheet is filled down to cell {cell_name(last, wide)}."
            fix = f"Keep it within {LAST_ROW:,} rows and {MOST_COLUMNS} columns."
            self._problem("", what, fix)
            return []
        self._refuse_hidden(cells)
        table = [[""] * wide for _ in range(last)]
        for (row, column), cell in sorted(cells.items()):
            table[row - 1][column - 1] = self._text(cell, table[self._head(table)])
        return self._spread(table)

    def _cells(self) -> dict[tuple[int, int], Any]:
        """The cells there are. Asked for row by row, one far cell would make millions."""
        return dict(self.sheet._cells)

    def _head(self, table: Table) -> int:
        return next((n for n, row in enumerate(table) if any(row)), 0)

    def _refuse_hidden(self, cells: dict[tuple[int, int], Any]) -> None:
        rows = sorted({row for row, _ in cells})
        for row in rows:
            if self.sheet.row_dimensions[row].hidden:
                self._problem(f"row {row}", "This row is hidden.", "Show it, or delete it.")
        for letter, held in self.sheet.column_dimensions.items():
            if held.hidden:
                self._problem(f"column {letter}", "This column is hidden.", "Show or delete it.")

    def _spread(self, table: Table) -> Table:
        """A merged cell says the same in each cell that it covers."""
        for merged in self.sheet.merged_cells.ranges:
            if merged.min_row > len(table) or merged.min_col > len(table[0]):
                continue
            said = table[merged.min_row - 1][merged.min_col - 1]
            for row in range(merged.min_row, min(merged.max_row, len(table)) + 1):
                for column in range(merged.min_col, min(merged.max_col, len(table[0])) + 1):
                    table[row - 1][column - 1] = said
        return table

    def _text(self, cell: Any, head: list[str]) -> str:
        if cell.data_type == "f":
            what = f"Cell {cell.coordinate} is a formula."
            return self._problem(f"cell {cell.coordinate}", what, "Paste its value.")
        if cell.data_type == "e":
            what = f"Cell {cell.coordinate} shows an error, {cell.value}."
            return self._problem(f"cell {cell.coordinate}", what, "Type what is meant.")
        return self._plain(cell.value, head[cell.column - 1] if cell.row > 1 else "")

    def _plain(self, value: Any, heading: str) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, datetime):
            value = value.date() if value.time() == time() else value
        if isinstance(value, datetime | date):
            return _day(value, heading)
        if isinstance(value, int | float):
            return self._number(value, heading)
        return unescaped(str(value))

    def _number(self, value: float, heading: str) -> str:
        if _SERIALS[0] < value < _SERIALS[1] and self._is_day(heading):
            return self._plain(from_excel(value, self.epoch), heading)
        exact = Decimal(repr(value)).normalize() if value == value else Decimal(0)
        return format(exact, "f") if exact.is_finite() else str(value)

    def _is_day(self, heading: str) -> bool:
        column = column_named(heading, self.book)
        fact = self.book.catalogue.facts.get(column.name) if column else None
        a_fact = column is not None and column.kind is ColumnKind.FACT
        return heading in _DAYS or (a_fact and fact is not None and fact.type is FactType.DATE)

    def _problem(self, where: str, what: str, fix: str) -> str:
        place = f"sheet {self.sheet.title}" + (f", {where}" if where else "")
        self.problems.append(Problem(place, 0, what, fix))
        return ""


def _day(value: date, heading: str) -> str:
    return value.isoformat() if heading in _DAYS else day_words(value)
