"""What a sum is worth over a year, so that unlike payments can be held against each other."""

from __future__ import annotations

from entitlements.money import Per
from entitlements.rulebook.amounts import Amount, Pence, WholeCount

#: How often a payment falls in a year. Unit: payments a year
TIMES_A_YEAR: dict[Per, int] = {
    Per.ONCE: 1,
    Per.DAY: 365,
    Per.WEEK: 52,
    Per.FORTNIGHT: 26,
    Per.MONTH: 12,
    Per.TERM: 3,
    Per.HALF_YEAR: 2,
    Per.YEAR: 1,
    Per.ACADEMIC_YEAR: 1,
    Per.TAX_YEAR: 1,
    Per.BIRTHDAY: 1,
    Per.FESTIVAL: 1,
    Per.CHILD: 1,
}


def yearly(amount: Amount, pence: int) -> int | None:
    """What a sum comes to in a year; None where nobody can say how often it is paid.

    Unit: pence. A sum paid once counts in full; for each child, as for one child.
    """
    times = TIMES_A_YEAR.get(amount.per or Per.ONCE)
    if amount.limit is not None and times is None:
        times = amount.limit.number
    if isinstance(amount.times, WholeCount):
        times = min(times or amount.times.number, amount.times.number)
        times = amount.times.number if amount.per in (None, Per.ONCE) else times
    elif amount.times is not None:
        return None
    if times is None:
        return None
    if amount.overall_times is not None:
        times = min(times, amount.overall_times)
    worth = pence * times
    return min(worth, amount.overall.pence) if isinstance(amount.overall, Pence) else worth
