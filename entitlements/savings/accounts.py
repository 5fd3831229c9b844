"""An account of the savings register, and what may be said of its balance.

A balance is what somebody said it was on a day. An estimate is never shown as a fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from entitlements.dates import Duration, add_duration
from entitlements.facts import Facts
from entitlements.messages.speech import MONTHS, N_, Translate, in_english
from entitlements.money import format_money

#: A balance older than this is to be asked for again.
STALE_AFTER = Duration(12, "month")
#: The fact that a recorded Child Trust Fund answers.
HAS_TRUST_FUND = "has_child_trust_fund"


class Kind(StrEnum):
    """What sort of account it is."""

    CHILD_TRUST_FUND = "child_trust_fund"
    JUNIOR_ISA = "junior_isa"
    CARER_SAVINGS = "carer_savings"
    OTHER = "other"


KINDS: Mapping[Kind, str] = {
    Kind.CHILD_TRUST_FUND: N_("Child Trust Fund"),
    Kind.JUNIOR_ISA: N_("Junior ISA"),
    Kind.CARER_SAVINGS: N_("Savings that carers put by"),
    Kind.OTHER: N_("Another savings account"),
}


@dataclass(frozen=True, slots=True)
class Account:
    """One account as somebody recorded it; None is not known.

    `provider` is the bank or company, `holder` whoever can get at it, `source` who
    told us the balance ("the provider"), `given_over_on` the day the young person had it.

    Unit: `balance` is pence
    """

    kind: Kind
    provider: str | None = None
    holder: str | None = None
    balance: int | None = None
    balance_on: date | None = None
    estimated: bool = False
    given_over_on: date | None = None
    source: str | None = None


BALANCES = {
    "savings.none_known": N_("No balance known"),
    "savings.on": N_("{sum} on {day}"),
    "savings.no_day": N_("{sum}, on a day that nobody wrote down"),
    "savings.told": N_("{text}, told by {source}"),
    "savings.not_told": N_("{text}, and nobody wrote down who said so"),
    "savings.estimate": N_("An estimate, not a fact: {text}"),
    "savings.stale": N_("{text}. That is more than a year old, so ask again."),
    "savings.undated": N_("{text}. Ask again, so that there is a day with it."),
    "savings.day": N_("{day} {month} {year}"),
}


def balance_words(account: Account, as_at: date, translate: Translate = in_english) -> str:
    """What may be said of a balance: the sum with its day and who said so, or that none is known.

    >>> told = Account(Kind.OTHER, balance=81240, balance_on=date(2026, 5, 3), source="the bank")
    >>> balance_words(told, date(2026, 11, 22))
    '£812.40 on 3 May 2026, told by the bank'
    """
    if account.balance is None:
        return translate(BALANCES["savings.none_known"])
    text = _sourced(account, translate)
    if account.estimated:
        text = translate(BALANCES["savings.estimate"]).format(text=text)
    if not ask_again(account, as_at):
        return text
    why = "savings.undated" if account.balance_on is None else "savings.stale"
    return translate(BALANCES[why]).format(text=text)


def ask_again(account: Account, as_at: date) -> bool:
    """Whether to ask for the balance: it is not known, has no day, or is over a year old."""
    if account.balance is None or account.balance_on is None:
        return True
    return add_duration(account.balance_on, STALE_AFTER) < as_at


def of_kind(accounts: Iterable[Account], kind: Kind) -> tuple[Account, ...]:
    """The accounts of one kind."""
    return tuple(account for account in accounts if account.kind is kind)


def with_accounts(facts: Facts, accounts: Iterable[Account]) -> Facts:
    """The facts, and what a recorded account answers where it was not answered.

    A Child Trust Fund on record says that there is one. None on record says nothing.
    """
    if HAS_TRUST_FUND in facts or not of_kind(accounts, Kind.CHILD_TRUST_FUND):
        return facts
    return facts.knowing(HAS_TRUST_FUND, True)


def _sourced(account: Account, translate: Translate) -> str:
    sum_ = format_money(account.balance or 0)
    if account.balance_on is None:
        text = translate(BALANCES["savings.no_day"]).format(sum=sum_)
    else:
        day = _day(account.balance_on, translate)
        text = translate(BALANCES["savings.on"]).format(sum=sum_, day=day)
    said = "savings.told" if account.source else "savings.not_told"
    return translate(BALANCES[said]).format(text=text, source=account.source)


def _day(day: date, translate: Translate) -> str:
    month = translate(MONTHS[day.month - 1])
    return translate(BALANCES["savings.day"]).format(day=day.day, month=month, year=day.year)
