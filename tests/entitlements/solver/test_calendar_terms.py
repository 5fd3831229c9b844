"""The calendar of the solver is the calendar of `dates`: day for day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from entitlements.dates import (
    NEVER_DAY,
    Duration,
    academic_year_start,
    attains_age,
    next_31_august,
)
from entitlements.plan.lower import moved
from entitlements.plan.proof_calendar import Calendar
from entitlements.plan.terms import Terms

DAYS = st.dates(date(1942, 1, 1), date(2058, 12, 31))  #: so that none leaves the century
DURATIONS = st.builds(
    Duration, st.integers(1, 40), st.sampled_from(["day", "week", "month", "year"])
)


def worked_out(day: date, work: Callable[[Calendar, Any], Any]) -> int:
    """What the solver makes of a day: the one number that its terms allow."""
    terms, held = Terms(), list[Any]()
    variable, result = terms.number("day"), terms.number("result")
    solver = terms.z3.Solver(ctx=terms.context)
    solver.add(variable == day.toordinal(), result == work(Calendar(terms, held.append), variable))
    solver.add(*held)
    assert str(solver.check()) == "sat"
    found = int(solver.model()[result].as_long())
    solver.add(result != found)
    assert str(solver.check()) == "unsat", "only one day is right"
    return found


@given(DAYS, st.integers(0, 29))
@example(date(2008, 2, 29), 18)
@example(date(2008, 2, 29), 20)
@settings(max_examples=40, deadline=None)
def test_an_age_is_attained_on_the_same_day(born: date, years: int) -> None:
    day = worked_out(born, lambda calendar, it: calendar.attained(it, "born", years))
    assert date.fromordinal(day) == attains_age(born, years)


@given(DAYS, DURATIONS, st.sampled_from([1, -1]))
@example(date(2026, 1, 31), Duration(1, "month"), 1)
@example(date(2024, 2, 29), Duration(12, "month"), 1)
@example(date(2025, 3, 31), Duration(1, "month"), -1)
@settings(max_examples=60, deadline=None)
def test_a_day_is_moved_alike(day: date, duration: Duration, sign: int) -> None:
    found = worked_out(day, lambda calendar, it: calendar.moved(it, "day", duration, sign))
    assert found == moved(day.toordinal(), duration, sign)


def test_never_stays_where_it_is() -> None:
    span = Duration(3, "month")
    found = worked_out(date.max, lambda calendar, it: calendar.moved(it, "day", span, -1))
    assert found == NEVER_DAY


@given(DAYS)
@example(date(2026, 7, 31))
@example(date(2026, 8, 1))
@settings(max_examples=30, deadline=None)
def test_an_academic_year_and_its_august(day: date) -> None:
    assert academic_year_start(day) == worked_out(
        day, lambda calendar, it: calendar.academic_year(it, "day")
    )
    august = worked_out(
        day, lambda calendar, it: calendar.last_of_august(calendar.academic_year(it, "day"))
    )
    assert date.fromordinal(august) == next_31_august(date(academic_year_start(day), 8, 1))
