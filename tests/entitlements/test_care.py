"""The traps of leaving-care law, one by one, each with dates that show it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from entitlements.care import (
    BASES,
    COUNTED_BASES,
    CareAnswers,
    CareFacts,
    CarePeriod,
    ImpossiblePeriod,
    care_facts,
    conflicts,
    days_looked_after,
    period_problems,
)
from entitlements.dates import NEVER, DateProblem, Window

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


# Plain answers.


def test_nothing_known_settles_nothing() -> None:
    found = care_facts(CareAnswers(), ADULT)
    named = {name: getattr(found, name) for name in CareFacts.__slots__}
    assert named.pop("authorities") == ()
    assert set(named.values()) == {None}


def test_never_in_care_settles_all_without_a_date_of_birth() -> None:
    found = care_facts(CareAnswers(periods=()), ADULT)
    assert found.was_eligible_child is False
    assert found.looked_after_on_or_after_16 is False
    assert found.days_looked_after_since_14 == (0, 0)
    assert found.last_left_care_on == NEVER


def test_an_answer_of_no_settles_what_needs_it() -> None:
    assert told(in_care_at_16_or_17=False).was_eligible_child is False
    assert told(thirteen_weeks_since_14=False).was_eligible_child is False
    assert told(thirteen_weeks_since_14=False).days_looked_after_since_14 == (0, 90)
    assert told(in_care_at_16_or_17=False).looked_after_at_18 is False


def test_both_answers_of_yes_make_an_eligible_child() -> None:
    found = told(thirteen_weeks_since_14=True, in_care_at_16_or_17=True)
    assert found.was_eligible_child is True
    assert found.days_looked_after_since_14 == (91, 1461)
    assert found.status_borderline is None


def test_age_alone_settles_what_it_can() -> None:
    young = told(as_at=AT_14)
    assert young.days_looked_after_since_14 == (0, 0)
    assert young.thirteen_weeks_since_14 is False
    assert young.was_eligible_child is False
    assert told(as_at=AT_16 - days(1)).looked_after_on_or_after_16 is False
    assert told().looked_after_now is False
    assert told().looked_after_at_18 is None


def test_the_day_of_leaving_settles_what_it_can() -> None:
    assert told(left_care_on=AT_16).looked_after_on_or_after_16 is False
    assert told(left_care_on=AT_16 + days(1)).looked_after_on_or_after_16 is True
    assert told(left_care_on=AT_18).looked_after_at_18 is True
    assert told(left_care_on=AT_18 + days(99)).last_left_care_on == AT_18
    assert told(left_care_on=AT_18 - days(1)).looked_after_at_18 is False


def test_in_care_now_settles_16_or_17_and_then_18() -> None:
    assert told(as_at=AT_16, in_care_now=True).looked_after_on_or_after_16 is True
    assert told(as_at=AT_16, in_care_now=True).looked_after_at_18 is None
    assert told(left_care_on=NEVER).looked_after_at_18 is True


# Contradictions and oddities.


def ids(as_at: date = ADULT, **answers: object) -> list[str]:
    given = replace(CareAnswers(born=BORN), **answers)  # type: ignore[arg-type]
    return [conflict.id for conflict in conflicts(given, as_at)]


def test_periods_decide_and_the_conflict_is_shown() -> None:
    answers = CareAnswers(born=BORN, periods=(care(AT_16, AT_18),), thirteen_weeks_since_14=False)
    assert care_facts(answers, ADULT).thirteen_weeks_since_14 is True
    (conflict,) = conflicts(answers, ADULT)
    assert (conflict.one.source, conflict.one.value) == ("thirteen_weeks_since_14", False)
    assert (conflict.other.source, conflict.other.value) == ("periods", True)


def test_plain_answers_that_contradict_each_other_settle_nothing() -> None:
    assert ids(in_care_at_16_or_17=True, left_care_on=AT_16) == ["in_care_at_16_or_17"]
    found = told(in_care_at_16_or_17=True, left_care_on=AT_16)
    assert found.looked_after_on_or_after_16 is None


def test_every_contradiction_has_a_name() -> None:
    late = care(AT_16, AT_18)
    assert ids(in_care_now=True) == ["in_care_now"]
    assert ids(AT_16, in_care_now=False, left_care_on=NEVER) == ["in_care_now"]
    assert ids(AT_14, thirteen_weeks_since_14=True) == ["thirteen_weeks_since_14"]
    assert ids(AT_14, in_care_at_16_or_17=True) == ["in_care_at_16_or_17"]
    assert ids(in_care_at_16_or_17=False, left_care_on=AT_18) == ["in_care_at_16_or_17"]
    assert ids(AT_16, in_care_at_16_or_17=False, in_care_now=True) == ["in_care_at_16_or_17"]
    assert ids(months_continuously_in_care=300) == ["months_continuously_in_care"]
    assert ids(returned_home_on=AT_16, home_broke_down_on=AT_14) == ["home_broke_down_on"]
    assert ids(periods=(late,), left_care_on=AT_16) == ["left_care_on"]
    assert ids(periods=(late,), months_continuously_in_care=12) == ["months_continuously_in_care"]
    assert ids(periods=(late,), in_care_at_16_or_17=False) == ["in_care_at_16_or_17"]
    assert ids(AT_16, periods=(late,), in_care_now=False) == ["in_care_now"]
    assert ids(periods=(late,), adopted_on=AT_16 + days(1)) == ["adopted_on"]
    assert ids(periods=(late,), left_care_on=AT_18 + days(9)) == []


def test_oddities_of_a_record_are_found_and_change_nothing() -> None:
    periods = (
        care(BORN - days(1), AT_14),
        care(AT_14 - days(5), AT_16, authority="bcp"),
        care(AT_18, None),
        care(AT_16, AT_18 + days(1)),
        care(ADULT + days(1), None),
    )
    found = [(problem.id, problem.places) for problem in period_problems(periods, BORN, ADULT)]
    assert found == [
        ("starts_before_birth", (0,)),
        ("starts_at_18_or_later", (2,)),
        ("ends_after_18", (3,)),
        ("starts_in_future", (4,)),
        ("starts_at_18_or_later", (4,)),
        ("overlaps_other_authority", (0, 1)),
    ]
    assert period_problems((care(AT_16, None),), None, ADULT) == ()
