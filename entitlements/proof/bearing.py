"""Bearing: which axioms and impossibilities say anything of some facts.

A constraint may turn on a fact beside those. Where everybody, whatever their other
facts, can have some value of it that breaks nothing, it says nothing and is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from entitlements.proof.axes import axes_of
from entitlements.proof.classes import Tested
from entitlements.proof.ground import Constraint
from entitlements.proof.reading import Reading
from entitlements.proof.side import Side
from entitlements.proof.space import Space


def bearing(side: Side, facts: Collection[str]) -> tuple[Constraint, ...]:
    """The constraints that say anything of some facts, on one side."""
    found = [one for one in side.ground.constraints if not one.facts.isdisjoint(facts)]
    while True:
        beside = sorted({fact for one in found for fact in one.facts if fact not in facts})
        idle = next((fact for fact in beside if _is_idle(side, fact, found)), None)
        if idle is None:
            return tuple(found)
        found = [one for one in found if idle not in one.facts]


def _is_idle(side: Side, fact: str, constraints: Sequence[Constraint]) -> bool:
    """Whether everybody can have some value of a fact that breaks nothing."""
    mine = [one for one in constraints if fact in one.facts]
    around = {name for one in mine for name in one.facts}
    near = [one for one in constraints if one.facts <= around]
    key = (side.day, fact, tuple(one.id for one in near))
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
