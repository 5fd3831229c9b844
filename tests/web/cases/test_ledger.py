"""The ledger: awards asked for, paid and given back, with the balance right at each step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count

import pytest
from flask import Flask

from entitlements.awards import Step
from tests.web.cases.award_steps import (
    BUDGET,
    NOON,
    agreed,
    ask,
    at_noon,
    hidden,
    ledger,
    words,
    write,
)
from tests.web.cases.room import Room
from web.store.audit import events
from web.store.cases import approvals, awards, facts, notes, records, retention
from web.store.cases.facts import Said, State
from web.store.cases.records import Case, ClosedWhy

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


def test_nothing_written_down_is_not_nothing_had(room: Room, case: Case) -> None:
    assert "Nobody has written down what was had before" in ledger(room, case)
    assert "Up to £700 of £700 left" in ledger(room, case)

    shown = {"number": case.number, "from": "ledger"}
    page = room.adviser.post(f"/cases/{case.id}/facts/had-nothing", shown)
    assert page.path == f"/cases/{case.id}/awards"

    assert "Nobody has written down" not in ledger(room, case)
    assert "£700 of £700 left." in ledger(room, case)


def test_the_balance_follows_each_step(room: Room, case: Case) -> None:
    award = agreed(room, case, "£400")
    page = ledger(room, case)
    assert "Agreed 22 November 2026: £400" in page
    assert "Agreed to by Mana Ger." in page
    assert "£400 of it agreed and not yet paid" in page

    write(room, case, award, "paid", amount="250", payee="A shop", receipt="R-12")
    page = ledger(room, case)
    assert "£450 of £700 left, £150 of it agreed and not yet paid" in page
    assert "Paid 22 November 2026: £250, to A shop. Into a bank account." in page
    assert "Receipt: R-12" in page

    write(room, case, award, "paid", amount="150.00")
    assert "£300 of £700 left." in ledger(room, case)

    write(room, case, award, "came-back", amount="57.90", note="Sold on")
    assert "£357.90 of £700 left." in ledger(room, case)


def test_the_list_of_cases_follows_at_once(room: Room, case: Case) -> None:
    award = agreed(room, case, "400")
    write(room, case, award, "paid", amount="400")

    assert records.get(room.vault, case.id).summary.money_left is None, "perhaps more was had"

    now = records.get(room.vault, case.id)
    room.adviser.post(f"/cases/{case.id}/facts/had-nothing", {"number": now.number})
    assert records.get(room.vault, case.id).summary.money_left == 30_000


def test_an_award_that_is_called_off_takes_nothing(room: Room, case: Case) -> None:
    award = agreed(room, case, "400")
    write(room, case, award, "called-off", amount="", note="The shop gave it for free")

    page = ledger(room, case)
    assert "£700 of £700 left." in page
    assert "Refused 22 November 2026: no sum written down" in page


def test_a_refusal_is_written_down_with_its_reason(room: Room, case: Case) -> None:
    ask(room, case, how="refused", amount="", why="The budget is for something else")

    [line] = awards.lines(room.vault, case)
    assert (line.step, line.amount, line.note) == (
        *(Step.REFUSED, None, "The budget is for something else"),
    )
    assert not approvals.of_case(room.vault, case)


def test_paid_in_an_emergency_is_agreed_afterwards(room: Room, case: Case) -> None:
    typed = {"how": "paid", "amount": "60", "route": "shopping", "why": "No food in the house"}
    page = words(ask(room, case, **typed))

    assert "The payment is written down. It now waits to be agreed" in page
    assert "Paid, not agreed yet" in page
    assert "£640 of £700 left." in page
    [waits] = approvals.of_case(room.vault, case)
    assert (waits.crisis, waits.amount) == (True, 6_000)


def test_more_than_is_left_is_warned_of_and_never_refused(room: Room, case: Case) -> None:
    page = ask(room, case, amount="900", status=422)
    assert "£900 is more than is left of Personal budget: £700." in words(page)
    assert not approvals.of_case(room.vault, case)
    typed = {"amount": "900", "how": "ask", "why": "A bed", "sure": "y"}
    typed |= {"once": hidden(page, "once"), "over": hidden(page, "over")}

    other = {**typed, "amount": "950"}
    page = room.adviser.post(f"/cases/{case.id}/awards/ask/{BUDGET}", other, status=422)
    assert "£950 is more than is left" in words(page), "the warning was about another sum"

    room.adviser.post(f"/cases/{case.id}/awards/ask/{BUDGET}", typed)
    assert [one.amount for one in approvals.of_case(room.vault, case)] == [90_000]


def test_pressing_twice_or_going_back_keeps_one(room: Room, case: Case) -> None:
    address = f"/cases/{case.id}/awards/ask/{BUDGET}"
    once = hidden(room.adviser(address), "once")
    typed = {"once": once, "how": "paid", "amount": "60", "route": "bank", "why": "No food"}
    room.adviser.post(address, typed)
    room.adviser.post(address, typed)

    assert len(awards.lines(room.vault, case)) == 1
    assert len(approvals.of_case(room.vault, case)) == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"amount": "lots"}, "“lots” is not a sum of money. Write it like 57.90 or 1,200."),
        ({"amount": "-5"}, "“-5” is not a sum of money."),
        ({"amount": "0"}, "The sum is nothing."),
        ({"amount": "5", "why": " "}, "Say why in a few words"),
        ({"amount": "5", "how": "dance"}, "Choose what happens now."),
        ({"amount": "5", "part": "moon"}, "Choose one of these parts."),
        ({"amount": "", "how": "paid", "route": "bank"}, "Write how much was paid."),
        ({"amount": "5", "how": "paid", "route": "pigeon"}, "Choose how it was paid."),
    ],
)
def test_what_cannot_be_is_named_and_what_was_typed_stays(
    room: Room, case: Case, typed: dict[str, str], says: str
) -> None:
    page = ask(room, case, status=422, **{"why": "A <b>bed</b>", **typed})

    assert says in words(page)
    if typed.get("why") != " ":
        assert "A &lt;b&gt;bed&lt;/b&gt;" in page.response.text
    assert not awards.lines(room.vault, case)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"amount": "5", "on": "2026-11-23"}, "This day has not come yet."),
        ({"amount": "5", "on": ""}, "Write the day it was paid."),
        ({"amount": "5", "on": "2026-02-30"}, "Write a day that there is"),
        ({"amount": ""}, "Write the sum, like 57.90 or 1,200."),
    ],
)
def test_a_payment_that_cannot_be_is_refused(
    room: Room, case: Case, typed: dict[str, str], says: str
) -> None:
    award = agreed(room, case, "400")

    assert says in words(write(room, case, award, "paid", status=422, **typed))
    assert len(awards.lines(room.vault, case)) == 1


def test_a_name_with_markup_stays_text(room: Room, case: Case) -> None:
    award = agreed(room, case, "400")
    page = write(room, case, award, "paid", amount="5", payee="<script>alert(1)</script>")

    assert "&lt;script&gt;alert(1)" in page.response.text


def test_what_is_chosen_leads_to_its_form(room: Room, case: Case) -> None:
    page = room.adviser(f"/cases/{case.id}/awards/ask")
    assert "They can get these, or may" in page.response.text

    page = room.adviser(f"/cases/{case.id}/awards/ask?entitlement={BUDGET}", follow=True)
    assert page.h1 == "Personal budget"
    assert "any manager of the team" in page.text


def test_what_is_not_there_is_not_found(room: Room, case: Case) -> None:
    room.adviser(f"/cases/{case.id}/awards/ask/dorset/nothing", status=404)
    room.adviser(f"/cases/{case.id}/awards/1/paid", status=404)
    award = agreed(room, case, "400")
    room.adviser(f"/cases/{case.id}/awards/{award}/danced", status=404)


def test_the_audit_chain_holds_steps_and_no_words(room: Room, case: Case) -> None:
    award = agreed(room, case, "400")
    write(room, case, award, "paid", amount="60", payee="CANARY-shop")

    told = events(room.vault.store)
    assert [one.action for one in told[:1]] == ["case award paid"]
    assert not any("CANARY" in one.object for one in told)


def test_days_before_today_may_be_written(room: Room, case: Case) -> None:
    award = agreed(room, case, "400")
    write(room, case, award, "paid", amount="60", on="2026-11-01")

    assert awards.lines(room.vault, case)[-1].on == date(2026, 11, 1)
    assert "It was paid on 1 November 2026, before it was agreed" in ledger(room, case)


def test_a_date_of_birth_that_is_corrected_is_told_beside_its_awards(
    room: Room, case: Case
) -> None:
    agreed(room, case, "400")
    assert "with the date of birth as it is now" not in ledger(room, case)
    born = {"date_of_birth": Said("date_of_birth", State.KNOWN, "1990-02-10", "them")}
    facts.save(room.vault, case.id, case.number, born, room.adviser.account.id, NOON)

    page = ledger(room, case)
    assert "Personal budget: with the date of birth as it is now" in page
    assert "Nothing was changed." in page
    assert len(awards.lines(room.vault, case)) == 1


def test_a_first_line_does_not_say_that_nothing_was_had_before(room: Room, case: Case) -> None:
    agreed(room, case, "400")
    page = ledger(room, case)
    assert "Nobody has said if anything was had before this case was opened" in page
    assert "so there may be less left." in page

    shown = {"number": case.number, "from": "ledger"}
    room.adviser.post(f"/cases/{case.id}/facts/had-nothing", shown)
    assert "there may be less left" not in ledger(room, case)


def test_reasons_are_not_for_a_colleague_who_may_not_see_every_fact(room: Room) -> None:
    case = room.open(f"Sam {next(_numbers)}", pregnant=True)
    ask(room, case, amount="50", why="For the baby")

    assert "For the baby" in ledger(room, case)
    page = words(room.colleague(f"/cases/{case.id}/awards"))
    assert "For the baby" not in page
    assert "Reasons and notes are for the adviser of this case" in page


@pytest.mark.parametrize("page", ["awards", "answers", "letter"])
def test_a_purge_while_a_page_is_made_is_told(
    make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    room = at_noon(make_app(), monkeypatch)
    case, me = room.open("Purdy"), room.adviser.account.id
    agreed(room, case, "400")
    notes.add_note(room.vault, case, BUDGET, "A note", me, NOON)

    def look_and_purge(*_what: object) -> None:
        retention.close(room.vault, case.id, ClosedWhy.MOVED_ON, me, NOON, None)
        retention.purge(room.vault, case.id, me, NOON)

    monkeypatch.setattr("web.cases.face.looked.note", look_and_purge)
    assert "This case was purged." in words(room.adviser(f"/cases/{case.id}/{page}", status=409))
