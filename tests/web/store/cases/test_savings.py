"""The savings register: what is known is added to, and the newest counts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from entitlements.savings import Account, Kind
from entitlements.signoff import NotAllowed
from tests.web.store.cases.room import DEE, LEO, MAX, Room
from tests.web.store.small_rules import AT
from web.store.cases import CannotOpen, savings
from web.store.cases.records import Case
from web.store.cases.savings import How, SavingsLine

REVIEW = date(2026, 9, 1)


def record(room: Room, case: Case, number: int | None = None, **more: Any) -> SavingsLine:
    """Write down a Junior ISA."""
    said = {"kind": Kind.JUNIOR_ISA, "by": DEE, "at": AT, **more}
    return savings.record(room.vault, case, number, **said)


def test_an_account_is_known_with_its_balance_on_a_day(room: Room) -> None:
    case = room.case()
    told = {"provider": "A bank", "holder": "The council", "balance": 81_240, "source": "the bank"}
    line = record(room, case, **told, balance_on=REVIEW)
    assert savings.of_case(room.vault, case) == [line]
    expected = Account(Kind.JUNIOR_ISA, "A bank", "The council", 81_240, REVIEW, source="the bank")
    assert line.account == expected
    assert (line.by, line.at, line.removed) == ("Dee", AT, False)
    assert "81240" not in repr(line)
    assert room.events(case)[-1] == "case savings recorded"


def test_what_is_not_known_is_none_and_never_nothing(room: Room) -> None:
    line = record(room, room.case(), provider="", source="")
    assert line.account == Account(Kind.JUNIOR_ISA)
    assert line.balance is None


def test_the_newest_counts_and_the_rest_is_history(room: Room) -> None:
    case = room.case()
    first = record(room, case, balance=100)
    fund = record(room, case, kind=Kind.CHILD_TRUST_FUND)
    newer = record(room, case, first.savings, balance=200, given_over_on=REVIEW, by=MAX)
    assert newer.savings == first.savings
    assert savings.of_case(room.vault, case) == [newer, fund]
    assert savings.history(room.vault, case, first.savings) == [newer, first]
    assert savings.history(room.vault, case) == [newer, fund, first]


def test_what_was_removed_stays_in_the_history_with_why(room: Room) -> None:
    case = room.case()
    line = record(room, case, balance=100)
    gone = savings.remove(room.vault, case, line.savings, "Somebody else's.", MAX, AT + 1)
    assert savings.of_case(room.vault, case) == []
    assert savings.history(room.vault, case) == [gone, line]
    assert (gone.removed, gone.removed_why, gone.by) == (True, "Somebody else's.", "Max")
    assert gone.balance == 100
    assert savings.remove(room.vault, case, line.savings, "Twice.", DEE, AT + 2) == gone
    with pytest.raises(NotAllowed, match="enter it anew"):
        record(room, case, line.savings)


def test_another_cases_account_and_less_than_nothing_are_refused(room: Room) -> None:
    case, number = room.case(), record(room, room.case()).savings
    for wrong in (number, 999):
        with pytest.raises(NotAllowed, match="is not one of this case"):
            record(room, case, wrong)
        with pytest.raises(NotAllowed, match="is not one of this case"):
            savings.remove(room.vault, case, wrong, "", DEE, AT)
    with pytest.raises(NotAllowed, match="cannot be less than nothing"):
        record(room, case, balance=-1)
    assert savings.of_case(room.vault, case) == []


def test_a_form_sent_twice_is_one_account(room: Room) -> None:
    case = room.case()
    assert record(room, case, once="1") == record(room, case, once="1")
    assert len(savings.of_case(room.vault, case)) == 1
    with pytest.raises(NotAllowed, match="for another case"):
        record(room, room.case(), once="1")


def test_a_step_is_marked_marked_anew_and_opened_again(room: Room) -> None:
    case = room.case()
    savings.mark(room.vault, case, "find-every-account", How.DONE, " Asked HMRC. ", DEE, AT)
    savings.mark(room.vault, case, "find-every-account", How.NOT_NEEDED, "", MAX, AT + 1)
    savings.mark(room.vault, case, "tell", How.DONE, "", DEE, AT)
    marked = savings.steps(room.vault, case)
    assert set(marked) == {"find-every-account", "tell"}
    one = marked["find-every-account"]
    assert (one.how, one.note, one.by, one.at) == (How.NOT_NEEDED, "", "Max", AT + 1)
    for _ in range(2):
        savings.mark(room.vault, case, "tell", None, "", DEE, AT)
    assert set(savings.steps(room.vault, case)) == {"find-every-account"}
    assert room.events(case).count("case savings step opened") == 1
    assert savings.steps(room.vault, room.case()) == {}


def test_the_database_refuses_to_change_what_was_known(room: Room) -> None:
    record(room, room.case(), provider="Zebra")
    for change in ("UPDATE savings_entry SET kind = 'other'", "DELETE FROM savings_entry"):
        with pytest.raises(DatabaseError), room.store.begin() as connection:
            connection.execute(text(change))
    with room.store.connect() as connection:
        assert "Zebra" not in repr(connection.execute(text("SELECT * FROM savings_entry")).all())


def test_of_a_purged_case_it_is_told_that_it_was_purged(room: Room) -> None:
    case = room.case()
    record(room, case)
    savings.mark(room.vault, case, "tell", How.DONE, "", DEE, AT)
    purged = room.purged(case)
    for one in (case, purged):
        with pytest.raises(CannotOpen, match="This case was purged"):
            savings.of_case(room.vault, one)
        with pytest.raises(NotAllowed, match="This case was purged"):
            record(room, one)
        assert savings.steps(room.vault, one) == {}


def test_somebody_who_left_writes_nothing(room: Room) -> None:
    with pytest.raises(NotAllowed, match="no account 15 in use"):
        record(room, room.case(), by=LEO)
