"""Home again, detained at 16, and the other definitions of care."""

from dataclasses import replace
from datetime import date

from entitlements.care import (
    CareAnswers,
    CareFacts,
    CarePeriod,
    care_facts,
    conflicts,
)
from entitlements.dates import NEVER
from tests.entitlements.care_cases import ADULT, AT_14, AT_16, AT_18, BORN, care, days, facts, told

# Home again.


def home(
    returned: date, broke_down: date | None, as_at: date = ADULT, *periods: CarePeriod
) -> CareFacts:
    answers = CareAnswers(
        born=BORN,
        periods=periods or (care(date(2019, 5, 1), date(2024, 1, 10), "section_20"),),
        returned_home_on=returned,
        home_broke_down_on=broke_down,
    )
    return care_facts(answers, as_at)


LEFT = date(2024, 1, 10)


def test_six_months_home_that_lasted() -> None:
    found = home(LEFT, NEVER)
    assert found.home_six_months is True
    assert found.home_broke_down_after_18 is False
    assert found.was_eligible_child is True, "the six months never undo that"


def test_a_day_short_of_six_months_by_18() -> None:
    assert home(date(2024, 8, 11), NEVER).home_six_months is False
    assert home(date(2024, 8, 10), NEVER).home_six_months is True


def test_six_months_are_not_up_before_they_are() -> None:
    assert home(LEFT, NEVER, date(2024, 7, 9)).home_six_months is False
    assert home(LEFT, NEVER, date(2024, 7, 10)).home_six_months is True


def test_home_that_broke_down_before_18() -> None:
    found = home(LEFT, AT_18 - days(1))
    assert found.home_six_months is False
    assert found.home_broke_down_after_18 is False


def test_home_that_broke_down_after_18_is_arguable() -> None:
    for broke_down in (AT_18, AT_18 + days(200)):
        found = home(LEFT, broke_down)
        assert found.home_six_months is True
        assert found.home_broke_down_after_18 is True


def test_not_knowing_whether_it_broke_down_leaves_it_open() -> None:
    found = home(LEFT, None)
    assert found.home_six_months is None
    assert found.home_broke_down_after_18 is None
    assert home(date(2024, 12, 1), None).home_six_months is False


def test_at_home_under_a_care_order_on_the_18th_birthday() -> None:
    found = home(date(2023, 1, 1), NEVER, ADULT, care(date(2019, 5, 1), None))
    assert found.looked_after_at_18 is True
    assert found.eligible_when_last_looked_after is True
    assert found.home_six_months is False
    assert found.home_time_in_dispute is False


def test_at_home_under_a_care_order_that_ended_shortly_before_18_is_arguable() -> None:
    order = care(date(2019, 5, 1), AT_18 - days(30))
    found = home(date(2023, 1, 1), NEVER, ADULT, order)
    assert found.home_six_months is False
    assert found.home_time_in_dispute is True


def test_never_home_again_settles_it_without_more() -> None:
    assert told(returned_home_on=NEVER).home_six_months is False
    assert told(home_broke_down_on=AT_18 - days(1)).home_six_months is False
    assert told(home_broke_down_on=AT_18).home_six_months is None


def test_going_home_needs_the_day_of_leaving_care() -> None:
    assert told(returned_home_on=LEFT, home_broke_down_on=NEVER).home_six_months is None
    left = told(returned_home_on=LEFT, home_broke_down_on=NEVER, left_care_on=LEFT)
    assert left.home_six_months is True


# Detained, or in hospital, at 16.


def test_thirteen_weeks_before_16_for_somebody_detained_on_the_birthday() -> None:
    found = facts(care(AT_14, AT_14 + days(91)))
    assert found.thirteen_weeks_before_16 is True
    assert found.was_eligible_child is False
    assert facts(care(AT_14, AT_14 + days(90))).thirteen_weeks_before_16 is False
    assert facts(care(AT_16 - days(50), AT_16 + days(50))).thirteen_weeks_before_16 is False
    plain = told(thirteen_weeks_since_14=True, left_care_on=AT_16)
    assert plain.thirteen_weeks_before_16 is True


# Other definitions.


def test_student_finance_counts_days_before_14_too() -> None:
    found = facts(care(date(2015, 1, 1), date(2016, 1, 1)), care(AT_16, AT_16 + days(1)))
    assert found.thirteen_weeks_since_14 is False
    assert found.thirteen_weeks_ending_after_16 is True


def test_the_longest_unbroken_spell_joins_councils_and_orders() -> None:
    found = facts(
        care(date(2019, 5, 1), date(2019, 11, 1), "interim_care_order", "bcp"),
        care(date(2019, 11, 1), date(2020, 6, 1)),
        care(date(2020, 7, 1), date(2021, 3, 1)),
    )
    assert found.months_in_care_unbroken == (13, 13)


def test_twelve_months_are_twelve_on_the_day() -> None:
    assert facts(care(AT_16, None), as_at=date(2024, 2, 10)).months_in_care_unbroken == (12, 12)
    assert facts(care(AT_16, None), as_at=date(2024, 2, 9)).months_in_care_unbroken == (11, 11)


def test_a_care_order_now() -> None:
    assert facts(care(AT_16, None), as_at=ADULT).care_order_now is False
    assert facts(care(AT_16, None), as_at=AT_16).care_order_now is True
    assert facts(care(AT_16, None, "section_20"), as_at=AT_16).care_order_now is False
    assert told(as_at=AT_16, in_care_now=True).care_order_now is None


def test_special_guardianship_from_care_ends_care() -> None:
    answers = CareAnswers(
        born=BORN,
        periods=(care(date(2010, 1, 1), date(2012, 1, 1)),),
        special_guardianship_from_care=True,
    )
    found = care_facts(answers, ADULT)
    assert found.left_care_before_16 is True
    assert found.ever_in_care is True
    assert conflicts(answers, ADULT) == ()
    never = replace(answers, periods=())
    assert [conflict.id for conflict in conflicts(never, ADULT)] == [
        "special_guardianship_from_care"
    ]
