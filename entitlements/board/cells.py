"""Cells and tables of the report, and how each is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from entitlements.money import format_money

HIDDEN = "c"
"""What is written for a hidden number, as in the tables that councils know."""


class Kind(StrEnum):
    """What a cell counts."""

    COUNT = "count"
    MONEY = "money"  #: pence
    SHARE = "share"  #: whole percent


class State(StrEnum):
    """Whether a cell has its number. Hidden and not known are not zero."""

    SHOWN = "shown"
    SUPPRESSED = "suppressed"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Cell:
    """One number, or why there is none. A hidden number is nowhere in it.

    `at_least` says that part of a sum is not known, so that the whole is more.
    """

    value: int | None
    kind: Kind = Kind.COUNT
    state: State = State.SHOWN
    at_least: bool = False

    @property
    def text(self) -> str:
        """The cell as it is printed."""
        if self.state is State.SUPPRESSED:
            return HIDDEN
        if self.value is None:
            return "not known"
        if self.kind is Kind.SHARE:
            return f"{self.value}%"
        written = f"{self.value:,}" if self.kind is Kind.COUNT else format_money(self.value)
        return f"at least {written}" if self.at_least else written


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is about, and its cells."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `columns` head the labels and then each cell; `note` says what it rests on."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


def count(value: int, hidden: bool = False) -> Cell:
    """A count, shown or hidden."""
    return HIDDEN_COUNT if hidden else Cell(value)


HIDDEN_COUNT = Cell(None, Kind.COUNT, State.SUPPRESSED)
HIDDEN_MONEY = Cell(None, Kind.MONEY, State.SUPPRESSED)
NOT_KNOWN = Cell(None, Kind.COUNT, State.NOT_KNOWN)


def one_column(
    labels: Iterable[str], values: Sequence[int], hidden: Sequence[bool]
) -> tuple[Row, ...]:
    """Rows of one count each."""
    cells = map(count, values, hidden)
    return tuple(Row(label, (cell,)) for label, cell in zip(labels, cells, strict=True))


def as_rows(table: Table) -> tuple[tuple[str, ...], ...]:
    """A table as text, headings first: for a page, for CSV, for Word."""
    rows = ((row.label, *(cell.text for cell in row.cells)) for row in table.rows)
    return (table.columns, *rows)
