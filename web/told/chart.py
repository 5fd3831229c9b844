"""The dates as a chart: bars on a line of years. Numbers only; the template draws them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from entitlements.dates import attains_age
from web.i18n import gettext as _
from web.i18n import ngettext
from web.told.timescale import Stretch, Then
from web.wording import day

WIDTH, LEFT, RIGHT = 360, 4, 356  # a phone's width, so that the words keep their size
TOP, ROW = 34, 46
EDGE = 16  # half the width of a year's number: nearer the edge it would be cut
ONE_DAY = timedelta(days=1)
TOLD_BIRTHDAYS = (16, 17, 18, 19, 20, 21, 25)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it is, and the words above it."""

    words: str
    y: int
    x: float
    width: float
    then: Then


@dataclass(frozen=True, slots=True)
class Tick:
    """The start of a year on the line."""

    words: str
    x: float


@dataclass(frozen=True, slots=True)
class Chart:
    """What the template needs to draw."""

    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def chart(rows: Sequence[tuple[Stretch, int]], start: date, until: date) -> Chart:
    """Lay out a bar for each stretch; the number is how many things share it."""

    def x(when: date) -> float:
        share = (when - start).days / (until - start).days
        return round(LEFT + share * (RIGHT - LEFT), 1)

    bars = []
    for place, (stretch, count) in enumerate(rows):
        left, right = x(stretch.start), x(stretch.end)
        words = told(stretch, count, start)
        bars.append(Bar(words, TOP + place * ROW, left, max(right - left, 3.0), stretch.then))
    return Chart(TOP + len(rows) * ROW, tuple(bars), _ticks(start, until, x))


def _ticks(start: date, until: date, x: Callable[[date], float]) -> tuple[Tick, ...]:
    years = range(start.year + 1, until.year + 1)
    step = 1 if len(years) <= 8 else 2
    ticks = [Tick(str(year), x(date(year, 1, 1))) for year in years[::step]]
    return tuple(tick for tick in ticks if EDGE <= tick.x <= WIDTH - EDGE)


def told(stretch: Stretch, count: int, start: date) -> str:
    """One stretch in words: "Until 9 February 2028: 9 things"."""
    things = ngettext("%(num)s thing", "%(num)s things", count)
    words = {"start": day(stretch.start), "end": day(stretch.end - ONE_DAY), "things": things}
    goes_on = stretch.then is Then.GOES_ON
    if stretch.start == start:
        return (_("Goes on: %(things)s") if goes_on else _("Until %(end)s: %(things)s")) % words
    if goes_on:
        return _("From %(start)s: %(things)s") % words
    return _("%(start)s to %(end)s: %(things)s") % words


def birthday_on(when: date, born: date | None) -> int | None:
    """The age that somebody turns on a day, if it is one that rules turn on."""
    if born is None:
        return None
    ages = (years for years in TOLD_BIRTHDAYS if attains_age(born, years) == when)
    return next(ages, None)
