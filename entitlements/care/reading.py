"""What one source says about somebody's care, and how two sources are put together.

Care periods are one source, plain answers the other. Each is read into a
`Reading`; every field of it is None where that source does not settle it.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, cast

from entitlements.dates import attains_age

Span = tuple[int, int]
"""The least and the most a count can be."""

THIRTEEN_WEEKS = 91
"""Days in 13 weeks. Source: Care Leavers (England) Regulations 2010 and 2010/959 reg 40."""

FOUR_YEARS = 1461
"""The most days there can be from a 14th to an 18th birthday."""


class Birthdays(NamedTuple):
    """The days on which the ages that matter are attained, as day numbers."""

    at_14: int
    at_16: int
    at_18: int


@lru_cache(maxsize=1024)
def birthdays(born: date) -> Birthdays:
    """Work out the birthdays that decide status.

    Raises: DateProblem, for a birth whose 18th birthday is past the calendar
    """
    return Birthdays(*(attains_age(born, years).toordinal() for years in (14, 16, 18)))


class Reading(NamedTuple):
    """What one source settles, as at one day."""

    days: Span | None = None
    thirteen_weeks_ever: bool | None = None
    thirteen_weeks_before_16: bool | None = None
    ever_in_care: bool | None = None
    in_care: bool | None = None
    in_care_from_16: bool | None = None
    #: As `in_care_from_16`, with short breaks.
    any_care_from_16: bool | None = None
    in_care_at_18: bool | None = None
    left_before_16: bool | None = None
    care_order: bool | None = None
    months: Span | None = None
    came_on: date | None = None
    left_on: date | None = None


NOTHING_KNOWN = Reading()


def together(first: Reading, second: Reading) -> Reading:
    """Join two readings: the first decides, the second fills what it leaves open."""
    pairs = zip(first, second, strict=True)
    joined = Reading(*cast("Any", [two if one is None else one for one, two in pairs]))
    return joined._replace(
        days=_narrowed(first.days, second.days), months=_narrowed(first.months, second.months)
    )


def _narrowed(first: Span | None, second: Span | None) -> Span | None:
    if first is None or second is None:
        return second if first is None else first
    least, most = max(first[0], second[0]), min(first[1], second[1])
    return (least, most) if least <= most else first


def settled(yes: bool, no: bool) -> bool | None:
    """Weigh what proves yes against what proves no.

    None where nothing proves either, and where answers contradict each other.
    """
    return None if yes == no else yes


def both(one: bool | None, other: bool | None) -> bool | None:
    """Say whether both hold; a no settles it whatever the other is."""
    if one is False or other is False:
        return False
    return True if one and other else None


def either(one: bool | None, other: bool | None) -> bool | None:
    """Say whether one at least holds; a yes settles it whatever the other is."""
    if one or other:
        return True
    return False if one is False and other is False else None


def opposite(one: bool | None) -> bool | None:
    """Turn yes into no and no into yes."""
    return None if one is None else not one
