"""Explaining a decision: why, what failed of the nearest better row, and what would alter it.

    explain(decision) -> Explanation of Reasons (message ids with values)
    trace(decision) -> every row and test tried

The words are in `entitlements.messages`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import cast

from entitlements.evaluate import Decision, Evaluation
from entitlements.explain.changes import nearest_change
from entitlements.explain.nearest import better_rows
from entitlements.explain.pairs import Paired, flat
from entitlements.explain.reason import BoundAt, Explanation, Reason
from entitlements.explain.rows import BETTER, NO, OUTSIDE, deciding, pair_of, wanted
from entitlements.explain.tell import Teller
from entitlements.explain.tried import Trace, TriedRow, TriedTest, trace
from entitlements.futures import Futures
from entitlements.rulebook.model import Outcome, Status, Version

__all__ = [
    "BoundAt",
    "Explanation",
    "Reason",
    "Trace",
    "TriedRow",
    "TriedTest",
    "explain",
    "explain_all",
    "trace",
]


def explain_all(evaluation: Evaluation, futures: Futures | None = None) -> dict[str, Explanation]:
    """Explain every decision, by entitlement; the days ahead are evaluated once for all."""
    futures = futures or Futures(evaluation)
    return {decision.entitlement: explain(decision, futures) for decision in evaluation}


def explain(decision: Decision, futures: Futures | None = None) -> Explanation:
    """Explain one decision. `futures` may be shared between decisions of one evaluation."""
    teller = Teller(decision.evaluation.book, decision.evaluation)
    futures = futures or Futures(decision.evaluation)
    if decision.outcome is Outcome.NOT_IN_FORCE:
        return _not_in_force(decision, teller, futures)
    if decision.outcome is Outcome.UNDECIDED:
        return Explanation(_not_known(decision, teller))
    reasons = (*_dated(decision, teller), *teller.held(_held(decision)))
    if decision.outcome in NO:
        return _no(decision, reasons, teller, futures)
    return Explanation(reasons)


def _not_known(decision: Decision, teller: Teller) -> tuple[Reason, ...]:
    """What is not known, each fact once; one worked out from the others goes without saying."""
    reasons = (*_dated(decision, teller), *teller.unknown(_tests(decision)))
    asked = {reason.fact for reason in reasons if reason.message == "unknown.fact"}
    said = {reason.values.get("fact"): reason for reason in reversed(reasons)}
    return tuple(reason for reason in reasons if _adds(reason, asked, said))


def _adds(reason: Reason, asked: set[str | None], said: dict[object, Reason]) -> bool:
    if reason.message == "unknown.derived":
        return not set(cast("tuple[str, ...]", reason.values["asks"])) <= asked
    return reason.message != "unknown.fact" or said[reason.values["fact"]] is reason


def _tests(decision: Decision) -> Iterator[Paired]:
    for place in decision.verdict.open or decision.verdict.winners:
        yield pair_of(decision, place)


def _held(decision: Decision) -> Iterable[Paired]:
    """The tests of the deciding rows; of rows that only agree, those they share."""
    rows = [list(flat(pair_of(decision, place))) for place in deciding(decision)]
    if decision.verdict.winners or not rows:
        return [part for row in rows for part in row]
    return [part for part in rows[0] if all(part in other for other in rows[1:])]


def _no(
    decision: Decision, reasons: tuple[Reason, ...], teller: Teller, futures: Futures
) -> Explanation:
    """A no: the nearest row that would have been better, and what would alter it."""
    near = better_rows(decision)
    if not near:
        return Explanation(reasons)
    return Explanation(
        reasons,
        tuple(teller.fails(part) for part in near[0].failing),
        tuple(teller.change(part) for part in nearest_change(decision, near)),
        futures.first_day(decision.entitlement, wanted(decision)),
        near[0].row.id,
    )


def _dated(decision: Decision, teller: Teller) -> Iterator[Reason]:
    """For a table dated by a fact: the date whose rules apply, or that it is not known."""
    fact = decision.table.dated_by
    if fact is None:
        return
    day = decision.evaluation.value(fact)
    if day is None:
        yield Reason("unknown.fact", {"fact": fact, "asks": (fact,)}, fact)
    elif _is_within(decision):
        yield Reason("version.dated", {"fact": fact, "has": day}, fact, True)
    else:
        yield Reason("version.outside", {"fact": fact, "has": day}, fact, False)


def _is_within(decision: Decision) -> bool:
    rows = decision.plan_table.rows
    return any(rows[place].row.id != OUTSIDE for place in deciding(decision))


def _not_in_force(decision: Decision, teller: Teller, futures: Futures) -> Explanation:
    dated = tuple(_dated(decision, teller))
    if dated:
        return Explanation(dated)
    as_at, versions = decision.evaluation.as_at, decision.table.versions
    reasons = tuple(reason for version in versions for reason in _about(version, as_at))
    coming = any(_starts(version, as_at) for version in versions)
    on = futures.first_day(decision.entitlement, BETTER) if coming else None
    return Explanation(reasons, on=on)


def _starts(version: Version, as_at: date) -> bool:
    start = version.effective_from
    return version.status is Status.IN_FORCE and start is not None and start > as_at


def _about(version: Version, as_at: date) -> Iterator[Reason]:
    """The dates on either side of a day that no version covers."""
    if version.status is Status.PENDING:
        message = "version.announced_for" if version.effective_from else "version.announced"
        yield Reason(message, {"day": version.effective_from}, None, False)
    elif _starts(version, as_at):
        yield Reason("version.starts", {"day": version.effective_from}, None, False)
    elif version.effective_to is not None and version.effective_to <= as_at:
        yield Reason("version.ended", {"day": version.effective_to}, None, False)
