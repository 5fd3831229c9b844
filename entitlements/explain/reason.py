"""Reasons: why a decision is what it is, as message ids with values. No sentences here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that holds, fails, is not known or would have to be so.

    `message` is an id in `entitlements.messages.MESSAGES`; `values` what its words
    take; `fact` the fact it is about (for what is not known: the fact to ask for);
    `holds` is None while it is not known.
    """

    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    fact: str | None = None
    holds: bool | None = None

    def __hash__(self) -> int:
        return hash((self.message, self.fact, self.holds))


@dataclass(frozen=True, slots=True)
class BoundAt:
    """An end of a range, and what it is on the day asked about.

    `value` is a count, pence or a day number; None where it is not published or no
    day is asked about. `of` is literal, parameter, fact or as_at; `name` the title
    of the parameter or the id of the fact.
    """

    value: int | None
    of: str = "literal"
    name: str = ""
    duration: str = ""
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a decision is what it is, and what would alter it.

    `reasons`: the tests of the deciding rows that held, in order; while it is
    undecided, the tests that are not known, each with the fact to ask for.
    `failing`: for a "no", what failed of the nearest row that would have been better.
    `change`: what would have to be so; only facts that a person may change.
    `on`: the day from which time alone alters it, if it does.
    """

    reasons: tuple[Reason, ...] = ()
    failing: tuple[Reason, ...] = ()
    change: tuple[Reason, ...] = ()
    on: date | None = None
    nearest: str | None = None  #: id of the row that `failing` is about
