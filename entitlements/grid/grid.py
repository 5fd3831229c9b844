"""A version of a rule table as a grid: columns, and rows of cells in plain words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from entitlements.grid.also import ALSO, write_also
from entitlements.grid.fact_cells import write_test
from entitlements.grid.keys import CORE, SHOWN, TITLES, write_key
from entitlements.grid.names import fact_title
from entitlements.rulebook.conditions import AllOf, Condition, Test
from entitlements.rulebook.model import Row, RuleBook, Version


class ColumnKind(StrEnum):
    """What a column holds: a key of the row, tests of one fact, or every other condition."""

    KEY = "key"
    FACT = "fact"
    ALSO = "also"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `name` is a key of a row or the id of a fact; `title` is for a reader."""

    kind: ColumnKind
    name: str
    title: str

    @property
    def heading(self) -> str:
        """The title, and the name where that differs: "where you live [home]"."""
        return self.title if self.title == self.name else f"{self.title} [{self.name}]"


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells as text, row by row, each as long as `columns`. `otherwise` is the last row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    otherwise: tuple[str, ...] = ()

    def place(self, name: str) -> int:
        """Where a column stands; -1 where there is none of this name."""
        names = [column.name for column in self.columns]
        return names.index(name) if name in names else -1

    def cell(self, row: str, name: str) -> str:
        """The text of a cell, by the id of its row ("otherwise" for the last) and its column."""
        place = self.place(name)
        if row == "otherwise":
            return self.otherwise[place]
        return next(cells[place] for cells in self.rows if cells[self.place("id")] == row)


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions that must all hold."""
    return condition.parts if isinstance(condition, AllOf) else (condition,)


def tests_by_fact(condition: Condition) -> dict[str, Test]:
    """The tests that have a column of their own: of a fact that is tested once."""
    tests = [part for part in parts_of(condition) if isinstance(part, Test)]
    times = Counter(test.fact for test in tests)
    return {test.fact: test for test in tests if times[test.fact] == 1}


def others(condition: Condition) -> tuple[Condition, ...]:
    """The conditions that have no column of their own."""
    own = tests_by_fact(condition)
    return tuple(p for p in parts_of(condition) if not (isinstance(p, Test) and p.fact in own))


def fact_column(fact: str, book: RuleBook) -> Column:
    """The column of a fact."""
    return Column(ColumnKind.FACT, fact, fact_title(fact, book))


def key_column(word: str) -> Column:
    """The column of a key of a row."""
    return Column(ColumnKind.KEY, word, TITLES[word])


ALSO_COLUMN = Column(ColumnKind.ALSO, ALSO, ALSO)


def grid_of(version: Version, book: RuleBook, whole: bool = False) -> Grid:
    """A version as a grid; `whole` shows every key that a row has, for interchange."""
    columns = columns_of(version, book, whole)
    rows = tuple(row_cells(row, columns, book) for row in version.rows)
    last = version.otherwise
    return Grid(columns, rows, row_cells(last, columns, book) if last else ())


def columns_of(version: Version, book: RuleBook, whole: bool = False) -> tuple[Column, ...]:
    """The columns of a version: facts stand in the order in which rows first test them."""
    facts = dict.fromkeys(fact for row in version.rows for fact in tests_by_fact(row.when))
    last = (version.otherwise,) if version.otherwise else ()
    rows = (*version.rows, *last)
    optional = [word for word in TITLES if word not in CORE] if whole else list(SHOWN)
    used = {word for word in optional if any(getattr(row, word) for row in rows)}
    keys = [key_column(word) for word in TITLES if word != "id" and word in (*CORE, *used)]
    return (key_column("id"), *(fact_column(fact, book) for fact in facts), ALSO_COLUMN, *keys)


def row_cells(row: Row, columns: tuple[Column, ...], book: RuleBook) -> tuple[str, ...]:
    """The cells of one row."""
    own = tests_by_fact(row.when)
    return tuple(_cell(row, column, own, book) for column in columns)


def _cell(row: Row, column: Column, own: dict[str, Test], book: RuleBook) -> str:
    if column.kind is ColumnKind.ALSO:
        return write_also(others(row.when), book)
    if column.kind is ColumnKind.FACT:
        return write_test(own[column.name], book) if column.name in own else ""
    return write_key(column.name, row, book)
