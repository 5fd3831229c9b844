"""Approval: whose agreement a sum needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from entitlements.rulebook.model import Approval


@dataclass(frozen=True, slots=True)
class Needed:
    """Who has to agree, and up to which sum (pence) they may.

    `from_rule` is false where the council's own ladder names them; `beyond` says that
    the sum is more than anybody named here may agree.
    """

    by: str
    up_to: int | None
    per: str | None
    from_rule: bool
    beyond: bool


def approval_needed(
    approvals: Sequence[Approval], amount: int | None, ladder: Sequence[Approval] = ()
) -> Needed | None:
    """The lowest tier that may agree a sum: the rule's own tiers, else the council's ladder.

    With no sum known it is the highest tier, the strictest. None where nobody is named.

    Unit: pence
    """
    tiers = sorted(approvals or ladder, key=_ceiling)
    if not tiers:
        return None
    last, beyond = tiers[-1], False
    if amount is not None:
        able = [tier for tier in tiers if tier.up_to is None or tier.up_to >= amount]
        last, beyond = (able[0], False) if able else (last, True)
    return Needed(last.by, last.up_to, last.per, bool(approvals), beyond)


def _ceiling(tier: Approval) -> tuple[bool, int]:
    return (tier.up_to is None, tier.up_to or 0)
