"""What may be said of a balance: nothing estimated is ever a fact."""

from __future__ import annotations

from datetime import date

import pytest

from entitlements.facts import Facts
from entitlements.savings import Account, Kind, ask_again, balance_words, with_accounts

TODAY = date(2026, 11, 22)
MAY = date(2026, 5, 3)


@pytest.mark.parametrize(
    ("account", "said"),
    [
        (Account(Kind.JUNIOR_ISA), "No balance known"),
        (
            Account(Kind.JUNIOR_ISA, balance=81_240, balance_on=MAY, source="the provider"),
            "£812.40 on 3 May 2026, told by the provider",
        ),
        (
            Account(Kind.JUNIOR_ISA, balance=0, balance_on=MAY, source="the provider"),
            "£0 on 3 May 2026, told by the provider",
        ),
        (
            Account(Kind.JUNIOR_ISA, balance=81_240, balance_on=MAY, estimated=True),
            "An estimate, not a fact: £812.40 on 3 May 2026, and nobody wrote down who said so",
        ),
        (
            Account(Kind.OTHER, balance=100, balance_on=date(2025, 11, 21), source="a carer"),
            "£1 on 21 November 2025, told by a carer. That is more than a year old, so ask again.",
        ),
        (
            Account(Kind.OTHER, balance=100, source="a carer"),
            "£1, on a day that nobody wrote down, told by a carer. "
            "Ask again, so that there is a day with it.",
        ),
    ],
)
def test_what_is_said(account: Account, said: str) -> None:
    assert balance_words(account, TODAY) == said


def test_a_year_to_the_day_is_not_more_than_a_year() -> None:
    told = Account(Kind.OTHER, balance=100, balance_on=date(2025, 11, 22))
    assert not ask_again(told, TODAY)
    assert ask_again(told, date(2026, 11, 23))


@pytest.mark.parametrize("kind", Kind)
def test_an_estimate_always_says_that_it_is_one(kind: Kind) -> None:
    guess = Account(kind, balance=25_000, balance_on=MAY, estimated=True, source="a table")
    assert balance_words(guess, TODAY).startswith("An estimate, not a fact")


def test_a_trust_fund_on_record_is_an_answer_and_none_on_record_is_not() -> None:
    fund = [Account(Kind.CHILD_TRUST_FUND)]
    assert dict(with_accounts(Facts(), fund)) == {"has_child_trust_fund": True}
    assert dict(with_accounts(Facts(), [Account(Kind.JUNIOR_ISA)])) == {}
    said_no = Facts({"has_child_trust_fund": False})
    assert with_accounts(said_no, fund) == said_no
