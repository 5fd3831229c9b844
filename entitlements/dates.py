"""Days, ages, windows and durations. The only home of calendar arithmetic.

No clock: the day a question is about is always an argument. Windows are
half-open: the start is the first day in, the end the first day out. Where a
date is lowered to a number it is `date.toordinal()`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

NEVER = date.max
"""It has not happened. Later than every real day, so "before" and "from" still compare."""

NEVER_DAY = NEVER.toordinal()
"""`NEVER` as a day number."""

EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
"""Years outside these are a slip of the keyboard."""

Unit = Literal["day", "week", "month", "year"]

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DURATION = re.compile(r"(?P<count>[0-9]{1,4}) (?P<unit>day|week|month|year)s?")
_UNITS: dict[str, Unit] = {"day": "day", "week": "week", "month": "month", "year": "year"}


class DateProblem(ValueError):
    """A date or duration that cannot be used; the message says what, and how to fix it."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as rules write it.

    Unit:   `count` of `unit`: days, weeks of seven days, calendar months or years
    Raises: DateProblem, for a count below one
    """

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.count < 1:
            raise DateProblem(f"{self.count} {self.unit}s is no time at all: give 1 or more")

    def __str__(self) -> str:
        """Write it the way `parse_duration` reads it."""
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days, half-open; `end` None has no end.

    Unit:   calendar days
    Raises: DateProblem, if it ends on or before the day it starts
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise DateProblem(
                f"{self.start} to {self.end} holds no day: the end is the first day out, "
                "so it must come after the start"
            )

    def contains(self, day: date) -> bool:
        """Say whether `day` is in the window: the start is, the end is not."""
        return self.start <= day and (self.end is None or day < self.end)

    def overlap(self, other: Window) -> Window | None:
        """Give the days both windows hold, or None where they share none."""
        start = max(self.start, other.start)
        end = min(self.end or NEVER, other.end or NEVER)
        if end <= start:
            return None
        return Window(start, None if end == NEVER else end)

    def days(self) -> int:
        """Count the days.

        Raises: DateProblem, for a window without an end
        """
        if self.end is None:
            raise DateProblem(f"a window from {self.start} without an end has no number of days")
        return (self.end - self.start).days


def parse_day(text: str) -> date:
    """Read a day written year first.

    Raises: DateProblem, unless it is a real day from 1900 to 2199 written 2026-11-22

    >>> parse_day("2026-11-22")
    datetime.date(2026, 11, 22)
    """
    if not isinstance(text, str) or not _ISO.fullmatch(text):
        raise DateProblem(f"{text!r} is not a date: write year-month-day, for example 2026-11-22")
    try:
        day = date.fromisoformat(text)
    except ValueError as no_such_day:
        raise DateProblem(f"{text!r} is not a day in the calendar: {no_such_day}") from no_such_day
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise DateProblem(f"{text!r} is out of range: give a year from 1900 to 2199")
    return day


def format_day(day: date) -> str:
    """Write a day year first, and `NEVER` as "never"."""
    return "never" if day == NEVER else day.isoformat()


def parse_duration(text: str) -> Duration:
    """Read a length of time: a whole number, a space, and days, weeks, months or years.

    Raises: DateProblem, for anything else

    >>> parse_duration("12 months")
    Duration(count=12, unit='month')
    """
    found = _DURATION.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        raise DateProblem(f'{text!r} is not a length of time: write "28 days" or "12 months"')
    return Duration(int(found["count"]), _UNITS[found["unit"]])


def attains_age(born: date, years: int) -> date:
    """Give the day on which somebody attains an age: it is attained as that day starts.

    Born on 29 February, an age is attained on 1 March of a common year.

    Source: Family Law Reform Act 1969, s.9; 29 February as 1 March is the usual
            English reading, not stated in the Act
    Raises: DateProblem, for a negative age or a year past the calendar

    >>> attains_age(date(2008, 2, 29), 18)
    datetime.date(2026, 3, 1)
    """
    if years < 0 or born.year + years > date.max.year:
        raise DateProblem(f"nobody born on {born} attains the age of {years}: check both")
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def latest_birth_date(as_at: date, years: int) -> date:
    """Give the latest date of birth of anybody who has attained `years` by `as_at`.

    The other way round from `attains_age`, for every birth date:
    attains_age(born, years) <= as_at  if and only if  born <= latest_birth_date(as_at, years).

    Raises: DateProblem, for a negative age or a year before the calendar

    >>> latest_birth_date(date(2024, 2, 29), 18)
    datetime.date(2006, 2, 28)
    """
    if years < 0 or as_at.year - years < 1:
        raise DateProblem(f"nobody is {years} on {as_at}: check both")
    try:
        return as_at.replace(year=as_at.year - years)
    except ValueError:
        return date(as_at.year - years, 2, 28)


def age_on(born: date, day: date) -> int:
    """Count the years of age attained by `day`.

    Unit:   complete years
    Raises: DateProblem, for a day before the birth
    """
    if day < born:
        raise DateProblem(f"{day} is before the birth on {born}: check both")
    # Compared as month and day, 29 February comes round on 1 March of a common year.
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def add_months(day: date, months: int) -> date:
    """Move by calendar months; a day the month does not have becomes its last day.

    So 31 January and one month is 28 or 29 February, and 29 February and twelve
    months is 28 February. Never use it for an age: that is `attains_age`.

    Raises: DateProblem, when it leaves the calendar

    >>> add_months(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise DateProblem(f"{months} months from {day} is not in the calendar: check both")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(start: date, end: date) -> int:
    """Count the complete months from `start` to `end`: the most that `add_months` fits in.

    Unit:   complete months; 0 where `end` is not after `start`
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    if end.day < start.day and end.day < monthrange(end.year, end.month)[1]:
        months -= 1
    return max(months, 0)


def add_duration(day: date, duration: Duration, sign: Literal[1, -1] = 1) -> date:
    """Move forward (sign 1) or back (-1); months and years as `add_months`.

    Raises: DateProblem, when it leaves the calendar
    """
    count = sign * duration.count
    if duration.unit in ("month", "year"):
        return add_months(day, count * (12 if duration.unit == "year" else 1))
    moved = day.toordinal() + count * (7 if duration.unit == "week" else 1)
    if not 1 <= moved <= NEVER_DAY:
        raise DateProblem(f"{duration} from {day} is not in the calendar: check both")
    return date.fromordinal(moved)


def academic_year_start(day: date) -> int:
    """Give the calendar year in which the academic year of `day` started, on 1 August.

    Source: student finance years, gov.uk: 2026/27 runs from 1 August 2026

    >>> academic_year_start(date(2026, 7, 31)), academic_year_start(date(2026, 8, 1))
    (2025, 2026)
    """
    return day.year - (day.month < 8)


def tax_year_start(day: date) -> int:
    """Give the calendar year in which the tax year of `day` started, on 6 April.

    Source: Income Tax Act 2007, s.4
    """
    return day.year - ((day.month, day.day) < (4, 6))


def next_31_august(day: date) -> date:
    """Give the first 31 August on or after `day`."""
    return date(day.year + (day.month > 8), 8, 31)
