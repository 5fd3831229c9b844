"""Entries: paid less returned is what was had, in whatever order they come."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from entitlements.awards import Entry, Step, already_had, committed, until
from entitlements.facts import Award
from tests.entitlements.awards.home_money import entry


def test_what_was_agreed_is_not_had_yet_but_is_to_come() -> None:
    agreed = [entry(1, "agreed", "£150", "2026-01-10", "starter")]
    assert already_had(agreed) == ()
    assert committed(agreed) == (Award("england/home", 15_000, "starter", date(2026, 1, 10)),)


def test_payments_of_one_award_are_one_award_from_its_first_day() -> None:
    entries = [
        entry(1, "paid", "£60", "2026-03-01"),
        entry(1, "agreed", "£150", "2026-01-10", "starter"),
        entry(1, "paid", "£50", "2026-02-01"),
    ]
    assert already_had(entries) == (Award("england/home", 11_000, "starter", date(2026, 2, 1)),)
    assert committed(entries) == (Award("england/home", 4_000, "starter", date(2026, 1, 10)),)


def test_money_that_came_back_is_not_had() -> None:
    paid = [entry(1, "agreed", "£100", "2026-01-10"), entry(1, "paid", "£100", "2026-01-12")]
    some, all_ = (
        entry(1, "returned", "£30", "2026-02-01"),
        entry(1, "returned", "£100", "2026-02-01"),
    )
    assert [award.amount for award in already_had([*paid, some])] == [7_000]
    assert already_had([*paid, all_]) == ()
    assert committed([*paid, all_]) == ()  # it is not owed a second time


def test_what_was_refused_is_neither_had_nor_to_come() -> None:
    entries = [entry(1, "agreed", "£100", "2026-01-10"), entry(1, "refused", None, "2026-01-12")]
    assert already_had(entries) == committed(entries) == ()


def test_no_sum_written_is_not_nothing() -> None:
    entries = [entry(1, "paid", None, "2026-01-12"), entry(1, "paid", "£5", "2026-01-13")]
    assert already_had(entries) == (Award("england/home", None, None, date(2026, 1, 12)),)
    given_back = entry(1, "returned", None, "2026-02-01")
    assert already_had([*entries[1:], given_back])[0].amount is None


def test_something_agreed_with_no_sum_is_to_come_until_it_is_paid() -> None:
    agreed = [entry(1, "agreed", None, "2026-01-10")]
    assert [award.amount for award in committed(agreed)] == [None]
    assert committed([*agreed, entry(1, "paid", "£40", "2026-01-12")]) == ()


def test_entries_of_two_parts_are_of_no_part_in_particular() -> None:
    entries = [
        entry(1, "paid", "£5", "2026-01-12", "starter"),
        entry(1, "paid", "£5", "2026-01-13", "licence"),
    ]
    assert already_had(entries) == (Award("england/home", 1_000, None, date(2026, 1, 12)),)


def test_a_later_day_is_left_out() -> None:
    entries = [entry(1, "paid", "£5", "2026-01-12"), entry(1, "paid", "£5", "2026-01-13")]
    assert until(entries, date(2026, 1, 12)) == (entries[0],)


def some_entries() -> st.SearchStrategy[list[Entry]]:
    """Entries of a few awards, none of which returns more than it paid."""
    return st.lists(
        st.builds(
            _an_entry,
            *(st.integers(1, 4), st.sampled_from((Step.AGREED, Step.PAID)), st.integers(0, 90_000)),
            st.integers(0, 300),
        ),
        max_size=12,
    )


def _an_entry(award: int, step: Step, pence: int, days: int) -> Entry:
    on = date(2026, 1, 1) + timedelta(days=days)
    return Entry(award, "england/home", None, step, pence, on)


def returns(entries: list[Entry], share: int) -> list[Entry]:
    """Money back on some payments: a third, a half, all of it or none."""
    back = [entry for place, entry in enumerate(entries) if entry.step is Step.PAID and place % 2]
    return [
        Entry(e.award, e.entitlement, None, Step.RETURNED, (e.amount or 0) // share, e.on)
        for e in back
        if share
    ]


@settings(max_examples=60)
@given(some_entries(), st.sampled_from((0, 1, 2, 3)), st.randoms())
def test_the_sum_is_kept_and_order_does_not_matter(
    entries: list[Entry], share: int, chance: object
) -> None:
    held = [*entries, *returns(entries, share)]
    sums = {step: sum(e.amount or 0 for e in held if e.step is step) for step in Step}
    had = already_had(held)
    assert sum(award.amount or 0 for award in had) == sums[Step.PAID] - sums[Step.RETURNED]
    shuffled = list(held)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert (already_had(shuffled), committed(shuffled)) == (had, committed(held))
