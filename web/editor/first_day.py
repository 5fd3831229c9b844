"""The day on which a change is first felt: to try people on, and to ask the solver about."""

from __future__ import annotations

from datetime import date

from entitlements.pack.touched import touched_by
from entitlements.rulebook.model import RuleBook


def first_day(before: RuleBook, after: RuleBook, as_at: date) -> date:
    """The first day, not before `as_at`, on which a change bites; else `as_at`."""
    return min(
        (day for day in touched_by(before, after, as_at).days if day >= as_at), default=as_at
    )
