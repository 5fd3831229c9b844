"""Which way a person moves between two sides: the same, less, more, or not to be compared.

An outcome is compared by its strength, a sum by what it comes to in a year. "No
figure" is not zero, so between it and a sum nobody can say which is more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from entitlements.proof.given import GIVES, Given
from entitlements.proof.pieces import Piece, pieces
from entitlements.proof.reading import Reading
from entitlements.proof.space import Cells
from entitlements.proof.yearly import yearly
from entitlements.rulebook.amounts import Amount, Pence
from entitlements.rulebook.model import Outcome
from entitlements.rulebook.walk import expressions_of


class Way(StrEnum):
    """Which way somebody moves. OPEN: the sums turn on facts, and must be worked out."""

    SAME = "same"
    LESS = "less"
    MORE = "more"
    CHANGED = "changed"
    OPEN = "open"


@dataclass(frozen=True)
class Move:
    """Some people, and which way they move from one given to another."""

    way: Way
    cells: Cells
    before: Given
    after: Given


def moves(
    readings: tuple[Reading, Reading],
    before: Given,
    after: Given,
    others: frozenset[str] = frozenset(),
) -> Iterator[Move]:
    """How those who are in both sets move. `others`: tables that differ between the sides."""
    here = before.cells & after.cells
    if not here:
        return
    plain = _plainly(before, after)
    if before.outcome not in GIVES or after.outcome not in GIVES:
        yield Move(_joined(plain), here, before, after)
        return
    leans = any(_leans(amount, others) for amount in (*before.amounts, *after.amounts))
    for way, cells in _by_amount(readings, before.amounts, after.amounts, here):
        way = Way.OPEN if leans and way is Way.SAME else way
        yield Move(_joined([*plain, way]), cells, before, after)


def _leans(amount: Amount, others: frozenset[str]) -> bool:
    """Whether a sum is drawn from, or worked out by, one of some tables."""
    parts = (getattr(part, "table", None) for part in expressions_of(amount))
    return not others.isdisjoint({amount.draws_on, *parts})


def _plainly(before: Given, after: Given) -> list[Way]:
    """What the outcome, the force and the value say, the amount apart."""
    if Outcome.UNDECIDED in (before.outcome, after.outcome):
        return [Way.SAME if before.outcome is after.outcome else Way.CHANGED]
    if before.strength != after.strength:
        return [Way.LESS if after.strength > before.strength else Way.MORE]
    same = (before.force, before.value) == (after.force, after.value)
    return [Way.SAME if same else Way.CHANGED]


def _joined(ways: Iterable[Way]) -> Way:
    """Several ways as one. Less and more at once is a change that must be looked at."""
    held = set(ways) - {Way.SAME}
    if Way.OPEN in held:
        return Way.OPEN
    if Way.LESS in held and Way.MORE not in held:
        return Way.LESS
    if len(held) == 1:
        return held.pop()
    return Way.CHANGED if held else Way.SAME


def _by_amount(
    readings: tuple[Reading, Reading],
    before: tuple[Amount, ...],
    after: tuple[Amount, ...],
    cells: Cells,
) -> Iterator[tuple[Way, Cells]]:
    if len(before) == len(after) == 1:
        yield from _one_by_one(readings, before[0], after[0], cells)
    elif not before and not after:
        yield Way.SAME, cells
    else:
        yield from _added_up(readings, before, after, cells)


def _one_by_one(
    readings: tuple[Reading, Reading], before: Amount, after: Amount, cells: Cells
) -> Iterator[tuple[Way, Cells]]:
    rest = Way.SAME if _shape(before) == _shape(after) else Way.CHANGED
    for one in pieces(readings[0], before.value, cells):
        for other in pieces(readings[1], after.value, one.cells):
            way = _of_sums((before, one), (after, other))
            yield _joined([way, rest]), other.cells


def _shape(amount: Amount) -> Amount:
    """All of an amount but how much and how often."""
    return replace(amount, value=None, per=None, times=None)


def _of_sums(before: tuple[Amount, Piece], after: tuple[Amount, Piece]) -> Way:
    (one, mine), (other, theirs) = before, after
    often = (one.per, one.times) == (other.per, other.times)
    if mine.value is None or theirs.value is None:
        return Way.SAME if mine.value is theirs.value else Way.CHANGED
    if not (isinstance(mine.value, Pence) and isinstance(theirs.value, Pence)):
        return Way.SAME if often and mine.value == theirs.value else Way.OPEN
    sums = (mine.value.pence, theirs.value.pence)
    if not often:
        worth = (yearly(one, sums[0]), yearly(other, sums[1]))
        if None in worth or worth[0] == worth[1]:
            return Way.CHANGED
        sums = worth  # type: ignore[assignment]
    return Way.SAME if sums[0] == sums[1] else Way.LESS if sums[1] < sums[0] else Way.MORE


def _added_up(
    readings: tuple[Reading, Reading],
    before: tuple[Amount, ...],
    after: tuple[Amount, ...],
    cells: Cells,
) -> Iterator[tuple[Way, Cells]]:
    """Sums of several rows: compared where every one of them is fixed."""
    for mine, here in total(readings[0], before, cells):
        for theirs, both in total(readings[1], after, here):
            if mine is None or theirs is None:
                yield (Way.SAME if before == after else Way.OPEN), both
            else:
                yield (
                    (Way.SAME if mine == theirs else Way.LESS if theirs < mine else Way.MORE),
                    both,
                )


def total(
    reading: Reading, amounts: tuple[Amount, ...], cells: Cells
) -> list[tuple[int | None, Cells]]:
    """What some amounts come to together in a year, by people. None: not a fixed sum."""
    found: list[tuple[int | None, Cells]] = [(0, cells)]
    for amount in amounts:
        more: list[tuple[int | None, Cells]] = []
        for so_far, here in found:
            for piece in pieces(reading, amount.value, here):
                fixed = isinstance(piece.value, Pence)
                worth = yearly(amount, piece.value.pence) if fixed else None  # type: ignore[union-attr]
                known = so_far is not None and worth is not None
                more.append((so_far + worth if known else None, piece.cells))  # type: ignore[operator]
        found = more
    return found
