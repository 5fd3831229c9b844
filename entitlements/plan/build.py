"""Building a plan: the tables and versions of one day as one typed tree.

Nothing here knows a person. A plan holds for every day on which the same
versions are in force; `lower` makes the calendar bounds of a particular day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from entitlements.plan.leaves import (
    Every,
    Fixed,
    InRange,
    Leaf,
    OutcomeIn,
    Threshold,
    Tree,
    leaves_of,
)
from entitlements.plan.ledger import HadQuery
from entitlements.plan.slots import Slot, Slots
from entitlements.plan.tree import Forest, fact_ids
from entitlements.plan.verdicts import OUTCOME_BITS, PlanRow, Verdict, Verdicts
from entitlements.rulebook.amounts import (
    Amount,
    Combined,
    Count,
    Expression,
    Percent,
    Split,
    Steps,
    Times,
)
from entitlements.rulebook.catalogue import Derivation
from entitlements.rulebook.conditions import Condition
from entitlements.rulebook.model import Outcome, Row, RuleBook, RuleTable, Status, Version


@dataclass(frozen=True, slots=True)
class PlanTable:
    """One table as the plan reads it. With no rows, no version is in force.

    `number` is its place in the plan; a table stands after those it depends on.
    `facts` are the facts its rows read, `leaves` the tests, `row_leaves` those of each row.
    """

    number: int
    table: RuleTable
    rows: tuple[PlanRow, ...]
    trees: tuple[Tree, ...]
    verdicts: Verdicts
    leaves: tuple[int, ...]
    row_leaves: tuple[tuple[int, ...], ...]
    facts: frozenset[str]
    after: frozenset[str]
    steps: Mapping[Condition, Tree]
    moves: bool  #: whether an amount can change while the same row wins (a rate, a birthday)

    @property
    def id(self) -> str:
        """The entitlement."""
        return self.table.id

    def after_numbers(self, plan: Plan) -> tuple[int, ...]:
        """The places of the tables whose outcome this one reads."""
        return tuple(plan.by_id[name].number for name in sorted(self.after) if name in plan.by_id)

    def version(self, row: PlanRow) -> Version:
        """The version a row stands in."""
        return self.table.versions[row.version]


@dataclass(slots=True, eq=False)
class Plan:
    """Every table in force, in order of dependence, over shared leaves and slots."""

    book: RuleBook
    authority: str | None
    as_at: date  #: a day in the plan's epoch
    slots: Slots
    tables: tuple[PlanTable, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    places: dict[Threshold, int] = field(default_factory=dict)  #: of each threshold
    had: tuple[HadQuery, ...] = ()
    axioms: tuple[tuple[Tree, Tree], ...] = ()
    gates: dict[str, Tree] = field(default_factory=dict)  #: when each fact may be asked for
    by_id: dict[str, PlanTable] = field(default_factory=dict)
    deciding: dict[str, str] = field(default_factory=dict)  #: fact -> the table that decides it
    drawers: dict[str, tuple[str, ...]] = field(default_factory=dict)  #: pot -> what draws on it
    derived: tuple[tuple[Slot, Derivation], ...] = ()  #: worked out before any table is
    deciding_in_order: tuple[str, ...] = ()  #: those facts, as the tables stand in the plan


def epoch(book: RuleBook, authority: str | None, as_at: date) -> tuple[int, ...]:
    """Which version of each table is in force: -1 none, -2 one for each date of a fact."""
    return tuple(_in_force(table, as_at) for table in book.tables_for(authority))


def _in_force(table: RuleTable, as_at: date) -> int:
    if table.dated_by:
        return -2
    for place, version in enumerate(table.versions):
        if version.in_force(as_at):
            return place
    return -1


#: Verdicts by table and version, shared by plans, so that the same verdict is one object.
Shared = dict[tuple[str, int], Verdicts]


def build(book: RuleBook, authority: str | None, as_at: date, shared: Shared) -> Plan:
    """Build the plan for the versions in force on a day."""
    slots = Slots(book.catalogue.facts.values())
    plan = Plan(book, authority, as_at, slots)
    forest = Forest(slots)
    tables = book.tables_for(authority)
    plan.derived = tuple(_worked_out(slots))
    plan.deciding = {table.decides: table.id for table in tables if table.decides}
    chosen = dict(zip((t.id for t in tables), epoch(book, authority, as_at), strict=True))
    drafts = {table.id: _draft(table, chosen[table.id], forest, shared) for table in tables}
    plan.tables = tuple(_in_order(drafts, plan.deciding))
    plan.by_id = {table.id: table for table in plan.tables}
    plan.drawers = _drawers(plan.tables)
    decided = (table.table.decides for table in plan.tables)
    plan.deciding_in_order = tuple(fact for fact in decided if fact)
    axioms = book.catalogue.axioms
    plan.axioms = tuple((forest.tree(a.condition), forest.tree(a.then)) for a in axioms)
    asked = book.catalogue.asked()
    plan.gates = {fact.id: forest.tree(fact.asked_when) for fact in asked}
    plan.leaves, plan.had = tuple(forest.leaves), tuple(forest.had)
    plan.thresholds = tuple(_relative(plan.leaves))
    plan.places = {bound: place for place, bound in enumerate(plan.thresholds)}
    return plan


def _drawers(tables: Iterable[PlanTable]) -> dict[str, tuple[str, ...]]:
    """For each pot, the tables in force that are paid out of it."""
    found: dict[str, dict[str, None]] = {}
    for table in tables:
        for row in table.rows:
            if row.row.amount is not None and row.row.amount.draws_on:
                found.setdefault(row.row.amount.draws_on, {})[table.id] = None
    return {pot: tuple(names) for pot, names in found.items()}


def _worked_out(slots: Slots) -> Iterable[tuple[Slot, Derivation]]:
    for slot in slots.values():
        derivation = slot.fact.derivation
        if derivation is not None and derivation.kind != "table":
            yield slot, derivation


def _draft(table: RuleTable, chosen: int, forest: Forest, shared: Shared) -> PlanTable:
    rows, trees = _rows(table, chosen, forest)
    steps = {when: forest.tree(when) for row in rows for when in _step_conditions(row.row.amount)}
    by_row = tuple(leaves_of(tree) for tree in trees)
    numbers = tuple(dict.fromkeys(number for row in by_row for number in row))
    leaves = [forest.leaves[number] for number in numbers]
    facts = frozenset(fact for leaf in leaves for fact in fact_ids(leaf))
    after = frozenset(leaf.table for leaf in leaves if isinstance(leaf, OutcomeIn))
    every = forest.slots[table.decides].unknown[0] if table.decides else 0
    verdicts = shared.setdefault((table.id, chosen), _verdicts(table, rows, every))
    moves = any(row.row.amount is not None and row.row.amount.is_moving for row in rows)
    return PlanTable(0, table, rows, trees, verdicts, numbers, by_row, facts, after, steps, moves)


def _verdicts(table: RuleTable, rows: tuple[PlanRow, ...], every: int) -> Verdicts:
    verdicts = Verdicts(rows, table.match)
    if not rows:
        mask = OUTCOME_BITS[Outcome.NOT_IN_FORCE]
        verdicts[()] = Verdict(Outcome.NOT_IN_FORCE, None, (), (), mask, every)
    return verdicts


def _rows(
    table: RuleTable, chosen: int, forest: Forest
) -> tuple[tuple[PlanRow, ...], tuple[Tree, ...]]:
    if table.dated_by:
        return _dated_rows(table, table.dated_by, forest)
    if chosen < 0:
        return (), ()
    version = table.versions[chosen]
    rows = [_plan_row(row, chosen, table, forest) for row in _with_otherwise(version)]
    return tuple(rows), tuple(forest.tree(row.row.when) for row in rows)


def _dated_rows(
    table: RuleTable, dated_by: str, forest: Forest
) -> tuple[tuple[PlanRow, ...], tuple[Tree, ...]]:
    """Every version's rows, each also held to the window of its version."""
    rows: list[PlanRow] = []
    trees: list[Tree] = []
    for place, version in enumerate(table.versions):
        if version.status is Status.PENDING or version.effective_from is None:
            continue
        end = Fixed(version.effective_to.toordinal()) if version.effective_to else None
        start = Fixed(version.effective_from.toordinal())
        window = forest.leaf(InRange(dated_by, start, end))
        for row in _with_otherwise(version):
            rows.append(_plan_row(row, place, table, forest))
            trees.append(Every((window, forest.tree(row.when))))
    outside = Row("outside", Outcome.NOT_IN_FORCE, says="")
    last = _plan_row(outside, len(table.versions) - 1, table, forest)
    return (*rows, last), (*trees, Every(()))


def _with_otherwise(version: Version) -> tuple[Row, ...]:
    return (*version.rows, version.otherwise) if version.otherwise else version.rows


def _plan_row(row: Row, version: int, table: RuleTable, forest: Forest) -> PlanRow:
    """A row that gives no value to the fact its table decides leaves it not known."""
    if table.decides is None:
        return PlanRow(row, version)
    slot = forest.slots[table.decides]
    if row.value is None:
        return PlanRow(row, version, slot.unknown[0])
    value = row.value == "true" if not slot.bits else row.value
    return PlanRow(row, version, slot.encode(value)[0])


def _step_conditions(amount: Amount | None) -> Iterable[Condition]:
    for part in parts_of(amount):
        if isinstance(part, Steps):
            yield from (step.when for step in part.steps)


def parts_of(amount: Amount | None) -> Iterable[Expression | Count]:
    """Every expression and count within an amount."""
    if amount is None:
        return
    waiting: list[Expression | Count | None] = [amount.value, amount.overall, amount.times]
    waiting += [part.value for part in amount.parts] + [i.value for i in amount.instalments]
    while waiting:
        part = waiting.pop()
        if part is None:
            continue
        yield part
        if isinstance(part, Steps):
            waiting += [*(step.value for step in part.steps), part.otherwise]
        elif isinstance(part, Combined):
            waiting += part.parts
        elif isinstance(part, Percent):
            waiting.append(part.of)
        elif isinstance(part, Times):
            waiting += [part.part, part.by]
        elif isinstance(part, Split):
            waiting += [part.part, part.between]


def _in_order(drafts: dict[str, PlanTable], deciding: Mapping[str, str]) -> Iterable[PlanTable]:
    """Tables after those whose outcome or value they read. A circle is left as written."""
    placed: dict[str, PlanTable] = {}
    waiting = dict(drafts)
    while waiting:
        ready = [t for t in waiting.values() if not (_needs(t, deciding) & set(waiting)) - {t.id}]
        for table in ready or [next(iter(waiting.values()))]:
            placed[table.id] = _numbered(table, len(placed))
            del waiting[table.id]
    return placed.values()


def _needs(table: PlanTable, deciding: Mapping[str, str]) -> set[str]:
    return set(table.after) | {deciding[fact] for fact in table.facts if fact in deciding}


def _numbered(table: PlanTable, number: int) -> PlanTable:
    return replace(table, number=number)


def _relative(leaves: Iterable[Leaf]) -> Iterable[Threshold]:
    found: dict[Threshold, None] = {}
    for leaf in leaves:
        if isinstance(leaf, InRange):
            for bound in (leaf.low, leaf.high):
                if bound is not None and not isinstance(bound, Fixed):
                    found[bound] = None
    return found
