"""Amount cells: what can be typed, and that nothing of an amount is lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from entitlements.grid import read_amount, write_amount
from entitlements.grid.plain import Unread
from entitlements.money import Per
from entitlements.rulebook.amounts import (
    NO_FIGURE,
    Amount,
    Kind,
    ParameterValue,
    Pence,
    WholeCount,
)
from entitlements.rulebook.read_amounts import AMOUNT
from tests.entitlements.rulebook.at_random import of
from tests.entitlements.rulebook.conditions_at_random import BOOK
from tests.rulebooks import shipped

RATE = ParameterValue("uc-standard-under-25")
TYPED = [
    ("£3,000", Amount(Pence(300000), Per.ONCE)),
    ("up to £700", Amount(Pence(70000), Per.ONCE, up_to=True)),
    ("£25 a birthday", Amount(Pence(2500), Per.BIRTHDAY)),
    ("£57.90 a week for 5 weeks", Amount(Pence(5790), Per.WEEK, times=WholeCount(5))),
    ("£100 an academic year", Amount(Pence(10000), Per.ACADEMIC_YEAR)),
    ("the rate uc-standard-under-25 a month", Amount(RATE, Per.MONTH)),
    ("no figure", NO_FIGURE),
    ("£2,000 as a pot", Amount(Pence(200000), Per.ONCE, pot=True)),
    ("£200 as a loan", Amount(Pence(20000), Per.ONCE, kind=Kind.LOAN, repay=True)),
    ("in kind: A food bank voucher", Amount(kind=Kind.IN_KIND, in_kind="A food bank voucher")),
    ("", None),
]


@pytest.mark.parametrize(("text", "amount"), TYPED)
def test_an_amount_is_typed_in_words(text: str, amount: Amount | None) -> None:
    assert read_amount(text, shipped()) == amount
    assert write_amount(amount, shipped()) == text


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("3000", Amount(Pence(300000), Per.ONCE)),
        ("£ 3,000.00 once", Amount(Pence(300000), Per.ONCE)),
        ("£25 per Birthday", Amount(Pence(2500), Per.BIRTHDAY)),
        ("No set amount", NO_FIGURE),
        ('{value: "£2,000.00", per: once, pot: true}', Amount(Pence(200000), Per.ONCE, pot=True)),
    ],
)
def test_other_spellings_of_an_amount_are_read(text: str, amount: Amount) -> None:
    assert read_amount(text, shipped()) == amount


@pytest.mark.parametrize(
    "text", ["lots", "£3,00", "£25 a blue moon", "the rate nothing a week", "{value: 3}", "-£5"]
)
def test_what_is_not_an_amount_is_refused(text: str) -> None:
    with pytest.raises(Unread):
        read_amount(text, shipped())


def test_every_shipped_amount_is_read_back_as_it_was_written() -> None:
    rows = [row for t in shipped().tables.values() for v in t.versions for row in v.rows]
    amounts = [row.amount for row in rows if row.amount]

    assert len(amounts) > 100
    for amount in amounts:
        assert read_amount(write_amount(amount, shipped()), shipped()) == amount


@settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(of(AMOUNT))
def test_any_amount_is_read_back_as_it_was_written(amount: Any) -> None:
    assert read_amount(write_amount(amount, BOOK), BOOK) == amount
