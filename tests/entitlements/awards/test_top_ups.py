"""Top-ups: paid under an older figure, and something to ask for now."""

from __future__ import annotations

from datetime import date

from entitlements.awards import Between, Entry, Step, TopUp, top_ups
from entitlements.evaluate import Engine
from entitlements.facts import Facts
from entitlements.rulebook.model import Force, Outcome
from tests.changed_books import FROM, RAISED, raised_books
from tests.entitlements.awards.home_money import entry, home
from tests.entitlements.tiny import TODAY


def asked(*entries: Entry, **known: object) -> tuple[TopUp, ...]:
    book = home()
    facts = book.facts(**({"moving": True, "date_of_birth": date(2003, 2, 10)} | known))
    return top_ups(book.engine, facts, entries, TODAY)


def test_paid_two_thousand_before_the_rise() -> None:
    (found,) = asked(entry(1, "paid", "£2,000", "2022-05-01"))
    assert (found.then, found.now) == (Between(200_000, 200_000), Between(300_000, 300_000))
    assert found.paid == Between(200_000, 200_000)
    assert found.difference == Between(100_000, 100_000)
    assert (found.outcome, found.force) == (Outcome.MAY_GET, Force.POLICY)
    assert (found.row, found.version) == ("moving", date(2023, 4, 1))


def test_what_was_topped_up_already_comes_off() -> None:
    first = entry(1, "paid", "£2,000", "2022-05-01")
    assert asked(first, entry(2, "paid", "£1,000", "2023-05-01")) == ()
    (found,) = asked(first, entry(2, "paid", "£400", "2023-05-01"))
    assert found.difference == Between(60_000, 60_000)


def test_paid_under_the_figure_of_today_is_no_top_up() -> None:
    assert asked(entry(1, "paid", "£2,000", "2024-05-01")) == ()


def test_agreed_and_not_paid_is_no_top_up() -> None:
    assert asked(entry(1, "agreed", "£2,000", "2022-05-01")) == ()


def test_what_is_not_known_stays_so() -> None:
    (found,) = asked(entry(1, "paid", None, "2022-05-01"))
    assert found.difference == Between(0, 300_000)


def test_nothing_is_asked_for_where_the_sum_is_no_longer_for_the_person() -> None:
    assert asked(entry(1, "paid", "£2,000", "2022-05-01"), moving=False) == ()


def test_no_figure_was_published_then() -> None:
    """Dorset's setting up home money, with £3,000 from April 2027 and no figure before."""
    engine = Engine(raised_books()[1])
    facts = Facts(
        {
            "authority": "dorset",
            "date_of_birth": date(2007, 2, 10).toordinal(),
            "leaving_care_status": "former_relevant",
            "moving_into_own_home": True,
        }
    )
    paid = Entry(1, RAISED, None, Step.PAID, 200_000, date(2026, 6, 1))
    assert top_ups(engine, facts, [paid], date(2027, 3, 31)) == ()
    (found,) = top_ups(engine, facts, [paid], FROM)
    assert (found.then, found.now) == (None, Between(300_000, 300_000))
    assert (found.difference, found.version) == (Between(100_000, 100_000), FROM)
