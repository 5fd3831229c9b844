"""The tests of a row as columns: one for each fact, in no order.

In which order the tests of a row are written makes no difference to anybody, so
it is no difference here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from entitlements.rulebook.conditions import (
    AGE,
    BIRTHDAY,
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    HadTest,
    Holds,
    Not,
    OneOfThese,
    OutcomeTest,
    Test,
)
from entitlements.rulebook.walk import Leaf, leaves_of

#: The column of a test on several facts at once.
SEVERAL = "several"
HAD = "already_had"
#: Columns that are no fact of the catalogue, as they are called.
CALLED = {
    AGE: "your age",
    BIRTHDAY: "your next birthday",
    HAD: "what you have already had",
    SEVERAL: "several things together",
}


def columns_of(condition: Condition) -> dict[str, Condition]:
    """The tests of a row by column, each in one settled order."""
    found: dict[str, list[Condition]] = {}
    for part in _flat(condition):
        found.setdefault(column_of(part), []).append(settled(part))
    return {name: _together(parts) for name, parts in found.items()}


def column_of(condition: Condition) -> str:
    """The column that a test stands in: the one fact it is about, or `several`."""
    names = {_name(leaf) for leaf in leaves_of(condition)}
    return names.pop() if len(names) == 1 else SEVERAL


def settled(condition: Condition) -> Condition:
    """The same condition with everything in it whose order says nothing in one order."""
    if isinstance(condition, AllOf | AnyOf | AtLeast):
        parts = sorted((settled(part) for part in condition.parts), key=repr)
        return replace(condition, parts=tuple(parts))
    if isinstance(condition, Not):
        return Not(settled(condition.part))
    if isinstance(condition, Test) and isinstance(condition.check, OneOfThese | Holds):
        values = tuple(sorted(condition.check.values))
        return replace(condition, check=replace(condition.check, values=values))
    if isinstance(condition, OutcomeTest):
        return replace(condition, outcomes=tuple(sorted(condition.outcomes)))
    return condition


def _flat(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, AllOf):
        for part in condition.parts:
            yield from _flat(part)
    else:
        yield condition


def _name(leaf: Leaf) -> str:
    if isinstance(leaf, HadTest):
        return HAD
    return leaf.table if isinstance(leaf, OutcomeTest) else leaf.fact


def _together(parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else AllOf(tuple(sorted(parts, key=repr)))
