"""The decisions of a case as a reader meets them, each with its dates."""

from __future__ import annotations

from dataclasses import dataclass

from entitlements.evaluate import Evaluation
from entitlements.explain import explain
from entitlements.futures import Futures
from entitlements.since import held_since
from entitlements.timeline import Timeline, along
from web.told.dates import mark_dates, mark_since
from web.told.items import Item


@dataclass(frozen=True, slots=True)
class Found:
    """Every decision of one evaluation as an item, and the days ahead."""

    evaluation: Evaluation
    futures: Futures
    ahead: Timeline
    items: dict[str, Item]


def found_of(evaluation: Evaluation) -> Found:
    """Every decision with the days on which it changes; why it is so is left out."""
    futures = Futures(evaluation)
    ahead = along(futures)
    items = {decision.entitlement: Item(decision) for decision in evaluation}
    mark_dates(items, ahead)
    return Found(evaluation, futures, ahead, items)


def explained(found: Found, entitlement: str) -> Item:
    """One decision with everything there is to say of it. Raises: KeyError"""
    item = found.items[entitlement]
    item.explanation = explain(item.decision, found.futures)
    mark_since(found.items, held_since(found.evaluation))
    return item
