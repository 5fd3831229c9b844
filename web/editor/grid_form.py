"""A grid as the fields of a form, there and back: one field a cell, named by row and column.

column            the name of each column, in order
was-0, was-1 …    the id each row had when the page was made
cell-0-2          row 0, column 2; the last row is `cell-o-2`
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from entitlements.grid import ALSO, ALSO_COLUMN, Column, Grid, fact_column, key_column
from entitlements.rulebook.conditions import AGE, BIRTHDAY
from entitlements.rulebook.model import RuleBook, Version
from entitlements.rulebook.read_tables import MOST_ROWS
from entitlements.signoff import NotAllowed
from web.editor.letters import shown
from web.i18n import gettext as _

LAST = "o"  #: stands for the number of the row for everybody else


@dataclass(frozen=True)
class TypedGrid:
    """A grid as it is typed. `was` holds the id that each row had, "" for a new one."""

    grid: Grid
    was: tuple[str, ...]

    def fields(self) -> dict[str, str]:
        """Every field of the form, by name."""
        names = "\n".join(column.name for column in self.grid.columns)
        found = {"columns": names, "rows": str(len(self.grid.rows))}
        found |= {f"was-{n}": name for n, name in enumerate(self.was)}
        for number, cells in self.numbered():
            found |= {field(number, place): text for place, text in enumerate(cells)}
        return found

    def numbered(self) -> list[tuple[str, tuple[str, ...]]]:
        """The cells of each row, by the number that its fields have."""
        rows = [(str(number), cells) for number, cells in enumerate(self.grid.rows)]
        return [*rows, (LAST, self.grid.otherwise)] if self.grid.otherwise else rows

    def renamed(self, before: Version) -> Version:
        """The version typed over, with the rows that got another id under it already."""
        place = self.grid.place("id")
        ids = [cells[place].strip() for cells in self.grid.rows]
        new = {was: now for was, now in zip(self.was, ids, strict=True) if was and now != was}
        rows = tuple(replace(row, id=new.get(row.id, row.id)) for row in before.rows)
        examples = tuple(replace(one, expect=_renamed(one.expect, new)) for one in before.examples)
        return replace(before, rows=rows, examples=examples) if new else before


def _renamed(expect: Mapping[str, object], new: Mapping[str, str]) -> Mapping[str, object]:
    row = expect.get("row")
    return {**expect, "row": new[row]} if isinstance(row, str) and row in new else expect


def field(number: str, place: int) -> str:
    """The name, and the id, of one cell."""
    return f"cell-{number}-{place}"


def of_grid(grid: Grid) -> TypedGrid:
    """A grid that nobody has typed in yet."""
    place = grid.place("id")
    return TypedGrid(grid, tuple(cells[place] for cells in grid.rows))


def of_fields(fields: Mapping[str, str], book: RuleBook) -> TypedGrid:
    """The grid that a form holds; columns that no book has are left out."""
    names = fields.get("columns", "").split("\n")
    columns = [(n, _column(name.strip(), book)) for n, name in enumerate(names)]
    known = [(n, column) for n, column in columns if column is not None]
    count = _count(fields.get("rows", ""))
    if count > MOST_ROWS:
        raise NotAllowed(_("A grid has at most %(most)s rows. Nothing was saved.", most=MOST_ROWS))
    rows = tuple(_cells(fields, str(number), [n for n, _ in known]) for number in range(count))
    last = _cells(fields, LAST, [n for n, _ in known])
    was = tuple(fields.get(f"was-{number}", "") for number in range(count))
    return TypedGrid(Grid(tuple(column for _, column in known), rows, last), was)


def _cells(fields: Mapping[str, str], number: str, places: list[int]) -> tuple[str, ...]:
    return tuple(shown(fields.get(field(number, n), "")) for n in places)


def _column(name: str, book: RuleBook) -> Column | None:
    if name == ALSO:
        return ALSO_COLUMN
    if name in book.catalogue.facts or name in (AGE, BIRTHDAY):
        return fact_column(name, book)
    try:
        return key_column(name)
    except KeyError:
        return None


def _count(text: str) -> int:
    """How many rows a form has. Raises: NotAllowed, where it came in without its end"""
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise NotAllowed(_("The form did not come in whole. Nothing was saved. Try again."))
    return int(text)
