"""Evaluating a whole rule book for one person on one day.

    evaluate(engine, facts, as_at) -> Evaluation -> Decision

An `Evaluation` holds the value of every test and the verdict of every table; a
`Decision` is made from them when it is opened.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from entitlements.derive import vector_of
from entitlements.facts import Facts, Value
from entitlements.figures import Figure as Figure
from entitlements.figures import added_up, one_of
from entitlements.missing import amount_facts, missing_facts, unknown_facts
from entitlements.plan.build import Plan, PlanTable, Shared, build, epoch
from entitlements.plan.cells import Reader, bearing, settle
from entitlements.plan.lower import lower
from entitlements.plan.one import Compile, Evaluator, Thresholds, compile_source
from entitlements.plan.trace import Trace
from entitlements.plan.verdicts import Verdict
from entitlements.rulebook.model import (
    Citation,
    Force,
    Match,
    Outcome,
    Row,
    RuleBook,
    RuleTable,
    Version,
)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A plan and its evaluator."""

    plan: Plan
    evaluator: Evaluator


class Engine:
    """A rule book made ready: plans by council and versions, thresholds by day."""

    def __init__(self, book: RuleBook, compile_source: Compile = compile_source) -> None:
        self.book, self._compile = book, compile_source
        self._compiled: dict[tuple[str | None, tuple[int, ...]], Compiled] = {}
        self._days: dict[tuple[str | None, date], tuple[Compiled, Thresholds]] = {}
        self._verdicts: Shared = {}
        self._settled: dict[Hashable, Verdict | None] = {}

    def on(self, authority: str | None, as_at: date) -> tuple[Compiled, Thresholds]:
        """The compiled plan and the thresholds of a day."""
        held = self._days.get((authority, as_at))
        if held is None:
            if len(self._days) > 5_000:
                self._days.clear()
            compiled = self._plan(authority, as_at)
            thresholds = lower(compiled.plan.thresholds, self.book, as_at)
            held = self._days[authority, as_at] = (compiled, thresholds)
        return held

    def settled(self, evaluation: Evaluation, table: PlanTable) -> Verdict | None:
        """What every possible completion of an undecided table agrees on, if they do."""
        vector = evaluation.vector
        beside = bearing(evaluation.plan, table.number)[1]
        slots = (evaluation.plan.slots[fact] for fact in (*sorted(table.facts), *beside))
        held = tuple(n for slot in slots for n in vector[slot.at : slot.at + slot.width])
        others = tuple(evaluation.verdicts[n].mask for n in table.after_numbers(evaluation.plan))
        key = (evaluation.as_at, evaluation.plan.authority, table.id, held, others)
        if key not in self._settled:
            if len(self._settled) > 50_000:
                self._settled.clear()
            compiled = evaluation.compiled
            reader = Reader(compiled.plan, compiled.evaluator, evaluation.thresholds)
            self._settled[key] = settle(reader, table, vector, evaluation.verdicts)
        return self._settled[key]

    def _plan(self, authority: str | None, as_at: date) -> Compiled:
        key = (authority, epoch(self.book, authority, as_at))
        if key not in self._compiled:
            plan = build(self.book, authority, as_at, self._verdicts)
            self._compiled[key] = Compiled(plan, Evaluator(plan, self._compile))
        return self._compiled[key]


def evaluate(engine: Engine, facts: Facts, as_at: date) -> Evaluation:
    """Decide every table for one person on one day.

    The council is the fact `authority`; without it only England's tables are used.
    """
    authority = cast("str | None", facts.get("authority"))
    compiled, thresholds = engine.on(authority, as_at)
    plan, evaluator = compiled.plan, compiled.evaluator
    vector = vector_of(plan, facts, as_at)
    evaluator.axioms(vector, thresholds)
    leaves, verdicts, decided = evaluator.every(vector, thresholds)
    for fact, number in zip(plan.deciding_in_order, decided, strict=True):
        vector[plan.slots[fact].at] = number
    trace = (plan, facts, as_at, vector, thresholds, leaves, verdicts)
    return Evaluation(*trace, engine, compiled)


@dataclass(slots=True)
class Evaluation(Trace):
    """One person, one day, every table: the trace, and a decision for whoever opens one."""

    engine: Engine
    compiled: Compiled

    def __iter__(self) -> Iterator[Decision]:
        """Every decision, in the order of the book."""
        for table in self.book.tables_for(self.plan.authority):
            yield self[table.id]

    def __getitem__(self, entitlement: str) -> Decision:
        """The decision on one entitlement. Raises KeyError for one not in this book."""
        table = self.plan.by_id[entitlement]
        return Decision(self, table, self.verdict(table))

    def as_found(self, entitlement: str) -> Decision:
        """The decision as the tests alone leave it, without the cells: quicker, for comparing."""
        table = self.plan.by_id[entitlement]
        return Decision(self, table, self.verdicts[table.number])

    def verdict(self, table: PlanTable) -> Verdict:
        """A table's verdict. Where the tests leave it open, the cells may still settle it."""
        verdict = self.verdicts[table.number]
        if verdict.outcome is not Outcome.UNDECIDED:
            return verdict
        return self.engine.settled(self, table) or verdict


@dataclass(frozen=True)
class Decision:
    """What one table decides for one person on one day, with all that it rests on."""

    evaluation: Evaluation
    plan_table: PlanTable
    verdict: Verdict

    @property
    def entitlement(self) -> str:
        """The table's id."""
        return self.plan_table.id

    @property
    def table(self) -> RuleTable:
        """The table that decided."""
        return self.plan_table.table

    @property
    def outcome(self) -> Outcome:
        """What it comes to."""
        return self.verdict.outcome

    @property
    def force(self) -> Force | None:
        """How binding it is."""
        return self.verdict.force

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that decided; under `first`, at most one."""
        return tuple(self.plan_table.rows[place].row for place in self.verdict.winners)

    @property
    def open_rows(self) -> tuple[Row, ...]:
        """The rows that could still win."""
        return tuple(self.plan_table.rows[place].row for place in self.verdict.open)

    @property
    def row(self) -> Row | None:
        """The row that decided, if one did."""
        return self.rows[0] if self.rows else None

    @property
    def version(self) -> Version | None:
        """The version that applies; None where none is in force or more than one could be."""
        places = self.verdict.winners or self.verdict.open
        versions = {self.plan_table.rows[place].version for place in places}
        return self.table.versions[versions.pop()] if len(versions) == 1 else None

    @cached_property
    def figure(self) -> Figure | None:
        """How much; None where it is not a matter of money."""
        if self.table.match is Match.ALL:
            return added_up(self.evaluation, self.plan_table, self.verdict)
        return one_of(self.evaluation, self.plan_table, self.rows or self.open_rows)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The facts that would settle this, in the order the rules read them."""
        return missing_facts(self.evaluation, (self.plan_table, self.verdict))

    @cached_property
    def amount_facts(self) -> tuple[str, ...]:
        """The facts that would settle how much, where the outcome is settled."""
        return amount_facts(self.evaluation, self.plan_table, self.verdict)

    @property
    def unknown_facts(self) -> tuple[str, ...]:
        """The facts, derived ones too, that the rows which could still win read and do not know."""
        return tuple(unknown_facts(self.evaluation, self.plan_table, self.verdict))

    @property
    def sources(self) -> tuple[Citation, ...]:
        """What it rests on, each once."""
        rows = self.rows or self.open_rows
        return tuple(dict.fromkeys(source for row in rows for source in row.source))

    @property
    def also_needs(self) -> tuple[str, ...]:
        """Conditions that cannot be checked here."""
        rows = self.rows or self.open_rows
        return tuple(dict.fromkeys(need for row in rows for need in row.also_needs))

    @property
    def value(self) -> Value | None:
        """The value this table gives to the fact it decides."""
        return self.evaluation.value(self.table.decides) if self.table.decides else None
