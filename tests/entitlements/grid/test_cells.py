"""Cells: the plain words that a policy lead types, and the one spelling that is written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import settings

from entitlements.dates import NEVER_DAY, Duration
from entitlements.grid import ALSO, read_cell, write_cell
from entitlements.problems import Problem
from entitlements.rulebook.conditions import (
    ALWAYS,
    AsAtBound,
    Between,
    FactBound,
    Holds,
    IsTrue,
    Literal,
    NextBirthday,
    OneOfThese,
    ParameterBound,
)
from entitlements.rulebook.conditions import (
    Test as FactTest,
)
from tests.rulebooks import shipped

FEW = settings(max_examples=60, derandomize=True, deadline=None)


def day(text: str) -> Literal:
    return Literal(date.fromisoformat(text).toordinal())


def number(
    low: Any = None, high: Any = None, low_open: bool = False, high_open: bool = True
) -> Any:
    return Between(low, high, low_open, high_open)


def dated(low: Any = None, high: Any = None, low_open: bool = False, high_open: bool = True) -> Any:
    return Between(low, high, low_open, high_open, "date")


def money(low: Any = None, high: Any = None, low_open: bool = False, high_open: bool = True) -> Any:
    return Between(low, high, low_open, high_open, "money")


MONTHS, DAYS = Duration(12, "month"), Duration(60, "day")
RATE = ParameterBound("uc-standard-under-25")
#: column, what is typed, what it means, what is written
TYPED = [
    ("pregnant", "yes", IsTrue(True), "yes"),
    ("pregnant", " No ", IsTrue(False), "no"),
    ("pregnant", "TRUE", IsTrue(True), "yes"),
    ("pregnant", "you are not pregnant", IsTrue(False), "no"),
    ("home", "own tenancy", OneOfThese(("own_tenancy",)), "own tenancy"),
    ("home", "own_tenancy", OneOfThese(("own_tenancy",)), "own tenancy"),
    ("home", "With foster carers", OneOfThese(("foster_care",)), "foster care"),
    (
        "home",
        "own tenancy, shared tenancy",
        OneOfThese(("own_tenancy", "shared_tenancy")),
        "own tenancy or shared tenancy",
    ),
    (
        "home",
        "not custody or hospital",
        OneOfThese(("custody", "hospital"), True),
        "not custody or hospital",
    ),
    ("leaving_care_status", "not none", OneOfThese(("none",), True), "not none"),
    ("doing", "ill or disabled", Holds(("ill_or_disabled",)), "ill or disabled"),
    (
        "doing",
        "ill or disabled or work",
        Holds(("ill_or_disabled", "work")),
        "ill or disabled or work",
    ),
    ("doing", "all of work and college", Holds(("work", "college"), "all"), None),
    ("doing", "work and college", Holds(("work", "college"), "all"), "all of work and college"),
    ("doing", "none of work, college", Holds(("work", "college"), "none"), "not work or college"),
    ("age", "18 or over and under 25", number(Literal(18), Literal(25)), None),
    (
        "age",
        "18 and over and under 25",
        number(Literal(18), Literal(25)),
        "18 or over and under 25",
    ),
    ("age", "18 to 24", number(Literal(18), Literal(25)), "18 or over and under 25"),
    ("age", "18-24 years old", number(Literal(18), Literal(25)), "18 or over and under 25"),
    ("age", "between 18 and 24", number(Literal(18), Literal(25)), "18 or over and under 25"),
    ("age", ">= 18 and < 25", number(Literal(18), Literal(25)), "18 or over and under 25"),
    ("age", "18+", number(Literal(18)), "18 or over"),
    ("age", "under 21 years", number(None, Literal(21)), "under 21"),
    ("hours_a_week", "over 12", number(Literal(12), None, True), "over 12"),
    ("hours_a_week", "at most 20", number(None, Literal(20), False, False), "at most 20"),
    ("hours_a_week", "12", number(Literal(12), Literal(12), False, False), "exactly 12"),
    ("savings", "£2,000 or more", money(Literal(200000)), None),
    ("savings", "2000 or more", money(Literal(200000)), "£2,000 or more"),
    ("savings", "< £57.9", money(None, Literal(5790)), "under £57.90"),
    (
        "savings",
        "£10 to £20",
        money(Literal(1000), Literal(2000), False, False),
        "£10 or more and at most £20",
    ),
    ("savings", "at least the rate uc-standard-under-25", money(RATE), None),
    (
        "course_start",
        "on or after 1 April 2023 and before 1 April 2024",
        dated(day("2023-04-01"), day("2024-04-01")),
        None,
    ),
    ("course_start", "from 2023-04-01", dated(day("2023-04-01")), "on or after 1 April 2023"),
    (
        "course_start",
        "by 1 apr 2023",
        dated(None, day("2023-04-01"), False, False),
        "on or before 1 April 2023",
    ),
    ("course_start", "> 01/04/2023", dated(day("2023-04-01"), None, True), "after 1 April 2023"),
    ("course_start", "after today", dated(AsAtBound(), None, True), None),
    (
        "course_start",
        "in the past 12 months",
        dated(AsAtBound(MONTHS, -1), AsAtBound(), False, False),
        None,
    ),
    ("course_start", "12 months ago or later", dated(AsAtBound(MONTHS, -1)), None),
    (
        "turned_18_on",
        "before course_start plus 60 days",
        dated(None, FactBound("course_start", DAYS)),
        None,
    ),
    (
        "turned_18_on",
        "before 60 days after course_start",
        dated(None, FactBound("course_start", DAYS)),
        "before course_start plus 60 days",
    ),
    (
        "course_start",
        "1 April 2023 to 31 March 2024",
        dated(day("2023-04-01"), day("2024-03-31"), False, False),
        "on or after 1 April 2023 and on or before 31 March 2024",
    ),
    (
        "course_start",
        "up to 1 April 2023",
        dated(None, day("2023-04-01"), False, False),
        "on or before 1 April 2023",
    ),
    ("course_start", "has happened", dated(None, Literal(NEVER_DAY)), None),
    ("course_start", "never", dated(Literal(NEVER_DAY), Literal(NEVER_DAY), False, False), None),
    ("birthday", "next birthday 21 or 25", NextBirthday((21, 25)), None),
    ("birthday", "21st, 25th", NextBirthday((21, 25)), "next birthday 21 or 25"),
]


@pytest.mark.parametrize(("fact", "text", "check", "written"), TYPED)
def test_what_is_typed_means_what_it_says(
    fact: str, text: str, check: Any, written: str | None
) -> None:
    found = read_cell(text, fact, shipped())

    assert found == FactTest(fact, check)
    assert write_cell(found, shipped()) == (written or text)


@pytest.mark.parametrize("text", ["", "  ", "any", "-"])
def test_an_empty_cell_is_for_anyone(text: str) -> None:
    assert read_cell(text, "home", shipped()) == ALWAYS
    assert read_cell(text.replace("any", "").replace("-", ""), ALSO, shipped()) == ALWAYS


def test_a_space_that_does_not_break_and_marks_that_cannot_be_seen_are_no_trouble() -> None:
    found = read_cell("\u200fown\u00a0tenancy\u202c\ufeff", "home", shipped())

    assert found == FactTest("home", OneOfThese(("own_tenancy",)))


WRONG = [
    ("home", "own tenacy", "'own tenacy' is not one of", "Did you mean 'own tenancy'?"),
    ("home", "own tenancy and custody", "only one of these at once", "or"),
    ("home", "tent or yurt", "'tent' and 'yurt' are not among", ""),
    ("pregnant", "maybe", "'maybe' is not yes or no.", "Write yes or no"),
    ("age", "eighteen", "'eighteen' is not a whole number.", "digits"),
    ("age", "over 200", "Nobody is 200.", "whole years"),
    ("age", "over 18 and over 20", "two lower ends", "Keep one"),
    ("age", "over 18 and under 20 and under 30", "more than two ends", "Keep one"),
    ("savings", "£1.234 or more", "'£1.234' is not an amount of money.", "£2,000"),
    ("savings", "over the rate uc-standart", "There is no rate", ""),
    ("course_start", "after 31 June 2023", "There is no day '31 june 2023'.", ""),
    ("course_start", "before term starts", "is not a day.", "1 April 2023"),
    ("birthday", "soon", "'soon' is not a birthday.", "21 or 25"),
    ("horoscope", "yes", "There is no fact 'horoscope'", ""),
    ("home", "{own: tenancy", "This is not YAML", ""),
    (ALSO, "any of []", "This group is empty.", ""),
    (ALSO, "hello", "is not a condition.", "fact: test"),
    (ALSO, "3 of [pregnant: yes]", "can never be asked for", ""),
    (ALSO, "england/nothing: entitled", "There is no table", ""),
    (ALSO, "pregnant: any", "tests nothing", ""),
]


@pytest.mark.parametrize(("fact", "text", "what", "fix"), WRONG)
def test_a_cell_that_cannot_be_read_says_what_and_how_to_mend_it(
    fact: str, text: str, what: str, fix: str
) -> None:
    found = read_cell(text, fact, shipped(), row="moving")

    assert isinstance(found, Problem)
    assert what in found.what
    assert fix in found.fix
    assert found.place.startswith("row moving, column ")


def test_a_problem_names_row_and_column_as_a_reader_knows_them() -> None:
    found = read_cell("own tenacy", "home", shipped(), row="moving")

    assert str(found).startswith("row moving, column where you live: 'own tenacy' is not one of")
