"""People of the savings register, by the shipped rule book."""

from __future__ import annotations

from datetime import date

from entitlements.care import CarePeriod
from entitlements.evaluate import Evaluation, evaluate
from entitlements.facts import Facts, Value
from tests.rulebooks import shipped_engine

TODAY = date(2026, 11, 22)
#: Born too late for a Child Trust Fund.
TOO_LATE = date(2011, 5, 1)
#: Born in the years of the Child Trust Fund.
IN_TIME = date(2009, 5, 1)


def in_care(born: date, as_at: date = TODAY, **known: Value) -> Evaluation:
    """Somebody in care for two years, by the answers of the plain questions."""

    start = date(2024, 11, 1)
    facts: dict[str, Value] = {
        "authority": "dorset",
        "date_of_birth": born.toordinal(),
        "care_periods": (CarePeriod(start, None, "care_order", "dorset"),),
    }
    return evaluate(shipped_engine(), Facts(facts | known), as_at)
