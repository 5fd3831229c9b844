"""The answers as groups of items, in the order a person needs them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from entitlements.evaluate import Evaluation
from entitlements.explain import explain_all
from entitlements.futures import Futures
from entitlements.rulebook.model import Force
from entitlements.since import held_since
from entitlements.timeline import Timeline, along
from web.check.standing import Standing, standing
from web.check.wanting import Wanting, wanting
from web.told.dates import Dates, dates_of, mark_dates, mark_since
from web.told.heaps import Heap, heaped, is_about_status
from web.told.items import Item
from web.told.totals import Totals, totals


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


def _dates(
    found: Evaluation, ahead: Timeline, heaps: dict[Heap, list[Item]], items: dict[str, Item]
) -> Dates:
    told = (Heap.GET, Heap.ASK, Heap.ELSEWHERE, Heap.COMING)
    wanted = [item.id for heap in told for item in heaps[heap]]
    return dates_of(ahead, {name: items[name] for name in wanted}, found.facts)
