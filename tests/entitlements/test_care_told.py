"""Plain answers about care, and what contradicts what."""

from dataclasses import replace
from datetime import date

from entitlements.care import (
    CareAnswers,
    CareFacts,
    care_facts,
    conflicts,
    period_problems,
)
from entitlements.dates import NEVER
from tests.entitlements.care_cases import ADULT, AT_14, AT_16, AT_18, BORN, care, days, told

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
