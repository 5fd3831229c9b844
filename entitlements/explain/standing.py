"""Where a person stands on what a test is about: their own value, and what it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from entitlements.dates import age_on, attains_age
from entitlements.evaluate import Evaluation
from entitlements.explain.reason import BoundAt
from entitlements.plan.ledger import HadQuery
from entitlements.plan.lower import moved
from entitlements.plan.tree import BORN
from entitlements.rulebook.conditions import (
    AsAtBound,
    Between,
    Bound,
    FactBound,
    HadTest,
    Literal,
    ParameterBound,
)
from entitlements.rulebook.model import RuleBook


@dataclass(frozen=True, slots=True)
class Standing:
    """The values of one person on one day; with no evaluation, nobody's."""

    book: RuleBook
    evaluation: Evaluation | None = None

    def value(self, fact: str) -> object:
        """A fact's value; None while it is not known."""
        return None if self.evaluation is None else self.evaluation.value(fact)

    def possible(self, fact: str) -> tuple[str, ...]:
        """The choices still open, where that is fewer than all of them."""
        if self.evaluation is None:
            return ()
        found = self.evaluation.plan.slots[fact].possible(self.evaluation.vector)
        return found if len(found) < len(self.book.catalogue.facts[fact].values) else ()

    def in_order(self, fact: str, has: frozenset[str]) -> tuple[str, ...]:
        """A set of choices in the order they are written."""
        return tuple(value for value in self.book.catalogue.facts[fact].values if value in has)

    def born(self) -> date | None:
        """The date of birth, if known."""
        born = self.value(BORN)
        return date.fromordinal(born) if isinstance(born, int) else None

    def age(self) -> int | None:
        """The age now, in complete years, if known."""
        born = self.born()
        if self.evaluation is None or born is None or born > self.evaluation.as_at:
            return None
        return age_on(born, self.evaluation.as_at)

    def is_under(self, years: int) -> bool:
        """Whether an age is certainly not attained yet."""
        age = self.age()
        if age is not None or self.evaluation is None:
            return age is not None and age < years
        least = self.evaluation.vector[self.evaluation.plan.slots[BORN].at]
        return least > 0 and attains_age(date.fromordinal(least), years) > self.evaluation.as_at

    def next_birthday(self) -> int | None:
        """The age that the next birthday brings, counting today, if known."""
        born, age = self.born(), self.age()
        if born is None or age is None or self.evaluation is None:
            return None
        return age if attains_age(born, age) == self.evaluation.as_at else age + 1

    def had(self, test: HadTest) -> int | None:
        """How often, or how much (pence), was already had, if known."""
        query = HadQuery(test.entitlement, test.part, test.within, counts=test.times is not None)
        if self.evaluation is None or query.fact not in self.evaluation.plan.slots:
            return None
        return cast("int | None", self.value(query.fact))

    def ends(self, check: Between) -> dict[str, object]:
        """The ends of a range as values."""
        return {
            "low": None if check.low is None else self.bound(check.low),
            "high": None if check.high is None else self.bound(check.high),
            "low_open": check.low_open,
            "high_open": check.high_open,
            "type": check.type,
        }

    def bound(self, bound: Bound) -> BoundAt:
        """An end of a range, with what it is on the day asked about."""
        if isinstance(bound, Literal):
            return BoundAt(bound.value)
        if isinstance(bound, ParameterBound):
            return self._parameter(bound)
        duration = str(bound.duration or "")
        if isinstance(bound, FactBound):
            there = cast("int | None", self.value(bound.fact))
            value = None if there is None else moved(there, bound.duration, bound.sign)
            return BoundAt(value, "fact", bound.fact, duration, bound.sign)
        return BoundAt(self._day(bound), "as_at", "", duration, bound.sign)

    def _day(self, bound: AsAtBound) -> int | None:
        if self.evaluation is None:
            return None
        return moved(self.evaluation.as_at.toordinal(), bound.duration, bound.sign)

    def _parameter(self, bound: ParameterBound) -> BoundAt:
        parameter = self.book.parameters.get(bound.parameter)
        if parameter is None or self.evaluation is None:
            return BoundAt(None, "parameter", parameter.title if parameter else bound.parameter)
        held = parameter.on(self.evaluation.as_at)
        return BoundAt(held.value if held else None, "parameter", parameter.title)
