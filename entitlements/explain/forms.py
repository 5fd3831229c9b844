"""The forms a test can take in words: which ends a range has, and a "not" turned round."""

from __future__ import annotations

from dataclasses import replace

from entitlements.rulebook.conditions import Between, HadTest, Literal


def ages(check: Between) -> tuple[int | None, int | None]:
    """An age test as the ages attained and not attained: (from, under)."""
    low, high = (b.value if isinstance(b, Literal) else None for b in (check.low, check.high))
    return (
        None if low is None else low + check.low_open,
        None if high is None else high + (not check.high_open),
    )


def age_form(low: int | None, high: int | None, negated: bool) -> str:
    """Which of its ends an age test has."""
    if low is None:
        return "under"
    if high is None:
        return "from"
    if negated:
        return "outside"
    return "exactly" if high == low + 1 else "between"


def straight(check: Between, negated: bool) -> tuple[Between, bool]:
    """A range turned round, where that is a range: not under 4 is 4 or more."""
    if not negated or (check.low is not None and check.high is not None):
        return check, negated
    low_open, high_open = not check.high_open, not check.low_open
    return replace(
        check, low=check.high, high=check.low, low_open=low_open, high_open=high_open
    ), False


def had_form(test: HadTest, check: Between, negated: bool) -> str:
    """`none` and `some` for whether it was had at all; else how often or how much."""
    if test.times is None:
        return "amount_not" if negated else "amount"
    low, high = (b.value if isinstance(b, Literal) else None for b in (check.low, check.high))
    if not negated and low is None and high == (1 if check.high_open else 0):
        return "none"
    if not negated and high is None and low == (0 if check.low_open else 1):
        return "some"
    return "times_not" if negated else "times"
