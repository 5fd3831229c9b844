"""Joining stays, and the count since 14 as a page shows it."""

from __future__ import annotations

from datetime import date

import pytest

from entitlements.care import CarePeriod
from entitlements.episodes import WhyNot, as_table, joined, recount
from tests.entitlements.care_cases import ADULT, AT_14, AT_16, AT_18, BORN, care, days


def test_a_move_does_not_split_a_stay() -> None:
    stays = joined(
        [
            CarePeriod(date(2020, 1, 1), date(2021, 1, 1), "care_order", "dorset", "foster care"),
            CarePeriod(date(2019, 1, 1), date(2020, 1, 1), "care_order", "dorset", "foster care"),
            CarePeriod(date(2021, 1, 1), None, "care_order", "dorset", "children's home"),
        ]
    )
    words = "foster care, then children's home"
    assert stays == (CarePeriod(date(2019, 1, 1), None, "care_order", "dorset", words),)


@pytest.mark.parametrize(
    "second",
    [
        care(date(2020, 1, 1), None, "section_20"),
        care(date(2020, 1, 1), None, authority="kent"),
        care(date(2020, 1, 2), None),
        care(date(2019, 12, 31), None),
    ],
)
def test_another_order_council_or_day_splits_it(second: CarePeriod) -> None:
    assert len(joined([care(date(2019, 1, 1), date(2020, 1, 1)), second])) == 2


def test_a_table_has_headings_and_days_written_day_first() -> None:
    assert as_table([care(date(2019, 5, 3), None, "section_20")]) == (
        ("start", "end", "basis", "authority", "placement"),
        ("03/05/2019", "", "section 20", "dorset", ""),
    )


def test_each_stretch_shows_what_it_adds() -> None:
    found = recount(
        BORN,
        [
            care(AT_16, AT_16 + days(30)),
            care(AT_14 - days(100), AT_14 + days(60)),
            care(AT_16 + days(20), AT_16 + days(40), "section_20"),
            care(AT_16 + days(100), AT_16 + days(110), "short_breaks"),
        ],
        ADULT,
    )
    shown = [(s.place, s.days, s.added, s.running, s.counts) for s in found.stretches]
    assert shown == [
        (1, 60, 60, 60, True),
        (0, 30, 30, 90, True),
        (2, 20, 10, 100, True),
        (3, 0, 0, 100, False),
    ]
    assert [s.why_not for s in found.stretches] == [
        (WhyNot.BEFORE_14,),
        (),
        (WhyNot.COUNTED_ALREADY,),
        (WhyNot.SHORT_BREAKS,),
    ]
    assert found.stretches[0].start == AT_14
    assert (found.total, found.thirteen_weeks, found.borderline) == (100, True, False)


@pytest.mark.parametrize(
    ("count", "close", "enough"),
    [
        (83, False, False),
        (84, True, False),
        (90, True, False),
        (91, True, True),
        (97, True, True),
        (98, False, True),
    ],
)
def test_a_count_near_91_is_borderline(count: int, close: bool, enough: bool) -> None:
    found = recount(BORN, [care(AT_16, AT_16 + days(count))], ADULT)
    assert (found.total, found.borderline, found.thirteen_weeks) == (count, close, enough)


def test_days_from_18_and_days_to_come_are_left_out_and_said() -> None:
    [adult] = recount(BORN, [care(AT_18 - days(10), None)], ADULT).stretches
    assert (adult.days, adult.why_not) == (10, (WhyNot.FROM_18,))
    [child] = recount(BORN, [care(AT_16, AT_16 + days(50))], AT_16 + days(20)).stretches
    assert (child.days, child.why_not) == (20, (WhyNot.TO_COME,))


def test_before_14_nothing_can_count() -> None:
    found = recount(BORN, [care(AT_14 - days(50), None)], AT_14 - days(1))
    assert (found.window, found.total, found.stretches[0].running) == (None, 0, 0)


def test_without_a_date_of_birth_the_count_is_not_known() -> None:
    """Not known is not zero."""
    found = recount(None, [care(AT_16, None)], ADULT)
    assert (found.total, found.borderline, found.thirteen_weeks) == (None, None, None)
    assert found.stretches[0].running is None
    assert found.stretches[0].why_not == (WhyNot.NO_BIRTH,)


def test_what_is_odd_is_found_on_the_way() -> None:
    found = recount(BORN, [care(AT_18, None)], ADULT)
    assert [problem.id for problem in found.problems] == ["starts_at_18_or_later"]
    assert found.facts.days_looked_after_since_14 == (0, 0)
