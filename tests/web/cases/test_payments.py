"""Payments: nobody pays more than was agreed without somebody else, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from flask import Flask

from tests.web.cases.award_steps import agreed, ask, at_noon, hidden, ledger, words, write
from tests.web.cases.room import Room
from web.store.cases import approvals, awards
from web.store.cases.records import Case

_numbers = count(1)


@pytest.fixture(scope="module")
def room(make_app: Callable[..., Flask]) -> Iterator[Room]:
    """A team at work, the same for all of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        yield at_noon(make_app(), patch)


@pytest.fixture
def case(room: Room) -> Case:
    """A case of somebody new."""
    return room.open(f"Pim {next(_numbers)}")


def test_more_than_was_agreed_is_warned_of(room: Room, case: Case) -> None:
    award = agreed(room, case, "100")
    page = write(room, case, award, "paid", amount="120", status=422)
    assert "£120 is more than the £100 that is agreed" in words(page)

    meant = {"amount": "120", "sure": "y", "over": "12000"}
    page = write(room, case, award, "paid", status=422, **meant)
    assert "Say why it was more. Somebody has to agree to it afterwards." in words(page)
    write(room, case, award, "paid", note="The bed cost more", **meant)
    assert "£120 was paid, and £100 was agreed." in ledger(room, case)

    waits = next(one for one in approvals.of_case(room.vault, case) if one.is_open)
    assert (waits.amount, waits.crisis, waits.award) == (2_000, True, award)
    room.manager.post(f"/cases/{case.id}/approvals/{waits.id}", {"answer": "agree"})
    assert "£120 was paid, and £100 was agreed." not in ledger(room, case)


def test_nothing_more_is_paid_on_what_waits_was_refused_or_is_paid(room: Room, case: Case) -> None:
    ask(room, case, how="paid", amount="10", route="bank", why="No food")
    [line], [waits] = awards.lines(room.vault, case), approvals.of_case(room.vault, case)
    more = {"amount": "600", "on": "2026-11-22", "route": "bank", "sure": "y", "over": "60000"}
    pay = f"/cases/{case.id}/awards/{line.award}/paid"
    room.adviser(pay, status=409)
    room.adviser.post(pay, more, status=409)

    no = {"answer": "refuse", "why": "There was food"}
    room.manager.post(f"/cases/{case.id}/approvals/{waits.id}", no)
    room.adviser.post(pay, more, status=409)
    assert len(awards.lines(room.vault, case)) == 1


def test_an_award_that_was_paid_is_not_paid_again_by_the_way(room: Room, case: Case) -> None:
    award = agreed(room, case, "100")
    write(room, case, award, "paid", amount="100")
    assert "more than the £0 that is agreed" in words(
        write(room, case, award, "paid", amount="100", status=422)
    )
    assert len(awards.lines(room.vault, case)) == 2


def test_a_payment_that_is_sent_twice_is_kept_once(room: Room, case: Case) -> None:
    award = agreed(room, case, "100")
    address = f"/cases/{case.id}/awards/{award}/paid"
    sent = {"once": hidden(room.adviser(address), "once"), "on": "2026-11-22", "route": "bank"}
    sent |= {"amount": "120", "sure": "y", "over": "12000", "note": "It cost more"}
    for _again in range(2):
        room.adviser.post(address, sent)

    assert len(awards.lines(room.vault, case)) == 2
    assert [one.amount for one in approvals.of_case(room.vault, case) if one.is_open] == [2_000]


def test_more_paid_on_what_was_agreed_afterwards_is_asked_for_again(room: Room, case: Case) -> None:
    ask(room, case, how="paid", amount="10", route="bank", why="No food")
    [line], [waits] = awards.lines(room.vault, case), approvals.of_case(room.vault, case)
    room.manager.post(f"/cases/{case.id}/approvals/{waits.id}", {"answer": "agree"})
    meant = {"amount": "15", "sure": "y", "over": "1500", "note": "Still no food"}
    write(room, case, line.award, "paid", **meant)

    newest = approvals.of_case(room.vault, case)[0]
    assert (newest.amount, newest.crisis, newest.is_open) == (1_500, True, True)
