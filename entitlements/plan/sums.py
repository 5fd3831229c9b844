"""Sums: what an amount comes to for one person, as a range of whole pence.

A range is (least, most); `None` is "no figure", which is not zero. A bound that
is not known is `FAR`, and is shown as no figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from entitlements.dates import NEVER_DAY, months_between
from entitlements.money import percent_of
from entitlements.plan.build import PlanTable, parts_of
from entitlements.plan.leaves import Every, LeafRef, Opposite, Several, Tree
from entitlements.plan.ledger import LEDGER, HadQuery, had
from entitlements.plan.lower import moved
from entitlements.plan.one import several
from entitlements.plan.slots import FAR
from entitlements.plan.trace import Trace
from entitlements.rulebook.amounts import (
    Amount,
    AmountOf,
    Balance,
    Combined,
    Count,
    Expression,
    FactCount,
    FactValue,
    ParameterValue,
    Part,
    Pence,
    Percent,
    Split,
    Steps,
    Times,
    WholeCount,
)
from entitlements.rulebook.conditions import AsAtBound, Bound, FactBound, Literal

Range = tuple[int, int]
_DAYS = {"days": 1, "weeks": 7}
_MONTHS = {"months": 1, "years": 12}


@dataclass(frozen=True, slots=True)
class PartLeft:
    """What is left of a named part of a pot."""

    part: Part
    cap: Range | None
    left: Range | None


def truth(tree: Tree, leaves: Sequence[int]) -> int:
    """Whether a condition holds, given every test: 3 yes, 1 not known, 0 no."""
    if isinstance(tree, LeafRef):
        value = leaves[tree.leaf]
        return (3, 1, 1, 0)[value] if tree.negated else value
    if isinstance(tree, Opposite):
        return (3, 1, 1, 0)[truth(tree.part, leaves)]
    values = [truth(part, leaves) for part in tree.parts]
    if isinstance(tree, Several):
        return several(tree.number, *values)
    if isinstance(tree, Every):
        return 0 if 0 in values else 1 if 1 in values else 3
    return 3 if 3 in values else 1 if 1 in values else 0


class Sums:
    """Works the amounts of one evaluation out."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self._open: set[str] = set()  # tables being worked out, so that a circle ends

    def amount(self, table: PlanTable, amount: Amount) -> Range | None:
        """What an amount comes to: its value, less what was had of a pot, within other caps."""
        if amount.value is None:
            return self._drawn(amount, None)
        sum_ = self.value(amount.value, table)
        if sum_ is None:
            return None
        if amount.pot:
            sum_ = _less(sum_, self._taken(table.id))
        if amount.overall is not None:
            sum_ = self._within_overall(sum_, amount.overall, table)
        return self._drawn(amount, sum_)

    def _within_overall(self, sum_: Range, overall: Expression, table: PlanTable) -> Range:
        cap = self.value(overall, table)
        if cap is None:
            return (0, sum_[1]) if self._may_turn_out(overall, table) else sum_
        left = _less(cap, self._taken(table.id))
        return (min(sum_[0], left[0]), min(sum_[1], left[1]))

    def _drawn(self, amount: Amount, sum_: Range | None) -> Range | None:
        """Held to what is left of the pot that it is paid out of."""
        if amount.draws_on is None or sum_ is None:
            return sum_
        left = self._balance(Balance(amount.draws_on))
        if left is not None:
            return (min(sum_[0], left[0]), min(sum_[1], left[1]))
        return (0, sum_[1]) if self._is_unsettled(amount.draws_on) else sum_

    def _is_unsettled(self, entitlement: str) -> bool:
        """Whether a pot with no figure yet can turn out to have one, and so to hold this down."""
        table = self.trace.plan.by_id.get(entitlement)
        if table is None:
            return False
        verdict = self.trace.verdicts[table.number]
        amounts = [table.rows[n].row.amount for n in (*verdict.winners, *verdict.open)]
        values = [amount.value for amount in amounts if amount and amount.value]
        return any(verdict.open or self._may_turn_out(value, table) for value in values)

    def _may_turn_out(self, expression: Expression, table: PlanTable) -> bool:
        """Whether an expression with no figure can have one when more is known."""
        parts = list(parts_of(Amount(expression)))
        steps = [step.when for part in parts if isinstance(part, Steps) for step in part.steps]
        return any(isinstance(part, Balance | AmountOf) for part in parts) or any(
            truth(table.steps[when], self.trace.leaves) == 1 for when in steps
        )

    def parts(self, table: PlanTable, amount: Amount) -> tuple[PartLeft, ...]:
        """What is left of each named part: never more than is left of the whole."""
        whole = self.amount(table, amount) if amount.pot else None
        found = []
        for part in amount.parts:
            cap = self.value(part.value, table)
            left = None if cap is None else _less(cap, self._had(table.id, part.id))
            if left is not None and whole is not None:
                left = (min(left[0], whole[0]), min(left[1], whole[1]))
            found.append(PartLeft(part, cap, left))
        return tuple(found)

    def value(self, expression: Expression, table: PlanTable) -> Range | None:
        """What an expression comes to. Its depth is bounded by the reader."""
        work: Callable[..., Range | None] = _WORK[type(expression)]
        return work(self, expression, table)

    def _pence(self, expression: Pence, table: PlanTable) -> Range:
        return (expression.pence, expression.pence)

    def _parameter(self, expression: ParameterValue, table: PlanTable) -> Range | None:
        parameter = self.trace.book.parameters.get(expression.parameter)
        value = parameter.on(self.trace.as_at) if parameter else None
        return None if value is None else (value.value, value.value)

    def _fact(self, expression: FactValue, table: PlanTable) -> Range:
        low, high = self._span(expression.fact)
        return (max(low, 0), high)

    def _span(self, fact: str) -> Range:
        at = self.trace.plan.slots[fact].at
        vector = self.trace.vector
        return (vector[at], vector[at + 1])

    def _combined(self, expression: Combined, table: PlanTable) -> Range | None:
        parts = [self.value(part, table) for part in expression.parts]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        if expression.how == "less":
            rest = (sum(low for low, _ in known[1:]), sum(high for _, high in known[1:]))
            return _less(known[0], rest)
        join = _JOIN[expression.how]
        return (join(low for low, _ in known), min(FAR, join(high for _, high in known)))

    def _percent(self, expression: Percent, table: PlanTable) -> Range | None:
        of = self.value(expression.of, table)
        if of is None:
            return None
        low, high = (
            FAR if end >= FAR else int(percent_of(end, expression.percent, expression.rounding))  # type: ignore[arg-type]
            for end in of
        )
        return (low, high)

    def _times(self, expression: Times, table: PlanTable) -> Range | None:
        part, (low, high) = self.value(expression.part, table), self.count(expression.by)
        return None if part is None else (part[0] * low, min(FAR, part[1] * high))

    def _split(self, expression: Split, table: PlanTable) -> Range | None:
        part, (low, high) = self.value(expression.part, table), self.count(expression.between)
        if part is None:
            return None
        return (part[0] // max(high, 1), FAR if part[1] >= FAR else part[1] // max(low, 1))

    def _steps(self, expression: Steps, table: PlanTable) -> Range | None:
        """The first step that holds; every step that could be it widens the range."""
        open_: list[Expression | None] = []
        for step in expression.steps:
            holds = truth(table.steps[step.when], self.trace.leaves)
            if holds:
                open_.append(step.value)
            if holds == 3:
                break
        else:
            open_.append(expression.otherwise)
        values = [None if part is None else self.value(part, table) for part in open_]
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return None
        return (min(low for low, _ in known), max(high for _, high in known))

    def _balance(self, expression: Balance, table: PlanTable | None = None) -> Range | None:
        other = self.trace.plan.by_id.get(expression.table)
        amount = self._amount_of_table(other)
        if other is None or amount is None:
            return None
        if expression.part is not None:
            parts = {part.part.id: part.left for part in self.parts(other, amount)}
            return parts.get(expression.part)
        return self._guarded(other, amount)

    def _amount_of(self, expression: AmountOf, table: PlanTable) -> Range | None:
        other = self.trace.plan.by_id.get(expression.table)
        amount = self._amount_of_table(other)
        return None if other is None or amount is None else self._guarded(other, amount)

    def _amount_of_table(self, table: PlanTable | None) -> Amount | None:
        if table is None:
            return None
        winners = self.trace.verdicts[table.number].winners
        return table.rows[winners[0]].row.amount if winners else None

    def _guarded(self, table: PlanTable, amount: Amount) -> Range | None:
        if table.id in self._open:
            return None
        self._open.add(table.id)
        try:
            return self.amount(table, amount)
        finally:
            self._open.discard(table.id)

    def count(self, count: Count) -> Range:
        """A whole number, or the range it can be."""
        if isinstance(count, WholeCount):
            return (count.number, count.number)
        if isinstance(count, FactCount):
            low, high = (max(end, 0) + count.plus for end in self._span(count.fact))
            most = FAR if count.at_most is None else count.at_most
            return (min(low, most), min(high, most, FAR))
        start, end = self._day(count.start), self._day(count.end)
        return (_whole(count.unit, start[1], end[0]), _whole(count.unit, start[0], end[1]))

    def _day(self, bound: Bound) -> Range:
        if isinstance(bound, FactBound):
            low, high = self._span(bound.fact)
            span, sign = bound.duration, bound.sign
            return (moved(low, span, sign), moved(high, span, sign))
        as_at = self.trace.as_at.toordinal()
        day = bound.value if isinstance(bound, Literal) else as_at
        if isinstance(bound, AsAtBound):
            day = moved(as_at, bound.duration, bound.sign)
        return (day, day)

    def _taken(self, entitlement: str) -> Range:
        """What was had of a pot: its own awards, and those of what is paid out of it."""
        drawers = self.trace.plan.drawers.get(entitlement, ())
        ranges = [self._had(name, None) for name in (entitlement, *drawers)]
        return (sum(low for low, _ in ranges), min(FAR, sum(high for _, high in ranges)))

    def _had(self, entitlement: str, part: str | None) -> Range:
        awards = self.trace.facts.get(LEDGER)
        query = HadQuery(entitlement, part, None, counts=False)
        return had(awards, query, self.trace.as_at)  # type: ignore[arg-type]


def _whole(unit: str, start: int, end: int) -> int:
    if end <= start:
        return 0
    if not (0 < start < NEVER_DAY and 0 < end < NEVER_DAY):
        return FAR
    if unit in _DAYS:
        return (end - start) // _DAYS[unit]
    return months_between(date.fromordinal(start), date.fromordinal(end)) // _MONTHS[unit]


def _less(one: Range, other: Range) -> Range:
    """The difference of two ranges, never below nothing."""
    high = FAR if one[1] >= FAR else max(one[1] - other[0], 0)
    return (max(one[0] - other[1], 0), high)


_JOIN: dict[str, Callable[[Iterable[int]], int]] = {"plus": sum, "least": min, "most": max}
_WORK: dict[type, Callable[..., Range | None]] = {
    Pence: Sums._pence,
    ParameterValue: Sums._parameter,
    FactValue: Sums._fact,
    Combined: Sums._combined,
    Percent: Sums._percent,
    Times: Sums._times,
    Split: Sums._split,
    Steps: Sums._steps,
    Balance: Sums._balance,
    AmountOf: Sums._amount_of,
}
