"""The timeline against a clock: every day asked one by one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest

from entitlements.dates import NEVER_DAY
from entitlements.evaluate import evaluate
from entitlements.facts import Facts
from entitlements.futures import horizon
from entitlements.rulebook.model import Outcome
from entitlements.timeline import Timeline, timeline
from tests.entitlements.day_by_day import changes_of
from tests.entitlements.people import TODAY, a_person, some
from tests.entitlements.tiny import tiny_book
from tests.rulebooks import shipped_engine


@pytest.mark.parametrize("which", range(6))
def test_every_change_is_real_and_every_stretch_is_whole(which: int) -> None:
    """The outcome of the day before differs; stretches tile the time, with no gap between."""
    facts = a_person(Random(f"changes {which}"), 0.9, TODAY, "care_periods")
    line = timeline(shipped_engine(), facts, TODAY)
    assert line.until == horizon(facts, TODAY)
    for change in line.changes:
        eve = evaluate(shipped_engine(), facts, change.on - timedelta(1))
        before = eve.as_found(change.entitlement)
        after = evaluate(shipped_engine(), facts, change.on).as_found(change.entitlement)
        assert (change.before, change.after) == (before.outcome, after.outcome)
        money = [f and (f.least, f.most) for f in (before.figure, after.figure)]
        assert change.before is not change.after or money[0] != money[1]
    for entitlement in evaluate(shipped_engine(), facts, TODAY).plan.by_id:
        assert_tiled(line, entitlement)


def assert_tiled(line: Timeline, entitlement: str) -> None:
    spans = line.of(entitlement)
    assert (spans[0].start, spans[-1].end) == (line.as_at, line.until)
    assert all(one.end == other.start for one, other in pairwise(spans))
    days = [change.on for change in line.changes if change.entitlement == entitlement]
    assert days == [span.start for span in spans[1:]]


def test_changes_come_in_order_of_time() -> None:
    for facts in some("order", 3):
        days = [change.on for change in timeline(shipped_engine(), facts, TODAY).changes]
        assert days == sorted(days)


def test_a_birthday_on_29_february_comes_on_1_march() -> None:
    """
    facts:
      date_of_birth: date
    tables:
      adult:
        - when: {age: {from: 18, under: 20}}
    """
    tiny = tiny_book(test_a_birthday_on_29_february_comes_on_1_march.__doc__)
    found = changes_of(tiny, date(2028, 6, 1), date(2026, 1, 1), date_of_birth=date(2008, 2, 29))
    assert found == [date(2026, 3, 1), date(2028, 2, 29)]


def test_the_next_birthday_turns_on_the_day_after() -> None:
    """
    facts:
      date_of_birth: date
    tables:
      gift:
        - when: {birthday: 18}
    """
    tiny = tiny_book(test_the_next_birthday_turns_on_the_day_after.__doc__)
    found = changes_of(tiny, date(2028, 1, 1), date(2025, 1, 1), date_of_birth=date(2008, 5, 10))
    assert found == [date(2025, 5, 11), date(2026, 5, 11)]


def test_a_version_and_a_rate_begin_on_their_first_day() -> None:
    """A version still to come is read for the days that it turns on itself.

    facts:
      date_of_birth: date
    parameters:
      rate: {2020-01-01: "£5.00", 2027-04-06: "£6.00"}
    tables:
      help:
        versions:
          - {effective_from: 2020-01-01, effective_to: 2027-01-01, rows: []}
          - effective_from: 2027-01-01
            rows:
              - {when: {age: {from: 19}}, amount: {value: {parameter: rate}}}
    """
    tiny = tiny_book(test_a_version_and_a_rate_begin_on_their_first_day.__doc__)
    found = changes_of(tiny, date(2028, 1, 1), date_of_birth=date(2008, 3, 5))
    assert found == [date(2027, 3, 5), date(2027, 4, 6)]


def test_a_sum_that_counts_weeks_from_today_goes_down_each_week() -> None:
    """
    facts:
      course_end: date
    tables:
      help:
        - amount: {value: {times: "£1.00", by: {whole: weeks, from: as_at, to: {fact: course_end}}}}
    """
    tiny = tiny_book(test_a_sum_that_counts_weeks_from_today_goes_down_each_week.__doc__)
    found = changes_of(tiny, date(2027, 1, 1), course_end=date(2026, 12, 20))
    assert found == [
        date(2026, 11, 23),
        *(date(2026, 11, 23) + timedelta(7 * n) for n in (1, 2, 3)),
    ]


def test_without_a_birth_date_two_years_are_walked() -> None:
    facts = Facts({"authority": "dorset", "in_care_now": False})
    line = timeline(shipped_engine(), facts, TODAY)
    assert line.until == date(2028, 11, 22)
    assert all(span.start >= TODAY for span in line.spans)


@pytest.mark.parametrize(
    ("known", "until"),
    [
        ({"date_of_birth": date(2007, 2, 10)}, date(2033, 2, 10)),
        ({"date_of_birth": date(2008, 2, 29)}, date(2034, 3, 1)),
        ({"date_of_birth": date(2000, 1, 1)}, date(2026, 11, 23)),
        ({"date_of_birth": date(2001, 1, 1), "course_end": date(2028, 6, 30)}, date(2028, 7, 1)),
        ({"date_of_birth": date(2007, 2, 10), "course_end": date.max}, date(2033, 2, 10)),
    ],
)
def test_time_is_walked_to_the_26th_birthday_or_the_end_of_a_course(
    known: dict[str, date], until: date
) -> None:
    facts = Facts({name: day.toordinal() for name, day in known.items()})
    assert horizon(facts, TODAY) == until


def test_the_last_day_to_ask_is_the_soonest_that_is_still_to_come() -> None:
    """
    facts:
      date_of_birth: date
      started: date
    tables:
      help:
        - {when: {age: {from: 16}}, ask_by: [{birthday: 25}, {fact: started, plus: 3 months}]}
    """
    tiny = tiny_book(test_the_last_day_to_ask_is_the_soonest_that_is_still_to_come.__doc__)

    def last_days(started: date | int) -> list[date]:
        facts = tiny.facts(date_of_birth=date(2007, 2, 10)).knowing(
            "started", started if isinstance(started, int) else started.toordinal()
        )
        line = timeline(tiny.engine, facts, TODAY)
        return [last.on for last in line.last_days]

    assert last_days(date(2026, 11, 30)) == [date(2027, 2, 27)]
    assert last_days(NEVER_DAY) == [date(2032, 2, 9)]
    assert last_days(date(2026, 8, 23)) == [TODAY]
    assert last_days(date(2026, 8, 22)) == [date(2032, 2, 9)]


def test_what_is_not_decided_is_shown_as_not_decided_all_along() -> None:
    line = timeline(shipped_engine(), Facts({"authority": "dorset"}), TODAY)
    spans = line.of("england/higher-education-bursary")
    assert [span.outcome for span in spans] == [Outcome.UNDECIDED]
