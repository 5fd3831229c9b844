"""The trace: the value of every test and the verdict of every table, for one person on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from entitlements.facts import Facts, Value
from entitlements.plan.build import Plan
from entitlements.plan.one import Leaves, Thresholds
from entitlements.plan.slots import Vector
from entitlements.plan.verdicts import Verdict
from entitlements.rulebook.model import RuleBook


@dataclass(slots=True)
class Trace:
    """All that an evaluation found, before anybody opens a decision.

    `leaves` holds the value of each test (0 no, 1 not known, 3 yes), `verdicts`
    that of each table by its number in the plan, `vector` what is still possible
    of each fact.
    """

    plan: Plan
    facts: Facts
    as_at: date
    vector: Vector
    thresholds: Thresholds
    leaves: Leaves
    verdicts: tuple[Verdict, ...]

    @property
    def book(self) -> RuleBook:
        """The rule book."""
        return self.plan.book

    def value(self, fact: str) -> Value | None:
        """A fact's value, given or worked out; None while it is not known."""
        if fact in self.facts:
            return self.facts[fact]
        slot = self.plan.slots.get(fact)
        return None if slot is None else slot.decode(self.vector)
