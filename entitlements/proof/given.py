"""What a table gives: for each set of people, the rows that decide and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from entitlements.messages import OUTCOMES
from entitlements.messages.speech import capital
from entitlements.plan.verdicts import STRENGTH
from entitlements.proof.reading import Reading
from entitlements.proof.space import Cells
from entitlements.rulebook.amounts import Amount
from entitlements.rulebook.model import Force, Match, Outcome, Row, RuleBook, RuleTable
from entitlements.sentences import consequence_of

#: Outcomes that give something. Of any other, an amount says nothing.
GIVES = (Outcome.ENTITLED, Outcome.MAY_GET, Outcome.ELSEWHERE)
NOT_IN_FORCE = "There is no rule."


@dataclass(frozen=True)
class Given:
    """The rows that decide for some people. No rows: the table is not in force for them.

    `open`: not decided, because a rate that a row needs is not published.
    """

    rows: tuple[Row, ...]
    cells: Cells
    open: bool = False

    @property
    def outcome(self) -> Outcome:
        """The outcome; of rows that add up, the strongest."""
        if self.open:
            return Outcome.UNDECIDED
        return self.rows[0].outcome if self.rows else Outcome.NOT_IN_FORCE

    @property
    def force(self) -> Force | None:
        """How binding it is."""
        return self.rows[0].force if self.rows else None

    @property
    def value(self) -> str | None:
        """The value given to the fact that the table decides."""
        return self.rows[0].value if self.rows else None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the rows."""
        return tuple(row.id for row in self.rows)

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """The amounts of the rows that give something."""
        if self.outcome not in GIVES:
            return ()
        return tuple(row.amount for row in self.rows if row.amount is not None)

    @property
    def strength(self) -> int:
        """Its place among the outcomes: the lower the stronger."""
        return STRENGTH.index(self.outcome) if self.outcome in STRENGTH else len(STRENGTH)

    def words(self, book: RuleBook) -> str:
        """What follows, in words."""
        if self.open:
            return f"{capital(OUTCOMES[Outcome.UNDECIDED])}."
        rows = [row for row in self.rows if row.outcome is not Outcome.NOT_IN_FORCE]
        return " ".join(f"{consequence_of(row, book)}." for row in rows) or NOT_IN_FORCE


def givens(reading: Reading, table: RuleTable | None, cells: Cells) -> list[Given]:
    """What a table gives to some people, a set for each way it can fall out."""
    if table is None or not reading.side.lines(table):
        return [Given((), cells)]
    every = _all if table.match is Match.ALL else _first
    ways = [way for way in every(reading, table, cells) if way.cells]
    left = cells
    for way in ways:
        left &= ~way.cells
    return [*ways, Given((), left, open=True)] if left else ways


def _first(reading: Reading, table: RuleTable, cells: Cells) -> Iterator[Given]:
    won = reading.winners(table)
    for line, mine in zip(reading.side.lines(table), won, strict=True):
        yield Given((line.row,), mine & cells)


def _all(reading: Reading, table: RuleTable, cells: Cells) -> Iterator[Given]:
    lines = reading.side.lines(table)
    ways: list[tuple[tuple[Row, ...], Cells]] = [((), cells)]
    rows_held = reading.rows(table)[:-1]
    for sure, maybe in rows_held:
        ways = [(rows, here & ~(maybe & ~sure)) for rows, here in ways]
    for line, (sure, _) in zip(lines[:-1], rows_held, strict=True):
        held = [((*rows, line.row), here & sure) for rows, here in ways]
        ways = [way for way in (*held, *((r, c & ~sure) for r, c in ways)) if way[1]]
    for rows, here in ways:
        together = sorted(rows, key=lambda row: STRENGTH.index(row.outcome))
        yield Given(tuple(together) or (lines[-1].row,), here)
