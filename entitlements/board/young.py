"""What the report needs to know of each young person: no name, no reference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

PAID = "paid"
"""The step of a payment, as `entitlements.awards.Step.PAID` has it."""


class Saving(NamedTuple):
    """One account on record: its kind, whether a balance is known, and of which day."""

    kind: str
    balance_known: bool
    balance_on: date | None = None


class AwardStep(NamedTuple):
    """One step of an award: what for, what was done, how much (pence), and when.

    An amount of None is a sum that nobody wrote down, which is not zero.
    """

    entitlement: str
    title: str
    step: str
    amount: int | None
    on: date


class Unclaimed(NamedTuple):
    """Something a person could get on the day, and has no award of."""

    entitlement: str
    title: str


@dataclass(frozen=True, slots=True)
class Young:
    """One young person in scope. None is not known.

    `checked_savings` says that somebody has looked and written an answer down, even if
    it was that there are none. `at_18` are the things due at the 18th birthday, in plain
    words or by ids that `board_report` is given names for.
    """

    born: date | None = None
    status: str | None = None
    savings: tuple[Saving, ...] = ()
    checked_savings: bool = False
    awards: tuple[AwardStep, ...] = ()
    unclaimed: tuple[Unclaimed, ...] = ()
    at_18: tuple[str, ...] = ()
