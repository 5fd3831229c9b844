"""Figures: how much a decision comes to, over the rows that decide it or still could."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from entitlements.plan.build import PlanTable
from entitlements.plan.slots import FAR
from entitlements.plan.sums import PartLeft, Sums, truth
from entitlements.plan.trace import Trace
from entitlements.plan.verdicts import YES, Verdict
from entitlements.rulebook.amounts import Amount
from entitlements.rulebook.model import Row


@dataclass(frozen=True, slots=True)
class Figure:
    """How much a decision comes to, in pence. None: no figure, which is not zero."""

    amount: Amount
    least: int | None
    most: int | None
    parts: tuple[PartLeft, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether no unknown fact can move it."""
        return self.least == self.most


def one_of(trace: Trace, table: PlanTable, rows: Sequence[Row]) -> Figure | None:
    """The range over rows of which one wins; a row with no amount counts as nothing."""
    sums = Sums(trace)
    figures = [_figure(sums, table, row.amount) for row in rows if row.amount]
    if len(rows) == 1 or not figures:
        return figures[0] if figures else None
    least = [figure.least for figure in figures]
    most = [figure.most for figure in figures]
    if None in least or None in most:
        return Figure(figures[0].amount, None, None)
    low = 0 if len(figures) < len(rows) else min(cast(list[int], least))
    return Figure(figures[0].amount, low, max(cast(list[int], most)))


def added_up(trace: Trace, table: PlanTable, verdict: Verdict) -> Figure | None:
    """The sum of the rows that hold together; those that only may hold widen it upwards."""
    sums, sure, maybe = Sums(trace), list[Figure](), list[Figure]()
    for place in sorted({*verdict.winners, *verdict.open}):
        amount = table.rows[place].row.amount
        holds = truth(table.trees[place], trace.leaves) == YES
        instead = place == len(table.rows) - 1 and place not in verdict.winners  # `otherwise`
        if amount is not None:
            (sure if holds and not instead else maybe).append(_figure(sums, table, amount))
    if not sure and not maybe:
        return None
    least = _total(figure.least for figure in sure)
    most = None if least is None else _total(figure.most for figure in (*sure, *maybe))
    return Figure((sure or maybe)[0].amount, least, most)


def _figure(sums: Sums, table: PlanTable, amount: Amount) -> Figure:
    sum_ = sums.amount(table, amount)
    least, most = sum_ if sum_ is not None else (None, None)
    parts = sums.parts(table, amount) if amount.parts else ()
    return Figure(amount, _shown(least), _shown(most), parts)


def _shown(pence: int | None) -> int | None:
    return None if pence is None or pence >= FAR else pence


def _total(pence: Iterable[int | None]) -> int | None:
    found = list(pence)
    return None if None in found else sum(cast(list[int], found))
