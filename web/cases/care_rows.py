"""Care periods as rows of a form: what was typed, the period it comes to, and what is odd."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from entitlements.care import BASES, CarePeriod
from entitlements.episodes import Row
from entitlements.episodes.days import NotADay, read_day, read_end
from entitlements.episodes.findings import findings
from entitlements.episodes.joining import as_table
from web.cases.care_words import council_of, council_words
from web.i18n import gettext as _

LONGEST = 120  # characters of one box
MOST_ROWS = 200  # more than any life has; a spreadsheet's worth is pasted
COLUMNS = ("start", "end", "basis", "authority", "placement")


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row as it was typed. `period` is None where it cannot be read; then `wrong` says why.

    `odd` is what is said of a row that can be read, and stops nobody from saving it.
    """

    place: int
    start: str = ""
    end: str = ""
    basis: str = ""
    authority: str = ""
    placement: str = ""
    period: CarePeriod | None = None
    wrong: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed that says when. A council alone is no period."""
        return not any((self.start, self.end, self.basis, self.placement))


def rows_of(periods: Sequence[CarePeriod]) -> list[TypedRow]:
    """Periods as the rows that would be typed for them."""
    found = []
    for place, (period, cells) in enumerate(zip(periods, as_table(periods)[1:], strict=True)):
        start, end, _basis, authority, placement = cells
        council = council_words(authority)
        row = TypedRow(place, start, end, period.basis, council, placement, period)
        found.append(row)
    return found


def typed_rows(sent: Mapping[str, Any], removed: int | None = None) -> list[TypedRow]:
    """The rows of a form that was sent, without one that was taken away."""
    count = min(_number(sent.get("rows")), MOST_ROWS)
    typed = [_typed(sent, place) for place in range(count) if place != removed]
    kept = [replace(row, place=place) for place, row in enumerate(typed)]
    return [_read(row) for row in kept]


def _number(text: Any) -> int:
    return int(text) if str(text).isdecimal() and len(str(text)) < 5 else 0


def _typed(sent: Mapping[str, Any], place: int) -> TypedRow:
    cells = {name: str(sent.get(f"{name}-{place}", "")).strip()[:LONGEST] for name in COLUMNS}
    return TypedRow(place, **cells)  # type: ignore[arg-type]


def _read(row: TypedRow) -> TypedRow:
    """Read one row, with all that is wrong with it."""
    if row.is_blank:
        return row
    wrong: list[str] = []
    start, end = _start(row, wrong), _end(row, wrong)
    if row.basis not in BASES:
        wrong.append(_("Choose the legal basis. It decides if these days count."))
    if start and end and end <= start:
        wrong.append(_("Care ends before it begins. The end is the first day out of care."))
    if wrong or start is None:
        return replace(row, wrong=tuple(wrong))
    words = (row.basis, council_of(row.authority), row.placement or None)
    return replace(row, period=CarePeriod(start, end, *words))


def _start(row: TypedRow, wrong: list[str]) -> date | None:
    if not row.start:
        wrong.append(_("Give the first day in care."))
        return None
    return _day(row.start, wrong)


def _end(row: TypedRow, wrong: list[str]) -> date | None:
    try:
        return read_end(row.end)
    except NotADay as problem:
        wrong.append(f"{_(problem.what)} {_(problem.fix)}")
        return None


def _day(text: str, wrong: list[str]) -> date | None:
    try:
        return read_day(text)
    except NotADay as problem:
        wrong.append(f"{_(problem.what)} {_(problem.fix)}")
        return None


def with_findings(rows: Sequence[TypedRow], born: date | None, as_at: date) -> tuple[TypedRow, ...]:
    """The rows with what is odd about each, in the numbers that the page gives them."""
    told = {row.line: row.problems for row in findings(list(_lines(rows)), born, as_at)}
    return tuple(
        replace(row, odd=tuple(f"{_(p.what)} {_(p.fix)}" for p in told.get(row.place + 1, ())))
        for row in rows
    )


def _lines(rows: Sequence[TypedRow]) -> Iterator[Row]:
    for row in rows:
        if row.period is not None:
            start, end = row.period.start, row.period.end
            yield Row(row.place + 1, (), row.period, (), start, end, row.basis)


def periods_of(rows: Sequence[TypedRow]) -> tuple[CarePeriod, ...]:
    """The periods of the rows that can be read."""
    return tuple(row.period for row in rows if row.period is not None)
