"""Classes of answers: for each fact, one answer for each way the rules could go on.

The look-ahead of the next question tries these, so they stand for what a person
might say, not for every value: a date is tried at each cut the rules make.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from entitlements.dates import NEVER_DAY, attains_age
from entitlements.derive import CARE_DATES
from entitlements.evaluate import Evaluation
from entitlements.facts import Value
from entitlements.plan.leaves import Against, InRange
from entitlements.plan.slots import day_of
from entitlements.plan.tree import BORN, fact_ids
from entitlements.rulebook.catalogue import FactDef, FactType

#: The most answers tried for one fact; more are thinned out evenly.
MOST_TRIED = 9
#: Ages that a birth date is tried at: each side of the birthdays that law turns on.
AGES = (15, 17, 18, 20, 22, 26)


def answer_classes(evaluation: Evaluation, fact: FactDef) -> list[Value]:
    """Answers to try for a fact; none for one that is only a list (periods, awards)."""
    if fact.type is FactType.YES_NO:
        return [True, False]
    if fact.type is FactType.CHOICE:
        return list(_choices(evaluation, fact))
    if fact.type is FactType.CHOICES:
        return [frozenset((value,)) for value in _choices(evaluation, fact)]
    if fact.id == BORN:
        year = evaluation.as_at.year
        return [evaluation.as_at.replace(year=year - age, day=1).toordinal() for age in AGES]
    if fact.type in (FactType.NUMBER, FactType.MONEY, FactType.DATE):
        return list(_thinned(sorted(_points(evaluation, fact))))
    return []


def _choices(evaluation: Evaluation, fact: FactDef) -> Iterator[str]:
    """One choice of each group that every test treats alike."""
    slot = evaluation.plan.slots[fact.id]
    masks = [
        leaf.mask  # type: ignore[union-attr]
        for leaf in evaluation.plan.leaves
        if fact.id in fact_ids(leaf)
    ]
    met: set[tuple[bool, ...]] = set()
    for value, bit in slot.bits.items():
        alike = tuple(bool(mask & bit) for mask in masks)
        if alike not in met:
            met.add(alike)
            yield value


def _points(evaluation: Evaluation, fact: FactDef) -> set[int]:
    """A value within each stretch between the cuts of an ordered fact."""
    least, most = evaluation.plan.slots[fact.id].unknown
    cuts = set(_cuts(evaluation, fact))
    if fact.type is FactType.DATE:
        cuts |= set(_days(evaluation, fact))
        points = {cut for cut in cuts if cut < NEVER_DAY} | {cut - 1 for cut in cuts}
        return points | {NEVER_DAY} if fact.never else points
    edges = sorted({max(least, 0), *cuts})
    within = {low for low, high in pairwise(edges) if low < high} | set(edges)
    return {point for point in within if least <= point <= most}


def _cuts(evaluation: Evaluation, fact: FactDef) -> Iterator[int]:
    places = evaluation.plan.places
    for leaf in evaluation.plan.leaves:
        if isinstance(leaf, InRange) and leaf.fact == fact.id:
            for bound in (leaf.low, leaf.high):
                if bound is not None:
                    place = places.get(bound)
                    value = getattr(bound, "value", None)
                    cut = value if place is None else evaluation.thresholds[place]
                    if cut is not None and cut == cut:  # not the bound that is not published
                        yield int(cut)


def _days(evaluation: Evaluation, fact: FactDef) -> Iterable[int]:
    """Days to try for a date with no cuts of its own: about now, and about its birthdays."""
    today = evaluation.as_at.toordinal()
    born = evaluation.facts.get(BORN)
    against = any(
        isinstance(leaf, Against) and fact.id in fact_ids(leaf) for leaf in evaluation.plan.leaves
    )
    days = [today - 400, today - 30] if against or fact.id in CARE_DATES else [today - 30]
    if fact.id in CARE_DATES and isinstance(born, int):
        birth = day_of(born)
        days += [attains_age(birth, age).toordinal() for age in (16, 17, 18)]
    return days


def _thinned(points: list[int]) -> Iterable[int]:
    if len(points) <= MOST_TRIED:
        return points
    step = (len(points) - 1) / (MOST_TRIED - 1)
    return dict.fromkeys(points[round(place * step)] for place in range(MOST_TRIED))
