"""A decision in short: what it comes to, how binding that is and how much, for holding
one against another whether it is a decision or the record of one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from entitlements.evaluate import Decision
from entitlements.figures import Figure
from entitlements.messages import amount_of
from entitlements.rulebook.amounts import Kind
from entitlements.rulebook.model import Force, Outcome

#: What a person can have, or can go and ask for.
GOOD = (Outcome.ENTITLED, Outcome.MAY_GET, Outcome.ELSEWHERE)
#: What a receipt holds of an amount, besides its words.
_IN_A_RECEIPT = ("least", "most", "per", "up_to", "kind")


@dataclass(frozen=True, slots=True)
class HowMuch:
    """An amount in whole pence; None is no figure, which is not zero. `owed`: paid back."""

    least: int | None
    most: int | None
    per: str | None = None
    up_to: bool = False
    kind: str = Kind.CASH.value
    owed: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class InShort:
    """What one entitlement comes to. Force and amount count only where it is something to have.

    `text` is how much in words; it takes no part in comparing.
    """

    outcome: Outcome
    force: Force | None = None
    how_much: HowMuch | None = None
    text: str | None = field(default=None, compare=False)

    @property
    def is_good(self) -> bool:
        """Whether a person can have it, or can go and ask for it."""
        return self.outcome in GOOD

    @property
    def is_open(self) -> bool:
        """Whether something that is not known could still decide it."""
        return self.outcome is Outcome.UNDECIDED


def in_short(decision: Decision) -> InShort:
    """A decision in short, without words."""
    outcome = decision.outcome
    if outcome not in GOOD:
        return InShort(outcome)
    figure = decision.figure
    return InShort(outcome, decision.force, None if figure is None else _how_much(figure))


def with_text(short: InShort, decision: Decision) -> InShort:
    """The same with how much in words, made only for what is shown."""
    return replace(short, text=amount_of(decision)) if short.is_good else short


def _how_much(figure: Figure) -> HowMuch:
    """As a receipt has it: a ceiling begins at nothing."""
    amount = figure.amount
    least = 0 if amount.up_to and figure.least is not None else figure.least
    per = amount.per.value if amount.per else None
    owed = amount.repay or amount.kind is Kind.LOAN
    return HowMuch(least, figure.most, per, amount.up_to, amount.kind.value, owed)


def from_receipt(decision: Mapping[str, Any]) -> InShort:
    """The same from one decision of a receipt."""
    outcome, force = Outcome(decision["outcome"]), decision["force"]
    if outcome not in GOOD:
        return InShort(outcome)
    amount = decision["amount"]
    much = None if amount is None else _kept(amount)
    text = None if amount is None else amount["text"]
    return InShort(outcome, Force(force) if force else None, much, text)


def _kept(amount: Mapping[str, Any]) -> HowMuch:
    least, most, per, up_to, kind = (amount[key] for key in _IN_A_RECEIPT)
    return HowMuch(least, most, per, up_to, kind, kind == Kind.LOAN.value)
