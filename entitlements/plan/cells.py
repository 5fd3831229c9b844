"""Cells: a table as the product of what its tests can tell apart.

Each fact that a table reads is split into classes no test can distinguish, one
value standing for each. The product, less the people that an axiom says cannot
be, gives exact three-valued answers, the rows that can never win, and the
boundary people that other readings are checked on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
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
from entitlements.plan.verdicts import OUTCOME_BITS, UNKNOWN, YES, Verdict
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.model import Outcome

Numbers = tuple[int, ...]
#: The most cells walked to settle one undecided answer, and to prove something of a table.
MOST_TO_SETTLE, MOST_TO_PROVE = 128, 60_000
#: The most groups of a set of choices of which every subset is a class.
MOST_GROUPS = 6


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


def axes(
    reader: Reader, table: PlanTable, start: Vector, axioms: Iterable[int]
) -> tuple[Axis, ...]:
    """The axes of a table: every class of each fact that a start still allows.

    A class must not straddle what the axioms that bear on it tell apart.
    """
    leaves = [reader.plan.leaves[number] for number in table.leaves]
    facts = dict.fromkeys(fact for leaf in leaves for fact in fact_ids(leaf))
    apart = [*leaves, *(leaf for place in axioms for leaf in _axiom_leaves(reader.plan, place))]
    found = [
        Axis(slot, -1, tuple(classes(reader, slot, apart, start)))
        for slot in (reader.plan.slots[fact] for fact in facts)
    ]
    others = dict.fromkeys(leaf.table for leaf in leaves if isinstance(leaf, OutcomeIn))
    for name in others:
        if name in reader.plan.by_id:
            number = reader.plan.by_id[name].number
            found.append(Axis(None, number, tuple((bit,) for bit in OUTCOME_BITS.values())))
    return tuple(found)


def _axiom_leaves(plan: Plan, place: int) -> list[Leaf]:
    condition, then = plan.axioms[place]
    return [plan.leaves[n] for n in (*leaves_of(condition), *leaves_of(then))]


@lru_cache(maxsize=4_096)
def bearing(plan: Plan, number: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The axioms about any fact of a table, and the other facts that they read."""
    table = plan.tables[number]
    axioms, others = list[int](), dict[str, None]()
    for place in range(len(plan.axioms)):
        leaves = _axiom_leaves(plan, place)
        facts = dict.fromkeys(fact for leaf in leaves for fact in fact_ids(leaf))
        if table.facts & set(facts) and not any(isinstance(x, Against | OutcomeIn) for x in leaves):
            axioms.append(place)
            others |= dict.fromkeys(fact for fact in facts if fact not in table.facts)
    return tuple(axioms), tuple(others)


def _decisive(reader: Reader, table: PlanTable, vector: Vector) -> tuple[int, ...]:
    """The axioms that only the table's own unknown facts can still break."""
    slots, found = reader.plan.slots, list[int]()
    for place in bearing(reader.plan, table.number)[0]:
        leaves = _axiom_leaves(reader.plan, place)
        others = {fact for leaf in leaves for fact in fact_ids(leaf)} - table.facts
        broken = reader.evaluator.broken[place]
        known = all(slots[fact].is_known(vector) for fact in others)
        if known and broken(vector, reader.thresholds) == UNKNOWN:
            found.append(place)
    return tuple(found)


def classes(reader: Reader, slot: Slot, leaves: Iterable[Leaf], start: Vector) -> Iterator[Numbers]:
    """A known value for each class of a fact that tests can tell apart and a start allows."""
    mine = [leaf for leaf in leaves if slot.fact.id in fact_ids(leaf)]
    first, last = start[slot.at], start[slot.at + slot.width - 1]
    if slot.fact.type in (FactType.YES_NO, FactType.CHOICE):
        within = [leaf.mask for leaf in mine if isinstance(leaf, InMask)]
        return ((bit,) for bit in _apart(last, within))
    if slot.fact.type is FactType.CHOICES:
        masks = _masks(mine, slot.fact.id)
        return _sets(first, list(_apart(last & ~first, masks)))
    return ((point, point) for point in _points(reader, slot, mine, (first, last)))


def _masks(leaves: Iterable[Leaf], fact: str) -> list[int]:
    """What tests of a set tell apart; one for all of some choices tells each from the rest."""
    found: list[int] = []
    for leaf in leaves:
        if isinstance(leaf, HasMask) and leaf.fact == fact:
            bits = [1 << place for place in range(leaf.mask.bit_length())]
            found += [leaf.mask & b for b in bits] if leaf.how == "all" else [leaf.mask]
    return found


def _apart(every: int, masks: Sequence[int]) -> Iterator[int]:
    """One bit for each group of choices that every mask treats alike."""
    met: set[tuple[bool, ...]] = set()
    for place in range(every.bit_length()):
        bit = 1 << place
        alike = tuple(bool(mask & bit) for mask in masks)
        if every & bit and alike not in met:
            met.add(alike)
            yield bit


def _sets(sure: int, bits: list[int]) -> Iterator[Numbers]:
    """Every set of the groups, beside what is sure; when they are many, each alone, and all."""
    if sure:
        yield (sure, sure)
    if len(bits) > MOST_GROUPS:
        yield from ((sure | bit, sure | bit) for bit in bits)
        yield (sure | sum(bits), sure | sum(bits))
        return
    for chosen in range(1, 1 << len(bits)):
        held = sum(bit for place, bit in enumerate(bits) if chosen >> place & 1)
        yield (sure | held, sure | held)


def _points(
    reader: Reader, slot: Slot, leaves: Iterable[Leaf], within: tuple[int, int]
) -> list[int]:
    """A value in each stretch between the cuts of an ordered fact."""
    least, most = within
    cuts = {end for end in within if abs(end) < FAR}
    for leaf in leaves:
        if isinstance(leaf, InRange):
            ends = (reader.bound(leaf.low), reader.bound(leaf.high))
            cuts |= {end for end in ends if end is not None}
        elif isinstance(leaf, Against):
            cuts |= set(_against_cuts(reader, slot, leaf))
    points = {point for cut in cuts for point in (cut - 1, cut) if least <= point <= most}
    if points:
        return sorted(points)
    return [reader.plan.as_at.toordinal() if slot.fact.type is FactType.DATE else max(least, 0)]


def _against_cuts(reader: Reader, slot: Slot, leaf: Against) -> Iterator[int]:
    """Anchors for two facts held against each other: the as-at date, and it moved."""
    anchor = reader.plan.as_at.toordinal() if slot.fact.type is FactType.DATE else 10
    if slot.fact.id == leaf.fact:
        yield moved(anchor, leaf.duration, leaf.sign) + leaf.plus
    yield anchor


def cells(reader: Reader, table: PlanTable) -> Iterator[tuple[Vector, Verdict]] | None:
    """Every known cell of a table and its verdict; None where there are too many to walk."""
    start = reader.plan.slots.blank()
    axioms = _decisive(reader, table, start)
    found = axes(reader, table, start, axioms)
    if prod(len(axis.values) for axis in found) > MOST_TO_PROVE:
        return None
    return walk(reader, table, found, start, [], axioms)


def walk(
    reader: Reader,
    table: PlanTable,
    found: Sequence[Axis],
    start: Vector,
    verdicts: Sequence[Verdict],
    axioms: Iterable[int],
) -> Iterator[tuple[Vector, Verdict]]:
    """The verdict in each cell of some axes, from a start, leaving impossible people out."""
    vector = list(start)
    around = list(verdicts) or [_NONE] * len(reader.plan.tables)
    decide = reader.evaluator.table[table.number]
    broken = [reader.evaluator.broken[place] for place in axioms]
    for chosen in product(*(axis.values for axis in found)):
        for axis, numbers in zip(found, chosen, strict=True):
            if axis.slot is None:
                around[axis.table] = _STATED[numbers[0]]
            else:
                vector[axis.slot.at : axis.slot.at + axis.slot.width] = numbers
        if not any(axiom(vector, reader.thresholds) == YES for axiom in broken):
            yield vector, decide(vector, reader.thresholds, around)


def settle(
    reader: Reader, table: PlanTable, vector: Vector, verdicts: Sequence[Verdict]
) -> Verdict | None:
    """The one outcome that every possible completion has, if they all agree."""
    axioms = _decisive(reader, table, vector)
    if not _is_exact(reader, table, vector, axioms):
        return None
    found = axes(reader, table, vector, axioms)
    open_ = [axis for axis in found if axis.slot and not axis.slot.is_known(vector)]
    if not open_ or prod(len(axis.values) for axis in open_) > MOST_TO_SETTLE:
        return None
    agreed: Verdict | None = None
    for _, verdict in walk(reader, table, open_, vector, verdicts, axioms):
        if verdict.outcome is Outcome.UNDECIDED:
            return None
        if agreed and (agreed.outcome, agreed.force) != (verdict.outcome, verdict.force):
            return None
        agreed = verdict if agreed is None else _joined(agreed, verdict)
    return agreed


def _is_exact(reader: Reader, table: PlanTable, vector: Vector, axioms: Iterable[int]) -> bool:
    """Whether the classes of what is not known are all of them, not a sample.

    Two unknown facts held against each other have more classes than the anchors
    stand for, and a large set of choices more subsets than are walked.
    """
    leaves = [reader.plan.leaves[number] for number in table.leaves]
    beside = [leaf for place in axioms for leaf in _axiom_leaves(reader.plan, place)]
    for leaf in leaves:
        slots = [reader.plan.slots[fact] for fact in fact_ids(leaf)]
        known = all(slot.is_known(vector) for slot in slots)
        if not known and isinstance(leaf, Against):
            return False
        if not known and isinstance(leaf, HasMask):
            masks = _masks((*leaves, *beside), leaf.fact)
            if len(list(_apart(slots[0].unknown[1], masks))) > MOST_GROUPS:
                return False
    return True


def _joined(one: Verdict, other: Verdict) -> Verdict:
    """Two verdicts with the same outcome, as one: its rows are those of both."""
    if one is other:
        return one
    rows = tuple(sorted({*one.winners, *one.open, *other.winners, *other.open}))
    return Verdict(one.outcome, one.force, (), rows, one.mask, one.values | other.values)


def dead_rows(reader: Reader, table: PlanTable) -> tuple[int, ...] | None:
    """The rows that win for nobody; None where the cells are too many, or only a sample."""
    found = cells(reader, table)
    if found is None:
        return None
    alive: set[int] = set()
    for _, verdict in found:
        alive.update(verdict.winners)
        if len(alive) == len(table.rows):
            return ()
    blank = reader.plan.slots.blank()
    if not _is_exact(reader, table, blank, _decisive(reader, table, blank)):
        return None
    return tuple(place for place in range(len(table.rows)) if place not in alive)


def _stated(outcome: Outcome) -> Verdict:
    return Verdict(outcome, None, (), (), OUTCOME_BITS[outcome], 0)


_STATED = {bit: _stated(outcome) for outcome, bit in OUTCOME_BITS.items()}
_NONE = _stated(Outcome.NOT_IN_FORCE)
