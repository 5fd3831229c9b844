"""Amounts as terms: what a row gives for everybody at once, as `sums` works it out for one.

Everything is known of the people of a proof, so a sum is one number, or no figure. What
the solver cannot do exactly (a sum times a fact with no small bound, whole months between
two dates) is not guessed: it is counted apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from entitlements.dates import NEVER_DAY
from entitlements.plan.build import PlanTable
from entitlements.plan.ledger import HadQuery
from entitlements.plan.lower import moved
from entitlements.plan.proof import Reading
from entitlements.plan.terms import Term
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

#: The most values of a count that are written out one by one.
MOST_VALUES = 40
_DAYS = {"days": 1, "weeks": 7}


class NotLinear(Exception):
    """A sum that the solver cannot work out exactly; the message says why."""


@dataclass(frozen=True)
class Sum:
    """A sum in pence, and when there is a figure at all."""

    figure: Term
    pence: Term


NO_SUM = Sum(False, 0)


@dataclass
class Amounts:
    """Works the amounts of one reading out."""

    reading: Reading
    _open: set[str] = field(default_factory=set)  #: being worked out, so that a circle ends

    def amount(self, table: PlanTable, amount: Amount) -> Sum:
        """What an amount comes to. Raises NotLinear."""
        if amount.value is None:
            return NO_SUM
        sum_ = self.value(amount.value, table)
        if amount.pot:
            sum_ = Sum(sum_.figure, self._less(sum_.pence, self._taken(table.id)))
        if amount.overall is not None:
            cap = self.value(amount.overall, table)
            left = self._less(cap.pence, self._taken(table.id))
            sum_ = self._capped(sum_, Sum(cap.figure, left))
        if amount.draws_on is None:
            return sum_
        return self._capped(sum_, self._balance(Balance(amount.draws_on), table))

    def _capped(self, sum_: Sum, cap: Sum) -> Sum:
        """Held to a cap, where that has a figure."""
        within = self._least((sum_.pence, cap.pence))
        return Sum(sum_.figure, self.reading.terms.if_(cap.figure, within, sum_.pence))

    def value(self, expression: Expression, table: PlanTable) -> Sum:
        """What an expression comes to. Its depth is bounded by the reader of the rules."""
        work: Callable[..., Sum] = _WORK[type(expression)]
        return work(self, expression, table)

    def _pence(self, expression: Pence, table: PlanTable) -> Sum:
        return Sum(True, expression.pence)

    def _parameter(self, expression: ParameterValue, table: PlanTable) -> Sum:
        parameter = self.reading.plan.book.parameters.get(expression.parameter)
        value = parameter.on(self.reading.day) if parameter else None
        return NO_SUM if value is None else Sum(True, value.value)

    def _fact(self, expression: FactValue, table: PlanTable) -> Sum:
        known, number = self._of_fact(expression.fact)
        return Sum(known, number)

    def _of_fact(self, fact: str) -> tuple[Term, Term]:
        return self.reading.people.known(fact), self.reading.people.number(fact)

    def _combined(self, expression: Combined, table: PlanTable) -> Sum:
        parts = [self.value(part, table) for part in expression.parts]
        figure = self.reading.terms.every(part.figure for part in parts)
        pence = [part.pence for part in parts]
        if expression.how == "less":
            return Sum(figure, self._less(pence[0], self.reading.terms.sum(pence[1:])))
        join = {"plus": self.reading.terms.sum, "least": self._least, "most": self._most}
        return Sum(figure, join[expression.how](pence))

    def _percent(self, expression: Percent, table: PlanTable) -> Sum:
        of, share = self.value(expression.of, table), Fraction(expression.percent) / 100
        top, under = share.numerator, share.denominator
        exact = of.pence * top
        if expression.rounding == "nearest":
            return Sum(of.figure, _divided(2 * exact + under, 2 * under))
        more = under - 1 if expression.rounding == "up" else 0
        return Sum(of.figure, _divided(exact + more, under))

    def _times(self, expression: Times, table: PlanTable) -> Sum:
        part = self.value(expression.part, table)
        known, number = self.count(expression.by)
        pence = self._by_count(number, expression.by, lambda times: part.pence * times, part.pence)
        return Sum(self.reading.terms.every((part.figure, known)), pence)

    def _split(self, expression: Split, table: PlanTable) -> Sum:
        part = self.value(expression.part, table)
        known, number = self.count(expression.between)

        def share(between: int) -> Term:
            return _divided(part.pence, max(between, 1))

        pence = self._by_count(number, expression.between, share, None)
        return Sum(self.reading.terms.every((part.figure, known)), pence)

    def _by_count(
        self, number: Term, count: Count, work: Callable[[int], Term], plain: Term
    ) -> Term:
        """Work with a count: at once where it is plain, else written out value by value."""
        if isinstance(number, int):
            return work(number)
        if isinstance(plain, int):
            return number * plain
        most = self._most_of(count)
        found = work(most)
        for value in range(most):
            found = self.reading.terms.if_(number == value, work(value), found)
        return found

    def _most_of(self, count: Count) -> int:
        if isinstance(count, FactCount):
            fact = self.reading.people.facts[count.fact]
            ends = [fact.most + count.plus] if fact.most is not None else []
            most = min([*ends, *([] if count.at_most is None else [count.at_most])], default=None)
            if most is not None and 0 < most <= MOST_VALUES:
                return most
        raise NotLinear("a sum is multiplied by a number that has no small bound")

    def _steps(self, expression: Steps, table: PlanTable) -> Sum:
        terms = self.reading.terms
        last = expression.otherwise
        found = NO_SUM if last is None else self.value(last, table)
        for step in reversed(expression.steps):
            when = self.reading.tree(table.steps[step.when], self.reading.plan.leaves)
            value = NO_SUM if step.value is None else self.value(step.value, table)
            figure = terms.some(
                (terms.every((when.holds, value.figure)), terms.every((when.fails, found.figure)))
            )
            found = Sum(figure, terms.if_(when.holds, value.pence, found.pence))
        return found

    def _balance(self, expression: Balance, table: PlanTable) -> Sum:
        other = self.reading.plan.by_id.get(expression.table)
        if expression.part is None or other is None:
            return self._of_table(expression.table)
        return self._of_rows(
            other, [self._part_of(other, row.row.amount, expression.part) for row in other.rows]
        )

    def _part_of(self, table: PlanTable, amount: Amount | None, name: str) -> Sum:
        named = [part for part in amount.parts if part.id == name] if amount else []
        return self._part_left(table, amount, named[0]) if amount and named else NO_SUM

    def _part_left(self, table: PlanTable, amount: Amount, part: Part) -> Sum:
        cap = self.value(part.value, table)
        had = self.reading.people.had(HadQuery(table.id, part.id, None, counts=False))
        left = Sum(cap.figure, self._less(cap.pence, had))
        return self._capped(left, self.amount(table, amount)) if amount.pot else left

    def _amount_of(self, expression: AmountOf, table: PlanTable) -> Sum:
        return self._of_table(expression.table)

    def _of_table(self, name: str) -> Sum:
        """The amount of the row that decides a table."""
        table = self.reading.plan.by_id.get(name)
        if table is None or name in self._open:
            return NO_SUM
        self._open.add(name)
        try:
            amounts = [row.row.amount for row in table.rows]
            return self._of_rows(table, [self.amount(table, a) if a else NO_SUM for a in amounts])
        finally:
            self._open.discard(name)

    def _of_rows(self, table: PlanTable, sums: list[Sum]) -> Sum:
        terms, found = self.reading.terms, NO_SUM
        for wins, sum_ in zip(self.reading.table(table.id).wins, sums, strict=True):
            figure = terms.some((found.figure, terms.every((wins, sum_.figure))))
            found = Sum(figure, terms.if_(wins, sum_.pence, found.pence))
        return found

    def count(self, count: Count) -> tuple[Term, Term]:
        """When a count is known, and what it is. Raises NotLinear."""
        if isinstance(count, WholeCount):
            return True, count.number
        if isinstance(count, FactCount):
            known, number = self._of_fact(count.fact)
            more = number + count.plus
            return known, more if count.at_most is None else self._least((more, count.at_most))
        if count.unit not in _DAYS:
            raise NotLinear(f"whole {count.unit} between two dates are counted")
        start, end = self._day(count.start), self._day(count.end)
        real = self.reading.terms.some((end <= start, end < NEVER_DAY))
        whole = self.reading.terms.if_(end <= start, 0, _divided(end - start, _DAYS[count.unit]))
        return real, whole

    def _day(self, bound: Bound) -> Term:
        if isinstance(bound, FactBound):
            people = self.reading.people
            number, name = people.number(bound.fact), people.name(bound.fact)
            return people.calendar.moved(number, name, bound.duration, bound.sign)
        day = bound.value if isinstance(bound, Literal) else self.reading.day.toordinal()
        return moved(day, bound.duration, bound.sign) if isinstance(bound, AsAtBound) else day

    def _taken(self, entitlement: str) -> Term:
        """What was had of a pot: its own awards, and those of what is paid out of it."""
        names = (entitlement, *self.reading.plan.drawers.get(entitlement, ()))
        queries = (HadQuery(name, None, None, counts=False) for name in names)
        return self.reading.terms.sum([self.reading.people.had(query) for query in queries])

    def _less(self, one: Term, other: Term) -> Term:
        if isinstance(one, int) and isinstance(other, int):
            return max(one - other, 0)
        return self.reading.terms.if_(one >= other, one - other, 0)

    def _least(self, parts: tuple[Term, ...] | list[Term]) -> Term:
        return self._picked(parts, lambda one, other: one <= other)

    def _most(self, parts: tuple[Term, ...] | list[Term]) -> Term:
        return self._picked(parts, lambda one, other: one >= other)

    def _picked(
        self, parts: tuple[Term, ...] | list[Term], better: Callable[[Term, Term], Term]
    ) -> Term:
        found, *rest = parts
        for part in rest:
            found = self.reading.terms.if_(better(found, part), found, part)
        return found


def _divided(number: Term, by: int) -> Term:
    """Whole-number division, rounded down."""
    return number // by if isinstance(number, int) else number / by


_WORK: dict[type, Callable[..., Sum]] = {
    Pence: Amounts._pence,
    ParameterValue: Amounts._parameter,
    FactValue: Amounts._fact,
    Combined: Amounts._combined,
    Percent: Amounts._percent,
    Times: Amounts._times,
    Split: Amounts._split,
    Steps: Amounts._steps,
    Balance: Amounts._balance,
    AmountOf: Amounts._amount_of,
}
