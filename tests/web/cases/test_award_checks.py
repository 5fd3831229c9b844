"""An award rests on a kept check: what the rules gave at the moment it was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from flask import Flask

from tests.inspection import Page
from tests.web.cases.award_steps import BUDGET, NOON, agreed, ask, at_noon, hidden, ledger, words
from tests.web.cases.room import Room
from web.store.cases import approvals, awards, checks, facts
from web.store.cases.facts import Said, State
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
    return room.open(f"Sam {next(_numbers)}")


def codes(room: Room, case: Case) -> list[str]:
    """The codes of the checks of a case, newest first."""
    return [one.code for one in checks.of_case(room.vault, case)]


def learn(room: Room, case: Case, number: int) -> None:
    """Write down one more fact of a case."""
    told = {"pregnant": Said("pregnant", State.KNOWN, True, said_by="them")}
    facts.save(room.vault, case.id, number, told, room.adviser.account.id, NOON)


def to_check(page: Page, case: Case, code: str) -> bool:
    """Whether a page leads to the check of a code."""
    return page.links().get(code) == f"/cases/{case.id}/checks/{code}"


def test_asking_keeps_what_the_rules_gave_then(room: Room, case: Case) -> None:
    ask(room, case, amount="100")

    [code] = codes(room, case)
    [asked] = approvals.of_case(room.vault, case)
    kept = checks.get(room.vault, code)
    assert asked.code == code
    assert kept is not None
    assert not kept.head.withheld
    assert BUDGET in {one["entitlement"] for one in kept.answer.receipt["decisions"]}


def test_what_is_agreed_carries_the_code_to_the_ledger(room: Room, case: Case) -> None:
    agreed(room, case, "100")

    [code] = codes(room, case)
    assert [line.code for line in awards.lines(room.vault, case)] == [code]
    page = room.adviser(f"/cases/{case.id}/awards")
    assert f"Rests on check {code}." in words(page)
    assert to_check(page, case, code)


def test_a_check_that_says_what_is_so_now_serves(room: Room, case: Case) -> None:
    room.adviser(f"/cases/{case.id}/checks")
    room.adviser.post(f"/cases/{case.id}/checks/keep", {"once": ""})
    [code] = codes(room, case)

    for amount in ("100", "50"):
        ask(room, case, amount=amount)

    assert codes(room, case) == [code]
    assert {one.code for one in approvals.of_case(room.vault, case)} == {code}


def test_other_facts_or_another_award_are_another_check(room: Room, case: Case) -> None:
    ask(room, case, amount="100")
    learn(room, case, case.number)
    ask(room, case, amount="110")
    ask(room, case, how="paid", amount="20", route="shopping", why="No food")
    ask(room, case, amount="120")

    asked = [one.code for one in reversed(approvals.of_case(room.vault, case))]
    first, second, third, fourth = asked
    assert second == third, "the payment came after that check"
    assert len({first, second, fourth}) == 3


def test_what_was_paid_or_refused_at_once_rests_on_a_check_too(room: Room, case: Case) -> None:
    ask(room, case, how="paid", amount="20", route="shopping", why="No food")
    ask(room, case, how="refused", amount="", why="It is for something else")

    assert all(line.code for line in awards.lines(room.vault, case))
    page = ledger(room, case)
    assert page.count("Rests on check") == 3, "two awards, and one that waits"


def test_pressing_twice_keeps_one_check(room: Room, case: Case) -> None:
    """After an emergency payment the facts are others: the second press is still the first."""
    address = f"/cases/{case.id}/awards/ask/{BUDGET}"
    typed = {"how": "paid", "amount": "60", "route": "shopping", "why": "No food"}
    typed["once"] = hidden(room.adviser(address), "once")
    for _ in range(2):
        room.adviser.post(address, typed)

    [code] = codes(room, case)
    assert [line.code for line in awards.lines(room.vault, case)] == [code]
    assert [one.code for one in approvals.of_case(room.vault, case)] == [code]


def test_a_form_with_a_mistake_keeps_nothing(room: Room, case: Case) -> None:
    ask(room, case, amount="much", status=422)
    ask(room, case, amount="900", status=422)
    assert codes(room, case) == []


def test_whoever_agrees_sees_what_it_rests_on(room: Room, case: Case) -> None:
    ask(room, case, amount="100")
    [asked] = approvals.of_case(room.vault, case)

    page = room.manager(f"/cases/{case.id}/approvals/{asked.id}")
    assert f"Rests on check {asked.code}." in words(page)
    assert to_check(page, case, asked.code or "")
    assert "Personal budget" in room.manager(page.links()[asked.code or ""]).text


def test_the_adviser_sees_what_waits_rest_on_it(room: Room, case: Case) -> None:
    ask(room, case, amount="100")
    [asked] = approvals.of_case(room.vault, case)
    assert to_check(room.adviser(f"/cases/{case.id}/awards"), case, asked.code or "")


def test_whoever_does_not_see_every_fact_asks_on_a_check_without_them(
    room: Room, case: Case
) -> None:
    ask(room, case, amount="100")
    ask(room, case, room.colleague, amount="90")

    kept = {one.withheld: one for one in checks.of_case(room.vault, case)}
    newest, first = kept[True], kept[False]
    theirs = checks.get(room.vault, newest.code)
    assert theirs is not None
    assert "pregnant" not in theirs.answer.facts
    codes_asked = [one.code for one in approvals.of_case(room.vault, case)]
    assert codes_asked == [newest.code, first.code]
    page = room.colleague(f"/cases/{case.id}/checks/{first.code}")
    assert "private facts" in page.text
