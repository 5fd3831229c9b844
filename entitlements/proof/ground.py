"""The ground of a proof: a book's facts and tests as trees of leaves, and who cannot be.

No plan of the whole book is built: a proof of one table reads that table's rows,
and those of the tables whose outcome it reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from math import isnan
from typing import cast

from entitlements.plan.leaves import (
    Every,
    Fixed,
    InRange,
    Leaf,
    LeafRef,
    Opposite,
    OutcomeIn,
    Threshold,
    Tree,
    leaves_of,
)
from entitlements.plan.lower import lower
from entitlements.plan.slots import Slots
from entitlements.plan.tree import Forest, fact_ids
from entitlements.rulebook.conditions import Condition
from entitlements.rulebook.model import Outcome, Row, RuleBook, RuleTable, Status, Version
from entitlements.rulebook.walk import with_otherwise

#: The row that stands for every date that no version of a dated table covers.
OUTSIDE = Row("outside", Outcome.NOT_IN_FORCE, says="")


@dataclass(frozen=True)
class Line:
    """A row as a proof reads it: its version, and its tests as a tree."""

    row: Row
    version: Version
    tree: Tree


@dataclass(frozen=True)
class Constraint:
    """People who cannot be: those an axiom is broken for, or an impossibility holds of."""

    id: str
    tree: Tree
    facts: frozenset[str]


@dataclass(eq=False)
class Ground:
    """A book made ready to be proved."""

    book: RuleBook
    slots: Slots = field(init=False)
    forest: Forest = field(init=False)
    constraints: tuple[Constraint, ...] = field(init=False)
    #: What was found of who cannot be, by the order of the bounds: see `bearing`.
    orders: dict[tuple[tuple[int, ...], ...], int] = field(default_factory=dict)
    regimes: dict[date, int] = field(default_factory=dict)
    bearing: dict[tuple[int, frozenset[str]], tuple[Constraint, ...]] = field(default_factory=dict)
    idle: dict[tuple[int, str, tuple[str, ...]], bool] = field(default_factory=dict)
    _trees: dict[Condition, Tree] = field(default_factory=dict)
    _bounds: dict[tuple[Threshold, date], int | None] = field(default_factory=dict)
    _lines: dict[tuple[str, int], tuple[Line, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        catalogue = self.book.catalogue
        self.slots = Slots(catalogue.facts.values())
        self.forest = Forest(self.slots)
        found = [
            (axiom.id, Every((self.tree(axiom.condition), Opposite(self.tree(axiom.then)))))
            for axiom in catalogue.axioms
        ]
        found += [(one.id, Every((self.tree(one.when),))) for one in catalogue.impossible]
        held = (Constraint(name, tree, self.facts_of(tree)) for name, tree in found)
        self.constraints = tuple(one for one in held if not self._reads_a_table(one.tree))

    def tree(self, condition: Condition) -> Tree:
        """The tree of a condition, made once."""
        if condition not in self._trees:
            self._trees[condition] = self.forest.tree(condition)
        return self._trees[condition]

    def leaves(self, tree: Tree) -> list[Leaf]:
        """The tests of a tree."""
        return [self.forest.leaves[number] for number in leaves_of(tree)]

    def facts_of(self, tree: Tree) -> frozenset[str]:
        """The facts that a tree reads itself."""
        return frozenset(fact for leaf in self.leaves(tree) for fact in fact_ids(leaf))

    def _reads_a_table(self, tree: Tree) -> bool:
        return any(isinstance(leaf, OutcomeIn) for leaf in self.leaves(tree))

    def bound(self, threshold: Threshold | None, day: date) -> int | None:
        """The number that a bound is on a day; None where none is published."""
        if threshold is None:
            return None
        if isinstance(threshold, Fixed):
            return threshold.value
        key = (threshold, day)
        if key not in self._bounds:
            number = lower((threshold,), self.book, day)[0]
            self._bounds[key] = None if isnan(number) else number
        return self._bounds[key]

    def lines(self, table: RuleTable, day: date) -> tuple[Line, ...]:
        """The rows of a table on a day, last the one for everybody else; none if not in force."""
        place = -1
        if not table.dated_by:
            held = (n for n, version in enumerate(table.versions) if version.in_force(day))
            place = next(held, -2)
        key = (table.id, place)
        if key not in self._lines:
            found = self._dated(table) if table.dated_by else self._of_version(table, place)
            self._lines[key] = tuple(found)
        return self._lines[key]

    def _of_version(self, table: RuleTable, place: int) -> Iterator[Line]:
        if place < 0:
            return
        version = table.versions[place]
        for row in with_otherwise(version):
            yield Line(row, version, self.tree(row.when))

    def _dated(self, table: RuleTable) -> Iterator[Line]:
        """Every version's rows, each held to the window of its version, as the plan holds them."""
        for version in table.versions:
            if version.status is Status.PENDING or version.effective_from is None:
                continue
            end = Fixed(version.effective_to.toordinal()) if version.effective_to else None
            start = Fixed(version.effective_from.toordinal())
            window = self.forest.leaf(InRange(cast(str, table.dated_by), start, end))
            for row in with_otherwise(version):
                yield Line(row, version, Every((window, self.tree(row.when))))
        yield Line(OUTSIDE, table.versions[-1], Every(()))

    def known(self, name: str, authority: str | None) -> RuleTable | None:
        """Another table, where it is read for the same council."""
        table = self.book.tables.get(name)
        return table if table and table.authority in (None, authority) else None


def refs(trees: Iterable[Tree]) -> set[int]:
    """The numbers of every leaf in some trees."""
    return {number for tree in trees for number in leaves_of(tree)}


__all__ = ["OUTSIDE", "Constraint", "Ground", "LeafRef", "Line", "refs"]
