"""The savings register: which accounts there are or should be, and what is to be done by 18.

expected(evaluation, accounts) -> what should be there; actions -> what is due; handover -> at 18
"""

from entitlements.savings.accounts import (
    BALANCES,
    KINDS,
    Account,
    Kind,
    ask_again,
    balance_words,
    of_kind,
    with_accounts,
)
from entitlements.savings.actions import TASKS, Action, When, actions, day_of
from entitlements.savings.expected import FOUND, Expected, Found, expected
from entitlements.savings.handover import HandoverStep, handover

__all__ = [
    "BALANCES",
    "FOUND",
    "KINDS",
    "TASKS",
    "Account",
    "Action",
    "Expected",
    "Found",
    "HandoverStep",
    "Kind",
    "When",
    "actions",
    "ask_again",
    "balance_words",
    "day_of",
    "expected",
    "handover",
    "of_kind",
    "with_accounts",
]
