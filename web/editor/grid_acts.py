"""What can be done to a grid besides typing in it: rows and columns, added, moved, taken out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from entitlements.grid import ColumnKind, Grid, fact_column, key_column
from entitlements.grid.keys import TITLES
from entitlements.rulebook.conditions import AGE, BIRTHDAY
from entitlements.rulebook.model import RuleBook
from web.editor.grid_form import TypedGrid

NEW = {"outcome": "not published", "force": "policy"}  #: what a new row begins with


def act(typed: TypedGrid, asked: str, fact: str, book: RuleBook) -> TypedGrid:
    """The grid after an act: "add:2", "copy:2", "up:2", "down:2", "remove:2" or "column".

    An act that does not fit leaves the grid as it is.
    """
    word, _, text = asked.partition(":")
    if word == "column":
        return _with_column(typed, fact, book)
    place = int(text) if text.isdecimal() else -1
    found = _ACTS.get(word)
    fits = found is not None and 0 <= place < len(typed.grid.rows)
    return found(typed, place) if fits and found else typed


def _add(typed: TypedGrid, place: int) -> TypedGrid:
    grid = typed.grid
    begun = {"id": _free("new-row", grid), **NEW}
    cells = tuple(begun.get(c.name, "") if c.kind is ColumnKind.KEY else "" for c in grid.columns)
    return _inserted(typed, place + 1, cells)


def _copy(typed: TypedGrid, place: int) -> TypedGrid:
    cells = list(typed.grid.rows[place])
    name = typed.grid.place("id")
    cells[name] = _free(f"{cells[name]}-copy", typed.grid)
    return _inserted(typed, place + 1, tuple(cells))


def _inserted(typed: TypedGrid, place: int, cells: tuple[str, ...]) -> TypedGrid:
    rows, was = list(typed.grid.rows), list(typed.was)
    rows.insert(place, cells)
    was.insert(place, "")
    return TypedGrid(replace(typed.grid, rows=tuple(rows)), tuple(was))


def _up(typed: TypedGrid, place: int) -> TypedGrid:
    return _swapped(typed, place - 1) if place > 0 else typed


def _down(typed: TypedGrid, place: int) -> TypedGrid:
    return _swapped(typed, place) if place + 1 < len(typed.grid.rows) else typed


def _swapped(typed: TypedGrid, place: int) -> TypedGrid:
    rows, was = list(typed.grid.rows), list(typed.was)
    for held in (rows, was):
        held[place], held[place + 1] = held[place + 1], held[place]  # type: ignore[call-overload]
    return TypedGrid(replace(typed.grid, rows=tuple(rows)), tuple(was))


def _remove(typed: TypedGrid, place: int) -> TypedGrid:
    rows, was = list(typed.grid.rows), list(typed.was)
    del rows[place], was[place]
    return TypedGrid(replace(typed.grid, rows=tuple(rows)), tuple(was))


def _with_column(typed: TypedGrid, name: str, book: RuleBook) -> TypedGrid:
    """A column for one more fact, before the one for everything else; or for a key, last."""
    grid = typed.grid
    is_key = name in TITLES
    is_fact = name in book.catalogue.facts or name in (AGE, BIRTHDAY)
    if grid.place(name) >= 0 or not (is_key or is_fact):
        return typed
    kinds = [column.kind for column in grid.columns]
    place = kinds.index(ColumnKind.ALSO) if ColumnKind.ALSO in kinds else 1
    place = len(kinds) if is_key else place
    column = key_column(name) if is_key else fact_column(name, book)
    columns = (*grid.columns[:place], column, *grid.columns[place:])
    rows = tuple((*cells[:place], "", *cells[place:]) for cells in grid.rows)
    last = grid.otherwise
    last = (*last[:place], "", *last[place:]) if last else ()
    return TypedGrid(Grid(columns, rows, last), typed.was)


def _free(name: str, grid: Grid) -> str:
    """A row id that no row has yet."""
    taken = {cells[grid.place("id")] for cells in grid.rows}
    numbered = (f"{name}-{number}" for number in range(2, 10_000))
    return name if name not in taken else next(one for one in numbered if one not in taken)


_ACTS: dict[str, Callable[[TypedGrid, int], TypedGrid]] = {
    "add": _add,
    "copy": _copy,
    "up": _up,
    "down": _down,
    "remove": _remove,
}
