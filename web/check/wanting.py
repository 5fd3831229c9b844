"""What is still needed: the undecided items under the question that would settle them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from flask import url_for

from entitlements.evaluate import Evaluation
from entitlements.rulebook.catalogue import FactDef
from web.asked.asking import applies, can_be_asked
from web.told.items import Item
from web.wording import fact_text


@dataclass(frozen=True, slots=True)
class Wanting:
    """One question, whether it was passed over before, and the items it would help to settle.

    `question` is "" for items that no question here can settle.
    """

    question: str
    link: str
    passed: bool
    items: tuple[Item, ...]


def wanting(found: Evaluation, items: Iterable[Item], passed: Collection[str]) -> list[Wanting]:
    """Group undecided items by the question to answer first; open questions come first."""
    heaps: dict[str, list[Item]] = {}
    for item in items:
        fact = question_for(found, item, passed)
        heaps.setdefault(fact.id if fact else "", []).append(item)
    groups = [_wanting(fact_id, its, passed) for fact_id, its in heaps.items()]
    return sorted(groups, key=lambda group: (not group.question, group.passed, -len(group.items)))


def question_for(found: Evaluation, item: Item, passed: Collection[str]) -> FactDef | None:
    """The question to answer next for this item: one not asked yet, else one passed over."""
    facts = [can_be_asked(name) for name in item.decision.missing]
    asked = [fact for fact in facts if fact is not None and applies(found, fact.id)]
    fresh = [fact for fact in asked if fact.id not in passed]
    return next(iter(fresh or asked), None)


def _wanting(fact_id: str, items: list[Item], passed: Collection[str]) -> Wanting:
    fact = can_be_asked(fact_id)
    if fact is None:
        return Wanting("", "", False, tuple(items))
    link = url_for("check.question", fact_id=fact_id, then="results")
    return Wanting(fact_text(fact, "question"), link, fact_id in passed, tuple(items))
