"""The ledger: what was already had, and the questions that rules ask of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from entitlements.dates import Duration, add_duration
from entitlements.facts import ANYTHING, Award, Facts
from entitlements.plan.slots import FAR

#: The fact that holds what was already had.
LEDGER = "already_had"


@dataclass(frozen=True, slots=True)
class HadQuery:
    """A question of the ledger: how often, or how much, was had (and how lately)."""

    entitlement: str
    part: str | None
    within: Duration | None
    counts: bool  #: times had, rather than the sum

    @property
    def fact(self) -> str:
        """The id of the synthetic fact that holds the answer."""
        what = "times" if self.counts else "amount"
        return f"had:{what}:{self.entitlement}:{self.part or ''}:{self.within or ''}"


def had(awards: Iterable[Award] | None, query: HadQuery, as_at: date) -> tuple[int, int]:
    """The least and the most that was had: awards with no sum, date or part widen the range."""
    if awards is None:
        return (0, FAR)
    low = high = 0
    if are_not_all(awards):
        high = FAR
    for award in _matching(awards, query):
        sure = _is_recent(award, query, as_at)
        if sure is False:
            continue
        if query.part is not None and award.part is None:
            sure = None  # nobody said of which part
        one = 1 if query.counts else award.amount
        low += 0 if sure is None or one is None else one
        high += FAR if one is None else one
    return (low, min(high, FAR))


def are_not_all(awards: Iterable[Award]) -> bool:
    """Whether there may be more that nobody wrote down."""
    return any(award.entitlement == ANYTHING for award in awards)


def is_whole(facts: Facts) -> bool:
    """Whether all that was had is known."""
    awards = cast("tuple[Award, ...] | None", facts.get(LEDGER))
    return awards is not None and not are_not_all(awards)


def _matching(awards: Iterable[Award], query: HadQuery) -> Iterable[Award]:
    for award in awards:
        same_part = query.part is None or award.part in (query.part, None)
        if award.entitlement == query.entitlement and same_part:
            yield award


def _is_recent(award: Award, query: HadQuery, as_at: date) -> bool | None:
    if query.within is None:
        return True
    if award.on is None:
        return None
    return award.on > add_duration(as_at, query.within, -1)
