"""Care histories written the short way, for the tests of care."""

from dataclasses import replace
from datetime import date, timedelta

from entitlements.care import CareAnswers, CareFacts, CarePeriod, care_facts

BORN = date(2007, 2, 10)
AT_14, AT_16, AT_18 = date(2021, 2, 10), date(2023, 2, 10), date(2025, 2, 10)
ADULT = date(2026, 11, 22)


def care(
    start: date, end: date | None, basis: str = "care_order", authority: str | None = "dorset"
) -> CarePeriod:
    return CarePeriod(start, end, basis, authority)


def facts(*periods: CarePeriod, as_at: date = ADULT, born: date = BORN) -> CareFacts:
    return care_facts(CareAnswers(born=born, periods=periods), as_at)


def told(as_at: date = ADULT, **answers: object) -> CareFacts:
    return care_facts(replace(CareAnswers(born=BORN), **answers), as_at)  # type: ignore[arg-type]


def days(count: int) -> timedelta:
    return timedelta(days=count)
