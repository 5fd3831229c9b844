"""Laws that hold for every history: more care never harms, knowing more never contradicts."""

import inspect
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from entitlements.care import (
    BASES,
    CareAnswers,
    CareFacts,
    CarePeriod,
    care_facts,
    conflicts,
    days_looked_after,
    period_problems,
)
from entitlements.dates import NEVER, Window, attains_age

FACTS = [field.name for field in fields(CareFacts)]
COUNTS = {"days_looked_after_since_14", "months_in_care_unbroken"}
ANSWERS = [field.name for field in fields(CareAnswers)]

births = st.dates(date(2003, 1, 1), date(2009, 12, 31)) | st.sampled_from(
    [date(2004, 2, 29), date(2008, 2, 29)]
)


@st.composite
def days_in_life(draw: st.DrawFn, born: date, youngest: int = 0) -> date:
    """A day near a birthday that matters, or any day up to 22."""
    near = st.builds(
        lambda age, n: attains_age(born, age) + timedelta(n),
        st.sampled_from([14, 16, 18]),
        st.integers(-100, 100),
    )
    anywhere = st.integers(0, 22 * 365).map(lambda n: born + timedelta(n))
    return draw((near | anywhere).filter(lambda day: day >= attains_age(born, youngest)))


@st.composite
def records(draw: st.DrawFn, born: date) -> tuple[CarePeriod, ...]:
    made = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(days_in_life(born))
        length = draw(st.none() | st.integers(1, 120) | st.integers(1, 4000))
        end = None if length is None else start + timedelta(length)
        basis = draw(st.sampled_from(BASES))
        made.append(CarePeriod(start, end, basis, draw(st.sampled_from([None, "a", "b"]))))
    return tuple(made)


@st.composite
def histories(draw: st.DrawFn) -> tuple[date, tuple[CarePeriod, ...], date]:
    born = draw(births)
    return born, draw(records(born)), draw(days_in_life(born))


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


@st.composite
def answers_and_day(draw: st.DrawFn) -> tuple[CareAnswers, date]:
    """Any answers at all, contradictions among them."""
    born, yes_or_no = draw(births), maybe(st.booleans())
    dates = maybe(st.just(NEVER) | days_in_life(born))
    given_answers = CareAnswers(
        born=draw(maybe(st.just(born))),
        periods=draw(maybe(records(born))),
        in_care_now=draw(yes_or_no),
        thirteen_weeks_since_14=draw(yes_or_no),
        in_care_at_16_or_17=draw(yes_or_no),
        left_care_on=draw(dates),
        months_continuously_in_care=draw(maybe(st.integers(0, 220))),
        detained_or_in_hospital_at_16=draw(yes_or_no),
        returned_home_on=draw(dates),
        home_broke_down_on=draw(dates),
    )
    return given_answers, draw(days_in_life(born))


def assert_only_narrower(before: CareFacts, after: CareFacts) -> None:
    for name in FACTS:
        had, has = getattr(before, name), getattr(after, name)
        if name == "authorities" or had is None:
            continue
        if name in COUNTS:
            assert has is not None, name
            assert had[0] <= has[0] <= has[1] <= had[1], name
        else:
            assert has == had, name


@settings(max_examples=400, deadline=None)
@given(answers_and_day(), st.sets(st.sampled_from(ANSWERS), min_size=1))
def test_one_more_answer_never_contradicts_what_was_settled(
    drawn: tuple[CareAnswers, date], forgotten: set[str]
) -> None:
    answers, as_at = drawn
    assume(not conflicts(answers, as_at) and not starts_too_late(answers, as_at))
    less = replace(answers, **dict.fromkeys(forgotten, None))
    assert_only_narrower(care_facts(less, as_at), care_facts(answers, as_at))


def starts_too_late(answers: CareAnswers, as_at: date) -> bool:
    """Whether care is on record that starts at 18 or later: impossible, and found as such."""
    found = period_problems(answers.periods or (), answers.born, as_at)
    return any(problem.id == "starts_at_18_or_later" for problem in found)


def truthful(born: date, periods: tuple[CarePeriod, ...], as_at: date) -> CareAnswers:
    """What somebody with this history answers who remembers everything."""
    known = care_facts(CareAnswers(born=born, periods=periods), as_at)
    short_breaks = any(not period.counts for period in periods)
    months = known.months_in_care_unbroken
    return CareAnswers(
        born=born,
        periods=periods,
        in_care_now=known.looked_after_now,
        thirteen_weeks_since_14=known.thirteen_weeks_since_14,
        in_care_at_16_or_17=None if short_breaks else known.looked_after_on_or_after_16,
        left_care_on=known.last_left_care_on if known.ever_in_care and not short_breaks else None,
        months_continuously_in_care=months[0] if months else None,
    )


@settings(max_examples=200, deadline=None)
@given(histories(), st.sets(st.sampled_from(ANSWERS)))
def test_true_answers_never_settle_a_fact_against_the_record(
    history: tuple[date, tuple[CarePeriod, ...], date], forgotten: set[str]
) -> None:
    born, periods, as_at = history
    answers = truthful(born, periods, as_at)
    assume(not starts_too_late(answers, as_at))
    assert conflicts(answers, as_at) == ()
    some = replace(answers, **dict.fromkeys(forgotten, None))
    assert_only_narrower(care_facts(some, as_at), care_facts(answers, as_at))


@settings(max_examples=150, deadline=None)
@given(histories(), st.integers(0, 3), st.integers(1, 4000), st.randoms())
def test_splitting_and_shuffling_periods_changes_nothing(
    history: tuple[date, tuple[CarePeriod, ...], date], which: int, after: int, random: Any
) -> None:
    born, periods, as_at = history
    assume(which < len(periods))
    period = periods[which]
    middle = period.start + timedelta(after)
    assume(period.end is None or middle < period.end)
    split = [*periods, replace(period, start=middle)]
    split[which] = replace(period, end=middle)
    random.shuffle(split)
    for date_of_birth in (born, None):
        whole = care_facts(CareAnswers(born=date_of_birth, periods=periods), as_at)
        assert care_facts(CareAnswers(born=date_of_birth, periods=tuple(split)), as_at) == whole


@settings(max_examples=150, deadline=None)
@given(histories(), st.data())
def test_a_longer_time_in_care_never_loses_what_care_has_earned(
    history: tuple[date, tuple[CarePeriod, ...], date], data: st.DataObject
) -> None:
    born, periods, as_at = history
    start = data.draw(days_in_life(born))
    longer = (*periods, CarePeriod(start, start + timedelta(1), "section_20"))
    before = care_facts(CareAnswers(born=born, periods=periods), as_at)
    after = care_facts(CareAnswers(born=born, periods=longer), as_at)
    for name in (
        "thirteen_weeks_since_14",
        "was_eligible_child",
        "looked_after_on_or_after_16",
        "thirteen_weeks_before_16",
        "thirteen_weeks_ending_after_16",
        "looked_after_at_18",
        "ever_in_care",
    ):
        assert getattr(before, name) is not True or getattr(after, name) is True, name
    assert before.days_looked_after_since_14 <= after.days_looked_after_since_14  # type: ignore[operator]
    assert before.months_in_care_unbroken <= after.months_in_care_unbroken  # type: ignore[operator]


@settings(max_examples=100, deadline=None)
@given(histories())
def test_facts_agree_with_counting_day_by_day(
    history: tuple[date, tuple[CarePeriod, ...], date],
) -> None:
    born, periods, as_at = history
    at_14, at_16, at_18 = (attains_age(born, years) for years in (14, 16, 18))
    found = care_facts(CareAnswers(born=born, periods=periods), as_at)

    def in_care(day: date) -> bool:
        return day < at_18 and any(
            p.counts and p.start <= day and (p.end is None or day < p.end) for p in periods
        )

    every_day = [at_14 + timedelta(n) for n in range((at_18 - at_14).days)]
    counted = [day for day in every_day if day < as_at and in_care(day)]
    enough, total = False, 0
    for day in every_day:
        if day <= as_at and in_care(day):
            total += day < as_at
            enough = enough or (day >= at_16 and total >= 91)
    assert found.days_looked_after_since_14 == (len(counted), len(counted))
    assert found.was_eligible_child is enough
    assert found.looked_after_now is in_care(as_at)
    if as_at >= at_18:
        assert found.looked_after_at_18 is in_care(at_18 - timedelta(1))
    if as_at > at_14:
        window = Window(at_14, min(as_at, at_18))
        assert days_looked_after(periods, window) == len(counted)


@given(histories())
def test_a_status_that_needs_another_fact_has_it(
    history: tuple[date, tuple[CarePeriod, ...], date],
) -> None:
    born, periods, as_at = history
    found = care_facts(CareAnswers(born=born, periods=periods), as_at)
    if found.was_eligible_child:
        assert found.thirteen_weeks_since_14
        assert found.looked_after_on_or_after_16
        assert found.thirteen_weeks_ending_after_16
        assert not found.left_care_before_16
    if found.looked_after_at_18:
        assert found.looked_after_on_or_after_16


@pytest.mark.parametrize("name", FACTS)
def test_every_fact_is_described(name: str) -> None:
    source = inspect.getsource(CareFacts)
    before = source.split(f"\n    {name}:")[0].rstrip().splitlines()[-1]
    assert before.strip().startswith("#:")
