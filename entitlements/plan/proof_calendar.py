"""The calendar in whole-number terms: exact from 1901 to 2099, where every fourth year leaps.

A day that a rule moves past February 2100 is a day late.

Years are counted from 1 March, so that 29 February is the last day of its year:

    first day of March-year y       = BASE + 365 (y - 2000) + (y - 2000) div 4
    days to month m of a March-year = (153 m + 2) div 5,  m = 0 for March

An age is attained on `born` moved by the days between two such first days; born on
29 February, that is 1 March of a common year, as `dates.attains_age` has it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from entitlements.dates import NEVER_DAY, Duration
from entitlements.plan.terms import Term, Terms

#: The days a proof reaches over.
FIRST_DAY, LAST_DAY = date(1901, 1, 1).toordinal(), date(2099, 12, 31).toordinal()
_MARCH, _AUGUST = date(2000, 3, 1).toordinal(), date(2000, 8, 1).toordinal()
_MONTHS = {"month": 1, "year": 12}
_DAYS = {"day": 1, "week": 7}


@dataclass
class Calendar:
    """Calendar arithmetic over terms. `held` takes what must hold of the variables it makes."""

    terms: Terms
    held: Callable[[Term], None]
    _years: dict[str, Term] = field(default_factory=dict)

    def attained(self, born: Term, name: str, years: Term) -> Term:
        """The day on which somebody born on a day attains an age."""
        year = self._year(born, name)
        return born + 365 * years + _leaps(year + years) - _leaps(year)

    def academic_year(self, day: Term, name: str) -> Term:
        """The year in which the academic year of a day started, on 1 August."""
        year = self.terms.number(f"{name}:academic year")
        self.held(self.terms.every((_first(_AUGUST, year) <= day, day < _first(_AUGUST, year + 1))))
        return year

    def last_of_august(self, year: Term) -> Term:
        """The 31 August of a year."""
        return _first(_AUGUST, year) + 30

    def moved(self, day: Term, name: str, duration: Duration | None, sign: int) -> Term:
        """A day moved by a duration, as `lower.moved` moves it; "never" stays where it is."""
        if duration is None:
            return day
        if duration.unit in _DAYS:
            far = day + sign * duration.count * _DAYS[duration.unit]
        else:
            far = self._by_months(day, name, sign * duration.count * _MONTHS[duration.unit])
        return self.terms.if_(day >= NEVER_DAY, day, far)

    def _by_months(self, day: Term, name: str, months: int) -> Term:
        """The same day of another month, or its last day where it has no such day."""
        terms, year, month = self.terms, self._year(day, name), self.terms.number(f"{name}:month")
        start, length = self._month(year, month)
        here = terms.every((month >= 0, month < 12, start <= day, day < start + length))
        self.held(terms.some((day >= NEVER_DAY, here)))
        far = 12 * year + month + months
        other, most = self._month(far / 12, far % 12)
        return other + terms.if_(day - start < most, day - start, most - 1)

    def _month(self, year: Term, month: Term) -> tuple[Term, Term]:
        """The first day of a month of a March-year, and how many days it has."""
        start, after = _first(_MARCH, year), _first(_MARCH, year + 1)
        first = start + (153 * month + 2) / 5
        following = start + (153 * month + 155) / 5
        return first, self.terms.if_(month == 11, after - first, following - first)

    def _year(self, day: Term, name: str) -> Term:
        """The March-year of a day."""
        if name not in self._years:
            year = self._years[name] = self.terms.number(f"{name}:year")
            here = self.terms.every((_first(_MARCH, year) <= day, day < _first(_MARCH, year + 1)))
            self.held(self.terms.some((day >= NEVER_DAY, here)))
        return self._years[name]


def _first(base: int, year: Term) -> Term:
    return base + 365 * (year - 2000) + _leaps(year)


def _leaps(year: Term) -> Term:
    return (year - 2000) / 4  # whole-number division, rounded down
