"""Groups of items, in the order a person needs them: what to get, to ask for, to wait for."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from entitlements.rulebook.model import Outcome, RuleTable
from web.i18n import N_
from web.told.items import Item


class Heap(StrEnum):
    """Where an item is shown. The order is that of the page."""

    GET = "get"
    ASK = "ask"
    ELSEWHERE = "elsewhere"
    COMING = "coming"
    NEED = "need"
    NOT_NOW = "not-now"
    NOT_PUBLISHED = "not-published"


HEAPS = {
    Heap.GET: N_("You should get this"),
    Heap.ASK: N_("Ask for this: somebody decides"),
    Heap.ELSEWHERE: N_("Somebody else pays for this"),
    Heap.COMING: N_("Coming up"),
    Heap.NEED: N_("We need to know more"),
    Heap.NOT_NOW: N_("Not for you right now"),
    Heap.NOT_PUBLISHED: N_("Your council has not published this"),
}
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


def is_about_status(table: RuleTable) -> bool:
    """Whether a table says what somebody is, rather than what they get."""
    return table.area == "status" or table.decides is not None


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
