"""Approvals: whoever asks never answers, and who may answer is what the rules and tiers say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count

import pytest
from flask import Flask

from entitlements.rulebook.model import Approval
from tests.staff import StaffVisit, new_account
from tests.web.cases.award_steps import NOON, ask, at_noon, ledger, words
from tests.web.cases.room import NOW, Room
from web.access import Role
from web.store.cases import approvals, awards, looked, teams
from web.store.cases.records import Case

_numbers = count(1)


@pytest.fixture(scope="module")
def room(make_app: Callable[..., Flask]) -> Iterator[Room]:
    """A team at work, the same for all of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        yield at_noon(make_app(), patch)


@pytest.fixture
def case(room: Room) -> Case:
    """A case of somebody new; nothing waits and there are no tiers."""
    for one in approvals.queue(room.vault, room.manager.account.id):
        approvals.take_back(room.vault, one.id, one.asked_by, NOON)
    teams.set_ladder(room.vault.store, [], room.manager.account.id, NOW)
    teams.set_titles(room.vault.store, room.manager.account.id, [], room.manager.account.id, NOW)
    return room.open(f"Robin {next(_numbers)}")


def asked(room: Room, case: Case, **typed: str) -> int:
    ask(room, case, **{"amount": "£1,200", **typed})
    return next(one for one in approvals.of_case(room.vault, case) if one.is_open).id


def over(room: Room, case: Case, visit: StaffVisit | None = None, **typed: str) -> int:
    """Ask for more than is left, meaning it."""
    ask(room, case, visit, amount="900", sure="y", over="90000", **typed)
    return next(one for one in approvals.of_case(room.vault, case) if one.is_open).id


def test_the_queue_says_who_what_and_what_the_rules_say(room: Room, case: Case) -> None:
    over(room, case, why="A bed and a cooker")
    page = words(room.manager("/cases/approvals"))

    assert "For any manager of the team (1)" in page
    assert f"Personal budget: £900 Robin {next(_numbers) - 1}" in page
    assert "The rules say now: Somebody decides" in page
    assert "Up to £700 of £700 left" in page
    assert "A bed and a cooker" in page
    assert "Asked by Pat Lee, 22 November 2026, 12:00." in page


def test_only_managers_and_only_of_their_own_teams(room: Room, case: Case) -> None:
    number = over(room, case)
    room.adviser("/cases/approvals", status=403)
    room.adviser(f"/cases/{case.id}/approvals/{number}", status=403)

    other = StaffVisit(room.app, new_account(room.app, Role.MANAGER))
    assert "Nothing waits to be agreed" in words(other("/cases/approvals"))
    other(f"/cases/{case.id}/approvals/{number}", status=404)


def test_agreeing_writes_the_line_and_refusing_needs_a_reason(room: Room, case: Case) -> None:
    number = over(room, case)
    address = f"/cases/{case.id}/approvals/{number}"
    room.manager(address)
    page = room.manager.post(address, {"answer": "refuse"}, status=422)
    assert "Say why you refuse" in words(page)
    page = room.manager.post(address, {}, status=422)
    assert "Choose whether you agree." in words(page)
    assert not awards.lines(room.vault, case)

    room.manager.post(address, {"answer": "agree"})

    [line] = awards.lines(room.vault, case)
    assert (line.amount, line.approved_by) == (90_000, "Mana Ger")


def test_a_refusal_is_told_to_the_adviser(room: Room, case: Case) -> None:
    number = over(room, case)
    address = f"/cases/{case.id}/approvals/{number}"
    room.manager(address)
    room.manager.post(address, {"answer": "refuse", "why": "There is a grant for this"})

    page = ledger(room, case)
    assert "Refused by Mana Ger" in page
    assert "There is a grant for this" in page
    assert not awards.lines(room.vault, case)


def test_nobody_answers_what_they_asked_for(room: Room, case: Case) -> None:
    ask(room, case, room.manager, amount="50")
    [one] = approvals.of_case(room.vault, case)

    page = words(room.manager("/cases/approvals"))
    assert "You asked for this, so somebody else answers it." in page
    address = f"/cases/{case.id}/approvals/{one.id}"
    assert "Send the answer" not in words(room.manager(address))
    page = room.manager.post(address, {"answer": "agree"}, status=409)
    assert "Somebody else has to answer it." in words(page)
    assert "Nobody who manages this team can answer this now" in ledger(room, case)


def test_the_tier_is_found_by_the_sum(room: Room, case: Case) -> None:
    tiers = [Approval("Team manager", 50_000), Approval("Head of service", None)]
    teams.set_ladder(room.vault.store, tiers, room.manager.account.id, NOW)
    mine = room.manager.account.id
    teams.set_titles(room.vault.store, mine, ["Team manager"], mine, NOW)
    ask(room, case, amount="500")
    over(room, case)

    page = words(room.manager("/cases/approvals"))
    assert "For: Team manager (1)" in page
    assert "For: Head of service (1)" in page
    assert "This is for: Head of service." in page
    high = next(one for one in approvals.of_case(room.vault, case) if one.amount == 90_000)
    room.manager(f"/cases/{case.id}/approvals/{high.id}")
    room.manager.post(f"/cases/{case.id}/approvals/{high.id}", {"answer": "agree"}, status=409)
    assert not awards.lines(room.vault, case)


def test_a_sum_above_every_tier_is_asked_of_nobody(room: Room, case: Case) -> None:
    mine = room.manager.account.id
    teams.set_ladder(room.vault.store, [Approval("Team manager", 50_000)], mine, NOW)
    teams.set_titles(room.vault.store, mine, ["Team manager"], mine, NOW)

    page = ask(room, case, amount="600", status=422)
    assert "£600 is more than Team manager may agree to" in words(page)
    page = ask(room, case, amount="", status=422)
    assert "Write the sum. Team manager may agree to no more than £500." in words(page)
    assert not approvals.of_case(room.vault, case)

    ask(room, case, how="paid", amount="600", route="bank", why="It could not wait")
    [waits] = approvals.of_case(room.vault, case)
    address = f"/cases/{case.id}/approvals/{waits.id}"
    page = room.manager.post(address, {"answer": "agree"}, status=409)
    assert "Team manager may agree to no more than £500." in words(page)
    room.manager.post(address, {"answer": "refuse", "why": "It is for the head of service"})


def test_where_the_rule_names_somebody_the_tiers_do_not_count(make_app: Callable) -> None:
    """The rule about savings in care named the social worker, in November 2020."""
    room = Room.of(make_app(fixed_date=date(2020, 11, 12)))
    teams.set_ladder(room.vault.store, [Approval("Manager")], room.manager.account.id, NOW)
    known = {"date_of_birth": "2008-02-10", "in_care_now": True, "home": "childrens_home"}
    period = {"start": "2019-05-01", "basis": "care_order", "authority": "dorset"}
    born = room.open("Ash", **known, moving_into_own_home=False, care_periods=[period])
    ask(room, born, what="dorset/savings-for-a-child-in-care", amount="")

    [one] = approvals.of_case(room.vault, born)
    assert (one.from_rule, one.amount) == (True, None)
    assert one.title.startswith("the child's social worker")


def test_what_was_paid_in_a_crisis_is_agreed_afterwards(room: Room, case: Case) -> None:
    typed = {"how": "paid", "route": "shopping", "amount": "60", "why": "No food"}
    number = asked(room, case, **typed)
    assert "Paid already, in an emergency" in words(room.manager("/cases/approvals"))
    address = f"/cases/{case.id}/approvals/{number}"
    room.manager(address)
    room.manager.post(address, {"answer": "agree"})

    assert [line.step for line in awards.lines(room.vault, case)] == ["paid"]
    assert "Agreed to by Mana Ger." in ledger(room, case)
    assert "Paid, not agreed yet" not in ledger(room, case)


def test_two_answers_at_once_keep_the_first(room: Room, case: Case) -> None:
    number = over(room, case)
    address = f"/cases/{case.id}/approvals/{number}"
    room.manager(address)
    room.manager.post(address, {"answer": "agree"})
    page = room.manager.post(address, {"answer": "refuse", "why": "No"}, status=409)

    assert "agreed already, by Mana Ger" in words(page)
    assert len(awards.lines(room.vault, case)) == 1


def test_the_adviser_stops_asking(room: Room, case: Case) -> None:
    number = over(room, case)
    ledger(room, case)
    room.adviser.post(f"/cases/{case.id}/approvals/{number}/take-back")

    assert "Taken back by Pat Lee" in ledger(room, case)
    assert "Nothing waits" in words(room.manager("/cases/approvals"))


def test_opening_one_is_a_look_at_the_case(room: Room, case: Case) -> None:
    number = over(room, case)
    room.manager(f"/cases/{case.id}/approvals/{number}")

    newest = looked.of_case(room.vault.store, case.id)[0]
    assert (newest.account, newest.page) == ("Mana Ger", "cases.approval")


def test_another_case_does_not_show_it(room: Room, case: Case) -> None:
    number = over(room, case)
    other = room.open(f"Robin {next(_numbers)}")

    room.manager(f"/cases/{other.id}/approvals/{number}", status=404)


def test_a_reason_is_not_for_a_manager_of_another_team_who_may_not_see_every_fact(
    room: Room,
) -> None:
    case = room.open(f"Robin {next(_numbers)}", pregnant=True)
    number = over(room, case, why="For the baby")
    member = StaffVisit(room.app, new_account(room.app, Role.MANAGER))
    teams.put(room.vault.store, room.team, member.account.id, False, member.account.id, NOW)
    address = f"/cases/{case.id}/approvals/{number}"

    assert "For the baby" in words(room.manager(address))
    page = words(member(address))
    assert "For the baby" not in page
    assert "Reasons are for the adviser of this case" in page
