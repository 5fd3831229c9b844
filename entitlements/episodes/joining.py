"""Care periods joined where nothing but the placement changed, and shown as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from entitlements.care import CarePeriod
from entitlements.episodes.bases import WORDS
from entitlements.episodes.sheet import protected

HEAD = ("start", "end", "basis", "authority", "placement")
"""The headings of a table, as `read_pasted` knows them."""


def joined(periods: Iterable[CarePeriod]) -> tuple[CarePeriod, ...]:
    """Join periods of one basis and one council that follow on the same day, in order of time.

    The end of one is the first day out, so it is the start of the next. A move to
    another placement does not split a stay: the placements are named one after the other.
    """
    stays: list[CarePeriod] = []
    last: dict[tuple[str, str | None], int] = {}
    for period in sorted(periods, key=lambda one: one.spell):
        kind = (period.basis, period.authority)
        place = last.get(kind)
        if place is not None and stays[place].end == period.start:
            placement = _placements(stays[place].placement, period.placement)
            stays[place] = replace(stays[place], end=period.end, placement=placement)
        else:
            last[kind] = len(stays)
            stays.append(period)
    return tuple(stays)


def _placements(one: str | None, other: str | None) -> str | None:
    if one is None or other is None or one == other or one.endswith(f", then {other}"):
        return one or other
    return f"{one}, then {other}"


def as_table(periods: Iterable[CarePeriod]) -> tuple[tuple[str, ...], ...]:
    """Periods as cells, headings first: the day first, the end empty while care goes on."""
    return (HEAD, *(_cells(period) for period in periods))


def as_text(periods: Iterable[CarePeriod]) -> str:
    """The same table with tabs between the cells, to copy into a spreadsheet or back."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter="\t", lineterminator="\n")
    writer.writerows([protected(cell) for cell in row] for row in as_table(periods))
    return held.getvalue()


def _cells(period: CarePeriod) -> tuple[str, ...]:
    end = "" if period.end is None else _day(period.end)
    basis = WORDS[period.basis]
    return _day(period.start), end, basis, period.authority or "", period.placement or ""


def _day(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}"
