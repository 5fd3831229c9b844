"""Bearing: which axioms and impossibilities say anything of some facts.

A constraint may turn on a fact beside those. Where everybody, whatever their other
facts, can have some value of it that breaks nothing, it says nothing and is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from entitlements.plan.leaves import InRange, Threshold
from entitlements.proof.axes import axes_of
from entitlements.proof.classes import Tested
from entitlements.proof.ground import Constraint, Ground
from entitlements.proof.reading import Reading
from entitlements.proof.side import Side
from entitlements.proof.space import Space


def bearing(side: Side, facts: Collection[str]) -> tuple[Constraint, ...]:
    """The constraints that say anything of some facts, on one side.

    That is the same on every day on which the bounds stand in the same order, so it
    is found once for each; after something has happened it is found each time.
    """
    if side.changes:
        return _found(side, facts)
    key = (regime(side), frozenset(facts))
    known = side.ground.bearing
    if key not in known:
        known[key] = _found(side, facts)
    return known[key]


def _found(side: Side, facts: Collection[str]) -> tuple[Constraint, ...]:
    found = [one for one in side.ground.constraints if not one.facts.isdisjoint(facts)]
    while True:
        beside = sorted({fact for one in found for fact in one.facts if fact not in facts})
        idle = next((fact for fact in beside if _is_idle(side, fact, found)), None)
        if idle is None:
            return tuple(found)
        found = [one for one in found if idle not in one.facts]


def regime(side: Side) -> int:
    """A number for the order in which the bounds of who cannot be stand on a day."""
    ground = side.ground
    if side.day not in ground.regimes:
        order = tuple(_order(side, fact, held) for fact, held in _bounds(ground).items())
        ground.regimes[side.day] = ground.orders.setdefault(order, len(ground.orders))
    return ground.regimes[side.day]


def _order(side: Side, fact: str, bounds: list[Threshold]) -> tuple[int, ...]:
    """The places of a fact's bounds among themselves; -1 for a rate that is not published."""
    days = [*(side.ground.bound(bound, side.day) for bound in bounds), *side.ends(fact)]
    known = sorted({day for day in days if day is not None})
    return tuple(-1 if day is None else known.index(day) for day in days)


def _bounds(ground: Ground) -> dict[str, list[Threshold]]:
    """The bounds of every ordered fact that the constraints test."""
    found: dict[str, list[Threshold]] = {}
    for one in ground.constraints:
        for leaf in ground.leaves(one.tree):
            if isinstance(leaf, InRange):
                held = (end for end in (leaf.low, leaf.high) if end is not None)
                found.setdefault(leaf.fact, []).extend(held)
    return found


def _is_idle(side: Side, fact: str, constraints: Sequence[Constraint]) -> bool:
    """Whether everybody can have some value of a fact that breaks nothing."""
    mine = [one for one in constraints if fact in one.facts]
    around = {name for one in mine for name in one.facts}
    near = [one for one in constraints if one.facts <= around]
    if side.changes:
        return _has_room(side, fact, sorted(around), near)
    key = (regime(side), fact, tuple(one.id for one in near))
    known = side.ground.idle
    if key not in known:
        known[key] = _has_room(side, fact, sorted(around), near)
    return known[key]


def _has_room(
    side: Side, fact: str, around: Sequence[str], constraints: Sequence[Constraint]
) -> bool:
    leaves = [leaf for one in constraints for leaf in side.ground.leaves(one.tree)]
    axes, _ = axes_of([Tested(side, tuple(leaves))], [fact, *(a for a in around if a != fact)], {})
    space = Space(axes)
    reading = Reading(side, space)
    cannot = without = 0
    for one in constraints:
        broken = reading.tree(one.tree)[0]
        cannot |= broken
        without |= 0 if fact in one.facts else broken
    room, first = 0, space.where(fact, (0,))
    for number in range(len(axes[0].values)):
        room |= (~cannot & space.where(fact, (number,))) >> number
    return not first & ~without & ~room
