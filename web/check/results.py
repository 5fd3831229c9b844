"""The answers as groups of items, in the order a person needs them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from entitlements.evaluate import Evaluation
from entitlements.explain import explain_all
from entitlements.futures import Futures
from entitlements.rulebook.model import Force, Outcome, RuleTable
from entitlements.since import held_since
from entitlements.timeline import Timeline, along
from web.check.dates import Dates, dates_of, mark_dates, mark_since
from web.check.items import Item
from web.check.standing import Standing, standing
from web.check.totals import Totals, totals
from web.check.wanting import Wanting, wanting


class Heap(StrEnum):
    """Where an item is shown. The order is that of the page."""

    GET = "get"
    ASK = "ask"
    ELSEWHERE = "elsewhere"
    COMING = "coming"
    NEED = "need"
    NOT_NOW = "not-now"
    NOT_PUBLISHED = "not-published"


OUTCOMES = {
    Outcome.ENTITLED: Heap.GET,
    Outcome.MAY_GET: Heap.ASK,
    Outcome.ELSEWHERE: Heap.ELSEWHERE,
    Outcome.UNDECIDED: Heap.NEED,
    Outcome.NOT_ENTITLED: Heap.NOT_NOW,
    Outcome.NOT_PROVIDED: Heap.NOT_NOW,
    Outcome.NOT_PUBLISHED: Heap.NOT_PUBLISHED,
    Outcome.NOT_IN_FORCE: Heap.COMING,
}
#: Areas in the order of a page; what a person may need first comes first.
AREAS = (
    *("emergency", "money", "council_tax", "home", "learning", "work", "family", "savings"),
    *("celebrations", "contact", "documents", "health", "immigration", "custody", "support"),
    *("rights", "status"),
)


@dataclass(frozen=True)
class Results:
    """Everything a results page shows."""

    found: Evaluation
    heaps: dict[Heap, list[Item]]
    standing: Standing
    wanting: list[Wanting]
    totals: Totals
    dates: Dates

    def by_area(self, heap: Heap) -> dict[str, list[Item]]:
        """The items of a heap under their areas, without those that only point somewhere."""
        areas: dict[str, list[Item]] = {}
        for item in self.heaps[heap]:
            if item not in self.pointers:
                areas.setdefault(item.table.area, []).append(item)
        return areas

    @cached_property
    def pointers(self) -> list[Item]:
        """What may be asked for elsewhere, that we cannot work out."""
        return [item for item in self.heaps[Heap.ASK] if item.force is Force.SIGNPOST]


def is_about_status(table: RuleTable) -> bool:
    """Whether a table says what somebody is, rather than what they get."""
    return table.area == "status" or table.decides is not None


def results_of(found: Evaluation, passed: Collection[str]) -> Results:
    """Put every decision where it belongs, with its reasons and its dates."""
    futures = Futures(found)
    explained = explain_all(found, futures)
    items = {d.entitlement: Item(d, explained[d.entitlement]) for d in found}
    ahead = along(futures)
    mark_dates(items, ahead)
    mark_since(items, held_since(found))
    shown = [item for item in items.values() if not is_about_status(item.table)]
    heaps = heaped(shown)
    return Results(
        found,
        heaps,
        standing(found, [item for item in items.values() if is_about_status(item.table)]),
        wanting(found, heaps[Heap.NEED], passed),
        totals([*heaps[Heap.GET], *heaps[Heap.ASK]]),
        _dates(found, ahead, heaps, items),
    )


def heaped(items: Collection[Item]) -> dict[Heap, list[Item]]:
    """Items in their heaps, by area, those with a sum of money first."""
    heaps: dict[Heap, list[Item]] = {heap: [] for heap in Heap}
    for item in sorted(items, key=_place):
        comes = item.starts is not None and OUTCOMES[item.outcome] is Heap.NOT_NOW
        heaps[Heap.COMING if comes else OUTCOMES[item.outcome]].append(item)
    heaps[Heap.COMING].sort(key=lambda item: (item.starts is None, item.starts))
    return heaps


def _place(item: Item) -> tuple[int, int]:
    figure = item.decision.figure
    return AREAS.index(item.table.area), -(figure.most or 0) if figure else 1


def _dates(
    found: Evaluation, ahead: Timeline, heaps: dict[Heap, list[Item]], items: dict[str, Item]
) -> Dates:
    told = (Heap.GET, Heap.ASK, Heap.ELSEWHERE, Heap.COMING)
    wanted = [item.id for heap in told for item in heaps[heap]]
    return dates_of(ahead, {name: items[name] for name in wanted}, found.facts)
