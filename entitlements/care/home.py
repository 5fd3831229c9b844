"""Going back to live with a parent, for six months or more, and its breakdown.

Somebody who would be a relevant child is not one after living for a continuous
six months or more with a parent, anybody with parental responsibility or a
former holder of a residence order; if that breaks down they are one again. It
never touches anybody still looked after, at home under a care order included.

Source: Care Leavers (England) Regulations 2010 (2010/2571), reg 3(5) and (6)
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from entitlements.care.answers import CareAnswers
from entitlements.care.reading import Birthdays, Reading, both, opposite
from entitlements.dates import NEVER, add_months

MONTHS_AT_HOME = 6


class HomeFacts(NamedTuple):
    """What can be said about a return home; each as in `CareFacts`."""

    six_months: bool | None
    broke_down_after_18: bool | None
    time_in_dispute: bool | None


NO_RETURN = HomeFacts(False, False, False)
NOT_KNOWN = HomeFacts(None, None, None)


def home_facts(answers: CareAnswers, care: Reading, ages: Birthdays | None, day: int) -> HomeFacts:
    """Work out the six months, as at day number `day`, from what is known of care and home."""
    returned = answers.returned_home_on
    if returned == NEVER or care.ever_in_care is False:
        return NO_RETURN
    if returned is None:
        return NOT_KNOWN if answers.home_broke_down_on is None else _broken_down(answers, ages, day)
    if ages is None:
        return NO_RETURN if _six_months_from(returned) > day else NOT_KNOWN
    return _home(returned, answers, care, ages, day)


def _home(
    returned: date, answers: CareAnswers, care: Reading, ages: Birthdays, day: int
) -> HomeFacts:
    lasted = _lasted(answers.home_broke_down_on, returned, ages, day)
    either_way = both(lasted, _six_months_by(returned, ages, day))
    either_way = both(either_way, _out_of_care(care, ages, day))
    six_months = both(either_way, _six_months_out_of_care_by(returned, care, ages, day))
    after_18 = both(six_months, _broke_down_after_18(answers.home_broke_down_on, ages, day))
    return HomeFacts(six_months, after_18, both(either_way, opposite(six_months)))


def _broken_down(answers: CareAnswers, ages: Birthdays | None, day: int) -> HomeFacts:
    """Settle what a breakdown says by itself, where the day of the return is not known."""
    broke_down = answers.home_broke_down_on
    if ages is None or broke_down is None:
        return NOT_KNOWN
    if broke_down.toordinal() <= day and broke_down.toordinal() < ages.at_18:
        return NO_RETURN
    after_18 = _broke_down_after_18(broke_down, ages, day)
    return HomeFacts(None, None if after_18 else False, None)


def _six_months_out_of_care_by(
    returned: date, care: Reading, ages: Birthdays, day: int
) -> bool | None:
    """Count the six months from the return or from leaving care, whichever is later."""
    if care.left_on is None or care.left_on == NEVER:
        return None
    return _six_months_by(max(returned, care.left_on), ages, day)


def _out_of_care(care: Reading, ages: Birthdays, day: int) -> bool | None:
    """Say whether care had ended by `day`, or before the 18th birthday if that came first."""
    return opposite(care.in_care_at_18 if day >= ages.at_18 else care.in_care)


def _lasted(broke_down: date | None, returned: date, ages: Birthdays, day: int) -> bool | None:
    """Say whether living at home had not broken down by `day`, nor before the 18th birthday."""
    if broke_down is None or broke_down < returned:
        return None
    return broke_down.toordinal() > day or broke_down.toordinal() >= ages.at_18


def _six_months_by(start: date, ages: Birthdays, day: int) -> bool:
    return _six_months_from(start) <= min(day, ages.at_18)


def _six_months_from(start: date) -> int:
    return add_months(start, MONTHS_AT_HOME).toordinal()


def _broke_down_after_18(broke_down: date | None, ages: Birthdays, day: int) -> bool | None:
    if day < ages.at_18:
        return False
    return None if broke_down is None else ages.at_18 <= broke_down.toordinal() <= day
