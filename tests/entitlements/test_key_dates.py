"""Key dates: what to put in a calendar, each under a name that stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from entitlements.answers import read_person
from entitlements.evaluate import Evaluation, evaluate
from entitlements.facts import Facts
from entitlements.futures import Futures
from entitlements.in_short import GOOD
from entitlements.key_dates import DateKind, KeyDate, key_dates
from entitlements.rule_changes import Ahead, rule_changes_ahead
from entitlements.rulebook.model import Outcome
from entitlements.timeline import Timeline, along
from tests.changed_books import FROM, RAISED, raised_books
from tests.entitlements.people import TODAY, some
from tests.entitlements.tiny import Tiny, tiny_book
from tests.rulebooks import shipped, shipped_engine

FOLDER = Path(__file__).parent.parent / "journeys" / "people"
PEOPLE = [path for path in sorted(FOLDER.glob("*.yaml")) if ".expect" not in path.name]
BOOK = """
facts:
  date_of_birth: date
  course_end: {type: date, never: No course}
  doing: [course, work]
tables:
  gift:
    - id: eighteen
      when: {age: {from: 18, under: 21}}
      outcome: entitled
      amount: "£100.00"
      ask_by: {birthday: 20}
    - {id: older, when: {age: {from: 21, under: 25}}, outcome: entitled, amount: "£50.00"}
  course:
    - {when: {course_end: {from: as_at}}, outcome: entitled}
  unsure:
    - {when: {age: {under: 18}}, outcome: may_get}
    - {when: {doing: course}, outcome: may_get}
"""
BORN = date(2009, 3, 15)  # 17 on 22 November 2026


def ahead_of(evaluation: Evaluation) -> Timeline:
    return along(Futures(evaluation))


def dates_of(evaluation: Evaluation, until: date | None = None) -> tuple[KeyDate, ...]:
    return key_dates(ahead_of(evaluation), evaluation, until)


def told(born: date = BORN, until: date | None = None, **also: Any) -> dict[str, date]:
    tiny: Tiny = tiny_book(BOOK)
    found = dates_of(tiny.ask(date_of_birth=born, **also), until)
    return {one.key: one.day for one in found}


def test_each_day_ahead_by_its_name() -> None:
    assert told(course_end=date(2027, 7, 16)) == {
        "birthday 18": date(2027, 3, 15),
        "opens england/unsure 1": date(2027, 3, 15),
        "starts england/gift 1": date(2027, 3, 15),
        "course_end": date(2027, 7, 16),
        "stops england/course 1": date(2027, 7, 17),
        "birthday 21": date(2030, 3, 15),
        "changes england/gift 1": date(2030, 3, 15),
        "birthday 25": date(2034, 3, 15),
        "stops england/gift 1": date(2034, 3, 15),
    }


def test_the_half_birthday_is_there_for_somebody_who_has_it_to_come() -> None:
    assert told(date(2009, 8, 31))["birthday 17-and-a-half"] == date(2027, 2, 28)


def test_the_last_day_to_ask_is_the_day_before() -> None:
    assert told(date(2008, 3, 15))["last_day england/gift 1"] == date(2028, 3, 14)


def test_a_name_stays_when_the_day_moves() -> None:
    one, other = told(course_end=date(2027, 7, 16)), told(course_end=date(2027, 7, 2))
    assert set(one) == set(other)
    assert one["course_end"] != other["course_end"]


def test_days_are_named_up_to_the_day_asked_for() -> None:
    assert set(told(until=date(2028, 1, 1))) == {
        "birthday 18",
        "opens england/unsure 1",
        "starts england/gift 1",
    }


def test_a_birthday_names_all_that_moves_on_it_and_a_change_says_how() -> None:
    found = {one.key: one for one in dates_of(tiny_book(BOOK).ask(date_of_birth=BORN))}
    assert found["birthday 18"].entitlements == ("england/gift", "england/unsure")
    assert (found["birthday 18"].before, found["birthday 18"].after) == (None, None)
    changes = found["changes england/gift 1"]
    assert (changes.before, changes.after) == (Outcome.ENTITLED, Outcome.ENTITLED)
    assert changes.figure_before is not None
    assert changes.figure_after is not None
    assert (changes.figure_before.most, changes.figure_after.most) == (10_000, 5_000)
    assert found["opens england/unsure 1"].after is Outcome.UNDECIDED


def test_with_no_date_of_birth_there_are_no_birthdays() -> None:
    assert dates_of(tiny_book(BOOK).ask()) == ()


def test_a_course_that_never_ends_has_no_last_day() -> None:
    assert "course_end" not in told(course_end=date.max)


@pytest.mark.parametrize("path", PEOPLE, ids=lambda path: path.stem)
def test_names_are_each_used_once_and_days_are_ahead(path: Path) -> None:
    facts = read_person(path.read_text("utf-8"), shipped().catalogue, path.name).facts
    now = evaluate(shipped_engine(), facts, TODAY)
    found = dates_of(now)
    assert len({one.key for one in found}) == len(found)
    assert [one.day for one in found] == sorted(one.day for one in found)
    assert all(one.day > TODAY for one in found)
    assert found == dates_of(evaluate(shipped_engine(), facts, TODAY))


def test_the_day_before_it_was_still_so() -> None:
    for facts in some("key dates", 6, 0.8):
        for one in dates_of(evaluate(shipped_engine(), facts, TODAY)):
            if one.kind is DateKind.STOPS:
                eve = evaluate(shipped_engine(), facts, date.fromordinal(one.day.toordinal() - 1))
                on = evaluate(shipped_engine(), facts, one.day)
                assert eve.as_found(one.entitlements[0]).outcome in GOOD
                assert on.as_found(one.entitlements[0]).outcome is one.after


HANDED_ON = """
facts:
  date_of_birth: date
  course_end: {type: date, never: No course}
tables:
  plan:
    - id: under-21
      when: {age: {from: 18, under: 21}}
      outcome: entitled
      ends: {birthday: 21}
    - {id: older, when: {age: {from: 21, under: 25}}, outcome: entitled, ends: {birthday: 25}}
  room:
    - {when: {age: {from: 18}}, outcome: entitled, ends: {fact: course_end}}
"""


def test_what_another_row_gives_from_that_day_does_not_end() -> None:
    adult = date(2007, 3, 15)
    now = tiny_book(HANDED_ON).ask(date_of_birth=adult, course_end=date(2027, 7, 1))
    ends = {one.entitlements[0]: one.day for one in dates_of(now) if one.kind is DateKind.ENDS}

    assert ends == {"england/room": date(2027, 7, 1)}, "and what nothing goes on with does"


# Changes of the rules.


def test_versions_that_wait_for_a_day_are_listed_without_one() -> None:
    found = {one.table: one for one in rule_changes_ahead(shipped(), "dorset", TODAY)}
    staying = found["england/staying-close"]
    assert (staying.kind, staying.day, staying.approved) == (Ahead.PENDING, None, None)


def test_versions_that_end_with_nothing_after_them_are_listed() -> None:
    found = rule_changes_ahead(shipped(), None, TODAY)
    cap = next(one for one in found if one.table == "england/universal-credit-benefit-cap")
    assert (cap.kind, cap.day) == (Ahead.ENDS, date(2027, 4, 6))
    assert cap.key == "ends england/universal-credit-benefit-cap 1"


def test_a_version_that_follows_another_is_one_change_and_not_two() -> None:
    book = raised_books()[1]
    found = [one for one in rule_changes_ahead(book, "dorset", TODAY) if one.table == RAISED]
    assert [(one.kind, one.day) for one in found] == [(Ahead.BEGINS, FROM)]
    assert RAISED not in {one.table for one in rule_changes_ahead(book, None, TODAY)}


def test_what_has_begun_is_not_ahead() -> None:
    days = [one.day for one in rule_changes_ahead(shipped(), "dorset", TODAY)]
    assert all(day is None or day > TODAY for day in days)
    assert not rule_changes_ahead(tiny_book(BOOK).book, None, TODAY)


def test_somebody_of_whom_nothing_is_known_has_only_what_the_rules_bring() -> None:
    now = evaluate(shipped_engine(), Facts(), TODAY)
    assert not [one for one in dates_of(now) if one.kind is DateKind.BIRTHDAY]
