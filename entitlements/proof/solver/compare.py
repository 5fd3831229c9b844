"""A draft against what is in force, over the whole book: who gets less, more, or something else.

The same people are read in both books. A table whose terms come out written alike, and
whose rows say the same, is equal without asking: what it rests on is inside its terms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from entitlements.plan.proof_amounts import Amounts, NotLinear, Sum
from entitlements.plan.proof_rows import TableRead
from entitlements.plan.terms import Term, Terms
from entitlements.plan.verdicts import STRENGTH
from entitlements.proof.given import GIVES
from entitlements.proof.solver.yearly import in_a_year
from entitlements.rulebook.amounts import Amount
from entitlements.rulebook.model import Match, Outcome, Row

#: The strongest outcome first; that no rule is in force is the weakest.
RANKS = (*STRENGTH, Outcome.NOT_IN_FORCE)


@dataclass(frozen=True)
class Differs:
    """When a person gets less of a table, more of it, or something that is neither."""

    less: Term
    more: Term
    changed: Term

    @property
    def is_equal(self) -> bool:
        """Whether nobody can get anything else, seen without asking."""
        return self.less is False and self.more is False and self.changed is False


@dataclass
class Compared:
    """One table in two books."""

    before: TableRead
    after: TableRead
    sums: tuple[Amounts, Amounts]

    @property
    def terms(self) -> Terms:
        """The language of both."""
        return self.sums[0].reading.terms

    def differs(self) -> Differs:
        """When it comes to something else. Rows that win alike and say alike are left out."""
        pairs = list(self._pairs())
        unsettled, changed = self._unsettled(), [found.changed for found in pairs]
        return Differs(
            self.terms.some(found.less for found in pairs),
            self.terms.some(found.more for found in pairs),
            self.terms.some((*changed, unsettled)),
        )

    def _pairs(self) -> Iterator[Differs]:
        """A pair of rows, one in each book, that one person may meet."""
        alike = self._alike()
        back = {other: one for one, other in alike.items()}
        for one, before in enumerate(self.before.wins):
            for other, after in enumerate(self.after.wins):
                if alike.get(one, other) != other or back.get(other, one) != one:
                    continue
                rows = self.before.table.rows[one].row, self.after.table.rows[other].row
                found, both = self._rows(*rows), self.terms.every((before, after))
                each = (found.less, found.more, found.changed)
                yield Differs(*(self.terms.every((both, term)) for term in each))

    def _alike(self) -> dict[int, int]:
        """The rows that win for the same people in both books: nobody meets one and a third."""
        return {
            one: other
            for one, before in enumerate(self.before.wins)
            for other, after in enumerate(self.after.wins)
            if not isinstance(before, bool) and self.terms.same(before, after)
        }

    def _rows(self, one: Row, other: Row) -> Differs:
        """What it is to come from one row to another."""
        rank = RANKS.index(one.outcome), RANKS.index(other.outcome)
        said = (one.force, one.value) != (other.force, other.value)
        plain = Differs(rank[0] < rank[1], rank[0] > rank[1], said and rank[0] == rank[1])
        if one.outcome not in GIVES or other.outcome not in GIVES:
            return plain
        return self._joined(plain, self._money(one, other))

    def _joined(self, one: Differs, other: Differs) -> Differs:
        """Two differences as one: less is less; less and more at once is a change."""
        terms = self.terms
        less = terms.some((one.less, other.less))
        more = terms.some((one.more, other.more))
        changed = terms.some((one.changed, other.changed))
        no_less = terms.opposite(less)
        return Differs(
            terms.every((less, terms.opposite(more))),
            terms.every((more, no_less, terms.opposite(changed))),
            terms.some((terms.every((less, more)), terms.every((changed, no_less)))),
        )

    def _money(self, one: Row, other: Row) -> Differs:
        """What two rows that give something give; under `all`, what all that hold give."""
        try:
            if Match.ALL in [read.table.table.match for read in self._reads]:
                return self._sums(*(self._added(read, at) for at, read in enumerate(self._reads)))
            return self._amounts(one.amount, other.amount)
        except NotLinear:
            return Differs(False, False, one.amount != other.amount)

    @property
    def _reads(self) -> tuple[TableRead, TableRead]:
        return (self.before, self.after)

    def _amounts(self, one: Amount | None, other: Amount | None) -> Differs:
        """Two amounts; where a row has none, it gives nothing."""
        if one is None or other is None:
            return self._sums(self._of(one, 0, True), self._of(other, 1, True))
        often = (one.per, one.times) == (other.per, other.times)
        found = self._sums(self._of(one, 0, not often), self._of(other, 1, not often))
        if not often:
            moved = self.terms.some((found.less, found.more))
            found = self._joined(found, Differs(False, False, self.terms.opposite(moved)))
        return self._joined(found, Differs(False, False, _shape(one) != _shape(other)))

    def _of(self, amount: Amount | None, at: int, for_a_year: bool) -> Sum:
        if amount is None:
            return Sum(True, 0)
        sum_ = self.sums[at].amount(self._reads[at].table, amount)
        return in_a_year(amount, sum_) if for_a_year else sum_

    def _sums(self, one: Sum, other: Sum) -> Differs:
        terms = self.terms
        if terms.same(one.pence, other.pence) and terms.same(one.figure, other.figure):
            return Differs(False, False, False)
        both = terms.every((one.figure, other.figure))
        figure_gone = terms.every((one.figure, terms.opposite(other.figure)))
        figure_come = terms.every((terms.opposite(one.figure), other.figure))
        return Differs(
            terms.every((both, _more(one.pence, other.pence))),
            terms.every((both, _more(other.pence, one.pence))),
            terms.some((figure_gone, figure_come)),
        )

    def _added(self, read: TableRead, at: int) -> Sum:
        """Every row that counts, together, in a year."""
        together = read.table.table.match is Match.ALL
        figures, pence = list[Term](), list[Term]()
        for place, row in enumerate(read.table.rows):
            amount = row.row.amount
            if amount is None:
                continue
            also = together and place < len(read.rows) - 1
            holds = read.rows[place].holds if also else read.wins[place]
            sum_ = self._of(amount, at, for_a_year=True)
            figures.append(self.terms.some((self.terms.opposite(holds), sum_.figure)))
            pence.append(self.terms.if_(holds, sum_.pence, 0))
        return Sum(self.terms.every(figures), self.terms.sum(pence))

    def _unsettled(self) -> Term:
        """When one book comes to no single row and the other does, or each may come to others."""
        terms = self.terms
        one, other = (terms.some(read.wins) for read in self._reads)
        if not terms.same(one, other):
            return self._only_one(one, other)
        possible = sorted({*self.before.outcomes, *self.after.outcomes})
        pairs = [[read.outcomes.get(name, False) for read in self._reads] for name in possible]
        apart = [self._only_one(*pair) for pair in pairs if not terms.same(*pair)]
        return terms.every((terms.opposite(one), terms.some(apart)))

    def _only_one(self, one: Term, other: Term) -> Term:
        terms = self.terms
        first, second = terms.opposite(one), terms.opposite(other)
        return terms.some((terms.every((one, second)), terms.every((first, other))))


def _more(one: Term, other: Term) -> Term:
    return one > other


def _shape(amount: Amount) -> Amount:
    """All of an amount but how much and how often."""
    return replace(amount, value=None, per=None, times=None)
