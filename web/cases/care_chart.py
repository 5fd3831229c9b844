"""Care history as bars on a line of years. Numbers only; the template draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from entitlements.care import CarePeriod
from entitlements.dates import attains_age
from web.cases.care_words import basis_words, period_words
from web.i18n import gettext as _

WIDTH, LEFT, RIGHT, TOP, ROW, EDGE = 360, 4, 356, 40, 26, 16
WORDS = 26  # half the width of the words over a birthday
BIRTHDAYS = (14, 16, 18)


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: where it is, and its words."""

    words: str
    x: int
    y: int
    width: int
    counts: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A birthday that rules turn on, or the start of a year."""

    words: str
    x: int

    @property
    def words_x(self) -> int:
        """Where its words stand: not over the edge."""
        return min(max(self.x, WORDS), WIDTH - WORDS)


@dataclass(frozen=True, slots=True)
class CareChart:
    """What the template needs to draw."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    years: tuple[Mark, ...]
    birthdays: tuple[Mark, ...]


def care_chart(periods: Sequence[CarePeriod], born: date | None, as_at: date) -> CareChart | None:
    """Lay out a bar for each period; None where there is nothing to draw."""
    if not periods:
        return None
    ages = () if born is None else tuple((a, attains_age(born, a)) for a in BIRTHDAYS)
    ends = [period.end or max(as_at, period.start) for period in periods]
    first = min([*(period.start for period in periods), *(on for _age, on in ages)])
    last = max([*ends, *(on for _age, on in ages)])
    span = max((last - first).days, 1)

    def x(when: date) -> int:
        return LEFT + (when - first).days * (RIGHT - LEFT) // span

    bars = tuple(
        Bar(
            f"{period_words(period)}: {basis_words(period.basis)}",
            x(period.start),
            TOP + place * ROW,
            max(x(end) - x(period.start), 3),
            period.counts,
        )
        for place, (period, end) in enumerate(zip(periods, ends, strict=True))
    )
    step = max((last.year - first.year) // 5, 1)
    starts = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1, step)]
    years = tuple(Mark(str(on.year), x(on)) for on in starts if EDGE < x(on) < WIDTH - EDGE)
    birthdays = tuple(Mark(_("aged %(age)s", age=age), x(on)) for age, on in ages)
    return CareChart(WIDTH, TOP + len(periods) * ROW + 4, bars, years, birthdays)
