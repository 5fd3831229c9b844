"""One side of a proof: a book on a day, for one council, perhaps after something has happened.

A proof of one book has one side. A comparison has two: the book before and after a
change, the day before and the day of a birthday, a person before and after an event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from entitlements.dates import NEVER_DAY
from entitlements.plan.build import parts_of
from entitlements.plan.leaves import Against, HasMask, InMask, InRange, Leaf, OutcomeIn, Tree
from entitlements.plan.lower import moved
from entitlements.plan.slots import FAR, Slot
from entitlements.plan.tree import BORN
from entitlements.proof.ground import Ground, Line
from entitlements.rulebook.amounts import Steps
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.model import RuleTable

#: Days outside these are a slip of the keyboard, and no candidate for a proof.
FIRST_DAY, LAST_DAY = date(1900, 1, 1).toordinal(), date(2199, 12, 31).toordinal()
#: How a fact changes when something happens.
Change = Callable[[Any], Any]


@dataclass(frozen=True, eq=False)
class Side:
    """A ground, a council, a day; `changes` says what has become of some facts since."""

    ground: Ground
    authority: str | None
    day: date
    changes: Mapping[str, Change] = field(default_factory=dict)

    def value(self, fact: str, value: object) -> object:
        """A fact's value on this side. None: not known."""
        change = self.changes.get(fact)
        return value if change is None or value is None else change(value)

    def lines(self, table: RuleTable) -> tuple[Line, ...]:
        """The rows of a table on this side."""
        return self.ground.lines(table, self.day)

    def trees(self, table: RuleTable) -> list[Tree]:
        """Every tree that decides a table or steps its amounts, those of tables it reads too."""
        found, waiting, met = list[Tree](), [table], {table.id}
        while waiting:
            lines = self.lines(waiting.pop())
            here = [line.tree for line in lines] + [t for line in lines for t in self.steps(line)]
            found += here
            for tree in here:
                for leaf in self.ground.leaves(tree):
                    if isinstance(leaf, OutcomeIn) and leaf.table not in met:
                        met.add(leaf.table)
                        other = self.ground.known(leaf.table, self.authority)
                        waiting += [other] if other else []
        return found

    def steps(self, line: Line) -> Iterator[Tree]:
        """The conditions that step the amount of a row."""
        for part in parts_of(line.row.amount):
            if isinstance(part, Steps):
                yield from (self.ground.tree(step.when) for step in part.steps)

    def domain(self, slot: Slot) -> tuple[int, int]:
        """The least and most an ordered fact can be. Unit: a count, pence, a day number."""
        fact = slot.fact
        if fact.type is not FactType.DATE:
            return (max(fact.least or 0, 0), FAR if fact.most is None else fact.most)
        if fact.id == BORN:
            return (FIRST_DAY, self.day.toordinal())
        return (FIRST_DAY, NEVER_DAY if fact.never or fact.is_derived else LAST_DAY)

    def ends(self, fact: str) -> tuple[int, int]:
        """The least and most of an ordered fact."""
        return self.domain(self._slot(fact))

    def test(self, leaf: Leaf) -> Callable[[object], int]:
        """A test on one fact, made ready: 3 if a value passes, 1 if that is not known, 0 if not."""
        if isinstance(leaf, InRange):
            return self._range(leaf)
        assert isinstance(leaf, InMask | HasMask)
        slot, mask = self._slot(leaf.fact), leaf.mask
        if isinstance(leaf, InMask):
            return lambda value: 1 if value is None else 3 if _bits(slot, value) & mask else 0
        if leaf.how == "all":
            return lambda value: 1 if value is None else 3 * (_bits(slot, value) & mask == mask)
        wanted = leaf.how == "any"
        return lambda value: 1 if value is None else 3 * (bool(_bits(slot, value) & mask) == wanted)

    def _range(self, leaf: InRange) -> Callable[[Any], int]:
        low, high = (self.ground.bound(end, self.day) for end in (leaf.low, leaf.high))
        if (low is None and leaf.low is not None) or (high is None and leaf.high is not None):
            return lambda value: 1  # a rate that nobody published
        least, most = (-FAR if low is None else low), (FAR if high is None else high)
        return lambda value: 1 if value is None else 3 * (least <= value < most)

    def against(self, leaf: Against, value: object, other: object) -> int:
        """Whether a test of one fact against another holds; a value not known can be any."""
        mine, theirs = (
            (cast(int, one), cast(int, one)) if one is not None else self.domain(self._slot(fact))
            for fact, one in ((leaf.fact, value), (leaf.other, other))
        )
        low, high = (moved(end, leaf.duration, leaf.sign) + leaf.plus for end in theirs)
        below, above = mine[1] < low, mine[0] >= high
        yes, no = (below, above) if leaf.below else (above, below)
        return 3 if yes else 0 if no else 1

    def _slot(self, fact: str) -> Slot:
        return self.ground.slots[fact]


def _bits(slot: Slot, value: object) -> int:
    """The bits of a value; of an answer that this book does not offer, none."""
    if isinstance(value, bool):
        return 2 if value else 1
    words = value if isinstance(value, frozenset) else (value,)
    return sum(slot.bits.get(cast(str, word), 0) for word in words)
