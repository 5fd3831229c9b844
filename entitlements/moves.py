"""Moves: which way an entitlement goes between two evaluations, for one person."""

from __future__ import annotations

from enum import StrEnum

from entitlements.in_short import HowMuch, InShort
from entitlements.rulebook.model import Outcome


class Move(StrEnum):
    """What became of one entitlement."""

    STARTS = "starts"  #: it can be had now, and could not before
    STOPS = "stops"  #: it could be had before, and cannot now
    MORE = "more"
    LESS = "less"
    CHANGES = "changes"  #: neither plainly more nor plainly less
    APPEARS = "appears"  #: a table that was not in the rules before
    GONE = "gone"  #: a table that is no longer in the rules
    OPENS = "opens"  #: it was settled before, and is not known now
    SETTLES = "settles"  #: it was not known before, and is a no now
    SILENT = "silent"  #: nothing is published of it now, which is not a no


#: Three ways of saying no that are one to the person who asks.
PLAIN_NO = (Outcome.NOT_ENTITLED, Outcome.NOT_PROVIDED, Outcome.NOT_IN_FORCE)


def move_of(before: InShort | None, after: InShort | None) -> Move | None:
    """Which way it goes; None where it is the same to the person.

    A table on one side only counts where it is something to have, or could be.
    """
    if before is None or after is None:
        return _one_sided(before, after)
    if before == after or (before.outcome in PLAIN_NO and after.outcome in PLAIN_NO):
        return None
    if after.is_open:
        return Move.OPENS
    if after.outcome is Outcome.NOT_PUBLISHED:
        return Move.SILENT
    if before.is_good and after.is_good:
        return _good_both(before, after)
    if before.is_good or after.is_good:
        return Move.STARTS if after.is_good else Move.STOPS
    return Move.SETTLES if before.is_open else Move.CHANGES


def _one_sided(before: InShort | None, after: InShort | None) -> Move | None:
    there = before or after
    if there is None or not (there.is_good or there.is_open):
        return None
    return Move.GONE if before else Move.APPEARS


def _good_both(before: InShort, after: InShort) -> Move:
    if (before.outcome, before.force) != (after.outcome, after.force):
        return Move.CHANGES
    if before.how_much is None or after.how_much is None:
        return Move.CHANGES
    return sums_move(before.how_much, after.how_much) or Move.CHANGES


def sums_move(was: HowMuch, now: HowMuch) -> Move | None:
    """More or less, for sums of one kind paid as often. More of a loan is not more help."""
    if was.owed or now.owed or (was.kind, was.per, was.up_to) != (now.kind, now.per, now.up_to):
        return None
    ends = ((was.least, now.least), (was.most, now.most))
    known = [(a, b) for a, b in ends if a is not None and b is not None]
    if len(known) < len(ends):
        return None
    if all(a <= b for a, b in known):
        return Move.MORE if was != now else None
    return Move.LESS if all(a >= b for a, b in known) else None


def is_loss(before: InShort, move: Move | None, sums: Move | None = None) -> bool:
    """Whether somebody who had it has it no longer, or has less, or cannot be sure of it."""
    worse = (Move.STOPS, Move.LESS, Move.OPENS, Move.GONE, Move.SILENT)
    return before.is_good and (move in worse or sums is Move.LESS)
