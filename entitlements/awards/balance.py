"""A balance: what there was of one sum, what was had of it, and what is left."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from entitlements.awards.between import Between
from entitlements.awards.periods import PERIODS
from entitlements.dates import Window
from entitlements.rulebook.amounts import Amount, Limit
from entitlements.rulebook.model import Force, Outcome


class Drawn(StrEnum):
    """How a sum is used up, as its row says it."""

    POT = "pot"  #: once, in all
    PARTS = "parts"  #: each part once, with no sum for the whole
    PERIOD = "period"  #: so much in each period
    COUNT = "count"  #: so many times
    NOT_SAID = "not_said"  #: no row says that what was had comes off


@dataclass(frozen=True, slots=True)
class PartBalance:
    """One named part of a pot."""

    id: str
    title: str
    whole: Between | None
    paid: Between
    committed: Between
    left: Between | None

    @property
    def used_up(self) -> bool:
        """Whether it is known that nothing is left of it."""
        return self.left is not None and self.left.most == 0

    @property
    def overdrawn(self) -> int:
        """How much more than the part was certainly had. Unit: pence."""
        return _over(self.whole, self.paid)


@dataclass(frozen=True, slots=True)
class Balance:
    """One sum of one person on one day.

    `whole` and `left` are None where there is no figure; `free` is what will be left
    once all that is agreed has been paid. `outcome` and `force` are those of today,
    with what was had. `in_period` is what was had in `period`, for a sum that comes
    anew in each; `times` how many awards were paid in it (or in all), against `limit`.
    `one_use` is the most that may go on one thing; `draws_on` the pot it comes out of.

    Unit: pence, as ranges; a sum nobody wrote down widens them
    """

    entitlement: str
    title: str
    outcome: Outcome
    force: Force | None
    drawn: Drawn
    whole: Between | None
    paid: Between
    committed: Between
    left: Between | None
    free: Between | None
    parts: tuple[PartBalance, ...] = ()
    period: Window | None = None
    in_period: Between | None = None
    times: int = 0
    limit: Limit | None = None
    one_use: int | None = None
    draws_on: str | None = None

    @property
    def overdrawn(self) -> int:
        """How much more was certainly had than there is. Unit: pence."""
        if self.drawn is Drawn.PERIOD:
            return 0 if self.in_period is None else _over(self.whole, self.in_period)
        return _over(self.whole, self.paid) if self.drawn is Drawn.POT else 0


def drawn_of(amount: Amount | None) -> Drawn:
    """How a sum is used up: a pot, a ceiling for each period, a number of times, or not said."""
    if amount is None:
        return Drawn.NOT_SAID
    if amount.pot:
        return Drawn.POT
    if amount.parts:
        return Drawn.PARTS
    capped = amount.up_to or amount.overall is not None or amount.limit is not None
    if amount.value is not None and amount.per in PERIODS and capped:
        return Drawn.PERIOD
    return Drawn.COUNT if amount.limit is not None else Drawn.NOT_SAID


def _over(whole: Between | None, paid: Between) -> int:
    return 0 if whole is None or whole.most is None else max(paid.least - whole.most, 0)
