"""Since when an answer has held: time walked backwards, with the facts as they are.

The days on which a test can have turned are tried, latest first, under the
versions in force now; an answer cannot be older than the version it stands in.
"""

from __future__ import annotations

from datetime import date, timedelta

from entitlements.dates import Duration, add_duration
from entitlements.derive import vector_of
from entitlements.evaluate import Evaluation
from entitlements.plan.lower import lower
from entitlements.plan.tree import BORN
from entitlements.plan.verdicts import Verdict
from entitlements.turning import turning_by_time

#: How far back an answer is followed; what has held for longer has held for long enough.
_TEN_YEARS = Duration(10, "year")


def held_since(evaluation: Evaluation) -> dict[str, date]:
    """For each decision, the first day from which it has been what it is.

    It is `date.min` where no day back, and no version, says when it began.
    """
    days = _days_back(evaluation)
    walk = [
        (evaluation.as_at, evaluation.verdicts),
        *((day, _then(evaluation, day)) for day in days),
    ]
    found: dict[str, date] = {}
    for table in evaluation.plan.tables:
        now = evaluation.verdicts[table.number]
        found[table.id] = max(_began(walk, table.number, now), _version_start(evaluation, table.id))
    return found


def _days_back(evaluation: Evaluation) -> list[date]:
    """The day before each day on which something can have turned, latest first."""
    born = evaluation.facts.get(BORN)
    start = add_duration(evaluation.as_at, _TEN_YEARS, -1)
    if isinstance(born, int):
        start = max(start, date.fromordinal(born))
    facts, end = evaluation.facts, evaluation.as_at + timedelta(days=1)
    turned = turning_by_time(evaluation.plan, facts, start, end)
    return [day - timedelta(days=1) for day in reversed(turned) if day > start]


def _then(evaluation: Evaluation, day: date) -> tuple[Verdict, ...]:
    plan, evaluator = evaluation.plan, evaluation.compiled.evaluator
    thresholds = lower(plan.thresholds, evaluation.book, day)
    vector = vector_of(plan, evaluation.facts, day)
    evaluator.axioms(vector, thresholds)
    return evaluator.every(vector, thresholds)[1]


def _began(walk: list[tuple[date, tuple[Verdict, ...]]], number: int, now: Verdict) -> date:
    """The day after the latest day on which it was something else; `date.min` if there is none."""
    for day, verdicts in walk[1:]:
        then = verdicts[number]
        if then is not now and (then.outcome, then.winners) != (now.outcome, now.winners):
            return day + timedelta(days=1)
    return date.min


def _version_start(evaluation: Evaluation, entitlement: str) -> date:
    decision = evaluation.as_found(entitlement)
    if decision.version is None or decision.table.dated_by:
        return date.min
    return decision.version.effective_from or date.min
