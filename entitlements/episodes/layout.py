"""Which column of a paste holds what: from its headings, or from the plain order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from entitlements.episodes.days import NotADay, quoted, read_day
from entitlements.episodes.headings import KEPT, PLAIN_ORDER, Column, column_of
from entitlements.episodes.sheet import PLACE, Line
from entitlements.problems import Problem, nearest

#: Lines looked at to find the headings: an export may have a title above them.
_TITLES = 5
#: Columns that are not kept: two of them are looked at first.
_FORGOTTEN = (Column.CHILD, Column.BORN, Column.LEFT_OUT)
_OWN = [column.value for column in PLAIN_ORDER] + ["placement"]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns in order, the lines of data, and what was said about the headings.

    A column is None where nobody knows its heading. `lines` is empty where the columns
    cannot be told, and then `problems` says why.
    """

    columns: tuple[Column | None, ...]
    lines: tuple[Line, ...]
    left_out: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def kept(self) -> tuple[int, ...]:
        """The places of the columns that are kept as they were typed."""
        return tuple(n for n, column in enumerate(self.columns) if column in KEPT)

    def cells(self, line: Line, column: Column) -> str:
        """What a line has in a column; "" for nothing."""
        place = self.columns.index(column) if column in self.columns else len(line.cells)
        return line.cells[place] if place < len(line.cells) else ""


def layout_of(lines: Sequence[Line]) -> Layout:
    """Tell the columns of a paste."""
    for place, line in enumerate(lines[:_TITLES]):
        if _is_heading(line):
            return _with_headings(line, lines[:place], tuple(lines[place + 1 :]))
    return _without_headings(tuple(lines))


def _is_heading(line: Line) -> bool:
    known = [column for column in map(column_of, line.cells) if column is not None]
    return (Column.START in known or len(known) > 1) and not any(map(_is_day, line.cells))


def _is_day(cell: str) -> bool:
    try:
        read_day(cell)
    except NotADay:
        return False
    return True


def _with_headings(heading: Line, above: Sequence[Line], below: tuple[Line, ...]) -> Layout:
    columns = tuple(map(column_of, heading.cells))
    problems = [_above(line) for line in above]
    problems += [
        _unknown(cell, heading)
        for cell, column in zip(heading.cells, columns, strict=True)
        if cell and column is None
    ]
    faults = [*_missing(columns, heading), *_twice(columns, heading)]
    if not below:
        faults.append(Problem(PLACE, heading.number, "There are headings and no rows.", "Add one."))
    out = [
        cell for cell, column in zip(heading.cells, columns, strict=True) if column in _FORGOTTEN
    ]
    return Layout(columns, () if faults else below, tuple(out), (*problems, *faults))


def _without_headings(lines: tuple[Line, ...]) -> Layout:
    wide = max((_width(line) for line in lines), default=0)
    if 2 <= wide <= len(PLAIN_ORDER):
        return Layout(PLAIN_ORDER[:wide], lines)
    what = f"There are no headings that we know, and the widest row has {_columns(wide)}."
    fix = "Put headings above the columns: start, end, basis, authority, placement."
    return Layout((), (), (), (Problem(PLACE, lines[0].number, what, fix),))


def _width(line: Line) -> int:
    return max(n for n, cell in enumerate(line.cells, 1) if cell)


def _columns(count: int) -> str:
    return "1 column" if count == 1 else f"{count} columns"


def _above(line: Line) -> Problem:
    what = "This line is above the headings, so it was not read."
    return Problem(PLACE, line.number, what, "Nothing to do if it is a title.")


def _unknown(cell: str, heading: Line) -> Problem:
    what = f"We do not know the heading {quoted(cell)}, so its column was not read."
    return Problem(PLACE, heading.number, what, nearest(cell.casefold(), _OWN))


def _missing(columns: Sequence[Column | None], heading: Line) -> list[Problem]:
    return [
        Problem(
            PLACE,
            heading.number,
            f"No column is headed as the {column.value} of care.",
            f'Write "{column.value}" above it.',
        )
        for column in (Column.START, Column.END)
        if column not in columns
    ]


def _twice(columns: Sequence[Column | None], heading: Line) -> list[Problem]:
    counted = Counter(column for column in columns if column in (*KEPT, Column.CHILD))
    return [
        Problem(
            PLACE,
            heading.number,
            f"{count} columns are headed as the {column.value}.",
            "Keep the one that is right and take the others out.",
        )
        for column, count in counted.items()
        if column is not None and count > 1
    ]
