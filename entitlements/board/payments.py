"""Payments of the last quarters, by entitlement: how many, and how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from entitlements.board.calendar import quarter_words, quarters_to
from entitlements.board.cells import HIDDEN_MONEY, Cell, Kind, Row, State, Table, count
from entitlements.board.hiding import family, is_small, money, money_total
from entitlements.board.scope import Scope
from entitlements.board.young import PAID, AwardStep
from entitlements.dates import Window

#: A payment and the place of the person it went to.
Payment = tuple[int, AwardStep]


@dataclass(frozen=True, slots=True)
class _Heap:
    """Payments of one cell, or of one row."""

    payments: tuple[Payment, ...]

    @property
    def people(self) -> int:
        return len({place for place, _ in self.payments})

    @property
    def payees(self) -> int:
        """People who were paid a sum that is known."""
        return len({place for place, step in self.payments if step.amount is not None})

    @property
    def sum(self) -> int:
        """The sums that are known, in pence."""
        return sum(step.amount or 0 for _, step in self.payments)

    @property
    def cell(self) -> Cell:
        unknown = sum(step.amount is None for _, step in self.payments)
        if unknown and unknown == len(self.payments):
            return Cell(None, Kind.MONEY, State.NOT_KNOWN)
        return Cell(self.sum, Kind.MONEY, at_least=unknown > 0)


def payments_tables(scope: Scope, quarters: int) -> tuple[Table, ...]:
    """Two tables with the same rows and quarters: how many payments, and the sums paid.

    A number is small by the people behind it: six payments to one person are small.
    """
    windows = quarters_to(scope.as_at, quarters)
    rows = [_row(label, steps, windows, scope) for label, steps in _by_title(scope, windows)]
    head = ("Entitlement", *map(quarter_words, windows), "All of these")
    counts = Table(
        "payments",
        "Payments by quarter",
        head,
        tuple(counts for counts, _ in rows),
        scope.note(
            "A payment counts in the quarter in which it was made.",
            "Payments to people whose case was closed since count too.",
        ),
    )
    sums = Table(
        "sums_paid",
        "Sums paid by quarter",
        head,
        tuple(sums for _, sums in rows),
        scope.note(
            "A sum that nobody wrote down is not in these totals.",
            "Money that was handed back is not taken off.",
        ),
    )
    return counts, sums


def _by_title(scope: Scope, windows: Sequence[Window]) -> list[tuple[str, list[Payment]]]:
    found: dict[str, list[Payment]] = {}
    titles: dict[str, str] = {}
    for place, awards in enumerate((*(one.awards for one in scope.young), *scope.closed)):
        for step in awards:
            if step.step == PAID and any(window.contains(step.on) for window in windows):
                found.setdefault(step.entitlement, []).append((place, step))
                titles[step.entitlement] = min(step.title, titles.get(step.entitlement, step.title))
    return sorted((titles[entitlement], steps) for entitlement, steps in found.items())


def _row(
    label: str, steps: list[Payment], windows: Sequence[Window], scope: Scope
) -> tuple[Row, Row]:
    heaps = [_Heap(tuple(p for p in steps if window.contains(p[1].on))) for window in windows]
    whole, threshold = _Heap(tuple(steps)), scope.threshold
    values = [len(heap.payments) for heap in heaps]
    few = scope.few or is_small(whole.people, threshold)
    people = [heap.people for heap in heaps]
    hidden = family(values, threshold, people=people, total_hidden=few)
    counts = (*map(count, values, hidden), count(len(steps), few))
    payees = [heap.payees for heap in heaps]
    sums_hidden = money(payees, threshold, counts_hidden=hidden)
    all_hidden = few or is_small(whole.payees, threshold)
    all_hidden = all_hidden or money_total([heap.sum for heap in heaps], sums_hidden)
    sums = (*map(_money, heaps, sums_hidden), _money(whole, all_hidden))
    return Row(label, counts), Row(label, sums)


def _money(heap: _Heap, hidden: bool) -> Cell:
    return HIDDEN_MONEY if hidden else heap.cell
