"""The days on which time alone can turn a test: none is missed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from entitlements.care import CarePeriod
from entitlements.facts import Award, Facts
from entitlements.turning import turning_days
from tests.entitlements.day_by_day import changes_of, days_of_change
from tests.entitlements.people import TODAY, a_person
from tests.entitlements.tiny import tiny_book
from tests.rulebooks import shipped_engine


@pytest.mark.parametrize("which", range(16))
def test_nothing_changes_on_a_day_that_is_not_listed(which: int) -> None:
    chance = Random(f"every day {which}")
    start = TODAY + timedelta(days=chance.randrange(-1500, 700))
    known = chance.choice((1.0, 0.8, 0.4))
    facts = a_person(chance, known, start, "care_periods", "already_had", "in_care_now")
    if which % 5 == 0:
        facts = facts.forgetting("date_of_birth")
    listed = turning_days(shipped_engine(), facts, start, start + timedelta(400))
    assert set(days_of_change(shipped_engine(), facts, start, 400)) <= set(listed)


@pytest.mark.parametrize("day", [date(2026, 8, 31), date(2026, 12, 31), date(2027, 1, 30)])
def test_months_that_end_sooner_are_counted_to_their_last_day(day: date) -> None:
    """
    facts:
      left_on: date
    tables:
      lately:
        - when: {left_on: {after: {ago: 6 months}}}
      soon:
        - when: {left_on: {by: {ahead: 1 months}}}
      long-ago:
        - when: {left_on: {before: {ago: 1 years}}}
    """
    tiny = tiny_book(test_months_that_end_sooner_are_counted_to_their_last_day.__doc__)
    assert len(changes_of(tiny, date(2028, 6, 1), left_on=day)) >= 2


def test_an_award_falls_out_of_the_months_that_are_looked_back_over() -> None:
    """
    facts:
      already_had: awards
    tables:
      laptop:
        - when: {already_had: {entitlement: england/laptop, times: {under: 1}, within: 1 months}}
    """
    tiny = tiny_book(test_an_award_falls_out_of_the_months_that_are_looked_back_over.__doc__)
    for day in (date(2026, 12, 31), date(2027, 1, 31), date(2027, 1, 29), date(2026, 12, 5)):
        facts = Facts({"already_had": (Award("england/laptop", 100, on=day),)})
        found = turning_days(tiny.engine, facts, TODAY, date(2028, 1, 1))
        real = days_of_change(tiny.engine, facts, TODAY, 405)
        assert set(real) <= set(found)
        assert found[-1] in real


CARE = """
    facts:
      date_of_birth: date
      care_periods: periods
    derived:
      days: {type: number, from: {care: days_looked_after_since_14}}
      months: {type: number, from: {care: months_in_care_unbroken}}
      adult_on: {type: date, from: {care: turned_18_on}}
      left_on: {type: date, from: {care: last_left_care_on}}
    tables:
      weeks:
        - when: {days: {from: 91}}
      hundred:
        - when: {days: {over: 100, under: 150}}
      year:
        - when: {months: {from: 12, up_to: 13}}
      nearly:
        - when: {adult_on: {after: as_at, by: {ahead: 28 days}}}
      lately:
        - when: {left_on: {after: {ago: 2 months}, by: as_at}}
"""


def spell(start: str, end: str | None = None, basis: str = "section_20") -> CarePeriod:
    return CarePeriod(date.fromisoformat(start), end and date.fromisoformat(end), basis)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "periods",
    [
        (spell("2026-10-01"),),
        (spell("2026-09-30", "2027-08-31"), spell("2027-08-31", "2027-12-31")),
        (spell("2026-01-01", "2026-03-01"), spell("2026-11-01")),
        (spell("2026-10-01", "2027-01-01"), spell("2026-12-01", "2027-02-01")),
        (spell("2026-10-01"), spell("2026-11-01"), spell("2026-11-05", "2026-12-05")),
        (spell("2026-10-01", basis="short_breaks"), spell("2026-12-01")),
        (spell("2027-03-01"), spell("2026-10-01", "2026-11-30")),
        (spell("2009-12-31", "2027-02-28"),),
    ],
)
def test_counts_about_care_turn_on_the_day_they_are_reached(
    periods: tuple[CarePeriod, ...],
) -> None:
    tiny = tiny_book(CARE)
    for known in ({"date_of_birth": date(2010, 1, 31)}, {}):
        facts = tiny.facts(**known).knowing("care_periods", periods)
        listed = turning_days(tiny.engine, facts, TODAY, date(2028, 6, 1))
        assert set(days_of_change(tiny.engine, facts, TODAY, 550)) <= set(listed)


def test_four_weeks_before_the_18th_birthday_is_listed() -> None:
    found = changes_of(tiny_book(CARE), date(2028, 6, 1), date_of_birth=date(2010, 1, 31))
    assert date(2028, 1, 3) in found
