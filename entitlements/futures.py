"""Days to come: the same person on each day ahead on which a test can turn.

Each day is evaluated once, for the timeline and for whoever asks when an answer
changes. A day that alters nothing is passed over, since evaluating it says so.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cached_property

from entitlements.dates import NEVER, Duration, add_duration, attains_age
from entitlements.evaluate import Evaluation, evaluate
from entitlements.facts import Facts
from entitlements.plan.tree import BORN
from entitlements.rulebook.model import Outcome
from entitlements.turning import turning_days

#: Support can run to the 25th birthday and a little past it; days are followed to this one.
LAST_BIRTHDAY = 26
_TWO_YEARS = Duration(2, "year")
_ONE_DAY = 1


class Futures:
    """One evaluation, and the same person on the days after it up to (not with) `until`."""

    def __init__(self, evaluation: Evaluation, until: date | None = None) -> None:
        self.evaluation = evaluation
        self.until = until or horizon(evaluation.facts, evaluation.as_at)
        self._held: dict[date, Evaluation] = {}

    @cached_property
    def days(self) -> list[date]:
        """Every day ahead on which some test may turn."""
        of = self.evaluation
        days = turning_days(of.engine, of.facts, of.as_at, self.until)
        return [day for day in days if of.as_at < day < self.until]

    def on(self, day: date) -> Evaluation:
        """The person on a day to come."""
        if day not in self._held:
            self._held[day] = evaluate(self.evaluation.engine, self.evaluation.facts, day)
        return self._held[day]

    def first_day(self, entitlement: str, outcomes: Collection[Outcome]) -> date | None:
        """The first day from which it comes to one of these, though nothing but time has passed."""
        for day in self.days:
            if self.on(day).as_found(entitlement).outcome in outcomes:
                return day
        return None


def horizon(facts: Facts, as_at: date) -> date:
    """The day a timeline runs to: the 26th birthday, or the end of a later course."""
    ends = [add_duration(as_at, _TWO_YEARS)]
    born, course_end = facts.get(BORN), facts.get("course_end")
    if isinstance(born, int):
        ends = [attains_age(date.fromordinal(born), LAST_BIRTHDAY)]
    if isinstance(course_end, int) and course_end < NEVER.toordinal():
        ends.append(date.fromordinal(course_end + _ONE_DAY))
    return max(*ends, date.fromordinal(as_at.toordinal() + _ONE_DAY))
