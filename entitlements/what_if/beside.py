"""Two evaluations of one person side by side: what starts, stops, changes, opens or settles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from entitlements.evaluate import Decision, Engine, Evaluation, evaluate
from entitlements.facts import Facts, Value
from entitlements.in_short import GOOD, InShort, in_short
from entitlements.moves import Move, is_loss, move_of
from entitlements.rulebook.model import Outcome

_SUMS = (Move.MORE, Move.LESS)


@dataclass(frozen=True, slots=True)
class Beside:
    """One entitlement whose answer differs.

    `kind` is STARTS, STOPS, CHANGES, OPENS or SETTLES; where it CHANGES and the sums can
    be compared, `sums` is MORE or LESS. A decision is None where the table is not
    one of this person's council.
    """

    entitlement: str
    kind: Move
    before: Decision | None
    after: Decision | None
    sums: Move | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        there = self.after or self.before
        return "" if there is None else there.table.title

    @property
    def is_loss(self) -> bool:
        """Whether it could be had before, and now cannot, or is less, or is not sure."""
        return self.before is not None and is_loss(in_short(self.before), self.kind, self.sums)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Two evaluations, and what differs, in the order of the book."""

    before: Evaluation
    after: Evaluation
    differences: tuple[Beside, ...]

    def of(self, kind: Move) -> tuple[Beside, ...]:
        """What differs in one way."""
        return tuple(one for one in self.differences if one.kind is kind)

    @property
    def losses(self) -> tuple[Beside, ...]:
        """What stops, is less, or is no longer sure."""
        return tuple(one for one in self.differences if one.is_loss)


def changed(
    engine: Engine,
    facts: Facts,
    as_at: date,
    changes: Mapping[str, Value | None],
    on: date | None = None,
) -> Evaluation:
    """Evaluate with some facts replaced (None: no longer known), and on another day."""
    told = Facts(dict(facts) | {f: value for f, value in changes.items() if value is not None})
    unknown = [fact for fact, value in changes.items() if value is None]
    return evaluate(engine, told.forgetting(*unknown), on or as_at)


def what_if(before: Evaluation, after: Evaluation) -> WhatIf:
    """Hold two evaluations of one person against each other."""
    tables = (table.id for e in (after, before) for table in e.book.tables_for(e.plan.authority))
    return WhatIf(before, after, tuple(_differences(tuple(dict.fromkeys(tables)), before, after)))


def _differences(names: tuple[str, ...], before: Evaluation, after: Evaluation) -> Iterator[Beside]:
    for name in names:
        one, other = (e[name] if name in e.plan.by_id else None for e in (before, after))
        was, now = (None if d is None else in_short(d) for d in (one, other))
        move = _of_a_person(move_of(was, now), was, now) or _other_row(one, other)
        if other is not None and _on_another_day(move, before, after, name):
            move = Move.SILENT
        if move is not None:
            sums = move if move in _SUMS else None
            yield Beside(name, Move.CHANGES if sums else move, one, other, sums)


def _of_a_person(move: Move | None, was: InShort | None, now: InShort | None) -> Move | None:
    """A table that only one council has starts or stops for whoever moves between them."""
    if move is Move.APPEARS and now is not None:
        return Move.STARTS if now.is_good else Move.OPENS
    if move is Move.GONE and was is not None:
        return Move.STOPS if was.is_good else Move.SETTLES
    return move


def _on_another_day(move: Move | None, before: Evaluation, after: Evaluation, name: str) -> bool:
    """Whether the rules of a later day are not written yet: nothing stops by that."""
    if move not in (Move.STOPS, Move.SETTLES) or after.as_at <= before.as_at:
        return False
    return after[name].outcome is Outcome.NOT_IN_FORCE


def _other_row(before: Decision | None, after: Decision | None) -> Move | None:
    """The same thing to have, and as much of it, by another row."""
    if before is None or after is None or before.outcome is not after.outcome:
        return None
    one, other = (tuple(row.id for row in decision.rows) for decision in (before, after))
    return Move.CHANGES if after.outcome in GOOD and one != other else None
