"""Classes: for each fact, one value for each set of people that no test can tell apart.

Values that every test answers alike, on every side of a proof, are one class; the
likeliest of them stands for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import cast

from entitlements.dates import latest_birth_date
from entitlements.plan.leaves import Against, HasMask, InRange, Leaf
from entitlements.plan.lower import moved
from entitlements.plan.tree import BORN, fact_ids
from entitlements.proof.side import Side
from entitlements.rulebook.catalogue import FactDef, FactType

#: The most groups of a set of choices of which every subset is a class.
MOST_GROUPS = 11
#: Ages of a likely person: half way through a year.
LIKELY_AGES = (19, 18, 20, 17, 16, 22, 21, 23, 24, 15, 25, 14, 26, 13, 27)


@dataclass(frozen=True, eq=False)
class Tested:
    """A side of a proof, and the tests it makes."""

    side: Side
    leaves: tuple[Leaf, ...]

    def of(self, fact: str) -> list[Leaf]:
        """The tests of one fact."""
        return [leaf for leaf in self.leaves if fact in fact_ids(leaf)]


@dataclass(frozen=True)
class Classes:
    """The values that stand for the classes of a fact; not `exact`: only a sample."""

    values: tuple[object, ...]
    exact: bool = True


def classes(tested: Sequence[Tested], fact: str, also: Iterable[int] = ()) -> Classes:
    """The classes of a fact. `also` are values worth a class of their own: anchors."""
    definition = next(t.side.ground.slots[fact].fact for t in tested if fact in t.side.ground.slots)
    if definition.type is FactType.CHOICES:
        return _sets(tested, definition)
    pinned, values = set(also), list[object]()
    if definition.type in (FactType.YES_NO, FactType.CHOICE):
        values += _choices(tested, definition)
    else:
        found = points(tested, fact) | pinned
        likely = partial(_unlikely, definition, tested[0].side.day)
        values += sorted(found, key=likely)
    return Classes(tuple(_apart(tested, fact, values, pinned)))


def _apart(
    tested: Sequence[Tested], fact: str, values: Iterable[object], pinned: set[int]
) -> Iterator[object]:
    """The first value of each kind that the tests tell apart."""
    alone = [
        (t.side, t.side.test(leaf))
        for t in tested
        for leaf in t.of(fact)
        if not isinstance(leaf, Against)
    ]
    met: set[object] = set()
    for value in values:
        kind: object = tuple(test(side.value(fact, value)) for side, test in alone)
        if value in pinned:
            kind = value
        if kind not in met:
            met.add(kind)
            yield value


def _choices(tested: Sequence[Tested], fact: FactDef) -> list[object]:
    if fact.type is FactType.YES_NO:
        return [False, True]
    authority = tested[0].side.authority
    if fact.id == "authority" and authority is not None:
        return [authority]
    return list(_words(tested, fact))


def _words(tested: Sequence[Tested], fact: FactDef) -> list[str]:
    """The answers that can be given on every side; one that is new or gone has no other side."""
    slots = [t.side.ground.slots[fact.id] for t in tested if fact.id in t.side.ground.slots]
    return [word for word in fact.values if all(word in slot.bits for slot in slots)]


def _sets(tested: Sequence[Tested], fact: FactDef) -> Classes:
    """Every set of the groups of choices that the tests tell apart."""
    leaves = [(t.side, leaf) for t in tested for leaf in t.of(fact.id)]
    groups: dict[tuple[int, ...], str] = {}
    for word in _words(tested, fact):
        kind = tuple(_touches(side, leaf, word) for side, leaf in leaves)
        groups.setdefault(kind, word)
    words = list(groups.values())
    exact = len(words) <= MOST_GROUPS
    chosen = range(1, 1 << len(words)) if exact else (1 << n for n in range(len(words)))
    held = (frozenset(w for n, w in enumerate(words) if one >> n & 1) for one in chosen)
    ordered = sorted(held, key=len)
    return Classes(tuple(_apart(tested, fact.id, ordered, set())), exact)


def _touches(side: Side, leaf: Leaf, word: str) -> int:
    """How a test sees one choice of a set: one for all of some tells each from the rest."""
    assert isinstance(leaf, HasMask)
    changed = side.value(leaf.fact, frozenset((word,)))
    bit = sum(side.ground.slots[leaf.fact].bits.get(w, 0) for w in cast("frozenset[str]", changed))
    return bit & leaf.mask if leaf.how == "all" else int(bool(bit & leaf.mask))


def points(tested: Sequence[Tested], fact: str) -> set[int]:
    """A value on each side of every cut of an ordered fact, and a likely one or two."""
    found: set[int] = set()
    spans = [t.side.ends(fact) for t in tested if fact in t.side.ground.slots]
    least, most = max(low for low, _ in spans), min(high for _, high in spans)
    for t in tested:
        near = 2 if fact in t.side.changes else 1
        for leaf in t.of(fact):
            for end in (leaf.low, leaf.high) if isinstance(leaf, InRange) else ():
                cut = t.side.ground.bound(end, t.side.day)
                found |= {cut + n for n in range(-near, near)} if cut is not None else set()
    found |= _likely(tested[0].side, fact, least)
    return {point for point in found if least <= point <= most} or {least}


def _likely(side: Side, fact: str, least: int) -> set[int]:
    if fact == BORN:
        return set(likely_births(side.day))
    definition = side.ground.slots[fact].fact if fact in side.ground.slots else None
    if definition is None or definition.type is not FactType.DATE:
        return {least if definition is None else likely_number(definition, side.day, least)}
    return {side.day.toordinal()}


def likely_number(fact: FactDef, day: date, least: int) -> int:
    """The number one would think of first: of an age 18, of a year this one, else the least."""
    kind = fact.derivation.kind if fact.derivation else ""
    if kind.startswith("age_on"):
        return 18
    return day.year if kind == "academic_year" else least


@lru_cache(maxsize=10_000)
def likely_births(day: date) -> tuple[int, ...]:
    """The day numbers of the births of likely people, likeliest first."""
    return tuple(latest_birth_date(day, years).toordinal() - 182 for years in LIKELY_AGES)


def _unlikely(fact: FactDef, day: date, point: int) -> tuple[int, int, int]:
    """How far a value is from what one would think of first."""
    if fact.id == BORN:
        likely = likely_births(day)
        return (point not in likely, abs(point - likely[0]), point)
    if fact.type is FactType.DATE:
        return (0, abs(point - day.toordinal()), point)
    return (0, abs(point - likely_number(fact, day, 0)), point)


def anchors(
    tested: Sequence[Tested], leaf: Against, mine: set[int], theirs: set[int]
) -> tuple[set[int], set[int]]:
    """Values at which two facts that are held against each other change places."""
    mine_too = {
        moved(day, leaf.duration, leaf.sign) + leaf.plus - n for day in theirs for n in (0, 1)
    }
    theirs_too = {back + n for day in mine for back in _back(leaf, day) for n in (-1, 0, 1)}
    return mine | mine_too, theirs | theirs_too


def _back(leaf: Against, value: int) -> Iterator[int]:
    """A day that the leaf's duration moves to a value, near enough."""
    yield moved(value - leaf.plus, leaf.duration, -leaf.sign)
