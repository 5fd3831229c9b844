"""What the page of a grid shows: each cell with its text, what is wrong with it, what it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from entitlements.grid import CellHelp, Column, ColumnKind, help_for, version_of
from entitlements.grid.fact_cells import place_of
from entitlements.problems import Problem
from entitlements.redline import How, Mark, cell_diff
from entitlements.rulebook.model import STATED, Force, RuleBook, Version
from entitlements.sentences import row_sentence
from web.editor.grid_form import LAST, TypedGrid, field

LONG = ("says", "source", "elsewhere", "evidence", "also_needs", "note")


@dataclass(frozen=True)
class Cell:
    """One cell. `was` is the text it replaces, where it differs from the version before."""

    name: str
    label: str
    text: str
    column: Column
    problem: str = ""
    is_changed: bool = False
    was: str = ""

    @property
    def is_long(self) -> bool:
        """Whether it holds sentences, or lines."""
        return self.column.kind is ColumnKind.ALSO or self.column.name in LONG

    @property
    def choices(self) -> tuple[str, ...]:
        """What a cell of a closed list may hold."""
        words = {"outcome": tuple(STATED), "force": ("", *Force)}
        found = words.get(self.column.name, ()) if self.column.kind is ColumnKind.KEY else ()
        return tuple(str(word).replace("_", " ") for word in found)


@dataclass(frozen=True)
class GridRow:
    """One row: its number in the form, its cells, how it reads, and what became of it."""

    number: str
    name: str
    cells: tuple[Cell, ...]
    sentence: str
    how: str = ""


@dataclass(frozen=True)
class GridPage:
    """A grid as its page shows it. `problems` name a cell each, or the whole grid."""

    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]
    removed: tuple[str, ...]
    problems: tuple[tuple[Problem, str], ...]
    help: tuple[CellHelp, ...]
    version: Version | None

    @property
    def bad(self) -> list[str]:
        """The names of the cells that cannot be read."""
        return [cell.name for row in self.rows for cell in row.cells if cell.problem]

    @property
    def sentences(self) -> dict[str, str]:
        """How each row reads, by the id of its line on the page."""
        return {f"sentence-{row.number}": row.sentence for row in self.rows}


def page_of(typed: TypedGrid, before: Version, against: Version | None, book: RuleBook) -> GridPage:
    """Read what is typed, and lay it out.

    `before` is the version that is typed over; `against` the one it is compared with.
    """
    version, problems = version_of(typed.grid, typed.renamed(before), book)
    marks = cell_diff(against, version, book) if against and version else ()
    said = _sentences(version, book)
    by_place = {problem.place: problem for problem in problems}
    rows = tuple(
        _row(number, cells, typed, by_place, marks, said) for number, cells in typed.numbered()
    )
    names = {c.problem_place: c.name for row in rows for c in _placed(row)}
    first = rows[0].cells[0].name if rows else "fact"
    listed = tuple((problem, names.get(problem.place, first)) for problem in problems)
    facts = (c.name for c in typed.grid.columns if c.kind is ColumnKind.FACT)
    removed = tuple(m.before for m in marks if not m.column and m.how is How.REMOVED)
    helped = tuple(help_for(fact, book) for fact in facts)
    return GridPage(typed.grid.columns, rows, removed, listed, helped, version)


@dataclass(frozen=True)
class _Placed:
    problem_place: str
    name: str


def _placed(row: GridRow) -> Iterable[_Placed]:
    shown = "otherwise" if row.number == LAST else row.name or str(int(row.number) + 1)
    for cell in row.cells:
        yield _Placed(place_of(cell.column.title, shown), cell.name)
    yield _Placed(f"row {shown}", row.cells[0].name)


def _sentences(version: Version | None, book: RuleBook) -> dict[str, str]:
    if version is None:
        return {}
    said = {row.id: row_sentence(row, book) for row in version.rows}
    last = version.otherwise
    return said | ({"otherwise": row_sentence(last, book)} if last else {})


def _row(
    number: str,
    cells: tuple[str, ...],
    typed: TypedGrid,
    problems: Mapping[str, Problem],
    marks: tuple[Mark, ...],
    said: Mapping[str, str],
) -> GridRow:
    typed_name = cells[typed.grid.place("id")].strip()
    name = "otherwise" if number == LAST else typed_name
    shown = name or str(int(number) + 1)
    own = {mark.column: mark for mark in marks if mark.row == name}
    found = [
        _cell(number, place, text, column, shown, problems, own)
        for place, (column, text) in enumerate(zip(typed.grid.columns, cells, strict=True))
    ]
    whole = own.get("")
    return GridRow(number, name, tuple(found), said.get(name, ""), whole.how if whole else "")


def _cell(
    number: str,
    place: int,
    text: str,
    column: Column,
    row: str,
    problems: Mapping[str, Problem],
    marks: Mapping[str, Mark],
) -> Cell:
    problem = problems.get(place_of(column.title, row))
    is_also = column.kind is ColumnKind.ALSO
    mark = marks.get("several" if is_also else column.name)
    told = f"{problem.what} {problem.fix}".strip() if problem else ""
    label = f"{column.title}: {row}"
    was = mark.before if mark else ""
    return Cell(field(number, place), label, text, column, told, mark is not None, was)
