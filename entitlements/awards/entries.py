"""Entries: what was agreed, paid, refused and returned, and what it comes to.

An award is the entries that share a number: agreed first, then paid in one or
several payments, some of it returned, or refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from entitlements.facts import ANYTHING, Award


class Step(StrEnum):
    """What was done about an award on a day."""

    AGREED = "agreed"
    PAID = "paid"
    REFUSED = "refused"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of one award.

    Unit: `amount` is pence; None where no sum was written, which is not zero
    """

    award: int
    entitlement: str
    part: str | None
    step: Step
    amount: int | None
    on: date


#: Beside entries that are not all: perhaps more was had before anybody wrote it down.
PERHAPS_MORE = Entry(0, ANYTHING, None, Step.PAID, None, date.min)


def until(entries: Iterable[Entry], as_at: date) -> tuple[Entry, ...]:
    """The entries of a day and before it."""
    return tuple(entry for entry in entries if entry.on <= as_at)


def by_award(entries: Iterable[Entry]) -> Iterator[tuple[Entry, ...]]:
    """The entries of each award, by number and then by day, whatever order they come in."""
    ordered = sorted(entries, key=lambda entry: (entry.award, entry.entitlement, entry.on))
    for _, found in groupby(ordered, key=lambda entry: (entry.award, entry.entitlement)):
        yield tuple(found)


def already_had(entries: Iterable[Entry]) -> tuple[Award, ...]:
    """What the fact `already_had` becomes: for each award, what was paid less what was returned.

    A payment or a return of no known sum leaves the award without one, so that
    ranges widen. An award that was wholly returned is not had, nor is one that was
    only agreed.
    """
    found = (_had(award) for award in by_award(entries))
    return tuple(award for award in found if award is not None)


def committed(entries: Iterable[Entry]) -> tuple[Award, ...]:
    """What was agreed and is not paid yet, for each award; refused, it is not to come.

    An award agreed for no known sum counts until something is paid on it: that
    payment is then the sum. Of an award paid by an unknown sum, what is to come is unknown.
    """
    found = (_to_come(award) for award in by_award(entries))
    return tuple(award for award in found if award is not None)


def total(entries: Iterable[Entry], step: Step) -> int | None:
    """The sum of one step; None where any sum of it was not written."""
    amounts = [entry.amount for entry in entries if entry.step is step]
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None


def days_of(entries: Iterable[Entry], step: Step) -> list[date]:
    """The days of one step, earliest first."""
    return sorted(entry.on for entry in entries if entry.step is step)


def part_of(entries: Iterable[Entry]) -> str | None:
    """The part an award is of; None where no entry names one, or they name more than one."""
    parts = {entry.part for entry in entries if entry.part is not None}
    return parts.pop() if len(parts) == 1 else None


def _had(award: tuple[Entry, ...]) -> Award | None:
    paid_on = days_of(award, Step.PAID)
    if PERHAPS_MORE in award:
        return Award(ANYTHING)
    if not paid_on:
        return None
    paid, returned = total(award, Step.PAID), total(award, Step.RETURNED)
    if paid is None or returned is None:
        return Award(award[0].entitlement, None, part_of(award), paid_on[0])
    if returned and returned >= paid:
        return None
    return Award(award[0].entitlement, paid - returned, part_of(award), paid_on[0])


def _to_come(award: tuple[Entry, ...]) -> Award | None:
    agreed_on = days_of(award, Step.AGREED)
    if not agreed_on or _is_refused(award):
        return None
    agreed, paid = total(award, Step.AGREED), total(award, Step.PAID)
    if agreed is None and days_of(award, Step.PAID):
        return None
    left = None if agreed is None or paid is None else agreed - paid
    if left is not None and left <= 0:
        return None
    return Award(award[0].entitlement, left, part_of(award), agreed_on[0])


def _is_refused(award: tuple[Entry, ...]) -> bool:
    """Whether the last word on an award was no."""
    refused, agreed = days_of(award, Step.REFUSED), days_of(award, Step.AGREED)
    return bool(refused) and (not agreed or agreed[-1] <= refused[-1])
