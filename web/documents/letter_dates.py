"""The dates of a letter: last days to ask, what starts, what ends, in the order they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from entitlements.in_short import GOOD
from entitlements.timeline import Change
from web.documents.telling import Told
from web.i18n import gettext as _
from web.told.heaps import Heap
from web.told.items import Item
from web.told.timescale import SILENT
from web.wording import day

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Coming:
    """Something that a day brings. `rank`: on one day, what is to be done stands first."""

    on: date
    rank: int
    says: str
    title: str


def coming(told: Told, heaps: dict[Heap, list[Item]]) -> list[Coming]:
    """Every date of what can be got now or later, soonest first."""
    names = {i.id for heap in (Heap.GET, Heap.ASK, Heap.ELSEWHERE) for i in heaps[heap]}
    ends, found = _first_changes(told, names), list[Coming]()
    for last in told.telling.ahead.last_days:
        if last.entitlement in names and last.on not in _ends(ends, last.entitlement):
            title = told.items[last.entitlement].title
            found.append(Coming(last.on, 0, _("Last day to ask"), title))
    found += [_ending(change, told.items[name].title) for name, change in ends.items()]
    for item in heaps[Heap.COMING]:
        if item.starts is not None:
            found.append(Coming(item.starts, 2, _("You may get this from this day"), item.title))
    return sorted(set(found))


def _first_changes(told: Told, names: set[str]) -> dict[str, Change]:
    first: dict[str, Change] = {}
    for change in told.telling.ahead.changes:
        if change.entitlement in names:
            first.setdefault(change.entitlement, change)
    return first


def _ends(changes: dict[str, Change], name: str) -> Iterator[date]:
    """The last day of something that ends for good: to say "last day to ask" too adds nothing."""
    change = changes.get(name)
    if change is not None and change.after not in (*GOOD, *SILENT):
        yield change.on - ONE_DAY


def _ending(change: Change, title: str) -> Coming:
    if change.after is change.before:
        return Coming(change.on, 3, _("The amount may change"), title)
    if change.after in GOOD:
        return Coming(change.on, 3, _("This changes"), title)
    last = change.on - ONE_DAY
    if change.after in SILENT:
        return Coming(last, 1, _("The rules after this day are not known yet"), title)
    return Coming(last, 1, _("Last day of this"), title)


def as_rows(found: Iterable[Coming]) -> tuple[tuple[str, str], ...]:
    """The dates as two columns; what one day brings in one way stands in one row."""
    rows: dict[tuple[date, int, str], list[str]] = {}
    for one in found:
        rows.setdefault((one.on, one.rank, one.says), []).append(one.title)
    return tuple(
        (day(on), f"{says}: {'; '.join(titles)}") for (on, _rank, says), titles in rows.items()
    )
