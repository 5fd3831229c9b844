"""A grid as the rows of a sheet: headings, one row a row, and "otherwise" last. And back."""

from __future__ import annotations

from dataclasses import dataclass, field

from entitlements.grid import (
    ALSO_COLUMN,
    MOST_ROWS,
    Column,
    Grid,
    fact_column,
    key_column,
    version_of,
)
from entitlements.grid.fact_cells import place_of
from entitlements.grid.keys import TITLES
from entitlements.grid.names import fact_named
from entitlements.grid.plain import tidy
from entitlements.problems import Problem, nearest
from entitlements.rulebook.model import RuleBook, Version
from web.interchange.lists import Table

#: The most columns of a sheet that are read.
MOST_COLUMNS = 200
OTHERWISE = "otherwise"


def table_of(grid: Grid) -> Table:
    """The cells of a sheet."""
    head = [column.heading for column in grid.columns]
    last = [list(grid.otherwise)] if grid.otherwise else []
    place = grid.place("id")
    for cells in last:
        cells[place] = OTHERWISE
    return [head, *map(list, grid.rows), *last]


def cell_name(row: int, column: int) -> str:
    """What a spreadsheet calls a cell, counting both from 1: "C7"."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


@dataclass
class SheetReader:
    """Reads one sheet as a grid, and its cells as tests, naming sheet, row and column."""

    sheet: str
    book: RuleBook
    problems: list[Problem] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  #: cells by the place a problem gives

    def version(self, table: Table, before: Version) -> Version | None:
        """The version that a sheet holds; what it does not show is kept from `before`."""
        grid = self.grid(table)
        if self.problems or grid is None:
            return None
        version, problems = version_of(grid, before, self.book)
        self.problems += [self._placed(problem) for problem in problems]
        return version

    def grid(self, table: Table) -> Grid | None:
        """The grid of a sheet: blank rows and columns are left out."""
        rows = [(n, row) for n, row in enumerate(table, 1) if any(map(str.strip, row))]
        if not rows:
            self._problem("", "This sheet is empty.", "Begin with a row of headings.")
            return None
        if len(rows) > MOST_ROWS + 2:
            self._problem(
                "", f"This sheet has {len(rows):,} rows.", f"Keep it under {MOST_ROWS:,}."
            )
            return None
        (head_row, head), *rest = rows
        columns = self._columns(head_row, head, rest)
        return self._filled(columns, rest)

    def _columns(
        self, number: int, head: list[str], rest: list[tuple[int, list[str]]]
    ) -> dict[int, Column]:
        filled = {
            n for _, row in [(number, head), *rest] for n, text in enumerate(row) if text.strip()
        }
        if len(filled) > MOST_COLUMNS:
            self._problem("", f"This sheet has {len(filled):,} columns.", f"Most: {MOST_COLUMNS}.")
            return {}
        found = dict[int, Column]()
        for place in sorted(filled):
            text = head[place] if place < len(head) else ""
            column = column_named(text, self.book)
            if column is None:
                self._problem(f"cell {cell_name(number, place + 1)}", *_no_column(text, self.book))
            else:
                found[place] = column
        return found

    def _filled(self, columns: dict[int, Column], rest: list[tuple[int, list[str]]]) -> Grid:
        rows, last = list[tuple[str, ...]](), tuple[str, ...]()
        ids = [place for place, column in columns.items() if column.name == "id"]
        for number, row in rest:
            cells = tuple(row[place] if place < len(row) else "" for place in columns)
            name = row[ids[0]].strip() if ids and ids[0] < len(row) else ""
            if tidy(name).lower() == OTHERWISE:
                if last:
                    self._problem(f"row {number}", "There are two rows “otherwise”.", "Keep one.")
                last = cells
            else:
                rows.append(cells)
            self._name(name or str(len(rows)), number, columns)
        return Grid(tuple(columns.values()), tuple(rows), last)

    def _name(self, name: str, number: int, columns: dict[int, Column]) -> None:
        self.names.setdefault(f"row {name}", f"row {number}")
        for place, column in columns.items():
            cell = cell_name(number, place + 1)
            self.names.setdefault(place_of(column.title, name), f"cell {cell}")

    def _placed(self, problem: Problem) -> Problem:
        where = self.names.get(problem.place)
        inside = f"{where} ({problem.place})" if where else problem.place
        return Problem(f"sheet {self.sheet}, {inside}", 0, problem.what, problem.fix)

    def _problem(self, where: str, what: str, fix: str) -> None:
        place = f"sheet {self.sheet}" + (f", {where}" if where else "")
        self.problems.append(Problem(place, 0, what, fix))


def column_named(heading: str, book: RuleBook) -> Column | None:
    """The column that a heading means: "where you live [home]", or either part of it."""
    said = tidy(heading)
    if said.endswith("]") and "[" in said:
        said = said[said.rindex("[") + 1 : -1].strip()
    name = said.lower()
    keys = {title: word for word, title in TITLES.items()}
    for word in (name, name.replace(" ", "_"), keys.get(name, "")):
        if word in TITLES:
            return key_column(word)
    if name == ALSO_COLUMN.name:
        return ALSO_COLUMN
    fact = fact_named(said, book)
    return fact_column(fact, book) if fact else None


def _no_column(text: str, book: RuleBook) -> tuple[str, str]:
    if not text.strip():
        return "This column has no heading.", "Write the fact that it tests, or take it out."
    said = tidy(text)[:60]
    known = [*book.catalogue.facts, *TITLES, *TITLES.values(), ALSO_COLUMN.name]
    return f"{said!r} is not a fact or a part of a row.", nearest(said, known)
