"""The savings register: what is known, what nobody looked for, and what is due by 18."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from flask import Flask

from tests.inspection import Page
from tests.web.cases.award_steps import NOON, hidden, words
from tests.web.cases.room import Room
from web.store.audit import events
from web.store.cases import records, savings
from web.store.cases.records import Case

_numbers = count(1)
YOUNG = {
    **{"date_of_birth": "2009-02-10", "born_in_uk": True, "in_care_now": True},
    **{"home": "foster_care", "moving_into_own_home": False},
    "care_periods": [{"start": "2019-05-01", "basis": "care_order", "authority": "dorset"}],
}


@pytest.fixture(scope="module")
def room(make_app: Callable[..., Flask]) -> Iterator[Room]:
    """A team at work, at noon of the day of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("web.cases.views_savings.seconds", lambda: NOON)
        yield Room.of(make_app())


@pytest.fixture
def case(room: Room) -> Case:
    """A case of somebody who is 17."""
    return room.open(f"Kit {next(_numbers)}", **YOUNG)


def register(room: Room, case: Case) -> str:
    return words(room.adviser(f"/cases/{case.id}/savings"))


def add(room: Room, case: Case, **typed: str) -> Page:
    address, status = f"/cases/{case.id}/savings/add", typed.pop("status", 200)
    once = hidden(room.adviser(address), "once")
    shown = {"once": once, "kind": "junior_isa", "provider": "A bank"}
    return room.adviser.post(address, {**shown, **typed}, status=int(status))


def known(room: Room, case: Case) -> savings.SavingsLine:
    return savings.of_case(room.vault, case)[0]


def tick(room: Room, case: Case, step: str, how: str, status: int = 200) -> None:
    room.adviser(f"/cases/{case.id}/savings")
    address = f"/cases/{case.id}/savings/step"
    room.adviser.post(address, {"step": step, "how": how}, status=status)


def test_nothing_on_record_is_never_none(room: Room, case: Case) -> None:
    page = register(room, case)

    assert "No account is on record. That does not mean that there is none." in page
    assert "There may be one. Nobody has checked. That is not the same as none." in page


def test_an_account_is_shown_with_its_day_and_who_said_so(room: Room, case: Case) -> None:
    told = {"balance": "£812.40", "balance_on": "2026-05-03", "source": "the provider"}
    page = words(add(room, case, holder="the council", **told))

    assert "Junior ISA, A bank" in page
    assert "£812.40 on 3 May 2026, told by the provider" in page
    assert "Held by: the council" in page
    assert "An estimate" not in page


def test_an_estimate_is_never_shown_as_a_fact(room: Room, case: Case) -> None:
    add(room, case, balance="500", balance_on="2026-05-03", estimated="y", source="a carer")

    assert "An estimate, not a fact: £500 on 3 May 2026, told by a carer" in register(room, case)
    line = known(room, case)
    page = words(room.adviser(f"/cases/{case.id}/savings/{line.savings}"))
    assert "An estimate, not a fact: £500" in page


def test_an_unknown_balance_is_not_nothing(room: Room, case: Case) -> None:
    page = words(add(room, case))
    assert "No balance known" in page
    assert "£0" not in page

    add(room, case, kind="other", balance="0", balance_on="2026-05-03", source="the bank")
    assert "£0 on 3 May 2026" in register(room, case)


def test_an_old_balance_is_to_be_asked_for_again(room: Room, case: Case) -> None:
    add(room, case, balance="10", balance_on="2025-05-03")

    assert "more than a year old, so ask again" in register(room, case)


def test_somebody_looked_is_not_that_there_is_none(room: Room, case: Case) -> None:
    before = register(room, case)
    tick(room, case, "looked junior_isa", "done")
    page = register(room, case)

    assert "Pat Lee looked on 22 November 2026, 12:00" not in before
    assert "Pat Lee looked on 22 November 2026, 12:00" in page
    tick(room, case, "looked junior_isa", "open")
    assert "Pat Lee looked on" not in register(room, case)


def test_what_is_due_has_its_day_and_a_tick(room: Room, case: Case) -> None:
    page = register(room, case)
    assert "By 10 August 2026" in page, "17 and a half"
    assert "By 10 February 2027" in page, "18"
    tick(room, case, "list-of-accounts", "done")

    assert "Done Pat Lee, 22 November 2026, 12:00" in register(room, case)
    assert savings.steps(room.vault, case)["list-of-accounts"].how == "done"


def test_a_tick_counts_in_the_list_of_cases_at_once(room: Room, case: Case) -> None:
    for _again in range(2):
        add(room, case)
    first, second = (line.savings for line in savings.of_case(room.vault, case))
    before = to_do(room, case)

    tick(room, case, f"junior-isa-at-16 {first}", "done")
    assert to_do(room, case) == before - 1, "and the other account, though alike, is still to do"

    tick(room, case, f"junior-isa-at-16 {second}", "done")
    assert to_do(room, case) == before - 2

    tick(room, case, f"junior-isa-at-16 {second}", "open")
    assert to_do(room, case) == before - 1


def to_do(room: Room, case: Case) -> int:
    """How much there is to do, as the list of cases has it."""
    found = records.get(room.vault, case.id)
    assert found is not None
    assert found.summary is not None
    return found.summary.open_actions


def test_the_handover_names_the_accounts_still_open(room: Room, case: Case) -> None:
    add(room, case)
    page = register(room, case)
    assert "Ask in writing who holds each account. Junior ISA, A bank" in page

    tick(room, case, "handover who-holds-it", "not_needed")
    assert "Not needed Pat Lee" in register(room, case)


def test_a_step_that_there_is_not_is_refused(room: Room, case: Case) -> None:
    tick(room, case, "dance", "done", status=400)
    tick(room, case, "list-of-accounts", "maybe", status=400)


def test_what_was_known_before_stays_to_be_read(room: Room, case: Case) -> None:
    add(room, case, balance="10", balance_on="2026-05-03", source="a carer")
    line = known(room, case)
    address = f"/cases/{case.id}/savings/{line.savings}"
    page = room.adviser(address)
    typed = {"once": hidden(page, "once"), "entry": hidden(page, "entry"), "kind": "junior_isa"}
    typed |= {"balance": "12.50", "balance_on": "2026-11-01", "source": "the provider"}
    room.adviser.post(address, {**typed, "given_over_on": "2026-11-20"})

    page = words(room.adviser(address))
    assert "£12.50 on 1 November 2026, told by the provider" in page
    assert "£10 on 3 May 2026, told by a carer" in page
    assert "The young person got it on 20 November 2026." in page


def test_two_people_at_once_are_told(room: Room, case: Case) -> None:
    add(room, case, balance="10", balance_on="2026-05-03")
    address = f"/cases/{case.id}/savings/{known(room, case).savings}"
    mine, theirs = room.adviser(address), room.colleague(address)
    for visit, page, sum_, status in (
        (room.colleague, theirs, "20", 200),
        (room.adviser, mine, "30", 422),
    ):
        typed = {"once": hidden(page, "once"), "entry": hidden(page, "entry")}
        typed |= {"kind": "junior_isa", "balance": sum_, "balance_on": "2026-06-01"}
        answer = visit.post(address, typed, status=status)

    assert "Col League changed this account meanwhile: Junior ISA. £20" in words(answer)
    assert known(room, case).balance == 2_000
    typed["entry"] = hidden(answer, "entry")
    room.adviser.post(address, typed)
    assert known(room, case).balance == 3_000


def test_pressing_twice_keeps_one(room: Room, case: Case) -> None:
    address = f"/cases/{case.id}/savings/add"
    typed = {"once": hidden(room.adviser(address), "once"), "kind": "other"}
    room.adviser.post(address, typed)
    room.adviser.post(address, typed)

    assert len(savings.of_case(room.vault, case)) == 1


def test_a_mistake_is_taken_out_with_its_reason(room: Room, case: Case) -> None:
    add(room, case)
    number = known(room, case).savings
    address = f"/cases/{case.id}/savings/{number}"
    room.adviser(address)
    page = room.adviser.post(f"{address}/remove", {"why": " "}, status=422)
    assert "Say why it was a mistake." in words(page)

    room.adviser.post(f"{address}/remove", {"why": "It is their brother's"})

    assert not savings.of_case(room.vault, case)
    page = words(room.adviser(address))
    assert "Taken out: It is their brother's" in page
    assert "Junior ISA, A bank" in page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"kind": "sock"}, "Choose what sort of account it is."),
        ({"balance": "much"}, "“much” is not a sum of money."),
        ({"balance": "5", "balance_on": "2026-12-01"}, "This day has not come yet."),
        ({"balance": "5", "balance_on": "2026-02-30"}, "Write a day that there is"),
        ({"source": "the bank"}, "Write the balance that this is about"),
    ],
)
def test_what_cannot_be_is_named(room: Room, case: Case, typed: dict[str, str], says: str) -> None:
    page = add(room, case, status="422", holder="<b>Gran</b>", **typed)

    assert says in words(page)
    assert "&lt;b&gt;Gran&lt;/b&gt;" in page.response.text
    assert not savings.of_case(room.vault, case)


def test_no_account_of_another_case(room: Room, case: Case) -> None:
    add(room, case)
    other = room.open(f"Kit {next(_numbers)}", **YOUNG)

    room.adviser(f"/cases/{other.id}/savings/{known(room, case).savings}", status=404)


def test_without_a_date_of_birth_nothing_is_said_to_be_due(room: Room) -> None:
    known = {**YOUNG, "date_of_birth": None}
    page = register(room, room.open(f"Kit {next(_numbers)}", **known))

    assert "We do not know the date of birth" in page


def test_the_audit_chain_holds_no_words(room: Room, case: Case) -> None:
    add(room, case, holder="CANARY")

    assert not any("CANARY" in one.object for one in events(room.vault.store))
