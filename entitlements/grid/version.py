"""A grid read back as a version: every cell that cannot be read is named, all at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from entitlements.grid.also import read_also
from entitlements.grid.fact_cells import place_of, read_test
from entitlements.grid.grid import Column, ColumnKind, Grid, parts_of
from entitlements.grid.keys import as_read, read_key
from entitlements.grid.plain import Unread
from entitlements.problems import Problem
from entitlements.rulebook.conditions import ALWAYS, AllOf, Condition, Test
from entitlements.rulebook.model import Outcome, Row, RuleBook, Version
from entitlements.rulebook.read_tables import MOST_ROWS

_NEW = Row("new", Outcome.NOT_ENTITLED, "")


def version_of(
    grid: Grid, before: Version | None, book: RuleBook
) -> tuple[Version | None, tuple[Problem, ...]]:
    """Read a grid; what it does not show is kept from `before`, row by row id.

    The version is None where there is any problem.
    """
    reader = _Reader(grid, before or Version(), book)
    version = reader.version()
    return (None if reader.problems else version), tuple(reader.problems)


class _Reader:
    """Reads one grid, gathering problems."""

    def __init__(self, grid: Grid, before: Version, book: RuleBook) -> None:
        self.grid, self.before, self.book = grid, before, book
        self.problems: list[Problem] = []
        self.known: dict[tuple[str, str], Condition] = {}

    def version(self) -> Version | None:
        self._check_columns()
        if len(self.grid.rows) > MOST_ROWS:
            what = f"This grid has {len(self.grid.rows):,} rows."
            self.problems.append(Problem("grid", 0, what, f"Keep a table under {MOST_ROWS:,}."))
        if self.problems:
            return None
        kept = {row.id: row for row in self.before.rows}
        rows = [self._row(n, cells, kept) for n, cells in enumerate(self.grid.rows, 1)]
        self._check_ids(rows)
        last = self._otherwise() if any(self.grid.otherwise) else None
        return replace(self.before, rows=tuple(rows), otherwise=last)

    def _check_columns(self) -> None:
        times = Counter(column.name for column in self.grid.columns)
        for column in self.grid.columns:
            if times[column.name] > 1:
                self._problem("", column, "This column is here twice.", "Keep one of them.")
                times[column.name] = 1
        for word in ("id", "outcome", "says"):
            if self.grid.place(word) < 0:
                self.problems.append(Problem("grid", 0, f"There is no column {word!r}.", "Add it."))

    def _check_ids(self, rows: list[Row]) -> None:
        for name, times in Counter(row.id for row in rows).items():
            if times > 1:
                self.problems.append(Problem(f"row {name}", 0, f"{times} rows have this id."))

    def _otherwise(self) -> Row:
        kept = self.before.otherwise or replace(_NEW, id="otherwise")
        cells = self.grid.otherwise
        for column, text in zip(self.grid.columns, cells, strict=False):
            if column.kind is not ColumnKind.KEY and text.strip():
                fix = "Take the test out: this row is for everyone else."
                self._problem("otherwise", column, "This row has no tests.", fix)
        return self._checked(replace(kept, **self._keys("otherwise", cells)), True)

    def _row(self, number: int, cells: tuple[str, ...], kept: dict[str, Row]) -> Row:
        place = self.grid.place("id")
        name = cells[place].strip() if place < len(cells) else ""
        old = kept.get(name, _NEW)
        shown = name or str(number)
        if len(cells) > len(self.grid.columns) and any(cells[len(self.grid.columns) :]):
            what = "This row has cells beyond the last column."
            self.problems.append(Problem(f"row {shown}", 0, what))
        if not name:
            what = "This row has no id."
            self.problems.append(Problem(f"row {number}", 0, what, "Give it one, such as moving."))
        found = len(self.problems)
        when = arranged(self._parts(shown, cells), old.when)
        row = replace(old, when=when, **self._keys(shown, cells))
        return self._checked(row, False) if name and len(self.problems) == found else row

    def _checked(self, row: Row, otherwise: bool) -> Row:
        try:
            return replace(as_read(row, self.book, otherwise), line=0)
        except Unread as unread:
            self.problems.append(Problem(f"row {row.id}", 0, unread.what, unread.fix))
            return row

    def _parts(self, name: str, cells: tuple[str, ...]) -> list[Condition]:
        parts = list[Condition]()
        for column, text in zip(self.grid.columns, cells, strict=False):
            if column.kind is ColumnKind.FACT:
                condition = self._test(name, column, text)
                parts += [condition] if condition != ALWAYS else []
            elif column.kind is ColumnKind.ALSO:
                found, problems = read_also(text, self.book)
                parts += found
                for problem in problems:
                    self._problem(name, column, problem.what, problem.fix)
        return parts

    def _test(self, name: str, column: Column, text: str) -> Condition:
        key = (column.name, text)
        if key not in self.known:
            try:
                self.known[key] = read_test(text, column.name, self.book)
            except Unread as unread:
                self._problem(name, column, unread.what, unread.fix)
                return ALWAYS
        return self.known[key]

    def _keys(self, name: str, cells: tuple[str, ...]) -> dict[str, Any]:
        values = dict[str, Any]()
        for column, text in zip(self.grid.columns, cells, strict=False):
            if column.kind is ColumnKind.KEY and not (column.name == "id" and name == "otherwise"):
                try:
                    self._read_key(column, text, values)
                except Unread as unread:
                    self._problem(name, column, unread.what, unread.fix)
        return values

    def _read_key(self, column: Column, text: str, values: dict[str, Any]) -> None:
        value = read_key(column.name, text, self.book)
        if value is None and column.name in ("outcome", "says"):
            raise Unread("This is empty.", "Every row needs it.")
        if value is not None or column.name != "id":
            values[column.name] = value

    def _problem(self, row: str, column: Column, what: str, fix: str) -> None:
        self.problems.append(Problem(place_of(column.title, row), 0, what, fix))


def arranged(parts: list[Condition], before: Condition) -> Condition:
    """Conditions as one, in the order in which the row before had them; new ones last."""
    old = list(parts_of(before))
    ranks = {id(part): _rank(part, old) for part in parts}
    parts = sorted(parts, key=lambda part: ranks[id(part)])
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _rank(part: Condition, old: list[Condition]) -> int:
    if part in old:
        return old.index(part)
    for place, held in enumerate(old):
        if isinstance(part, Test) and isinstance(held, Test) and held.fact == part.fact:
            return place
    return len(old)
