"""The thirteen weeks, one trap at a time, each with dates that show it."""

from dataclasses import replace
from datetime import date

import pytest

from entitlements.care import (
    BASES,
    COUNTED_BASES,
    CareAnswers,
    ImpossiblePeriod,
    care_facts,
    days_looked_after,
)
from entitlements.dates import NEVER, DateProblem, Window
from tests.entitlements.care_cases import ADULT, AT_14, AT_16, AT_18, BORN, care, days, facts

# One period.


def test_a_period_ends_after_it_starts() -> None:
    with pytest.raises(ImpossiblePeriod, match="first day out"):
        care(AT_16, AT_16)


def test_a_period_has_a_basis_the_law_knows() -> None:
    with pytest.raises(ImpossiblePeriod, match="section_20"):
        care(AT_16, None, basis="section_17")


def test_every_basis_counts_but_short_breaks() -> None:
    assert set(BASES) - COUNTED_BASES == {"short_breaks"}


# Counting days.


def test_each_day_is_counted_once_whatever_overlaps() -> None:
    january = Window(date(2024, 1, 1), date(2024, 2, 1))
    periods = [care(date(2024, 1, 10), None), care(date(2023, 12, 1), date(2024, 1, 15))]
    assert days_looked_after(periods, january) == 31


def test_short_breaks_are_not_counted() -> None:
    january = Window(date(2024, 1, 1), date(2024, 2, 1))
    assert days_looked_after([care(date(2023, 1, 1), None, "short_breaks")], january) == 0


def test_care_without_end_in_a_window_without_end_has_no_count() -> None:
    with pytest.raises(DateProblem, match="give the window an end"):
        days_looked_after([care(AT_14, None)], Window(AT_14))
    assert days_looked_after([care(AT_14, AT_14 + days(5))], Window(AT_14)) == 5


# Thirteen weeks since 14, ending after 16.


@pytest.mark.parametrize(("length", "enough"), [(90, False), (91, True)])
def test_ninety_days_are_too_few_and_ninety_one_enough(length: int, enough: bool) -> None:
    found = facts(care(AT_16, AT_16 + days(length)))
    assert found.days_looked_after_since_14 == (length, length)
    assert found.thirteen_weeks_since_14 is enough
    assert found.was_eligible_child is enough
    assert found.status_borderline is True


@pytest.mark.parametrize(
    ("length", "borderline"), [(83, False), (84, True), (97, True), (98, False)]
)
def test_a_count_near_thirteen_weeks_is_borderline(length: int, borderline: bool) -> None:
    assert facts(care(AT_16, AT_16 + days(length))).status_borderline is borderline


def test_a_near_count_that_status_cannot_turn_on_is_not_borderline() -> None:
    early = CareAnswers(born=BORN, periods=(care(AT_14, AT_14 + days(90)),))
    assert care_facts(early, ADULT).status_borderline is None, "detained at 16 is not known"
    at_liberty = replace(early, detained_or_in_hospital_at_16=False)
    assert care_facts(at_liberty, ADULT).status_borderline is False
    detained = replace(early, detained_or_in_hospital_at_16=True)
    assert care_facts(detained, ADULT).status_borderline is True


def test_gaps_add_up() -> None:
    found = facts(care(AT_14, AT_14 + days(50)), care(AT_16 - days(10), AT_16 + days(31)))
    assert found.days_looked_after_since_14 == (91, 91)
    assert found.was_eligible_child is True


def test_several_councils_add_up_and_the_last_is_last() -> None:
    found = facts(
        care(AT_14, AT_14 + days(50), authority="bcp"),
        care(AT_16, AT_16 + days(50), authority="dorset"),
        care(AT_14 + days(60), AT_14 + days(70), authority="dorset"),
    )
    assert found.was_eligible_child is True
    assert found.authorities == ("bcp", "dorset")


def test_care_that_began_at_8_counts_from_the_14th_birthday() -> None:
    found = facts(care(date(2015, 5, 1), AT_16 + days(1)))
    assert found.days_looked_after_since_14 == (731, 731)
    assert found.was_eligible_child is True
    assert found.came_into_care_on == date(2015, 5, 1)


def test_leaving_the_day_before_16_is_not_after_16() -> None:
    found = facts(care(date(2015, 5, 1), AT_16))
    assert found.thirteen_weeks_since_14 is True
    assert found.looked_after_on_or_after_16 is False
    assert found.was_eligible_child is False
    assert found.left_care_before_16 is True


def test_one_day_on_the_16th_birthday_is_enough() -> None:
    found = facts(care(date(2015, 5, 1), AT_16 + days(1)))
    assert found.looked_after_on_or_after_16 is True
    assert found.was_eligible_child is True
    assert found.left_care_before_16 is False


def test_somebody_is_an_eligible_child_on_the_16th_birthday_itself() -> None:
    found = facts(care(date(2015, 5, 1), None), as_at=AT_16)
    assert found.looked_after_now is True
    assert found.was_eligible_child is True


def test_the_day_before_16_nobody_has_been_an_eligible_child() -> None:
    assert facts(care(date(2015, 5, 1), None), as_at=AT_16 - days(1)).was_eligible_child is False


def test_arriving_at_17_years_and_8_months_leaves_time_for_thirteen_weeks() -> None:
    found = facts(care(date(2024, 10, 10), None, "section_20"))
    assert found.days_looked_after_since_14 == (123, 123)
    assert found.was_eligible_child is True


def test_arriving_at_17_years_and_10_months_does_not() -> None:
    found = facts(care(date(2024, 12, 10), None, "section_20"))
    assert found.days_looked_after_since_14 == (62, 62)
    assert found.was_eligible_child is False
    assert found.looked_after_at_18 is True
    assert found.looked_after_on_or_after_16 is True


def test_thirteen_weeks_complete_as_18_comes() -> None:
    assert facts(care(AT_18 - days(91), None)).was_eligible_child is True
    assert facts(care(AT_18 - days(90), None)).was_eligible_child is False


def test_remand_counts() -> None:
    assert facts(care(AT_16, AT_16 + days(91), "remand")).was_eligible_child is True


def test_short_breaks_do_not_make_an_eligible_child_but_are_care_after_16() -> None:
    found = facts(care(AT_14, AT_18, "short_breaks"))
    assert found.days_looked_after_since_14 == (0, 0)
    assert found.was_eligible_child is False
    assert found.ever_in_care is False
    assert found.looked_after_on_or_after_16 is True


def test_full_care_after_short_breaks_counts_from_its_own_first_day() -> None:
    found = facts(
        care(AT_14, AT_16 + days(1), "short_breaks"), care(AT_16 + days(1), AT_16 + days(92))
    )
    assert found.days_looked_after_since_14 == (91, 91)
    assert found.was_eligible_child is True


def test_born_on_29_february_16_comes_on_the_day_and_18_on_1_march() -> None:
    born = date(2008, 2, 29)
    last_day_at_17 = care(date(2020, 1, 1), None)
    assert facts(last_day_at_17, born=born, as_at=date(2026, 2, 28)).looked_after_now is True
    grown = facts(last_day_at_17, born=born, as_at=date(2026, 3, 1))
    assert grown.looked_after_now is False
    assert grown.turned_18_on == grown.last_left_care_on == date(2026, 3, 1)
    assert facts(care(date(2020, 1, 1), date(2024, 2, 29)), born=born).was_eligible_child is False
    assert facts(care(date(2020, 1, 1), date(2024, 3, 1)), born=born).was_eligible_child is True


def test_a_14th_birthday_of_29_february_is_1_march() -> None:
    found = facts(care(date(2022, 2, 27), date(2022, 3, 3)), born=date(2008, 2, 29))
    assert found.days_looked_after_since_14 == (2, 2)


# Turning 18.


def test_care_that_continues_ends_on_the_18th_birthday() -> None:
    found = facts(care(AT_16, None))
    assert found.looked_after_at_18 is True
    assert found.looked_after_now is False
    assert found.last_left_care_on == AT_18
    assert found.days_looked_after_since_14 == (731, 731)


def test_whether_somebody_is_in_care_at_18_is_not_known_before() -> None:
    found = facts(care(AT_16, None), as_at=AT_18 - days(1))
    assert found.looked_after_at_18 is None
    assert found.looked_after_now is True
    assert found.last_left_care_on == NEVER
    assert found.turned_18_on == AT_18


def test_leaving_the_day_before_18_is_not_at_18() -> None:
    assert facts(care(AT_16, AT_18 - days(1))).looked_after_at_18 is False
