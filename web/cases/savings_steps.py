"""The name of a thing to do about savings: one for each account that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from entitlements.savings import Account, Action
from web.store.cases.savings import SavingsLine

#: Accounts with their numbers in the register. Two may be alike in all else.
Numbered: TypeAlias = Sequence[tuple[int, Account]]


def numbered(lines: Iterable[SavingsLine]) -> Numbered:
    """The accounts of a register, each made once, so that it can be told from one like it."""
    return [(line.savings, line.account) for line in lines]


def step_of(action: Action, held: Numbered) -> str:
    """The step that is ticked when it is done for this account, or for this kind."""
    number = number_of(action.account, held)
    about = f" {number}" if number else f" {action.kind.value}" if action.kind else ""
    return f"{action.id}{about}"


def number_of(account: Account | None, held: Numbered) -> int | None:
    """The number of the very account that a thing to do is about."""
    return next((number for number, one in held if one is account), None)
