"""Money as whole pence.

Unit:   pence, always a whole number. No float comes in or goes out.
Source: rule tables write money as quoted text, "£3,000.00"; design, section 3 "Money".
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import Literal, NewType

Pence = NewType("Pence", int)
"""Whole pence. A plain int when the program runs."""

Rounding = Literal["down", "up", "nearest"]
"""What to do with part of a penny. Half a penny rounds up under "nearest"."""

Percent = int | str | Decimal | Fraction
"""A percentage that is exact: 50, "12.5", Decimal("12.5"), Fraction(25, 2). Never a float."""

_MONEY = re.compile(r"£(?P<pounds>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<pence>[0-9]{1,2}))?")
_PERCENT = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_ROUND = {"down": floor, "up": ceil, "nearest": lambda exact: floor(exact + Fraction(1, 2))}


class MoneyProblem(ValueError):
    """An amount that cannot be read or worked out; the message says what, and how to fix it."""


class Per(StrEnum):
    """How often an amount is paid, or what it is paid for.

    Source: the shapes of amounts A01 to A37, council policies, section 5
    """

    ONCE = "once"
    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    TERM = "term"
    HALF_YEAR = "half_year"
    YEAR = "year"
    ACADEMIC_YEAR = "academic_year"
    TAX_YEAR = "tax_year"
    BIRTHDAY = "birthday"
    FESTIVAL = "festival"
    CHILD = "child"
    VISIT = "visit"
    LESSON = "lesson"


def parse_money(text: str) -> Pence:
    """Read an amount written with a pound sign.

    Unit:   pence
    Raises: MoneyProblem, unless it is pounds with at most two decimals

    >>> parse_money("£3,000.00"), parse_money("£57.90"), parse_money("£0.50")
    (300000, 5790, 50)
    """
    found = _MONEY.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        raise MoneyProblem(f"{text!r} is not an amount of money: {_remedy(text)}")
    pounds = int(found["pounds"].replace(",", ""))
    return Pence(pounds * 100 + int((found["pence"] or "").ljust(2, "0")))


def _remedy(text: object) -> str:
    if not isinstance(text, str):
        return 'write it as quoted text, for example "£57.90"'
    if "£" not in text:
        return f'put a pound sign in front, for example "£{text.strip() or "57.90"}"'
    if "-" in text or "−" in text:
        return "write it without a minus sign"
    return 'write pounds and at most two decimals, for example "£3,000" or "£57.90"'


def format_money(pence: int) -> str:
    """Write an amount as people do: pence only where there are any.

    >>> format_money(300000), format_money(5790)
    ('£3,000', '£57.90')
    """
    exact = format_exact(pence)
    return exact.removesuffix(".00")


def format_exact(pence: int) -> str:
    """Write an amount with its pence, as rule tables do; `parse_money` reads it back.

    >>> format_exact(300000)
    '£3,000.00'
    """
    pounds, odd_pence = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{pounds:,}.{odd_pence:02}"


def percent_of(pence: int, percent: Percent, rounding: Rounding) -> Pence:
    """Take a percentage of an amount, exactly, and round once.

    Unit:   pence
    Raises: MoneyProblem, for a percentage that is negative, a float or not a number

    >>> percent_of(12345, "12.5", "down"), percent_of(12345, "12.5", "up")
    (1543, 1544)
    """
    return _rounded(Fraction(pence) * _exact(percent) / 100, rounding)


def share_of(pence: int, parts: int, rounding: Rounding = "nearest") -> Pence:
    """Work out one person's equal share of a bill held by `parts` people.

    Unit:   pence
    Raises: MoneyProblem, for fewer than one part

    >>> share_of(10001, 2)
    5001
    """
    if parts < 1:
        raise MoneyProblem(f"a bill cannot be shared between {parts}: give 1 or more")
    return _rounded(Fraction(pence, parts), rounding)


def _rounded(exact: Fraction, rounding: Rounding) -> Pence:
    if rounding not in _ROUND:
        raise MoneyProblem(f"{rounding!r} is not a way to round: use down, up or nearest")
    return Pence(_ROUND[rounding](exact))


def _exact(percent: Percent) -> Fraction:
    if isinstance(percent, float):
        raise MoneyProblem(f'{percent!r} is not exact: write the percentage as text, "12.5"')
    if isinstance(percent, str) and not _PERCENT.fullmatch(percent.strip()):
        raise MoneyProblem(f'{percent!r} is not a percentage: write digits only, "12.5"')
    try:
        exact = Fraction(percent)
    except (ValueError, OverflowError) as not_a_number:
        raise MoneyProblem(f"{percent!r} is not a percentage: give a number") from not_a_number
    if exact < 0:
        raise MoneyProblem(f"{percent!r} is below zero: give a percentage of 0 or more")
    return exact
