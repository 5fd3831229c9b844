"""The stretch of days that a sum for each period is counted in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from entitlements.awards.between import Between
from entitlements.awards.entries import PERHAPS_MORE, Entry, Step, by_award
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
    """What was paid in a period, less what came back of it; a sum not written widens it.

    Money that comes back is of the award it was paid on. Where that award was paid in
    other periods too, nobody can say of which payment it is, and that widens it as well.
    """
    held = tuple(entries)
    mine = [entry for entry in held if entry.entitlement == entitlement]
    found = [_kept_of(award, window) for award in by_award(mine)]
    open_ = any(one.most is None for one in found)
    open_ = open_ or PERHAPS_MORE in held
    least = sum(one.least for one in found)
    return Between(least, None if open_ else sum(one.most or 0 for one in found))


def _kept_of(award: Iterable[Entry], window: Window) -> Between:
    """What was paid of one award in a period, and did not come back."""
    held = tuple(award)
    inside = _sum((entry for entry in held if window.contains(entry.on)), Step.PAID)
    outside = _sum((entry for entry in held if not window.contains(entry.on)), Step.PAID)
    returned = _sum(held, Step.RETURNED)
    least, most = inside.less(returned), inside.less(returned.less(outside))
    return Between(least.least, most.most)


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
