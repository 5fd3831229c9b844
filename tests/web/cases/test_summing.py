"""What the list of cases adds up: the whole or nothing, and never a part of it."""

from __future__ import annotations

import pytest

from entitlements.awards import Balance, Between, Drawn
from entitlements.rulebook.model import Outcome
from web.cases.knowing import had_nothing_before
from web.cases.summing import money_left
from web.store.cases.facts import Said, State

NOTHING = Between(0, 0)


def pot(left: Between | None, outcome: Outcome = Outcome.ENTITLED) -> Balance:
    whole = Between(70_000, 70_000)
    made = ("dorset/pot", "A pot", outcome, None, Drawn.POT, whole)
    return Balance(*made, NOTHING, NOTHING, left, left)


SETTLED, OPEN = Between(45_000, 45_000), Between(0, 70_000)


@pytest.mark.parametrize(
    ("pots", "sum_"),
    [
        ([pot(SETTLED), pot(SETTLED)], 90_000),
        ([pot(NOTHING)], 0),
        ([], None),
        ([pot(OPEN)], None),
        ([pot(SETTLED), pot(OPEN)], None),
        ([pot(SETTLED), pot(None)], None),
        ([pot(SETTLED), pot(OPEN, Outcome.UNDECIDED)], 45_000),
        ([pot(SETTLED, Outcome.MAY_GET)], 45_000),
        ([pot(SETTLED), pot(SETTLED, Outcome.MAY_GET)], None),
    ],
)
def test_what_is_left_of_some_is_never_told_as_the_whole(
    pots: list[Balance], sum_: int | None
) -> None:
    assert money_left(pots) == sum_


@pytest.mark.parametrize(
    ("state", "value", "so"),
    [
        (State.KNOWN, [], True),
        (State.NOT_KNOWN, None, False),
        (State.TO_CHECK, [], False),
        (State.KNOWN, [{"entitlement": "dorset/pot", "amount": "£5.00"}], False),
    ],
)
def test_only_nothing_had_is_nothing_had(state: State, value: object, so: bool) -> None:
    assert had_nothing_before({"already_had": Said("already_had", state, value)}) is so
    assert not had_nothing_before({})
