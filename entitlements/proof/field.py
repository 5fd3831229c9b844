"""The field of a proof: everybody that some tables can tell apart, less those who cannot be.

It holds the axes of every fact that the tables read on any side, and of a fact
beside them only where who cannot be turns on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from entitlements.plan.leaves import Tree
from entitlements.plan.tree import fact_ids
from entitlements.proof.axes import axes_of
from entitlements.proof.bearing import bearing
from entitlements.proof.classes import Tested
from entitlements.proof.ground import Constraint, refs
from entitlements.proof.reading import Reading
from entitlements.proof.side import Side
from entitlements.proof.space import MOST_CELLS, Cells, Space


@dataclass(frozen=True)
class Field:
    """A space of people, how each side reads it, and who of them can be.

    Not `exact`: some classes are only a sample, so nothing is proved for everybody.
    """

    space: Space
    readings: tuple[Reading, ...]
    possible: Cells
    axioms: tuple[str, ...]
    exact: bool


def field_of(
    sides: Sequence[Side],
    trees: Sequence[Iterable[Tree]],
    also: Iterable[str] = (),
    only: Mapping[str, tuple[object, ...]] | None = None,
) -> Field | None:
    """The field of some trees a side; None where it has too many cells.

    `also` are facts to tell apart besides, `only` the values of some facts to look at.
    """
    wanted = [refs(held) for held in trees]
    facts = _read(sides, wanted) | dict.fromkeys(also)
    held = [bearing(side, facts) for side in sides]
    tested = [
        Tested(side, tuple(side.ground.forest.leaves[n] for n in sorted(numbers | _of(mine))))
        for side, numbers, mine in zip(sides, wanted, held, strict=True)
    ]
    facts |= dict.fromkeys(fact for mine in held for one in mine for fact in sorted(one.facts))
    axes, exact = axes_of(tested, list(facts), only or {})
    if prod(len(axis.values) for axis in axes) > MOST_CELLS:
        return None
    space = Space(axes)
    readings = tuple(Reading(side, space) for side in sides)
    possible, used = _possible(space, readings, held)
    return Field(space, readings, possible, used, exact)


def _read(sides: Sequence[Side], wanted: Sequence[set[int]]) -> dict[str, None]:
    """The facts that some tests read, in the order in which they are met."""
    return dict.fromkeys(
        fact
        for side, numbers in zip(sides, wanted, strict=True)
        for number in sorted(numbers)
        for fact in fact_ids(side.ground.forest.leaves[number])
    )


def _possible(
    space: Space, readings: Sequence[Reading], held: Sequence[Iterable[Constraint]]
) -> tuple[Cells, tuple[str, ...]]:
    """Who can be, and the ids of what leaves anybody out."""
    possible, used = space.every, dict[str, None]()
    for reading, mine in zip(readings, held, strict=True):
        for one in mine:
            broken = reading.tree(one.tree)[0]
            possible &= ~broken
            used |= {one.id: None} if broken else {}
    return possible, tuple(used)


def _of(constraints: Iterable[Constraint]) -> set[int]:
    return refs(one.tree for one in constraints)
