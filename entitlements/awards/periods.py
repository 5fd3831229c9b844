"""The stretch of days that a sum for each period is counted in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from entitlements.awards.between import Between
from entitlements.awards.entries import Entry, Step
from entitlements.dates import (
    Duration,
    Window,
    academic_year_start,
    add_duration,
    tax_year_start,
)
from entitlements.money import Per

#: Periods counted back from the day asked about, as a rule's own "within" is.
ROLLING = {
    Per.DAY: Duration(1, "day"),
    Per.WEEK: Duration(1, "week"),
    Per.FORTNIGHT: Duration(2, "week"),
    Per.MONTH: Duration(1, "month"),
    Per.HALF_YEAR: Duration(6, "month"),
    Per.YEAR: Duration(12, "month"),
}
#: Every way of paying that is a stretch of time. When a term begins is nowhere written.
PERIODS = {*ROLLING, Per.TERM, Per.ACADEMIC_YEAR, Per.TAX_YEAR}
_ONE_DAY = timedelta(days=1)


def period_at(per: Per, as_at: date) -> Window | None:
    """The period a day falls in; None for what is no stretch of time, and for a term.

    No rule says on which day of the year a yearly sum begins again, so a year is
    the 12 months up to the day; a tax year and an academic year begin on their own days.
    """
    if per is Per.ACADEMIC_YEAR:
        year = academic_year_start(as_at)
        return Window(date(year, 8, 1), date(year + 1, 8, 1))
    if per is Per.TAX_YEAR:
        year = tax_year_start(as_at)
        return Window(date(year, 4, 6), date(year + 1, 4, 6))
    if per not in ROLLING:
        return None
    return Window(add_duration(as_at, ROLLING[per], -1) + _ONE_DAY, as_at + _ONE_DAY)


def had_within(entries: Iterable[Entry], entitlement: str, window: Window) -> Between:
    """What was paid less what was returned in a period; a sum not written widens it."""
    found = [e for e in entries if e.entitlement == entitlement and window.contains(e.on)]
    paid = _sum(found, Step.PAID)
    returned = _sum(found, Step.RETURNED)
    return paid.less(returned)


def times_within(entries: Iterable[Entry], entitlement: str, window: Window | None) -> int:
    """How many awards were first paid in a period; in all, without one."""
    first: dict[int, date] = {}
    for entry in entries:
        if entry.entitlement == entitlement and entry.step is Step.PAID:
            first[entry.award] = min(entry.on, first.get(entry.award, entry.on))
    return sum(window is None or window.contains(day) for day in first.values())


def _sum(entries: Iterable[Entry], step: Step) -> Between:
    amounts = [entry.amount for entry in entries if entry.step is step]
    known = sum(amount for amount in amounts if amount is not None)
    return Between(known, None if None in amounts else known)
