"""The set reading of a table: of everybody in a space, whom each test and each row holds for.

A condition is read as two sets: those it surely holds for, and those it may hold
for. They differ only where something is not known, a rate that nobody published
for one. A table is read as who surely wins each row.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_
from typing import TypeVar

from entitlements.plan.leaves import (
    Against,
    Every,
    Leaf,
    LeafRef,
    Opposite,
    OutcomeIn,
    Several,
    Tree,
)
from entitlements.plan.tree import fact_ids
from entitlements.plan.verdicts import OUTCOME_BITS, STRENGTH
from entitlements.proof.ground import Line
from entitlements.proof.side import Side
from entitlements.proof.space import Cells, Space, at_least
from entitlements.rulebook.model import Match, Outcome, RuleTable

#: Those a condition surely holds for, and those it may hold for.
Held = tuple[Cells, Cells]
T = TypeVar("T")


class Reading:
    """One side's reading of a space."""

    def __init__(self, side: Side, space: Space) -> None:
        self.side, self.space = side, space
        self._leaves: dict[int, Held] = {}
        self._tables: dict[str, tuple[Held, ...]] = {}
        self._open: set[str] = set()  # tables being read, so that a circle ends

    def tree(self, tree: Tree) -> Held:
        """Those a condition holds for."""
        if isinstance(tree, LeafRef):
            found = self._leaf(tree.leaf)
            return self._opposite(found) if tree.negated else found
        if isinstance(tree, Opposite):
            return self._opposite(self.tree(tree.part))
        parts = [self.tree(part) for part in tree.parts]
        sure, maybe = [one for one, _ in parts], [one for _, one in parts]
        if isinstance(tree, Several):
            every = self.space.every
            return (at_least(tree.number, sure, every), at_least(tree.number, maybe, every))
        if isinstance(tree, Every):
            return (reduce(and_, sure, self.space.every), reduce(and_, maybe, self.space.every))
        return (reduce(or_, sure, 0), reduce(or_, maybe, 0))

    def _opposite(self, held: Held) -> Held:
        sure, maybe = held
        return (self.space.every ^ maybe, self.space.every ^ sure)

    def _leaf(self, number: int) -> Held:
        if number not in self._leaves:
            self._leaves[number] = self._read(self.side.ground.forest.leaves[number])
        return self._leaves[number]

    def _read(self, leaf: Leaf) -> Held:
        if isinstance(leaf, OutcomeIn):
            return self._outcome(leaf)
        if isinstance(leaf, Against):
            return self._against(leaf)
        (fact,) = fact_ids(leaf)
        values = self.space.axes[self.space.places[fact]].values
        test = self.side.test(leaf)
        found = [test(self.side.value(fact, value)) for value in values]
        sure = self.space.where(fact, (n for n, value in enumerate(found) if value == 3))
        if 1 not in found:
            return (sure, sure)
        return (sure, self.space.where(fact, (n for n, value in enumerate(found) if value)))

    def _against(self, leaf: Against) -> Held:
        sure = maybe = 0
        theirs = self.space.axes[self.space.places[leaf.other]].values
        for number, value in enumerate(self.space.axes[self.space.places[leaf.fact]].values):
            mine = self.side.value(leaf.fact, value)
            held = [
                self.side.against(leaf, mine, self.side.value(leaf.other, one)) for one in theirs
            ]
            here = self.space.where(leaf.fact, (number,))
            sure |= here & self.space.where(leaf.other, (n for n, v in enumerate(held) if v == 3))
            maybe |= here & self.space.where(leaf.other, (n for n, v in enumerate(held) if v))
        return (sure, maybe)

    def _outcome(self, leaf: OutcomeIn) -> Held:
        """Another table's outcome, read in this same space from its own rows."""
        table = self.side.ground.known(leaf.table, self.side.authority)
        if table is None:
            return (0, 0)
        if table.id in self._open:
            return (0, self.space.every)
        if not self.side.lines(table):
            here = OUTCOME_BITS[Outcome.NOT_IN_FORCE] & leaf.mask
            return (self.space.every, self.space.every) if here else (0, 0)
        lines, won = self.side.lines(table), self.winners(table)
        mine = [n for n, line in enumerate(lines) if OUTCOME_BITS[line.row.outcome] & leaf.mask]
        rest = [n for n in range(len(lines)) if n not in mine]
        sure, other = (reduce(or_, (won[n] for n in some), 0) for some in (mine, rest))
        return (sure, self.space.every ^ other)

    def rows(self, table: RuleTable) -> tuple[Held, ...]:
        """Those the tests of each row hold for."""
        if table.id not in self._tables:
            self._open.add(table.id)
            lines = self.side.lines(table)
            self._tables[table.id] = tuple(self.tree(line.tree) for line in lines)
            self._open.discard(table.id)
        return self._tables[table.id]

    def winners(self, table: RuleTable) -> tuple[Cells, ...]:
        """Those each row surely wins for; under `all`, those whose outcome it states.

        Nobody is in two of them. Whoever is in none is not decided.
        """
        lines, rows = self.side.lines(table), self.rows(table)
        order = list(range(len(rows)))
        if table.match is Match.ALL and rows:
            order.sort(key=lambda place: _strength(lines, place))
        found, taken = [0] * len(rows), 0
        for place in order:
            sure, maybe = rows[place]
            found[place] = sure & ~taken
            taken |= maybe
        return tuple(found)


def _strength(lines: Sequence[Line], place: int) -> tuple[bool, int, int]:
    """Under `all`, the strongest outcome first, and `otherwise` last."""
    outcome = lines[place].row.outcome
    known = STRENGTH.index(outcome) if outcome in STRENGTH else len(STRENGTH)
    return (place == len(lines) - 1, known, place)
