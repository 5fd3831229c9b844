"""Conditions as trees of shared leaves: each distinct test of a book, once."""

from __future__ import annotations

from dataclasses import dataclass, field

from entitlements.plan.leaves import (
    Against,
    AgeCut,
    Every,
    Fixed,
    FromAsAt,
    FromParameter,
    HasMask,
    InMask,
    InRange,
    Leaf,
    LeafRef,
    Opposite,
    OutcomeIn,
    Several,
    Some,
    Threshold,
    Tree,
)
from entitlements.plan.ledger import HadQuery
from entitlements.plan.slots import NO, YES, Slots
from entitlements.plan.verdicts import OUTCOME_BITS
from entitlements.rulebook.catalogue import FactDef, FactType
from entitlements.rulebook.conditions import (
    AGE,
    AllOf,
    AnyOf,
    AsAtBound,
    AtLeast,
    Between,
    Bound,
    Condition,
    FactBound,
    HadTest,
    Holds,
    IsTrue,
    Literal,
    NextBirthday,
    Not,
    OneOfThese,
    OutcomeTest,
    ParameterBound,
    Test,
)
from entitlements.rulebook.model import Outcome

BORN = "date_of_birth"


@dataclass(slots=True)
class Forest:
    """Leaves and ledger questions as they are met while a plan is built."""

    slots: Slots
    leaves: list[Leaf] = field(default_factory=list)
    had: dict[HadQuery, str] = field(default_factory=dict)
    _numbers: dict[Leaf, int] = field(default_factory=dict)

    def tree(self, condition: Condition) -> Tree:
        """The tree of a condition. Depth is bounded by the reader."""
        if isinstance(condition, AllOf):
            return Every(tuple(self.tree(part) for part in condition.parts))
        if isinstance(condition, AnyOf):
            return Some(tuple(self.tree(part) for part in condition.parts))
        if isinstance(condition, Not):
            return Opposite(self.tree(condition.part))
        if isinstance(condition, AtLeast):
            return Several(condition.number, tuple(self.tree(part) for part in condition.parts))
        if isinstance(condition, OutcomeTest):
            return self._outcome(condition)
        if isinstance(condition, HadTest):
            return self._had(condition)
        return self._test(condition)

    def leaf(self, leaf: Leaf, negated: bool = False) -> LeafRef:
        """A reference to a leaf, adding it when it is new."""
        number = self._numbers.setdefault(leaf, len(self.leaves))
        if number == len(self.leaves):
            self.leaves.append(leaf)
        return LeafRef(number, negated)

    def _test(self, test: Test) -> Tree:
        check = test.check
        if isinstance(check, IsTrue):
            return self.leaf(InMask(test.fact, YES if check.value else NO))
        if isinstance(check, OneOfThese):
            mask = self.slots[test.fact].mask(check.values)
            return self.leaf(InMask(test.fact, mask), check.negated)
        if isinstance(check, Holds):
            return self.leaf(
                HasMask(test.fact, self.slots[test.fact].mask(check.values), check.how)
            )
        if isinstance(check, NextBirthday):
            return Some(tuple(self._next_birthday(years) for years in check.years))
        return self._age(check) if test.fact == AGE else self.between(test.fact, check)

    def _next_birthday(self, years: int) -> Tree:
        low, high = AgeCut(years, eve=True), AgeCut(years - 1, eve=True)
        return self.leaf(InRange(BORN, low, high))

    def _age(self, check: Between) -> Tree:
        """An age is a range of birth dates: older is earlier."""
        low = high = None
        if isinstance(check.low, Literal):
            high = AgeCut(check.low.value + check.low_open)
        if isinstance(check.high, Literal):
            low = AgeCut(check.high.value + (not check.high_open))
        return self.leaf(InRange(BORN, low, high))

    def between(self, fact: str, check: Between) -> Tree:
        """A range over an ordered fact; a bound that is a fact is a leaf of its own."""
        parts: list[Tree] = []
        low = self._threshold(check.low, check.low_open)
        high = self._threshold(check.high, not check.high_open)
        if low is not None or high is not None:
            parts.append(self.leaf(InRange(fact, low, high)))
        for bound, below, plus in (
            (check.low, False, check.low_open),
            (check.high, True, not check.high_open),
        ):
            if isinstance(bound, FactBound):
                other = (fact, bound.fact, below, bound.duration, bound.sign, int(plus))
                parts.append(self.leaf(Against(*other)))
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _threshold(self, bound: Bound | None, strict: bool) -> Threshold | None:
        if isinstance(bound, Literal):
            return Fixed(bound.value + strict)
        if isinstance(bound, ParameterBound):
            return FromParameter(bound.parameter, int(strict))
        if isinstance(bound, AsAtBound):
            return FromAsAt(bound.duration, bound.sign, int(strict))
        return None

    def _outcome(self, test: OutcomeTest) -> Tree:
        mask = 0
        for outcome in test.outcomes:
            mask |= OUTCOME_BITS[Outcome(outcome)]
        return self.leaf(OutcomeIn(test.table, mask), test.negated)

    def _had(self, test: HadTest) -> Tree:
        parts: list[Tree] = []
        for check, counts in ((test.times, True), (test.amount, False)):
            if check is not None:
                query = HadQuery(test.entitlement, test.part, test.within, counts)
                parts.append(self.between(self.ledger_fact(query), check))
        return Every(tuple(parts))

    def ledger_fact(self, query: HadQuery) -> str:
        """The synthetic fact for a question of the ledger, adding it when it is new."""
        if query not in self.had:
            self.had[query] = query.fact
            kind = FactType.NUMBER if query.counts else FactType.MONEY
            self.slots.add(FactDef(query.fact, kind, "what you have already had", least=0))
        return self.had[query]


def fact_ids(leaf: Leaf) -> tuple[str, ...]:
    """The facts a leaf reads."""
    if isinstance(leaf, OutcomeIn):
        return ()
    if isinstance(leaf, Against):
        return (leaf.fact, leaf.other)
    return (leaf.fact,)
