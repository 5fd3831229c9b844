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
from entitlements.rulebook.conditions import ALWAYS
from entitlements.rulebook.model import Outcome, Row
from entitlements.rulebook.walk import expressions_of


class Way(StrEnum):
    """Which way somebody moves.

    WORDS: the same outcome and sum, under a row that reads otherwise. OPEN: the sums
    turn on facts, and must be worked out.
    """

    SAME = "same"
    WORDS = "words"
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
    read = [_words(given.rows) for given in (before, after)]
    return [Way.CHANGED if not same else Way.SAME if read[0] == read[1] else Way.WORDS]


def _words(rows: tuple[Row, ...]) -> list[Row]:
    """What a person reads of some rows, the outcome and the sum apart."""
    read = [replace(row, when=ALWAYS, force=None, amount=None, value=None) for row in rows]
    return [replace(row, id="", outcome=Outcome.UNDECIDED, line=0) for row in map(_bare, read)]


def _bare(row: Row) -> Row:
    return replace(row, source=(), todo=None, note=None)


def _joined(ways: Iterable[Way]) -> Way:
    """Several ways as one. Less and more at once is a change that must be looked at."""
    held = set(ways) - {Way.SAME}
    if Way.OPEN in held:
        return Way.OPEN
    held -= {Way.WORDS} if len(held) > 1 else set()
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
    """Sums of several rows, or of none: compared where every one of them is fixed."""
    for mine in totals(readings[0], before, cells):
        for theirs in totals(readings[1], after, mine.cells):
            yield _of_totals(mine, theirs, before == after), theirs.cells


def _of_totals(mine: Total, theirs: Total, alike: bool) -> Way:
    if alike and (mine.pence, mine.is_open) == (theirs.pence, theirs.is_open):
        return Way.SAME
    if mine.is_open or theirs.is_open:
        return Way.OPEN
    if mine.pence is None or theirs.pence is None:
        return Way.CHANGED
    if mine.pence == theirs.pence:
        return Way.SAME
    return Way.LESS if theirs.pence < mine.pence else Way.MORE


@dataclass(frozen=True)
class Total:
    """What some amounts come to together in a year, for some people. Unit: pence.

    None: no figure. Where it `is_open`, a sum turns on a person's own facts.
    """

    pence: int | None
    is_open: bool
    cells: Cells


def totals(reading: Reading, amounts: tuple[Amount, ...], cells: Cells) -> list[Total]:
    """What some amounts come to together, by people."""
    found = [Total(0, False, cells)]
    for amount in amounts:
        found = [
            _with(so_far, amount, piece)
            for so_far in found
            for piece in pieces(reading, amount.value, so_far.cells)
        ]
    return found


def _with(so_far: Total, amount: Amount, piece: Piece) -> Total:
    fixed = isinstance(piece.value, Pence)
    worth = yearly(amount, piece.value.pence) if isinstance(piece.value, Pence) else None
    is_open = so_far.is_open or (piece.value is not None and not fixed)
    known = so_far.pence is not None and worth is not None
    return Total(so_far.pence + worth if known else None, is_open, piece.cells)  # type: ignore[operator]
