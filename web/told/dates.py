"""The dates of a results page: on each item, and as one chart with a table beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from entitlements.facts import Facts
from entitlements.in_short import GOOD
from entitlements.rulebook.model import Outcome
from entitlements.timeline import Change, Timeline
from web.i18n import gettext as _
from web.told.chart import Chart, birthday_on, chart
from web.told.items import Item
from web.told.timescale import SILENT, Stretch, Then, by_stretch
from web.wording import day

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DateRow:
    """One line of the table: from when, until when, what then, and the items."""

    start: str
    end: str
    then: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """The chart and the table of the same stretches; `lasting` counts what has no date at all."""

    chart: Chart | None
    rows: tuple[DateRow, ...]
    lasting: int


def dates_of(ahead: Timeline, items: Mapping[str, Item], facts: Facts) -> Dates:
    """Lay out the stretches of days of these items."""
    found = by_stretch(ahead, items)
    always = found.pop(Stretch(ahead.as_at, ahead.until, Then.GOES_ON), [])
    birth = facts.get("date_of_birth")
    born = date.fromordinal(birth) if isinstance(birth, int) else None
    rows = tuple(_row(s, [items[n].title for n in its], ahead, born) for s, its in found.items())
    counted = [(stretch, len(its)) for stretch, its in found.items()]
    drawn = chart(counted, ahead.as_at, ahead.until) if counted else None
    return Dates(drawn, rows, len(always))


def _row(stretch: Stretch, titles: list[str], ahead: Timeline, born: date | None) -> DateRow:
    now = stretch.start == ahead.as_at
    last = stretch.end - ONE_DAY
    end = "" if stretch.then is Then.GOES_ON else day(last)
    if turned := birthday_on(stretch.end, born):
        end = _("%(day)s, the day before you turn %(age)s", day=day(last), age=turned)
    start = _("Now") if now else day(stretch.start)
    return DateRow(start, end, _then(stretch, ahead), tuple(sorted(titles)))


def _then(stretch: Stretch, ahead: Timeline) -> str:
    words = {
        Then.STOPS: _("Stops"),
        Then.NOT_KNOWN: _("The rules after that are not known yet"),
        Then.GOES_ON: _("Goes on after %(day)s", day=day(ahead.until)),
    }
    return words[stretch.then]


def mark_dates(items: Mapping[str, Item], ahead: Timeline) -> None:
    """Tell each item when it starts, until when its answer holds, and the last day to ask."""
    first: dict[str, Change] = {}
    for change in ahead.changes:
        item = items[change.entitlement]
        if change.after in GOOD and item.outcome not in (*GOOD, *SILENT) and not item.starts:
            item.starts = change.on
        if item.outcome in GOOD:
            first.setdefault(change.entitlement, change)
    for name, change in first.items():
        items[name].until = until_words(change)
    for last in ahead.last_days:
        ends = first.get(last.entitlement)
        by = min(last.on, ends.on - ONE_DAY) if ends else last.on
        items[last.entitlement].ask_by = day(by)


def mark_since(items: Mapping[str, Item], since: Mapping[str, date]) -> None:
    """Tell each item since when its answer has held, where that is somebody's own day."""
    for name, item in items.items():
        version = item.version
        own = version is None or version.effective_from != since[name]
        if item.outcome in GOOD and own and since[name] > date.min:
            item.since = day(since[name])


def until_words(change: Change) -> str:
    """What happens to something that can be got now."""
    on, last = day(change.on), day(change.on - ONE_DAY)
    if change.after is change.before:
        return _("The amount may change on %(day)s.", day=on)
    if change.after is Outcome.MAY_GET:
        return _("From %(day)s somebody decides each time.", day=on)
    if change.after in GOOD:
        return _("This changes on %(day)s.", day=on)
    if change.after in SILENT:
        return _("Until %(day)s. The rules after that are not known yet.", day=last)
    return _("Until %(day)s.", day=last)
