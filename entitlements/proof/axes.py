"""Axes: the facts of a proof with their classes, and whether those are all there are.

Facts that are held against each other need a value wherever they change places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from entitlements.plan.leaves import Against
from entitlements.proof.classes import Tested, anchors, classes, points
from entitlements.proof.space import Axis


def axes_of(
    tested: Sequence[Tested], facts: Sequence[str], only: Mapping[str, tuple[object, ...]]
) -> tuple[list[Axis], bool]:
    """An axis a fact, and whether their classes are all there are."""
    pinned, exact = _pinned(tested)
    axes = list[Axis]()
    for fact in facts:
        found = classes(tested, fact, pinned.get(fact, ()))
        exact = exact and (found.exact or fact in only)
        axes.append(Axis(fact, only.get(fact, found.values)))
    return axes, exact


def _pinned(tested: Sequence[Tested]) -> tuple[dict[str, set[int]], bool]:
    """Where facts that are held against each other change places; whether that is all.

    It is, where each such fact is held against one other only.
    """
    pairs = dict.fromkeys(
        (t, leaf) for t in tested for leaf in t.leaves if isinstance(leaf, Against)
    )
    found: dict[str, set[int]] = {}
    partners: dict[str, set[str]] = {}
    for _, leaf in pairs:
        for fact, other in ((leaf.fact, leaf.other), (leaf.other, leaf.fact)):
            found[fact] = points(tested, fact) | set(tested[0].side.ends(fact))
            partners.setdefault(fact, set()).add(other)
    before = {fact: set(held) for fact, held in found.items()}
    for _, leaf in pairs:
        mine, theirs = anchors(tested, leaf, before[leaf.fact], before[leaf.other])
        found[leaf.fact] |= _within(tested, leaf.fact, mine)
        found[leaf.other] |= _within(tested, leaf.other, theirs)
    return found, all(len(held) == 1 for held in partners.values())


def _within(tested: Sequence[Tested], fact: str, values: Iterable[int]) -> set[int]:
    least, most = tested[0].side.domain(tested[0].side.ground.slots[fact])
    return {value for value in values if least <= value <= most}
