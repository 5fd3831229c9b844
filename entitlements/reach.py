"""Reach: which tables an answer can touch, so that a look-ahead asks again only those."""

from __future__ import annotations

from functools import lru_cache

from entitlements.derive import CARE_INPUTS
from entitlements.plan.build import Plan
from entitlements.plan.leaves import Tree, leaves_of
from entitlements.plan.ledger import LEDGER
from entitlements.plan.tree import BORN, fact_ids


@lru_cache(maxsize=4_096)
def reach(plan: Plan, fact: str) -> tuple[int, ...]:
    """The tables whose verdict an answer can change, in the order of the plan."""
    facts, tables = set(worked_out_from(plan, fact)), set[int]()
    for table in plan.tables:  # each after those it depends on, so one pass is enough
        if facts & table.facts or tables & set(table.after_numbers(plan)):
            tables.add(table.number)
            if table.table.decides:
                facts.add(table.table.decides)
    return tuple(sorted(tables))


@lru_cache(maxsize=4_096)
def worked_out_from(plan: Plan, fact: str) -> frozenset[str]:
    """A fact and all that follows from it before any table is read, axioms included."""
    found = {fact}
    for slot, derivation in plan.derived:
        care = derivation.kind == "care" and fact in CARE_INPUTS
        aged = derivation.kind.startswith("age_on") and fact == BORN
        if care or aged or fact in derivation.of:
            found.add(slot.fact.id)
    for condition, then in plan.axioms:
        if found & _facts_of(plan, condition):
            found |= _facts_of(plan, then)
    if fact == LEDGER:
        found |= {query.fact for query in plan.had}
    return frozenset(found)


def _facts_of(plan: Plan, tree: Tree) -> set[str]:
    return {fact for number in leaves_of(tree) for fact in fact_ids(plan.leaves[number])}
