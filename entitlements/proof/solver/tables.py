"""One table at a time, asked of the solver: gaps, rows that clash, rows that never win.

The cells answer these too, and faster. The solver answers them where there are too many
cells, or two facts are held against each other; and for the whole book at once, where a
row may be dead because of what another table decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from entitlements.plan.proof import Reading
from entitlements.plan.proof_rows import TableRead
from entitlements.plan.terms import Term
from entitlements.proof.solver.asking import Answer, Asking, Met
from entitlements.rulebook.model import Match, Row


@dataclass
class OneTable:
    """The questions of one table."""

    asking: Asking
    reading: Reading
    read: TableRead
    _met: list[Answer] = field(default_factory=list)  #: the people met so far

    def ask(self, *conditions: Term) -> Answer:
        """Whether anybody meets some conditions: perhaps somebody who was met before."""
        wanted = self.reading.terms.every(conditions)
        for met in self._met:
            if met.truth(wanted):
                return met
        answer = self.asking.ask(wanted)
        if answer.met is Met.SOMEBODY:
            self._met.append(answer)
        return answer

    def left_out(self) -> Term:
        """When a person comes to nothing: no row takes them, or no rate is published."""
        terms, read = self.reading.terms, self.read
        if not read.rows:
            return False
        settled = terms.some(read.wins)
        agreed = [self._only(place) for place in range(len(read.rows))]
        return terms.every((terms.opposite(settled), terms.opposite(terms.some(agreed))))

    def _only(self, place: int) -> Term:
        """When every row that still could win follows as this one does, and this one could."""
        rows, terms = self.read.table.rows, self.reading.terms
        mine = (rows[place].row.outcome, rows[place].row.force)
        others = [
            could
            for row, could in zip(rows, self.read.could, strict=True)
            if (row.row.outcome, row.row.force) != mine
        ]
        return terms.every((self.read.could[place], terms.opposite(terms.some(others))))

    def gap(self) -> Answer:
        """Somebody whom the table comes to nothing for."""
        return self.ask(self.left_out())

    def takes(self, place: int) -> Term:
        """When a row has a part in the outcome: under `all`, every row that holds has."""
        if self.read.table.table.match is Match.ALL and place < len(self.read.rows) - 1:
            return self.reading.terms.opposite(self.read.rows[place].fails)
        return self.read.could[place]

    def alive(self) -> dict[int, Answer]:
        """An answer for each row: whether it can win."""
        return {place: self.ask(self.takes(place)) for place in range(len(self.read.rows))}

    def clashes(self) -> Iterator[tuple[int, int, Answer]]:
        """Pairs of rows that differ, and whether they clash, as the cells have it.

        Under `first` the upper row must win for somebody whom the lower is for too; an
        exception, wholly inside the lower row, and a lower row wholly inside it, are meant.
        """
        rows = self.read.table.rows
        for one, other in combinations(range(len(rows) - 1), 2):
            if says(rows[one].row, self.read) != says(rows[other].row, self.read):
                answer = self._clash(one, other)
                yield one, other, answer

    def _clash(self, one: int, other: int) -> Answer:
        read, terms = self.read, self.reading.terms
        upper, lower = read.wins[one], read.rows[other].holds
        if read.table.table.match is Match.ALL:
            return self.ask(read.rows[one].holds, lower)
        both = self.ask(upper, lower)
        if both.met is not Met.SOMEBODY:
            return both
        above = [terms.opposite(row.holds) for row in read.rows[:one]]
        outside = (terms.every((upper, terms.opposite(lower))), terms.every((*above, lower)))
        apart = (outside[0], terms.every((outside[1], terms.opposite(upper))))
        for part in apart:
            answer = self.ask(part)
            if answer.met is not Met.SOMEBODY:
                return answer
        return both


def says(row: Row, read: TableRead) -> tuple[object, ...]:
    """What follows from a row; under `all` sums add up, so only its outcome."""
    if read.table.table.match is Match.ALL:
        return (row.outcome,)
    return (row.outcome, row.force, row.amount, row.value)
