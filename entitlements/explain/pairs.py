"""Conditions beside the trees they became, with every "not" carried down to a single test.

The words of an explanation come from the condition and its truth from the trace,
through the tree, so that the two cannot tell different stories.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from entitlements.plan.leaves import Every, Opposite, Several, Some, Tree
from entitlements.plan.sums import truth
from entitlements.plan.verdicts import UNKNOWN
from entitlements.rulebook.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    HadTest,
    Not,
    OutcomeTest,
    Test,
)

Single = Test | OutcomeTest | HadTest
TURNED = {0: 3, 1: 1, 3: 0}  #: the value of a condition turned round


@dataclass(frozen=True, slots=True)
class ValuedTest:
    """A single test and its value: 3 yes, 1 not known, 0 no. `negated`: it must not hold."""

    condition: Single
    negated: bool
    value: int


@dataclass(frozen=True, slots=True)
class Group:
    """At least `number` of these must hold."""

    number: int
    parts: tuple[Paired, ...]
    value: int

    @property
    def is_all(self) -> bool:
        """Whether every part must hold."""
        return self.number == len(self.parts)


Paired = ValuedTest | Group


def paired(condition: Condition, tree: Tree, leaves: Sequence[int]) -> Paired:
    """Give every test of a condition its value in the trace. Depth is bounded by the reader."""
    if isinstance(condition, Not):
        assert isinstance(tree, Opposite)
        return turned(paired(condition.part, tree.part, leaves))
    if isinstance(condition, AllOf | AnyOf | AtLeast):
        parts = zip(condition.parts, _parts(tree), strict=True)
        found = tuple(paired(part, its_tree, leaves) for part, its_tree in parts)
        return Group(_number(condition), found, truth(tree, leaves))
    if isinstance(condition, HadTest) and condition.times and condition.amount:
        each = zip(_one_by_one(condition), _parts(tree), strict=True)
        had = tuple(ValuedTest(one, False, truth(its_tree, leaves)) for one, its_tree in each)
        return Group(2, had, truth(tree, leaves))
    return ValuedTest(condition, False, truth(tree, leaves))


def unpaired(condition: Condition) -> Paired:
    """The same with no person: every test not known. For telling a rule as a sentence."""
    if isinstance(condition, Not):
        return turned(unpaired(condition.part))
    if isinstance(condition, AllOf | AnyOf | AtLeast):
        parts = tuple(unpaired(part) for part in condition.parts)
        return Group(_number(condition), parts, UNKNOWN)
    if isinstance(condition, HadTest) and condition.times and condition.amount:
        had = tuple(ValuedTest(one, False, UNKNOWN) for one in _one_by_one(condition))
        return Group(2, had, UNKNOWN)
    return ValuedTest(condition, False, UNKNOWN)


def _parts(tree: Tree) -> tuple[Tree, ...]:
    assert isinstance(tree, Every | Some | Several)
    return tree.parts


def _number(condition: AllOf | AnyOf | AtLeast) -> int:
    if isinstance(condition, AtLeast):
        return condition.number
    return len(condition.parts) if isinstance(condition, AllOf) else 1


def _one_by_one(condition: HadTest) -> tuple[HadTest, HadTest]:
    return replace(condition, amount=None), replace(condition, times=None)


def turned(pair: Paired) -> Paired:
    """What has to be so for this not to hold: at least two of three is not at least two not."""
    if isinstance(pair, ValuedTest):
        return replace(pair, negated=not pair.negated, value=TURNED[pair.value])
    parts = tuple(turned(part) for part in pair.parts)
    return Group(len(parts) - pair.number + 1, parts, TURNED[pair.value])


def flat(pair: Paired) -> Iterator[Paired]:
    """The tests that must all hold, in order; a group of alternatives stays one."""
    if isinstance(pair, Group) and pair.is_all:
        for part in pair.parts:
            yield from flat(part)
    else:
        yield pair


def singles(pair: Paired, value: int) -> Iterator[ValuedTest]:
    """Every single test of a value, in order."""
    if isinstance(pair, Group):
        for part in pair.parts:
            yield from singles(part, value)
    elif pair.value == value:
        yield pair
