"""The months to come and the quarters gone by of a report.

Quarters are those of the financial year, from 1 April.
"""

from __future__ import annotations

from calendar import month_name
from datetime import date

from entitlements.dates import Window, add_months

MONTHS = 12


def months_from(as_at: date) -> tuple[Window, ...]:
    """The calendar months of a year to come, the first being what is left of this one.

    Its first day is the day after `as_at`: a birthday on that day has been attained.
    The last days of a month leave none of it, and then the first is the next month.

    Raises: DateProblem, past the calendar
    """
    tomorrow = date.fromordinal(as_at.toordinal() + 1)
    first = tomorrow.replace(day=1)
    starts = [add_months(first, n) for n in range(MONTHS + 1)]
    return tuple(Window(max(starts[n], tomorrow), starts[n + 1]) for n in range(MONTHS))


def quarters_to(as_at: date, count: int) -> tuple[Window, ...]:
    """The last quarters, in order, up to the one that `as_at` is in, which ends with it.

    Raises: DateProblem, before the calendar
    """
    current = date(as_at.year, as_at.month - (as_at.month - 1) % 3, 1)
    starts = [add_months(current, -3 * n) for n in range(count)]
    tomorrow = date.fromordinal(as_at.toordinal() + 1)
    return tuple(Window(start, min(add_months(start, 3), tomorrow)) for start in reversed(starts))


def month_words(month: Window) -> str:
    """A month by its name, and from which day where that is not its first.

    >>> month_words(Window(date(2026, 11, 23), date(2026, 12, 1)))
    'November 2026, from the 23rd'
    """
    name = f"{month_name[month.start.month]} {month.start.year}"
    return name if month.start.day == 1 else f"{name}, from the {_ordinal(month.start.day)}"


def quarter_words(quarter: Window) -> str:
    """A quarter by its months, and until which day where it is not over.

    >>> quarter_words(Window(date(2026, 4, 1), date(2026, 7, 1)))
    'April to June 2026'
    """
    first, last = quarter.start, add_months(quarter.start, 2)
    name = f"{month_name[first.month]} to {month_name[last.month]} {first.year}"
    over = quarter.end == add_months(first, 3)
    return name if over else f"{name}, so far"


def day_words(day: date) -> str:
    """A day in words.

    >>> day_words(date(2026, 11, 22))
    '22 November 2026'
    """
    return f"{day.day} {month_name[day.month]} {day.year}"


def _ordinal(number: int) -> str:
    ending = "th" if 11 <= number <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
