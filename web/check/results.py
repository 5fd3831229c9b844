"""The answers as groups of items, in the order a person needs them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from entitlements.evaluate import Evaluation
from entitlements.rulebook.model import Outcome, RuleTable
from web.check.items import Item


class Heap(StrEnum):
    """Where an item is shown. The order is that of the page."""

    GET = "get"
    ASK = "ask"
    ELSEWHERE = "elsewhere"
    COMING = "coming"
    NEED = "need"
    NOT_NOW = "not_now"
    NOT_PUBLISHED = "not_published"


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


@dataclass(frozen=True, slots=True)
class Results:
    """Every item in its heap, and apart from them what says who counts as a care leaver."""

    heaps: dict[Heap, list[Item]]
    status: list[Item] = field(default_factory=list)


def is_about_status(table: RuleTable) -> bool:
    """Whether a table says what somebody is, rather than what they get."""
    return table.area == "status" or table.decides is not None


def results_of(found: Evaluation) -> Results:
    """Put every decision where it belongs."""
    results = Results({heap: [] for heap in Heap})
    for decision in found:
        item = Item(decision)
        if is_about_status(decision.table):
            results.status.append(item)
        else:
            results.heaps[OUTCOMES[decision.outcome]].append(item)
    return results
