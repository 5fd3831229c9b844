"""What cannot be in the entries, and what is only hard to believe."""

from __future__ import annotations

from datetime import date

import pytest

from entitlements.awards import FAULTS, Entry, Fault, after_birth_corrected, impossible_steps
from entitlements.rulebook.model import Outcome
from tests.entitlements.awards.home_money import BORN, entry, home
from tests.entitlements.awards.test_balances import YEAR

DAY = date(2026, 11, 22)
AGREED = entry(1, "agreed", "£100", "2026-02-01")


@pytest.mark.parametrize(
    ("entries", "fault", "is_error"),
    [
        ([AGREED, entry(1, "paid", "£100", "2026-01-31")], Fault.PAID_BEFORE_AGREED, True),
        (
            [
                AGREED,
                entry(1, "refused", None, "2026-02-02"),
                entry(1, "paid", "£100", "2026-02-03"),
            ],
            Fault.PAID_AFTER_REFUSED,
            True,
        ),
        (
            [
                AGREED,
                entry(1, "paid", "£100", "2026-02-03"),
                entry(1, "returned", "£101", "2026-02-04"),
            ],
            Fault.RETURNED_MORE,
            True,
        ),
        ([AGREED, entry(1, "paid", "£100.01", "2026-02-03")], Fault.PAID_MORE_THAN_AGREED, False),
        ([entry(1, "paid", "£100", "2026-02-03")], Fault.PAID_UNAGREED, False),
        ([entry(1, "agreed", "£1", "2026-11-23")], Fault.IN_THE_FUTURE, True),
        ([entry(1, "agreed", "£1", "2007-02-09")], Fault.BEFORE_BIRTH, True),
        ([entry(1, "agreed", "£1", "2026-10-02")], Fault.AFTER_DEATH, False),
        (
            [AGREED, entry(1, "returned", None, "2026-02-01")],
            Fault.RETURNED_BEFORE_PAID,
            True,
        ),
        (
            [AGREED, entry(1, "agreed", "£1", "2026-02-01", of="gift")],
            Fault.TWO_ENTITLEMENTS,
            True,
        ),
        (
            [
                entry(1, "agreed", "£1", "2026-02-01", "starter"),
                entry(1, "agreed", "£1", "2026-02-01", "rest"),
            ],
            Fault.TWO_PARTS,
            False,
        ),
    ],
)
def test_each_is_found(entries: list[Entry], fault: Fault, is_error: bool) -> None:
    found = impossible_steps(entries, DAY, born=BORN, died=date(2026, 10, 1))
    assert fault in [problem.fault for problem in found]
    problem = next(problem for problem in found if problem.fault is fault)
    assert (problem.award, problem.is_error) == (1, is_error)
    assert problem.what.endswith(".")
    assert problem.fix.endswith(".")


def test_money_below_nothing_is_found() -> None:
    minus = Entry(1, AGREED.entitlement, None, AGREED.step, -100, AGREED.on)
    (found,) = impossible_steps([minus], DAY)
    assert found.what == "A sum is less than nothing: -£1."


def test_an_ordinary_year_has_nothing_wrong_with_it() -> None:
    assert impossible_steps(YEAR, DAY, born=BORN) == ()


def test_agreed_after_all_may_be_paid() -> None:
    entries = [
        entry(1, "refused", None, "2026-01-10"),
        AGREED,
        entry(1, "paid", "£100", "2026-02-03"),
    ]
    assert impossible_steps(entries, DAY) == ()


def test_every_fault_says_how_to_put_it_right() -> None:
    assert set(FAULTS) == set(Fault)


class TestDateOfBirthCorrected:
    """The home money is for 18 to 24: somebody born a year later was 17 when it was agreed."""

    entries = (
        entry(1, "agreed", "£150", "2025-06-01", "starter"),
        entry(1, "paid", "£150", "2025-06-03", "starter"),
        entry(2, "agreed", "£100", "2026-06-01"),
        entry(3, "refused", None, "2025-06-01"),
    )

    def told(self, born: date | None) -> list[tuple[int, Outcome]]:
        book = home()
        before = book.facts(moving=True, date_of_birth=BORN)
        now = before.forgetting("date_of_birth")
        if born is not None:
            now = now.knowing("date_of_birth", born.toordinal())
        found = after_birth_corrected(book.engine, before, now, self.entries)
        return [(each.award, each.after) for each in found]

    def test_the_award_of_a_17_year_old_is_listed(self) -> None:
        assert self.told(date(2008, 2, 10)) == [(1, Outcome.NOT_ENTITLED)]

    def test_a_correction_that_alters_nothing_lists_nothing(self) -> None:
        assert self.told(date(2007, 3, 10)) == []

    def test_a_date_taken_away_leaves_it_undecided(self) -> None:
        assert self.told(None) == [(1, Outcome.UNDECIDED), (2, Outcome.UNDECIDED)]
