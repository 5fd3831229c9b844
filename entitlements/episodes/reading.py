"""Care periods out of a paste from a spreadsheet or a case system's export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from entitlements.care import CarePeriod
from entitlements.episodes.bases import NotABasis, read_basis
from entitlements.episodes.days import NOTHING, NotADay, read_day, read_end
from entitlements.episodes.findings import findings
from entitlements.episodes.headings import KEPT, Column
from entitlements.episodes.layout import Layout, layout_of
from entitlements.episodes.pasted import Pasted, Row
from entitlements.episodes.places import place_words
from entitlements.episodes.sheet import PLACE, Line, lines_of, plain, unfit
from entitlements.problems import Problem

T = TypeVar("T")


def read_pasted(text: str, *, born: date | None, as_at: date, authority: str) -> Pasted:
    """Read the care periods of one person. No text raises; every problem is said.

    Tabs, commas or semicolons; with headings, or two to four columns in the order start,
    end, basis, authority. A row that names no council is of `authority` ("" for none).
    What is odd is said and changed by nobody. A paste that is too long, or of several
    children, is refused whole.

    Raises: DateProblem, for a birth whose 18th birthday is past the calendar
    """
    lines, problems = lines_of(text)
    if not lines:
        return Pasted(problems=problems)
    layout = layout_of(lines)
    problems += layout.problems + _whose(layout, born)
    if not layout.lines or _children(layout) > 1:
        return Pasted(problems=problems, left_out=layout.left_out)
    rows = _once(tuple(_Reader(line, layout).row(authority) for line in layout.lines))
    rows = findings(rows, born, as_at)
    periods = tuple(row.period for row in rows if row.period is not None)
    problems += tuple(problem for row in rows for problem in row.problems)
    columns = tuple(column for column in layout.columns if column in KEPT)
    return Pasted(rows, periods, problems, layout.left_out, tuple(c.value for c in columns if c))


def _children(layout: Layout) -> int:
    return len({layout.cells(line, Column.CHILD).casefold() for line in layout.lines} - {""})


def _whose(layout: Layout, born: date | None) -> tuple[Problem, ...]:
    found, children = [], _children(layout)
    if children > 1:
        what = f"These rows are of {children} children."
        found.append(Problem(PLACE, 0, what, "Paste the rows of one person only."))
    births = {layout.cells(line, Column.BORN) for line in layout.lines} - {""}
    if born is not None and any(_other_day(birth, born) for birth in births):
        what = "The date of birth here is not the one that is kept for this person."
        found.append(Problem(PLACE, 0, what, "Check that the rows are theirs."))
    return tuple(found)


def _other_day(text: str, born: date) -> bool:
    try:
        return read_day(text) != born
    except NotADay:
        return False


def _once(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Keep the first of rows that say the same, and say so of the others."""
    seen: dict[CarePeriod, int] = {}
    kept = []
    for row in rows:
        first = seen.setdefault(row.period, row.line) if row.period else row.line
        if first != row.line:
            said = f"This row is the same as line {first}, and is kept once."
            again = Problem(PLACE, row.line, said)
            row = replace(row, period=None, same_as=first, problems=(*row.problems, again))
        kept.append(row)
    return tuple(kept)


@dataclass(slots=True)
class _Reader:
    """Reads one line, and gathers its problems on the way."""

    line: Line
    layout: Layout
    problems: list[Problem] = field(default_factory=list)

    def row(self, authority: str) -> Row:
        self._fit()
        start, _ = self._read(Column.START, self._start)
        end, end_is_read = self._read(Column.END, read_end)
        basis, _ = self._read(Column.BASIS, read_basis)
        row = Row(
            self.line.number,
            tuple(self._cell(place) for place in self.layout.kept),
            None,
            start=start,
            end=end,
            basis=basis,
            authority=council(self._text(Column.AUTHORITY), authority),
            placement=self._placement(),
            began=self._text(Column.BEGAN).upper(),
            ceased=self._text(Column.CEASED).upper(),
        )
        period = None if self.problems or not end_is_read else self._period(row)
        return replace(row, period=period, problems=tuple(self.problems))

    def _fit(self) -> None:
        """Find cells that cannot be kept, and cells that have no heading."""
        if any(self.line.cells[len(self.layout.columns) :]):
            self._say("This row has more cells than there are columns.", "Check its commas.")
        for found in {unfit(self._cell(place)) for place in self.layout.kept}:
            if found:
                self._say(*found)

    def _read(self, column: Column, reader: Callable[[str], T]) -> tuple[T | None, bool]:
        try:
            return reader(self._text(column)), True
        except (NotADay, NotABasis) as problem:
            self._say(problem.what, problem.fix)
            return None, False

    def _start(self, text: str) -> date:
        if text.casefold() in NOTHING:
            raise NotADay("The start is missing.", "Add the first day of care.")
        return read_day(text)

    def _period(self, row: Row) -> CarePeriod | None:
        if row.start is None or row.basis is None or self._runs_back(row):
            return None
        return CarePeriod(row.start, row.end, row.basis, row.authority, row.placement)

    def _runs_back(self, row: Row) -> bool:
        if row.end is None or row.start is None or row.end > row.start:
            return False
        if row.end == row.start:
            what = "Care begins and ends on the same day, so no day counts."
            fix = "If it was a night or more, the end is the first day out."
        else:
            what = "Care ends before it begins."
            fix = "Check both dates, and that the day comes before the month."
        self._say(what, fix)
        return True

    def _placement(self) -> str | None:
        words = self._text(Column.PLACEMENT) or place_words(self._text(Column.PLACE_CODE))
        return None if words.casefold() in NOTHING else words

    def _text(self, column: Column) -> str:
        return plain(self.layout.cells(self.line, column))

    def _cell(self, place: int) -> str:
        return self.line.cells[place] if place < len(self.line.cells) else ""

    def _say(self, what: str, fix: str) -> None:
        self.problems.append(Problem(PLACE, self.line.number, what, fix))


def council(text: str, authority: str) -> str | None:
    """The council a row names; the one of the case where it names none, or names that one.

    Only "Council" may be left out: Dorset County Council is not Dorset Council.

    >>> council("Dorset Council", "dorset"), council("", ""), council("Kent", "dorset")
    ('dorset', None, 'Kent')
    """
    same = authority.casefold()
    if text.casefold() in NOTHING or text.casefold() in (same, f"{same} council"):
        return authority or None
    return text
