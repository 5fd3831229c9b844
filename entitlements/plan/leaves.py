"""Leaves: the distinct tests of a book, each on one fact, computed once.

Calendar bounds are named here and turned into day numbers by `lower`, so no
reading of the plan does calendar arithmetic of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from entitlements.dates import Duration


@dataclass(frozen=True, slots=True)
class Fixed:
    """A bound that never moves."""

    value: int


@dataclass(frozen=True, slots=True)
class AgeCut:
    """The day after the latest birth date of somebody who has attained `years`.

    `eve` asks it of the day before the as-at date.
    """

    years: int
    eve: bool = False


@dataclass(frozen=True, slots=True)
class FromAsAt:
    """The as-at date moved by a duration, and `plus` days for a strict bound."""

    duration: Duration | None
    sign: int
    plus: int = 0


@dataclass(frozen=True, slots=True)
class FromParameter:
    """A parameter's value on the as-at date, and `plus` for a strict bound."""

    parameter: str
    plus: int = 0


Threshold = Fixed | AgeCut | FromAsAt | FromParameter


@dataclass(frozen=True, slots=True)
class InMask:
    """A choice or yes/no fact is within some bits."""

    fact: str
    mask: int


@dataclass(frozen=True, slots=True)
class HasMask:
    """A set of choices holds any, all or none of some bits."""

    fact: str
    mask: int
    how: str


@dataclass(frozen=True, slots=True)
class InRange:
    """An ordered fact is at or above `low` and below `high`."""

    fact: str
    low: Threshold | None
    high: Threshold | None


@dataclass(frozen=True, slots=True)
class Against:
    """An ordered fact against another, moved: at or above it, or below it.

    `plus` moves the bound by one for a strict (or an inclusive) comparison.
    """

    fact: str
    other: str
    below: bool
    duration: Duration | None = None
    sign: int = 1
    plus: int = 0


@dataclass(frozen=True, slots=True)
class OutcomeIn:
    """Another table's outcome is within some bits of `OUTCOME_BITS`."""

    table: str
    mask: int


Leaf = InMask | HasMask | InRange | Against | OutcomeIn


@dataclass(frozen=True, slots=True)
class LeafRef:
    """A leaf by its number, or its opposite."""

    leaf: int
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """All of these hold; with none, always."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one holds."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Several:
    """At least `number` hold."""

    number: int
    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Opposite:
    """A condition that must not hold."""

    part: Tree


Tree = LeafRef | Every | Some | Several | Opposite


def leaves_of(tree: Tree) -> tuple[int, ...]:
    """The numbers of every leaf in a tree, in order, each once."""
    found: dict[int, None] = {}
    waiting: list[Tree] = [tree]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, LeafRef):
            found[part.leaf] = None
        elif isinstance(part, Opposite):
            waiting.insert(0, part.part)
        else:
            waiting[0:0] = part.parts
    return tuple(found)
