"""The full trace: every row tried, in order, every test with its value, and the sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from entitlements.evaluate import Decision
from entitlements.explain.pairs import Group, Paired
from entitlements.explain.reason import Reason
from entitlements.explain.rows import OUTSIDE, pair_of, value_of
from entitlements.explain.tell import HOLDS, Teller
from entitlements.plan.verdicts import YES
from entitlements.rulebook.model import Citation, Force, Match, Outcome, Version


@dataclass(frozen=True, slots=True)
class TriedTest:
    """One test in words, and whether it held. `depth` counts the groups it stands in."""

    test: Reason
    depth: int

    @property
    def holds(self) -> bool | None:
        """Yes, no, or None for not known."""
        return self.test.holds


@dataclass(frozen=True, slots=True)
class TriedRow:
    """One row: its tests, whether it held, whether it decided, and what it rests on."""

    id: str
    holds: bool | None
    won: bool
    could_win: bool
    tests: tuple[TriedTest, ...]
    outcome: Outcome
    force: Force | None
    says: str
    sources: tuple[Citation, ...]
    version: Version | None


@dataclass(frozen=True, slots=True)
class Trace:
    """How a decision was worked out."""

    entitlement: str
    outcome: Outcome
    rows: tuple[TriedRow, ...]


def trace(decision: Decision) -> Trace:
    """Every row that was tried, in order: under `first`, none after the first that held."""
    teller = Teller(decision.evaluation.book, decision.evaluation)
    rows = []
    for place, planned in enumerate(decision.plan_table.rows):
        if planned.row.id != OUTSIDE:
            rows.append(_tried(decision, place, teller))
        if decision.table.match is Match.FIRST and value_of(decision, place) == YES:
            break
    return Trace(decision.entitlement, decision.outcome, tuple(rows))


def _tried(decision: Decision, place: int, teller: Teller) -> TriedRow:
    planned = decision.plan_table.rows[place]
    row, verdict = planned.row, decision.verdict
    return TriedRow(
        id=row.id,
        holds=HOLDS[value_of(decision, place)],
        won=place in verdict.winners,
        could_win=place in verdict.open,
        tests=tuple(_tests(pair_of(decision, place), teller, 0)),
        outcome=row.outcome,
        force=row.force,
        says=row.says,
        sources=row.source,
        version=decision.plan_table.version(planned),
    )


def _tests(pair: Paired, teller: Teller, depth: int) -> Iterator[TriedTest]:
    """The tests of a row one by one; a group of alternatives first says that it is one."""
    if isinstance(pair, Group):
        if not pair.is_all:
            yield TriedTest(_heading(pair), depth)
        for part in pair.parts:
            yield from _tests(part, teller, depth if pair.is_all else depth + 1)
    else:
        yield TriedTest(teller.clause(pair), depth)


def _heading(group: Group) -> Reason:
    form = "any" if group.number == 1 else "at_least"
    return Reason(f"group.heading_{form}", {"number": group.number}, None, HOLDS[group.value])
