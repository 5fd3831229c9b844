"""Ages, windows and durations: every birth date, 29 February among them."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from entitlements.dates import (
    NEVER,
    DateProblem,
    Duration,
    Window,
    academic_year_start,
    add_duration,
    add_months,
    age_on,
    attains_age,
    format_day,
    latest_birth_date,
    months_between,
    next_31_august,
    parse_day,
    parse_duration,
    tax_year_start,
)

days = st.dates(date(1900, 1, 1), date(2150, 12, 31))
leap_days = st.sampled_from([date(year, 2, 29) for year in range(1904, 2100, 4)])
births = days | leap_days
near_leap_days = st.builds(lambda day, n: day + timedelta(n), leap_days, st.integers(-2, 2))


def test_a_leap_day_birthday_comes_on_1_march_in_a_common_year() -> None:
    assert attains_age(date(2008, 2, 29), 18) == date(2026, 3, 1)
    assert attains_age(date(2008, 2, 29), 16) == date(2024, 2, 29)
    assert attains_age(date(2007, 2, 10), 18) == date(2025, 2, 10)


@given(births, days | near_leap_days, st.integers(0, 40))
def test_an_age_is_attained_exactly_when_the_birth_is_on_or_before_the_cut(
    born: date, as_at: date, years: int
) -> None:
    assume(as_at.year > 1941)
    attained = attains_age(born, years) <= as_at
    assert attained == (born <= latest_birth_date(as_at, years))


@given(births, days | near_leap_days)
def test_age_and_birthdays_agree(born: date, day: date) -> None:
    assume(born <= day)
    age = age_on(born, day)
    assert attains_age(born, age) <= day < attains_age(born, age + 1)


def test_an_age_before_birth_is_refused() -> None:
    with pytest.raises(DateProblem):
        age_on(date(2007, 2, 10), date(2007, 2, 9))
    with pytest.raises(DateProblem):
        attains_age(date(2007, 2, 10), -1)
    with pytest.raises(DateProblem):
        attains_age(NEVER, 18)
    with pytest.raises(DateProblem):
        latest_birth_date(date(10, 1, 1), 18)


def test_a_window_holds_its_start_and_not_its_end() -> None:
    window = Window(date(2026, 4, 1), date(2027, 4, 1))
    assert window.contains(date(2026, 4, 1))
    assert not window.contains(date(2027, 4, 1))
    assert not window.contains(date(2026, 3, 31))
    assert window.days() == 365
    assert Window(date(2026, 4, 1)).contains(date(2199, 12, 31))


def test_windows_overlap_in_the_days_both_hold() -> None:
    year = Window(date(2026, 4, 1), date(2027, 4, 1))
    onwards = Window(date(2027, 3, 1))
    assert year.overlap(onwards) == Window(date(2027, 3, 1), date(2027, 4, 1))
    assert onwards.overlap(Window(date(2028, 1, 1))) == Window(date(2028, 1, 1))
    assert year.overlap(Window(date(2027, 4, 1))) is None


def test_a_window_without_days_is_refused_and_an_endless_one_is_not_counted() -> None:
    with pytest.raises(DateProblem, match="first day out"):
        Window(date(2026, 4, 1), date(2026, 4, 1))
    with pytest.raises(DateProblem, match="without an end"):
        Window(date(2026, 4, 1)).days()


def test_a_day_is_written_year_first() -> None:
    assert parse_day("2026-11-22") == date(2026, 11, 22)
    assert format_day(date(2026, 11, 22)) == "2026-11-22"
    assert format_day(NEVER) == "never"


@pytest.mark.parametrize(
    "text",
    ["22/11/2026", "2026-11-31", "2026-1-1", "20261122", "1899-12-31", "2200-01-01", "", "never"],
)
def test_any_other_day_is_refused(text: str) -> None:
    with pytest.raises(DateProblem):
        parse_day(text)


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("12 months", Duration(12, "month")),
        ("28 days", Duration(28, "day")),
        ("6 weeks", Duration(6, "week")),
        ("2 years", Duration(2, "year")),
        ("1 month", Duration(1, "month")),
    ],
)
def test_a_duration_is_read_and_written(text: str, duration: Duration) -> None:
    assert parse_duration(text) == duration
    assert str(duration) == text


@pytest.mark.parametrize("text", ["0 days", "months", "12months", "-1 day", "1.5 years", "3 moons"])
def test_any_other_duration_is_refused(text: str) -> None:
    with pytest.raises(DateProblem):
        parse_duration(text)


def test_a_day_the_month_does_not_have_becomes_its_last() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2026, 1, 15), -13) == date(2024, 12, 15)
    with pytest.raises(DateProblem):
        add_months(NEVER, 1)


@given(days, st.integers(0, 600))
def test_complete_months_undo_adding_months(start: date, months: int) -> None:
    assert months_between(start, add_months(start, months)) == months


@given(days, days)
def test_complete_months_are_the_most_that_fit(start: date, end: date) -> None:
    assume(start <= end)
    months = months_between(start, end)
    assert add_months(start, months) <= end < add_months(start, months + 1)


def test_complete_months_are_never_below_none() -> None:
    assert months_between(date(2026, 5, 1), date(2025, 5, 1)) == 0


def test_durations_move_both_ways() -> None:
    day = date(2026, 11, 22)
    assert add_duration(day, Duration(28, "day")) == date(2026, 12, 20)
    assert add_duration(day, Duration(6, "week"), -1) == date(2026, 10, 11)
    assert add_duration(day, Duration(12, "month")) == date(2027, 11, 22)
    assert add_duration(day, Duration(2, "year"), -1) == date(2024, 11, 22)
    with pytest.raises(DateProblem):
        add_duration(NEVER, Duration(1, "day"))


def test_years_that_start_in_august_and_april() -> None:
    assert academic_year_start(date(2026, 8, 1)) == 2026
    assert academic_year_start(date(2026, 7, 31)) == 2025
    assert tax_year_start(date(2026, 4, 6)) == 2026
    assert tax_year_start(date(2026, 4, 5)) == 2025
    assert next_31_august(date(2026, 8, 31)) == date(2026, 8, 31)
    assert next_31_august(date(2026, 9, 1)) == date(2027, 8, 31)
