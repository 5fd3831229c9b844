"""What is odd among rows that could be read: said to a person, changed by nobody.

What `entitlements.care.period_problems` finds, and the rules of the SSDA903 return on top
of it: 302, 352, 353, 388, 431, 433, 501 and 148. Rules 141, 147, 355 and 356 are about
one row that cannot be read at all, and stand in `reading`.

Source: SSDA903 data reference, section 3
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from entitlements.care import CarePeriod, PeriodProblem, period_problems
from entitlements.care.findings import (
    ENDS_AFTER_18,
    OVERLAPS_OTHER_AUTHORITY,
    STARTS_AT_18_OR_LATER,
    STARTS_BEFORE_BIRTH,
    STARTS_IN_FUTURE,
)
from entitlements.episodes.pasted import Row
from entitlements.episodes.sheet import PLACE
from entitlements.problems import Problem

CHILDREN_ACT = date(1991, 10, 14)
"""The Children Act 1989 began on this day: no episode starts before it. Source: rule 353."""

WORDS = {
    STARTS_BEFORE_BIRTH: (
        "Care begins before the date of birth.",
        "Check both dates, and that the row is theirs.",
    ),
    STARTS_IN_FUTURE: ("Care begins on a day still to come.", "Check the year."),
    STARTS_AT_18_OR_LATER: (
        "Care begins on or after the 18th birthday.",
        "Nobody is looked after from 18. Check the date.",
    ),
    ENDS_AFTER_18: (
        "Care ends after the 18th birthday.",
        "Days from 18 are not counted. Check the end.",
    ),
    OVERLAPS_OTHER_AUTHORITY: (
        "Two councils are on record for the same days.",
        "Each day counts once. Check which council it was.",
    ),
}
"""What each finding of `period_problems` says, and what to do about it."""

Found = Iterator[tuple[int, str, str]]
"""The line a finding is about, what it says, and how to fix it."""


def findings(rows: Sequence[Row], born: date | None, as_at: date) -> tuple[Row, ...]:
    """The rows with what is odd about each, at most once of a kind for one row.

    Raises: DateProblem, for a birth whose 18th birthday is past the calendar
    """
    read = [row for row in rows if row.period is not None]
    said: dict[int, dict[str, Problem]] = defaultdict(dict)
    for line, what, fix in _all(read, born, as_at):
        said[line].setdefault(what.split(" line ")[0], Problem(PLACE, line, what, fix))
    return tuple(
        replace(row, problems=(*row.problems, *said[row.line].values()))
        if row.line in said
        else row
        for row in rows
    )


def _all(rows: Sequence[Row], born: date | None, as_at: date) -> Found:
    periods = [period for _, period in _periods(rows)]
    for problem in period_problems(periods, born, as_at):
        yield (rows[problem.places[-1]].line, *_words(problem))
    in_order = sorted(_periods(rows), key=lambda pair: pair[1].spell)
    yield from _alone(in_order, as_at)
    yield from _neighbours(in_order)
    yield from _codes(rows)


def _periods(rows: Sequence[Row]) -> list[tuple[Row, CarePeriod]]:
    return [(row, row.period) for row in rows if row.period is not None]


def _words(problem: PeriodProblem) -> tuple[str, str]:
    return WORDS[problem.id]


def _alone(rows: Sequence[tuple[Row, CarePeriod]], as_at: date) -> Found:
    for row, period in rows:
        if period.start < CHILDREN_ACT:
            yield row.line, "Care begins before 14 October 1991.", "Check the year."
        if period.end is not None and period.end > as_at >= period.start:
            fix = "Leave the end empty while care goes on."
            yield row.line, "Care ends on a day still to come.", fix


def _neighbours(rows: Sequence[tuple[Row, CarePeriod]]) -> Found:
    """Compare each row with the one before it that lasts longest."""
    longest: tuple[Row, CarePeriod] | None = None
    for row, period in rows:
        if longest is not None:
            yield from _after(longest, row, period)
        if longest is None or period.spell[1] > longest[1].spell[1]:
            longest = row, period


def _after(before: tuple[Row, CarePeriod], row: Row, period: CarePeriod) -> Found:
    earlier, was = before
    if was.end is None:
        what = f"The care of line {earlier.line} has no end, and this row begins after it."
        yield row.line, what, f"Give line {earlier.line} an end, if it ended."
    elif period.start < was.end and not _two_councils(was, period):
        what = f"These days are also in line {earlier.line}. Each day counts once."
        yield row.line, what, "Check the dates of both rows."
    elif period.start == was.end + timedelta(1) and was.counts and period.counts:
        what = f"One day is missing after line {earlier.line}."
        fix = "If its end is the last day in care, write the next day: the first day out."
        yield row.line, what, fix


def _two_councils(one: CarePeriod, other: CarePeriod) -> bool:
    return bool(one.authority and other.authority and one.authority != other.authority)


def _codes(rows: Sequence[Row]) -> Found:
    """The rules about RNE and REC, where the paste has them."""
    starts = {row.start for row in rows}
    ends = {row.end for row in rows} - {None}
    has_ceased = any(row.ceased for row in rows)
    for row in rows:
        yield from _began(row, ends)
        if has_ceased:
            yield from _ceased(row, starts)


def _began(row: Row, ends: set[date | None]) -> Found:
    if row.began == "S" and row.start in ends:
        what = "RNE is S, care began, but another row ends on this very day."
        yield row.line, what, "Check RNE: care may have gone on."
    if row.began not in ("", "S") and row.start not in ends:
        what = f"RNE is {row.began[:3]}, care went on, but no row ends on this day."
        yield row.line, what, "An earlier row may be missing. Then the count is too low."


def _ceased(row: Row, starts: set[date | None]) -> Found:
    if bool(row.ceased) != (row.end is not None):
        what = "There is an end without a reason for it, or a reason without an end."
        yield row.line, what, "Check DEC and REC: both, or neither."
    if row.ceased == "X1" and row.end not in starts:
        what = "REC is X1, another row begins the same day, but none does."
        yield row.line, what, "A row may be missing. Then the count is too low."
