"""Awards that rest on a fact which has been corrected since, such as a date of birth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from entitlements.awards.entries import PERHAPS_MORE, Entry, Step, already_had, by_award, days_of
from entitlements.evaluate import Decision, Engine, evaluate
from entitlements.facts import Award, Facts
from entitlements.plan.ledger import LEDGER
from entitlements.rulebook.model import Outcome
from entitlements.totals import GOT


@dataclass(frozen=True, slots=True)
class NoLonger:
    """An award that came out on the day it was decided, and with the corrected facts does not.

    `missing` are the facts that would settle it, where it is undecided.
    """

    award: int
    entitlement: str
    title: str
    decided_on: date
    before: Outcome
    after: Outcome
    missing: tuple[str, ...] = ()


def after_birth_corrected(
    engine: Engine, facts_before: Facts, facts_now: Facts, entries: Sequence[Entry]
) -> tuple[NoLonger, ...]:
    """The awards that would not come out, on their own day, with the facts as corrected.

    The facts are without `already_had`: what was had before each award's own day is
    taken from the entries. An award of a table that is not in the book is passed over.
    """
    found = list[NoLonger]()
    for award in by_award(entry for entry in entries if entry != PERHAPS_MORE):
        on, earlier = _decided_on(award), _had_before(award, entries)
        if on is None:
            continue
        before = _decision(engine, facts_before.knowing(LEDGER, earlier), award[0], on)
        after = _decision(engine, facts_now.knowing(LEDGER, earlier), award[0], on)
        if before is not None and after is not None:
            found += _compared(award[0].award, on, before, after)
    return tuple(found)


def _compared(award: int, on: date, before: Decision, after: Decision) -> Iterator[NoLonger]:
    if before.outcome in GOT and after.outcome not in GOT:
        undecided = after.outcome is Outcome.UNDECIDED
        yield NoLonger(
            *(award, before.entitlement, before.table.title, on, before.outcome, after.outcome),
            after.missing if undecided else (),
        )


def _decided_on(award: tuple[Entry, ...]) -> date | None:
    """The day an award was agreed, or else first paid; None for one that was only refused."""
    days = days_of(award, Step.AGREED) or days_of(award, Step.PAID)
    return days[0] if days else None


def _had_before(award: tuple[Entry, ...], entries: Sequence[Entry]) -> tuple[Award, ...]:
    """What had been had of other awards before the day this one was decided."""
    on = _decided_on(award)
    others = [e for e in entries if e.award != award[0].award and on is not None and e.on < on]
    return already_had(others)


def _decision(engine: Engine, facts: Facts, entry: Entry, on: date) -> Decision | None:
    evaluation = evaluate(engine, facts, on)
    if entry.entitlement not in evaluation.plan.by_id:
        return None
    return evaluation[entry.entitlement]
