"""Cells: a table as the product of what its tests can tell apart.

Each fact that a table reads is split into classes no test can distinguish, one
value standing for each. The product, less the people that an axiom says cannot
be, gives exact three-valued answers, the rows that can never win, and the
boundary people that other readings are checked on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import isnan, prod

from entitlements.plan.build import Plan, PlanTable
from entitlements.plan.leaves import (
    Against,
    HasMask,
    InMask,
    InRange,
    Leaf,
    OutcomeIn,
    Threshold,
    leaves_of,
)
from entitlements.plan.lower import moved
from entitlements.plan.one import Evaluator, Thresholds
from entitlements.plan.slots import FAR, Slot, Vector
from entitlements.plan.tree import fact_ids
from entitlements.plan.verdicts import OUTCOME_BITS, Verdict
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.model import Outcome

Numbers = tuple[int, ...]
#: The most cells walked to settle one undecided answer, and to prove something of a table.
MOST_TO_SETTLE, MOST_TO_PROVE = 128, 60_000


@dataclass(frozen=True, slots=True)
class Axis:
    """One fact of a table (or one other table's outcome), and a value for each class."""

    slot: Slot | None
    table: int  #: the other table, where `slot` is None
    values: tuple[Numbers, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """What a walk over cells needs: a plan, its evaluator and a day's thresholds."""

    plan: Plan
    evaluator: Evaluator
    thresholds: Thresholds

    def bound(self, threshold: Threshold | None) -> int | None:
        """The number of a threshold on this day; None where there is none."""
        if threshold is None:
            return None
        value = getattr(threshold, "value", None)
        if value is None:
            value = self.thresholds[self.plan.places[threshold]]
        return None if isnan(value) else int(value)


def axes(reader: Reader, table: PlanTable) -> tuple[Axis, ...]:
    """The axes of a table, every class of each."""
    leaves = [reader.plan.leaves[number] for number in table.leaves]
    facts = dict.fromkeys(fact for leaf in leaves for fact in fact_ids(leaf))
    apart = [*leaves, *_axiom_leaves(reader.plan, set(facts))]
    found = [
        Axis(slot, -1, tuple(classes(reader, slot, apart)))
        for slot in (reader.plan.slots[fact] for fact in facts)
    ]
    others = dict.fromkeys(leaf.table for leaf in leaves if isinstance(leaf, OutcomeIn))
    for name in others:
        if name in reader.plan.by_id:
            number = reader.plan.by_id[name].number
            found.append(Axis(None, number, tuple((bit,) for bit in OUTCOME_BITS.values())))
    return tuple(found)


def _axiom_leaves(plan: Plan, facts: set[str]) -> Iterator[Leaf]:
    """The tests of the axioms about these facts alone: a class must not straddle one."""
    for condition, then in plan.axioms:
        leaves = [plan.leaves[n] for n in (*leaves_of(condition), *leaves_of(then))]
        if all(set(fact_ids(leaf)) <= facts for leaf in leaves):
            yield from leaves


def classes(reader: Reader, slot: Slot, leaves: Iterable[Leaf]) -> Iterator[Numbers]:
    """A known value for each class of a fact that these tests can tell apart."""
    mine = [leaf for leaf in leaves if slot.fact.id in fact_ids(leaf)]
    if slot.fact.type in (FactType.YES_NO, FactType.CHOICE):
        within = [leaf.mask for leaf in mine if isinstance(leaf, InMask)]
        return ((bit,) for bit in _apart(slot, within))
    if slot.fact.type is FactType.CHOICES:
        masks = [leaf.mask for leaf in mine if isinstance(leaf, HasMask)]
        return _sets(list(_apart(slot, masks)))
    return ((point, point) for point in _points(reader, slot, mine))


def _apart(slot: Slot, masks: Sequence[int]) -> Iterator[int]:
    """One bit for each group of choices that every mask treats alike."""
    every = slot.unknown[-1]
    met: set[tuple[bool, ...]] = set()
    for place in range(every.bit_length()):
        bit = 1 << place
        alike = tuple(bool(mask & bit) for mask in masks)
        if alike not in met:
            met.add(alike)
            yield bit


def _sets(bits: list[int]) -> Iterator[Numbers]:
    """Every set of the groups while they are few; else each alone, and all."""
    if len(bits) > 6:
        yield from ((bit, bit) for bit in bits)
        yield (sum(bits), sum(bits))
        return
    for chosen in range(1, 1 << len(bits)):
        held = sum(bit for place, bit in enumerate(bits) if chosen >> place & 1)
        yield (held, held)


def _points(reader: Reader, slot: Slot, leaves: Iterable[Leaf]) -> list[int]:
    """A value in each stretch between the cuts of an ordered fact."""
    cuts: set[int] = set()
    for leaf in leaves:
        if isinstance(leaf, InRange):
            ends = (reader.bound(leaf.low), reader.bound(leaf.high))
            cuts |= {end for end in ends if end is not None}
        elif isinstance(leaf, Against):
            cuts |= set(_against_cuts(reader, slot, leaf))
    least, most = slot.unknown
    points = {cut for cut in cuts if least <= cut <= most}
    points |= {cut - 1 for cut in cuts if least <= cut - 1 <= most}
    if points:
        return sorted(points)
    if slot.fact.type is FactType.DATE:
        return [reader.plan.as_at.toordinal()]
    return [max(least, 0)]


def _against_cuts(reader: Reader, slot: Slot, leaf: Against) -> Iterator[int]:
    """Anchors for two facts held against each other: the as-at date, and it moved."""
    anchor = reader.plan.as_at.toordinal() if slot.fact.type is FactType.DATE else 10
    if slot.fact.id == leaf.fact:
        yield moved(anchor, leaf.duration, leaf.sign) + leaf.plus
    yield anchor


def cells(reader: Reader, table: PlanTable) -> Iterator[tuple[Vector, Verdict]] | None:
    """Every known cell of a table and its verdict; None where there are too many to walk."""
    found = axes(reader, table)
    if prod(len(axis.values) for axis in found) > MOST_TO_PROVE:
        return None
    return walk(reader, table, found, reader.plan.slots.blank(), [])


def walk(
    reader: Reader,
    table: PlanTable,
    found: Sequence[Axis],
    start: Vector,
    verdicts: Sequence[Verdict],
) -> Iterator[tuple[Vector, Verdict]]:
    """The verdict in each cell of some axes, from a start, leaving impossible people out."""
    vector = list(start)
    around = list(verdicts) or [_NONE] * len(reader.plan.tables)
    decide = reader.evaluator.table[table.number]
    possible = reader.evaluator.possible
    for chosen in product(*(axis.values for axis in found)):
        for axis, numbers in zip(found, chosen, strict=True):
            if axis.slot is None:
                around[axis.table] = _STATED[numbers[0]]
            else:
                vector[axis.slot.at : axis.slot.at + axis.slot.width] = numbers
        if possible(vector, reader.thresholds):
            yield vector, decide(vector, reader.thresholds, around)


def settle(
    reader: Reader, table: PlanTable, vector: Vector, verdicts: Sequence[Verdict]
) -> Verdict | None:
    """The one outcome that every possible completion has, if they all agree."""
    open_ = [axis for axis in axes(reader, table) if axis.slot and not axis.slot.is_known(vector)]
    narrowed = [Axis(axis.slot, -1, _still(axis, vector)) for axis in open_]
    if not narrowed or prod(len(axis.values) for axis in narrowed) > MOST_TO_SETTLE:
        return None
    agreed: Verdict | None = None
    for _, verdict in walk(reader, table, narrowed, vector, verdicts):
        if verdict.outcome is Outcome.UNDECIDED:
            return None
        if agreed and (agreed.outcome, agreed.force) != (verdict.outcome, verdict.force):
            return None
        agreed = verdict if agreed is None else _joined(agreed, verdict)
    return agreed


def _still(axis: Axis, vector: Vector) -> tuple[Numbers, ...]:
    """The classes that what is half known still allows."""
    assert axis.slot is not None
    at = axis.slot.at
    if axis.slot.width == 1:
        return tuple(numbers for numbers in axis.values if numbers[0] & vector[at])
    if axis.slot.fact.type is FactType.CHOICES:
        must, may = vector[at], vector[at + 1]
        return tuple(n for n in axis.values if n[0] & must == must and not n[0] & ~may)
    within = tuple(n for n in axis.values if vector[at] <= n[0] <= vector[at + 1])
    ends = tuple((end, end) for end in (vector[at], vector[at + 1]) if abs(end) < FAR)
    return tuple(dict.fromkeys((*within, *ends)))


def _joined(one: Verdict, other: Verdict) -> Verdict:
    """Two verdicts with the same outcome, as one: its rows are those of both."""
    if one is other:
        return one
    rows = tuple(sorted({*one.winners, *one.open, *other.winners, *other.open}))
    return Verdict(one.outcome, one.force, (), rows, one.mask, one.values | other.values)


def dead_rows(reader: Reader, table: PlanTable) -> tuple[int, ...] | None:
    """The rows that win for nobody; None where there are too many cells to say."""
    found = cells(reader, table)
    if found is None:
        return None
    alive: set[int] = set()
    for _, verdict in found:
        alive.update(verdict.winners)
        if len(alive) == len(table.rows):
            return ()
    return tuple(place for place in range(len(table.rows)) if place not in alive)


def _stated(outcome: Outcome) -> Verdict:
    return Verdict(outcome, None, (), (), OUTCOME_BITS[outcome], 0)


_STATED = {bit: _stated(outcome) for outcome, bit in OUTCOME_BITS.items()}
_NONE = _stated(Outcome.NOT_IN_FORCE)
