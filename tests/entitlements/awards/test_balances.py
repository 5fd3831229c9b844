"""Balances: the whole, what was had, what is left; never "nothing left" where nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from entitlements.awards import Balance, Between, Drawn, Entry, balance_words, balances
from entitlements.awards.periods import had_within
from entitlements.dates import Window
from entitlements.facts import Facts
from entitlements.rulebook.model import Outcome
from tests.entitlements.awards.home_money import BORN, entry, home
from tests.entitlements.awards.test_entries import some_entries
from tests.rulebooks import shipped_engine

DAY = date(2026, 11, 22)


def balance(
    entries: Sequence[Entry] | None, of: str = "home", as_at: date = DAY, moving: bool = True
) -> Balance:
    book = home()
    facts = book.facts(moving=moving, date_of_birth=BORN)
    found = {b.entitlement: b for b in balances(book.engine, facts, entries, as_at)}
    return found[f"england/{of}"]


def words(entries: Sequence[Entry] | None, of: str = "home", as_at: date = DAY) -> str:
    return balance_words(balance(entries, of, as_at))


YEAR = (
    entry(1, "agreed", "£150", "2026-01-10", "starter"),
    entry(1, "paid", "£150", "2026-01-12", "starter"),
    entry(2, "agreed", "£169.50", "2026-02-01", "licence"),
    entry(2, "paid", "£169.50", "2026-02-03", "licence"),
    entry(3, "agreed", "£1,600", "2026-03-01", "rest"),
    entry(3, "paid", "£1,000", "2026-03-10", "rest"),
    entry(3, "paid", "£600", "2026-04-10", "rest"),
    entry(3, "returned", "£59.50", "2026-05-01", "rest"),
    entry(4, "agreed", "£80", "2026-06-01", "rest"),
    entry(4, "refused", None, "2026-06-02", "rest"),
)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-01-09", "£3,000 of £3,000 left"),
        ("2026-01-10", "£3,000 of £3,000 left, £150 of it agreed and not yet paid"),
        ("2026-01-12", "£2,850 of £3,000 left, Starter pack part used up"),
        (
            "2026-02-01",
            "£2,850 of £3,000 left, £169.50 of it agreed and not yet paid, "
            "Starter pack part used up",
        ),
        (
            "2026-02-03",
            "£2,680.50 of £3,000 left, Starter pack part used up, TV licence part used up",
        ),
        (
            "2026-03-10",
            "£1,680.50 of £3,000 left, £600 of it agreed and not yet paid, "
            "Starter pack part used up, TV licence part used up",
        ),
        (
            "2026-04-10",
            "£1,080.50 of £3,000 left, Starter pack part used up, TV licence part used up",
        ),
        ("2026-05-01", "£1,140 of £3,000 left, Starter pack part used up, TV licence part used up"),
        ("2026-06-02", "£1,140 of £3,000 left, Starter pack part used up, TV licence part used up"),
    ],
)
def test_a_year_of_setting_up_home(day: str, said: str) -> None:
    assert words(YEAR, as_at=date.fromisoformat(day)) == said


def test_the_licence_alone_is_used_up() -> None:
    licence = entry(2, "paid", "£169.50", "2026-02-03", "licence")
    rest = entry(3, "paid", "£1,690.50", "2026-03-10", "rest")
    assert words([licence, rest]) == "£1,140 of £3,000 left, TV licence part used up"


def test_what_is_left_once_all_that_is_agreed_is_paid() -> None:
    found = balance([entry(1, "agreed", "£150", "2026-01-10", "starter")])
    assert (found.left, found.free) == (Between(300_000, 300_000), Between(285_000, 285_000))
    starter = found.parts[0]
    assert (starter.committed, starter.used_up) == (Between(15_000, 15_000), False)


def test_more_had_than_there_was_is_said() -> None:
    found = balance([entry(1, "paid", "£3,100", "2026-02-03")])
    assert (found.left, found.overdrawn) == (Between(0, 0), 10_000)
    assert "£100 more had than there was" in balance_words(found)


def test_what_comes_out_of_a_pot_is_had_of_it() -> None:
    found = balance([entry(1, "paid", "£400", "2026-02-03", of="carpet")])
    assert (found.paid, found.left) == (Between(40_000, 40_000), Between(260_000, 260_000))
    assert balance([entry(1, "paid", "£400", "2026-02-03", of="carpet")], "carpet").draws_on == (
        "england/home"
    )


def test_a_payment_of_no_known_sum_leaves_a_range() -> None:
    found = balance([entry(1, "paid", None, "2026-02-03")])
    assert (found.paid, found.left) == (Between(0, None), Between(0, 300_000))
    assert balance_words(found) == "up to £3,000 of £3,000 left"


def test_nobody_having_written_it_down_is_not_having_had_nothing() -> None:
    found = balance(None)
    assert (found.whole, found.left) == (Between(300_000, 300_000), Between(0, 300_000))
    assert found.paid == Between(0, None)
    assert not any(part.used_up for part in found.parts)


def test_a_sum_that_is_no_longer_for_the_person_leaves_no_balance() -> None:
    found = balance([entry(1, "paid", "£100", "2026-02-03")], moving=False)
    assert (found.outcome, found.whole, found.left) == (Outcome.NOT_ENTITLED, None, None)
    assert balance_words(found) == "no set amount, so what is left is not known, £100 had so far"


def test_an_unknown_fact_leaves_it_open() -> None:
    book = home()
    entries = [entry(1, "paid", "£100", "2026-02-03")]
    found = balances(book.engine, book.facts(date_of_birth=BORN), entries, DAY)[0]
    assert (found.outcome, found.whole) == (Outcome.UNDECIDED, Between(0, 300_000))
    assert found.left == Between(0, 290_000)
    assert balance_words(found) == "up to £2,900 left"


def test_a_sum_for_each_year_counts_the_twelve_months_behind_it() -> None:
    entries = [
        entry(1, "paid", "£50", "2025-11-22", of="fun"),
        entry(2, "paid", "£30", "2025-11-23", of="fun"),
    ]
    found = balance(entries, "fun")
    assert (found.drawn, found.in_period) == (Drawn.PERIOD, Between(3_000, 3_000))
    assert found.left == Between(4_500, 4_500)
    said = "£45 of £75 left, from 23 November 2025 to 22 November 2026"
    assert balance_words(found) == said


LAST_YEAR = entry(1, "paid", "£60", "2025-06-01")
CAME_BACK = entry(1, "returned", "£60", "2026-06-01")


@pytest.mark.parametrize(
    ("entries", "kept"),
    [
        ((LAST_YEAR, CAME_BACK, entry(2, "paid", "£30", "2026-06-01")), Between(3_000, 3_000)),
        (
            (entry(2, "paid", "£30", "2026-06-01"), entry(2, "returned", "£10", "2026-07-01")),
            Between(2_000, 2_000),
        ),
        ((LAST_YEAR, entry(1, "paid", "£50", "2026-02-01"), CAME_BACK), Between(0, 5_000)),
        ((LAST_YEAR, entry(1, "returned", None, "2026-06-01")), Between(0, 0)),
    ],
)
def test_money_that_came_back_is_of_the_award_it_was_paid_on(
    entries: tuple[Entry, ...], kept: Between
) -> None:
    mine = tuple(replace(one, entitlement="england/yearly") for one in entries)
    assert had_within(mine, "england/yearly", Window(date(2026, 1, 1), date(2027, 1, 1))) == kept


def test_a_year_that_is_used_up_though_the_row_holds_no_more() -> None:
    found = balance([entry(1, "paid", "£80", "2026-11-01", of="fun")], "fun")
    assert (found.outcome, found.left) == (Outcome.NOT_ENTITLED, Between(0, 0))
    assert found.overdrawn == 500


def test_a_course_year_is_held_to_what_is_left_of_all_its_years() -> None:
    entries = [
        entry(1, "paid", "£1,000", "2024-10-01", of="course"),
        entry(2, "paid", "£1,000", "2025-10-01", of="course"),
    ]
    found = balance(entries, "course")
    assert found.in_period == Between(0, 0)
    assert found.left == Between(50_000, 50_000)


def test_no_more_than_half_on_one_thing() -> None:
    assert balance([], "fund").one_use == 30_000
    assert words([], "fund").endswith("no more than £300 on one thing")


def test_times_are_counted_against_a_limit() -> None:
    entries = [
        entry(1, "paid", "£20", "2026-03-20", of="festival"),
        entry(2, "paid", "£30", "2026-03-20", of="lessons"),
        entry(3, "paid", "£30", "2024-03-20", of="lessons"),
    ]
    assert balance(entries, "festival").times == 1
    lessons = balance(entries, "lessons")
    assert (lessons.times, lessons.drawn, lessons.left) == (2, Drawn.COUNT, None)
    assert balance_words(lessons).endswith("had 2 times so far, no more than 6 lessons")


def test_parts_with_no_sum_for_the_whole_are_told_one_by_one() -> None:
    found = balance([entry(1, "paid", "£34", "2026-03-20", "theory", of="licence")], "licence")
    assert (found.drawn, found.left) == (Drawn.PARTS, None)
    assert balance_words(found) == (
        "£10 of £44 left of the Theory part, £20 of £20 left of the Photos part, £34 had so far"
    )


def test_a_sum_whose_rule_does_not_say_that_it_is_drawn_down_has_nothing_left_to_tell() -> None:
    found = balance([entry(1, "paid", "£60", "2026-03-20", of="gift")], "gift")
    assert (found.drawn, found.left) == (Drawn.NOT_SAID, None)
    assert balance_words(found) == "the rule does not say what is left, £60 had so far"


def test_nothing_left_is_never_said_where_there_is_no_figure() -> None:
    found = balance([entry(1, "paid", "£60", "2026-03-20", of="needs")], "needs")
    assert (found.whole, found.left, found.free) == (None, None, None)
    assert balance_words(found).startswith("no set amount, so what is left is not known")


@settings(max_examples=40)
@given(some_entries())
def test_left_and_had_make_up_the_whole(entries: list[Entry]) -> None:
    found = balance(entries)
    assert found.whole == Between(300_000, 300_000)
    assert found.left is not None
    assert found.left.settled is not None
    assert found.paid.settled is not None
    assert found.left.settled + found.paid.settled - found.overdrawn == 300_000


def test_the_shipped_book_has_a_balance_for_each_of_its_pots() -> None:
    facts = Facts(
        {
            "authority": "dorset",
            "date_of_birth": date(2007, 2, 10).toordinal(),
            "leaving_care_status_told": "former_relevant",
        }
    )
    found = {b.entitlement: b for b in balances(shipped_engine(), facts, (), DAY)}
    assert found["dorset/personal-budget"].drawn is Drawn.POT
    for each in found.values():
        if each.whole is None:
            assert each.left is None
            assert "£0" not in balance_words(each)
