"""Whole pence in, whole pence out."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entitlements.money import (
    MoneyProblem,
    Per,
    format_exact,
    format_money,
    parse_money,
    percent_of,
    share_of,
)


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("£3,000.00", 300_000),
        ("£3,000", 300_000),
        ("£3000", 300_000),
        ("£57.90", 5_790),
        ("£57.9", 5_790),
        ("£0.50", 50),
        ("£0", 0),
        ("£1,234,567.89", 123_456_789),
        (" £5 ", 500),
    ],
)
def test_an_amount_is_read_as_whole_pence(text: str, pence: int) -> None:
    assert parse_money(text) == pence


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("57.90", "pound sign"),
        ("", "pound sign"),
        ("£57.905", "at most two decimals"),
        ("£3,00", "£3,000"),
        ("£1,2345", "£3,000"),
        ("£.50", "at most two decimals"),
        ("-£5", "minus sign"),
        ("£-5", "minus sign"),
        ("£٣", "at most two decimals"),
        ("£1e3", "at most two decimals"),
    ],
)
def test_anything_else_is_refused_with_a_remedy(text: str, remedy: str) -> None:
    with pytest.raises(MoneyProblem, match=remedy):
        parse_money(text)


def test_a_number_that_is_not_text_is_refused() -> None:
    with pytest.raises(MoneyProblem, match="quoted text"):
        parse_money(57.9)  # type: ignore[arg-type]


def test_people_see_pence_only_where_there_are_any() -> None:
    assert format_money(300_000) == "£3,000"
    assert format_money(5_790) == "£57.90"
    assert format_money(0) == "£0"
    assert format_money(-5_000) == "-£50"
    assert format_exact(300_000) == "£3,000.00"


@given(st.integers(0, 10**12))
def test_what_is_written_reads_back_the_same(pence: int) -> None:
    assert parse_money(format_exact(pence)) == parse_money(format_money(pence)) == pence


def test_a_percentage_is_exact_and_rounded_once() -> None:
    assert [percent_of(12_345, "12.5", how) for how in ("down", "nearest", "up")] == [
        1543,
        1543,
        1544,
    ]
    assert percent_of(1, 50, "nearest") == 1
    assert percent_of(10_000, 120, "down") == 12_000
    assert percent_of(300, Fraction(100, 3), "nearest") == 100
    assert percent_of(1_000, Decimal("0.1"), "down") == 1


@given(st.integers(0, 10**9), st.integers(0, 30_000))
def test_rounding_never_moves_an_amount_by_a_penny(pence: int, hundredths: int) -> None:
    percent = f"{hundredths // 100}.{hundredths % 100:02}"
    exact = Fraction(pence * hundredths, 10_000)
    down, nearest, up = (percent_of(pence, percent, how) for how in ("down", "nearest", "up"))
    assert down <= exact <= up
    assert up - down <= 1
    assert abs(nearest - exact) <= Fraction(1, 2)


@pytest.mark.parametrize("percent", [12.5, "12,5", "-1", "half", "", -1, Decimal("NaN"), "1e2"])
def test_a_percentage_that_is_not_exact_is_refused(percent: str) -> None:
    with pytest.raises(MoneyProblem):
        percent_of(100, percent, "down")


def test_an_unknown_way_to_round_is_refused() -> None:
    with pytest.raises(MoneyProblem, match="down, up or nearest"):
        percent_of(100, 50, "sideways")  # type: ignore[arg-type]


def test_a_bill_is_shared_equally() -> None:
    assert share_of(10_001, 2) == 5_001
    assert share_of(10_001, 2, "down") == 5_000
    assert share_of(900, 1) == 900
    with pytest.raises(MoneyProblem, match="1 or more"):
        share_of(100, 0)


def test_periods_are_plain_words() -> None:
    assert Per("half_year") is Per.HALF_YEAR
    assert f"{Per.WEEK}" == "week"
