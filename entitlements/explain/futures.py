"""What time alone does: the days ahead on which a test can turn, tried out one by one.

A day that alters nothing is passed over, since the answer comes from evaluating it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from entitlements.evaluate import Evaluation, evaluate
from entitlements.rulebook.model import Outcome
from entitlements.timeline import horizon
from entitlements.turning import turning_days


class Futures:
    """The same person on days to come, each evaluated once and shared by what asks."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self._held: dict[date, Evaluation] = {}
        self._days: list[date] | None = None

    def first_day(self, entitlement: str, outcomes: Collection[Outcome]) -> date | None:
        """The first day from which it comes to one of these, though nothing but time has passed."""
        for day in self.days:
            if self._on(day).as_found(entitlement).outcome in outcomes:
                return day
        return None

    @property
    def days(self) -> list[date]:
        """Every day ahead, until the timeline ends, on which some test may turn."""
        if self._days is None:
            facts, as_at = self.evaluation.facts, self.evaluation.as_at
            until = horizon(facts, as_at)
            days = turning_days(self.evaluation.engine, facts, as_at, until)
            self._days = [day for day in days if day > as_at]
        return self._days

    def _on(self, day: date) -> Evaluation:
        if day not in self._held:
            self._held[day] = evaluate(self.evaluation.engine, self.evaluation.facts, day)
        return self._held[day]
