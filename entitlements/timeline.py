"""The timeline: every date on which a decision changes, until the 26th birthday.

Time alone is what moves here: ages, months since a date, versions coming into
force, rates. The dates on which any test can turn are worked out from the
thresholds, the book is evaluated on each, and the changes are what differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from entitlements.evaluate import Decision, Engine, Evaluation, Figure, evaluate
from entitlements.facts import Facts
from entitlements.futures import Futures
from entitlements.moments import day_of_moment
from entitlements.rulebook.model import Outcome

_ONE_DAY = 1


@dataclass(frozen=True, slots=True)
class Change:
    """What one decision was before a day, and what it is from that day."""

    on: date
    entitlement: str
    before: Outcome
    after: Outcome
    figure_before: Figure | None
    figure_after: Figure | None
    row_after: str | None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days with one outcome. `end` is the first day it no longer holds."""

    entitlement: str
    start: date
    end: date | None
    outcome: Outcome
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day on which something can be asked for, and how it is now."""

    entitlement: str
    on: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every change from the as-at date until a day, by date."""

    as_at: date
    until: date
    changes: tuple[Change, ...]
    spans: tuple[Span, ...]
    last_days: tuple[LastDay, ...]

    def of(self, entitlement: str) -> tuple[Span, ...]:
        """The stretches of one entitlement, in order."""
        return tuple(span for span in self.spans if span.entitlement == entitlement)


def timeline(engine: Engine, facts: Facts, as_at: date, until: date | None = None) -> Timeline:
    """Walk the days on which something can change.

    `until` is the day after the last one asked about; without it the 26th birthday,
    or the end of a course that runs past it.
    """
    return along(Futures(evaluate(engine, facts, as_at), until))


def along(futures: Futures) -> Timeline:
    """The timeline over days to come that others may have evaluated already."""
    sittings = [futures.evaluation, *(futures.on(day) for day in futures.days)]
    changes, spans = list[Change](), list[Span]()
    for entitlement in futures.evaluation.plan.by_id:
        _follow(entitlement, sittings, futures.until, changes, spans)
    changes.sort(key=lambda change: change.on)
    last = tuple(_last_days(futures.evaluation))
    return Timeline(futures.evaluation.as_at, futures.until, tuple(changes), tuple(spans), last)


def _follow(
    entitlement: str,
    sittings: Sequence[Evaluation],
    end: date,
    changes: list[Change],
    spans: list[Span],
) -> None:
    """One entitlement through the days: close a stretch where its answer changes."""
    started, held = sittings[0], sittings[0]
    for sitting in sittings[1:]:
        if _same(entitlement, held, sitting):
            continue
        before, after = held.as_found(entitlement), sitting.as_found(entitlement)
        changes.append(_change(sitting.as_at, before, after))
        spans.append(_span(before, started.as_at, sitting.as_at))
        started = held = sitting
    spans.append(_span(held.as_found(entitlement), started.as_at, end))


def _same(entitlement: str, one: Evaluation, other: Evaluation) -> bool:
    """Whether two days have the same answer: the outcome, and how much where that is known."""
    table = one.plan.by_id[entitlement]
    verdict, later = (
        one.verdicts[table.number],
        other.verdicts[other.plan.by_id[entitlement].number],
    )
    if verdict is later and not table.moves:
        return True
    if verdict.outcome is not later.outcome:
        return False
    if verdict.outcome is Outcome.UNDECIDED:
        return True
    return _money(one.as_found(entitlement)) == _money(other.as_found(entitlement))


def _money(decision: Decision) -> tuple[int | None, int | None] | None:
    figure = decision.figure
    return None if figure is None else (figure.least, figure.most)


def _change(on: date, before: Decision, after: Decision) -> Change:
    row = after.row.id if after.row else None
    names = (on, after.entitlement, before.outcome, after.outcome)
    return Change(*names, before.figure, after.figure, row)


def _span(decision: Decision, start: date, end: date) -> Span:
    return Span(decision.entitlement, start, end, decision.outcome, decision.figure)


def _last_days(sitting: Evaluation) -> Iterator[LastDay]:
    """The last day to ask, for what can be asked for now."""
    for decision in sitting:
        for row in decision.rows:
            days = [day_of_moment(moment, sitting.facts) for moment in row.ask_by]
            known = [day for day in days if day is not None and day > sitting.as_at]
            if known:
                yield LastDay(decision.entitlement, min(known) - timedelta(days=_ONE_DAY))


def ends_of(decision: Decision) -> date | None:
    """The day a decision's row says that it stops, besides its tests."""
    moments = (moment for row in decision.rows for moment in row.ends)
    days = (day_of_moment(moment, decision.evaluation.facts) for moment in moments)
    return min((day for day in days if day is not None), default=None)
