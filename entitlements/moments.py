"""Moments: the days that a row names, such as a birthday or twelve months from a start."""

from __future__ import annotations

from datetime import date

from entitlements.dates import NEVER_DAY, attains_age
from entitlements.facts import Facts
from entitlements.plan.lower import moved
from entitlements.plan.tree import BORN
from entitlements.rulebook.amounts import Moment


def day_of_moment(moment: Moment, facts: Facts) -> date | None:
    """The day, where the fact it rests on is known and has happened or is to happen."""
    value = facts.get(moment.fact or BORN)
    if not isinstance(value, int) or value >= NEVER_DAY:
        return None
    day = date.fromordinal(value)
    if moment.birthday is not None:
        day = attains_age(day, moment.birthday)
    return date.fromordinal(moved(day.toordinal(), moment.duration, moment.sign))
