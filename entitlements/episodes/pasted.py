"""What was read of a paste: its rows as typed, its care periods, and what is odd."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from entitlements.care import CarePeriod
from entitlements.problems import Problem


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what was typed in the columns that are kept, and what was read of it.

    `period` is None where the row cannot be read, and where it is the same as an earlier
    one. `start`, `end` and `basis` are what could be read even then, so that a form can
    be filled in with them.
    """

    line: int
    cells: tuple[str, ...]
    period: CarePeriod | None
    problems: tuple[Problem, ...] = ()
    start: date | None = None
    end: date | None = None
    basis: str | None = None
    authority: str | None = None
    placement: str | None = None
    #: SSDA903 codes, in capitals: why the episode began, and why it ended.
    began: str = ""
    ceased: str = ""
    #: The line of the earlier row that this one repeats.
    same_as: int | None = None

    @property
    def unread(self) -> bool:
        """Whether somebody must put this row right before it can be kept."""
        return self.period is None and self.same_as is None


@dataclass(frozen=True, slots=True)
class Pasted:
    """A paste: every row in its order, and the care periods of those that could be read.

    `problems` are all there are: first of the whole, then of each row by its line.
    `left_out` are the headings of columns left out on purpose; `columns` what the cells
    of a row are.
    """

    rows: tuple[Row, ...] = ()
    periods: tuple[CarePeriod, ...] = ()
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether there are rows and each of them was read."""
        return bool(self.rows) and not any(row.unread for row in self.rows)
