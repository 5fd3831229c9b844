"""Time the slow way: ask on every single day, and see on which anything differs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from entitlements.evaluate import Engine, Evaluation, evaluate
from entitlements.facts import Facts
from entitlements.timeline import timeline
from tests.entitlements.people import TODAY
from tests.entitlements.tiny import Tiny

Read = Callable[[Evaluation], dict[str, object]]


def answers(sitting: Evaluation) -> dict[str, object]:
    """What the tests leave of each table: the rows that win or could, and how much."""
    found: dict[str, object] = {}
    for table in sitting.plan.tables:
        verdict = sitting.verdicts[table.number]
        figure = sitting.as_found(table.id).figure if table.moves else None
        ends = figure and (figure.least, figure.most)
        found[table.id] = (verdict.outcome, verdict.winners, verdict.open, ends)
    return found


def shown(sitting: Evaluation) -> dict[str, object]:
    """What a person is shown of each table: the outcome, and how much."""
    decisions = [sitting.as_found(table.id) for table in sitting.plan.tables]
    return {
        d.entitlement: (d.outcome, d.figure and (d.figure.least, d.figure.most)) for d in decisions
    }


def days_of_change(
    engine: Engine, facts: Facts, start: date, days: int, read: Read = answers
) -> list[date]:
    """Ask on every single day, and keep those on which anything differs from the day before."""
    before, found = read(evaluate(engine, facts, start)), []
    for day in (start + timedelta(n) for n in range(1, days)):
        today = read(evaluate(engine, facts, day))
        if today != before:
            found.append(day)
        before = today
    return found


def changes_of(tiny: Tiny, until: date, as_at: date = TODAY, **known: object) -> list[date]:
    facts = tiny.facts(**known)
    found = {change.on for change in timeline(tiny.engine, facts, as_at, until).changes}
    every = days_of_change(tiny.engine, facts, as_at, (until - as_at).days, shown)
    assert sorted(found) == every
    return every
