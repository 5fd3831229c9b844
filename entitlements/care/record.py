"""What a record of care periods says as at one day.

A record is taken as complete: a day in none of its periods was spent out of
care. A period without an end continues, at the latest to the 18th birthday:
nobody is looked after from then on.
"""

from __future__ import annotations

from datetime import date

from entitlements.care.periods import (
    CARE_ORDERS,
    CarePeriod,
    Spell,
    days_between,
    unbroken_spells,
)
from entitlements.care.reading import FOUR_YEARS, THIRTEEN_WEEKS, Birthdays, Reading, Span
from entitlements.dates import NEVER, months_between

Periods = tuple[CarePeriod, ...]


def read_record(periods: Periods, ages: Birthdays | None, day: int) -> Reading:
    """Read the facts about care out of a record, as at day number `day`."""
    counted = [period.spell for period in periods if period.counts]
    if ages is None:
        return _without_birthdays(periods, unbroken_spells(counted, day + 1), day)
    spells = unbroken_spells(counted, min(day + 1, ages.at_18))
    return _with_birthdays(periods, spells, ages, day)


def _with_birthdays(periods: Periods, spells: list[Spell], ages: Birthdays, day: int) -> Reading:
    today = min(day, ages.at_18)
    days = days_between(spells, ages.at_14, today)
    last_out = spells[-1][1] if spells else 0
    in_care = last_out > day
    from_16 = last_out > ages.at_16
    any_from_16 = from_16 or _short_breaks_from_16(periods, ages, day)
    return Reading(
        days=(days, days),
        thirteen_weeks_ever=days_between(spells, 0, today) >= THIRTEEN_WEEKS,
        thirteen_weeks_before_16=_before_16(spells, ages, day) >= THIRTEEN_WEEKS,
        ever_in_care=bool(spells),
        in_care=in_care,
        in_care_from_16=from_16,
        any_care_from_16=any_from_16,
        in_care_at_18=last_out == ages.at_18 if day >= ages.at_18 else None,
        left_before_16=bool(spells) and not in_care and not any_from_16,
        care_order=in_care and _under_care_order(periods, day),
        months=_longest(spells, today),
        came_on=_came_on(spells),
        left_on=date.fromordinal(last_out) if spells and not in_care else NEVER,
    )


def _before_16(spells: list[Spell], ages: Birthdays, day: int) -> int:
    return days_between(spells, ages.at_14, min(day, ages.at_16))


def _without_birthdays(periods: Periods, spells: list[Spell], day: int) -> Reading:
    """Settle what no date of birth can change: chiefly that there was no care."""
    total = days_between(spells, 0, day)
    in_care = bool(spells) and spells[-1][1] > day
    return Reading(
        days=(0, min(total, FOUR_YEARS)),
        thirteen_weeks_ever=None if total >= THIRTEEN_WEEKS else False,
        thirteen_weeks_before_16=None if total >= THIRTEEN_WEEKS else False,
        ever_in_care=bool(spells),
        in_care=None if in_care else False,
        in_care_from_16=None if spells else False,
        any_care_from_16=None if _started(periods, day) else False,
        left_before_16=None if spells else False,
        care_order=None if in_care and _under_care_order(periods, day) else False,
        months=(0, _longest(spells, day)[1]),
        came_on=_came_on(spells),
        left_on=None if spells else NEVER,
    )


def _started(periods: Periods, day: int) -> bool:
    return any(period.spell[0] <= day for period in periods)


def _short_breaks_from_16(periods: Periods, ages: Birthdays, day: int) -> bool:
    if day < ages.at_16:
        return False
    last_start = min(day, ages.at_18 - 1)
    return any(
        not period.counts and period.spell[1] > ages.at_16 and period.spell[0] <= last_start
        for period in periods
    )


def _under_care_order(periods: Periods, day: int) -> bool:
    for period in periods:
        first, out = period.spell
        if first <= day < out and period.basis in CARE_ORDERS:
            return True
    return False


def _longest(spells: list[Spell], today: int) -> Span:
    """Count the complete months of the longest unbroken spell, up to `today`."""
    longest = 0
    for first, out in spells:
        start, end = date.fromordinal(first), date.fromordinal(min(out, today))
        longest = max(longest, months_between(start, end))
    return longest, longest


def _came_on(spells: list[Spell]) -> date:
    return date.fromordinal(spells[0][0]) if spells else NEVER
