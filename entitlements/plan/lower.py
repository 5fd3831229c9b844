"""Lowering: calendar bounds as day numbers, once a day, for every reading alike."""

from __future__ import annotations

from datetime import date, timedelta
from math import nan
from typing import Literal, cast

from entitlements.dates import NEVER_DAY, Duration, add_duration, latest_birth_date
from entitlements.plan.leaves import AgeCut, FromAsAt, FromParameter, Threshold
from entitlements.rulebook.model import RuleBook

#: A bound that is not published. Every comparison with it is false, so a test
#: against it is neither yes nor no: it is not known.
NOWHERE = nan


def lower(thresholds: tuple[Threshold, ...], book: RuleBook, as_at: date) -> tuple[int, ...]:
    """The day number, count or sum that each threshold is on a day."""
    eve = as_at - timedelta(days=1)
    return tuple(cast(int, _number(bound, book, as_at, eve)) for bound in thresholds)


def _number(bound: Threshold, book: RuleBook, as_at: date, eve: date) -> int | float:
    if isinstance(bound, AgeCut):
        return latest_birth_date(eve if bound.eve else as_at, bound.years).toordinal() + 1
    if isinstance(bound, FromAsAt):
        return moved(as_at.toordinal(), bound.duration, bound.sign) + bound.plus
    if isinstance(bound, FromParameter):
        parameter = book.parameters.get(bound.parameter)
        value = parameter.on(as_at) if parameter else None
        return NOWHERE if value is None else value.value + bound.plus
    return bound.value


def moved(day: int, duration: Duration | None, sign: int) -> int:
    """A day number moved by a duration. Far-off days ("never", not known) stay where they are."""
    if duration is None or not 1 < day < NEVER_DAY:
        return day
    return add_duration(date.fromordinal(day), duration, cast(Literal[1, -1], sign)).toordinal()
