"""The plan read for a solver: every test, row and table as a condition on people.

It says what `one` works out, for everybody at once. No person and no day is looked at
one by one, so a question may turn on every table of a book together.

A fact that a table decides has the value of the row that wins. Where that row gives
none it is left free, so a proof covers whatever it may turn out to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import isnan

from entitlements.plan.build import Plan, PlanTable
from entitlements.plan.leaves import (
    Against,
    Every,
    Fixed,
    HasMask,
    InMask,
    InRange,
    Leaf,
    LeafRef,
    Opposite,
    OutcomeIn,
    Several,
    Threshold,
    Tree,
    leaves_of,
)
from entitlements.plan.lower import lower
from entitlements.plan.proof_facts import People
from entitlements.plan.proof_rows import Read, TableRead, table_of
from entitlements.plan.slots import NO, YES, Slots
from entitlements.plan.terms import Term, Terms
from entitlements.plan.tree import Forest, fact_ids
from entitlements.plan.verdicts import OUTCOME_BITS
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.model import Outcome


@dataclass(eq=False)
class Reading:
    """A plan, read for some people. `alone` takes facts that a table decides as free."""

    plan: Plan
    people: People
    alone: bool = False
    _tables: dict[str, TableRead] = field(default_factory=dict)
    _leaves: dict[Leaf, Read] = field(default_factory=dict)
    _decided: dict[str, dict[str, Term]] = field(default_factory=dict)
    _outcomes: dict[str, dict[Outcome, Term]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for query in self.plan.had:
            self.people.had(query)

    @property
    def terms(self) -> Terms:
        """The language it is read in."""
        return self.people.terms

    @property
    def day(self) -> date:
        """The day it is read on."""
        return self.people.as_at

    def table(self, name: str) -> TableRead:
        """A table, with those it rests on."""
        if name not in self._tables:
            self._tables[name] = self._read(self.plan.by_id[name])
        return self._tables[name]

    def take_over(self, name: str, other: Reading) -> None:
        """Read what a table decides as another reading does, having shown that it is the same."""
        self._outcomes[name] = other.outcomes(name)
        fact = self.plan.by_id[name].table.decides
        if fact is not None:
            self._decided[fact] = other.bits(fact)
        stale = [leaf for leaf in self._leaves if self._turns_on(leaf, name, fact)]
        for leaf in stale:
            del self._leaves[leaf]

    def _turns_on(self, leaf: Leaf, table: str, fact: str | None) -> bool:
        return leaf.table == table if isinstance(leaf, OutcomeIn) else fact in fact_ids(leaf)

    def outcomes(self, name: str) -> dict[Outcome, Term]:
        """When each outcome of a table is possible."""
        return self._outcomes.get(name) or self.table(name).outcomes

    def _read(self, table: PlanTable) -> TableRead:
        rows = tuple(self.tree(tree, self.plan.leaves) for tree in table.trees)
        return table_of(table, rows, self.terms)

    def tree(self, tree: Tree, leaves: Sequence[Leaf]) -> Read:
        """A condition over some leaves. Depth is bounded by the reader of the rules."""
        terms = self.terms
        if isinstance(tree, LeafRef | Opposite):
            inner = self.leaf(leaves[tree.leaf]) if isinstance(tree, LeafRef) else None
            read = inner or self.tree(tree.part, leaves)  # type: ignore[union-attr]
            negated = not isinstance(tree, LeafRef) or tree.negated
            return Read(read.fails, read.holds) if negated else read
        parts = [self.tree(part, leaves) for part in tree.parts]
        holds, fails = [part.holds for part in parts], [part.fails for part in parts]
        if isinstance(tree, Several):
            too_few = len(parts) - tree.number + 1
            return self._read_of(terms.several(tree.number, holds), fails, too_few, parts)
        if isinstance(tree, Every):
            return self._read_of(terms.every(holds), fails, 1, parts)
        return self._read_of(terms.some(holds), fails, len(parts), parts)

    def _read_of(self, holds: Term, fails: list[Term], number: int, parts: list[Read]) -> Read:
        """A group: where no part can be neither, it fails whenever it does not hold."""
        exact = all(self.terms.same(self.terms.opposite(p.holds), p.fails) for p in parts)
        return Read(
            holds, self.terms.opposite(holds) if exact else self.terms.several(number, fails)
        )

    def leaf(self, leaf: Leaf) -> Read:
        """One test."""
        if leaf not in self._leaves:
            self._leaves[leaf] = self._read_leaf(leaf)
        return self._leaves[leaf]

    def _read_leaf(self, leaf: Leaf) -> Read:
        if isinstance(leaf, OutcomeIn):
            return self._outcome(leaf)
        if isinstance(leaf, InRange):
            return self._range(leaf)
        if isinstance(leaf, Against):
            return self._against(leaf)
        holds = self._in_mask(leaf) if isinstance(leaf, InMask) else self._has(leaf)
        return self._exact(holds)

    def _exact(self, holds: Term, known: Term = True) -> Read:
        """A test of facts that are known: it holds, or it fails."""
        terms = self.terms
        fails = terms.opposite(holds)
        return Read(terms.every((known, holds)), terms.every((known, fails)))

    def _in_mask(self, leaf: InMask) -> Term:
        return self.terms.some(self._chosen(leaf.fact, leaf.mask))

    def _chosen(self, fact: str, mask: int) -> list[Term]:
        slot, bits = self.plan.slots[fact], self.bits(fact)
        if slot.fact.type is FactType.YES_NO:
            return [bits[word] for word, bit in (("true", YES), ("false", NO)) if mask & bit]
        return [bits[value] for value, bit in slot.bits.items() if mask & bit]

    def _has(self, leaf: HasMask) -> Term:
        chosen = self._chosen(leaf.fact, leaf.mask)
        if leaf.how == "all":
            return self.terms.every(chosen)
        held = self.terms.some(chosen)
        return self.terms.opposite(held) if leaf.how == "none" else held

    def _range(self, leaf: InRange) -> Read:
        """Within bounds. A bound that is not published can still be on the wrong side."""
        terms, value = self.terms, self.people.number(leaf.fact)
        low, high = self._bound(leaf.low), self._bound(leaf.high)
        above = Read(True, False) if leaf.low is None else Read(False, False)
        if low is not None:
            above = self._exact(value >= low)
        below = Read(True, False) if leaf.high is None else Read(False, False)
        if high is not None:
            below = self._exact(value < high)
        known = self.people.known(leaf.fact)
        holds = terms.every((known, above.holds, below.holds))
        return Read(holds, terms.every((known, terms.some((above.fails, below.fails)))))

    def _bound(self, threshold: Threshold | None) -> int | None:
        if threshold is None or isinstance(threshold, Fixed):
            return None if threshold is None else threshold.value
        number = lower((threshold,), self.plan.book, self.day)[0]
        return None if isnan(number) else number

    def _against(self, leaf: Against) -> Read:
        value, other = self.people.number(leaf.fact), self.people.number(leaf.other)
        name = self.people.name(leaf.other)
        other = self.people.calendar.moved(other, name, leaf.duration, leaf.sign) + leaf.plus
        known = (self.people.known(leaf.fact), self.people.known(leaf.other))
        return self._exact(value < other if leaf.below else value >= other, self.terms.every(known))

    def _outcome(self, leaf: OutcomeIn) -> Read:
        """Another table's outcome: it holds if every outcome still possible is one of these."""
        terms = self.terms
        if leaf.table not in self.plan.by_id:
            return Read(False, True)
        possible = self.outcomes(leaf.table)
        inside = [term for name, term in possible.items() if OUTCOME_BITS[name] & leaf.mask]
        outside = [term for name, term in possible.items() if not OUTCOME_BITS[name] & leaf.mask]
        fails = terms.opposite(terms.some(inside))
        return Read(terms.every((terms.some(inside), terms.opposite(terms.some(outside)))), fails)

    def bits(self, fact: str) -> dict[str, Term]:
        """The values of a fact; of one that a table decides, as that table has it."""
        if self.alone or fact not in self.plan.deciding:
            return dict(self.people.bits(fact))
        if fact not in self._decided:
            self._decided[fact] = self._decide(fact)
        return self._decided[fact]

    def _decide(self, fact: str) -> dict[str, Term]:
        terms, free = self.terms, self.people.bits(fact)
        given = self.given(fact)
        none = terms.opposite(terms.some(given.values()))
        return {
            value: terms.some((given.get(value, False), terms.every((none, free[value]))))
            for value in free
        }

    def given(self, fact: str) -> dict[str, Term]:
        """When the table that decides a fact gives it each value."""
        read = self.table(self.plan.deciding[fact])
        found: dict[str, Term] = {}
        for row, term in zip(read.table.rows, read.wins, strict=True):
            if row.row.value is not None:
                found[row.row.value] = self.terms.some((found.get(row.row.value, False), term))
        return found

    @cached_property
    def rules_out(self) -> tuple[tuple[str, Term], ...]:
        """What must hold of everybody: the axioms, and what is said to be impossible."""
        forest = Forest(Slots(self.plan.book.catalogue.facts.values()))
        return tuple((name, self._apart(tree, forest)) for name, tree in self._broken(forest))

    def _broken(self, forest: Forest) -> Iterator[tuple[str, Tree]]:
        catalogue = self.plan.book.catalogue
        for axiom in catalogue.axioms:
            pair = (forest.tree(axiom.condition), Opposite(forest.tree(axiom.then)))
            yield axiom.id, Every(pair)
        for one in catalogue.impossible:
            yield one.id, forest.tree(one.when)

    def _apart(self, tree: Tree, forest: Forest) -> Term:
        """It is not so, unless a table says so: what a table gives is what is to be shown."""
        leaves = [forest.leaves[n] for n in leaves_of(tree)]
        if any(isinstance(leaf, OutcomeIn) for leaf in leaves):
            return True
        decided = {f for leaf in leaves for f in fact_ids(leaf) if f in self.plan.deciding}
        said = [] if self.alone else [t for f in sorted(decided) for t in self.given(f).values()]
        broken = self.tree(tree, forest.leaves).holds
        return self.terms.some((self.terms.opposite(broken), *said))
