"""The ledger: lines are added and never changed, and what cannot be is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from entitlements.awards import Entry, Step, already_had, impossible_steps
from entitlements.signoff import NotAllowed
from tests.web.store.cases.room import DEE, LEO, Room
from tests.web.store.small_rules import AT
from web.store.cases import CannotOpen, awards, checks
from web.store.cases.awards import REFUSED, Line
from web.store.cases.records import Case

HELP, OTHER = "dorset/help", "dorset/other"
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def add(room: Room, case: Case, step: Step, amount: int | None = 5_000, **more: Any) -> Line:
    """Add a line of Dee's for £50."""
    said = {"entitlement": HELP, "on": MONDAY, "by": DEE, "at": AT, **more}
    return awards.add(room.vault, case, step=step, amount=amount, **said)


def test_an_award_is_agreed_paid_and_partly_returned(room: Room) -> None:
    case = room.case()
    agreed = add(room, case, Step.AGREED, part="tv-licence")
    paid = add(room, case, Step.PAID, part="tv-licence", on=TUESDAY, award=agreed.award)
    back = add(room, case, Step.RETURNED, 1_000, on=TUESDAY, award=agreed.award)
    assert awards.lines(room.vault, case) == [agreed, paid, back]
    assert agreed.award == agreed.id == paid.award == back.award
    entries = awards.entries([agreed, paid, back])
    assert entries[1] == Entry(agreed.award, HELP, "tv-licence", Step.PAID, 5_000, TUESDAY)
    assert [had.amount for had in already_had(entries)] == [4_000]
    done = ["case award agreed", "case award paid", "case award returned"]
    assert room.events(case)[-3:] == done


def test_a_line_holds_who_was_paid_how_and_what_it_rests_on(room: Room) -> None:
    case = room.case()
    code = checks.keep(room.vault, case, room.answer(), 1, DEE, AT, withheld=False)
    told = {"payee": "A shop", "route": "card", "receipt": "R1", "note": "A bed"}
    line = add(room, case, Step.PAID, code=code.lower().replace("-", " "), **told)
    assert {name: getattr(line, name) for name in told} == told
    assert (line.code, line.by, line.at, line.on) == (code, "Dee", AT, MONDAY)
    assert (line.approval, line.approved_by) == (None, "")
    assert "A shop" not in repr(line)


def test_awards_of_one_case_are_numbered_apart(room: Room) -> None:
    case, other = room.case(), room.case()
    numbers = [add(room, one, Step.AGREED).award for one in (case, other, case)]
    assert len(set(numbers)) == 3
    assert len(awards.lines(room.vault, case)) == 2


def test_a_sum_that_nobody_wrote_is_not_nothing(room: Room) -> None:
    assert add(room, room.case(), Step.PAID, None).amount is None


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ([(Step.PAID, -1, MONDAY)], "Write money that came back as returned"),
        ([(Step.RETURNED, 1, MONDAY)], "Choose the award it was paid on"),
        ([(Step.AGREED, 9, MONDAY), (Step.RETURNED, 9, MONDAY)], "before any was paid"),
        ([(Step.PAID, 9, MONDAY), (Step.RETURNED, 10, TUESDAY)], "add the missing payment"),
        ([(Step.PAID, 9, TUESDAY), (Step.RETURNED, 9, MONDAY)], "Check the day, or add"),
        ([(Step.REFUSED, 9, MONDAY), (Step.PAID, 9, TUESDAY)], "after it was refused"),
        ([(Step.REFUSED, 9, MONDAY), (Step.PAID, 9, MONDAY)], "add the day it was agreed"),
        ([(Step.PAID, 9, date(1989, 12, 31))], "is before 1990. Check the year."),
    ],
)
def test_what_cannot_be_is_refused_with_how_to_put_it_right(
    room: Room, steps: list[tuple[Step, int, date]], says: str
) -> None:
    case, award = room.case(), None
    for step, amount, on in steps[:-1]:
        award = add(room, case, step, amount, on=on, award=award).award
    before = awards.lines(room.vault, case)
    step, amount, on = steps[-1]
    with pytest.raises(NotAllowed, match=says):
        add(room, case, step, amount, on=on, award=award)
    assert awards.lines(room.vault, case) == before


def test_what_was_refused_can_be_agreed_after_all_and_paid(room: Room) -> None:
    case = room.case()
    award = add(room, case, Step.REFUSED).award
    add(room, case, Step.AGREED, on=TUESDAY, award=award)
    assert add(room, case, Step.PAID, on=TUESDAY, award=award).award == award


def test_a_payment_before_anybody_agreed_is_taken_as_in_a_crisis(room: Room) -> None:
    case = room.case()
    award = add(room, case, Step.PAID).award
    assert add(room, case, Step.AGREED, on=TUESDAY, award=award).award == award


def test_a_step_on_another_cases_award_is_refused(room: Room) -> None:
    case, other = room.case(), room.case()
    award = add(room, other, Step.AGREED).award
    for number in (award, 999, -1):
        with pytest.raises(NotAllowed, match="is not one of this case"):
            add(room, case, Step.PAID, award=number)


def test_an_award_is_of_one_entitlement(room: Room) -> None:
    case = room.case()
    award = add(room, case, Step.AGREED).award
    with pytest.raises(NotAllowed, match="Give each kind of help an award of its own"):
        add(room, case, Step.PAID, award=award, entitlement=OTHER)
    with pytest.raises(NotAllowed, match="which entitlement"):
        add(room, case, Step.PAID, entitlement=" ")


def test_a_code_is_of_a_check_of_this_case(room: Room) -> None:
    other = checks.keep(room.vault, room.case(), room.answer(), 1, DEE, AT, withheld=False)
    case = room.case()
    for code, says in ((other, "No check of this case"), ("12", "has 2 letters and digits")):
        with pytest.raises(NotAllowed, match=says):
            add(room, case, Step.PAID, code=code)
    assert add(room, case, Step.PAID, code="").code is None


def test_a_form_sent_twice_adds_one_line(room: Room) -> None:
    case = room.case()
    assert add(room, case, Step.PAID, once="1") == add(room, case, Step.PAID, once="1")
    assert len(awards.lines(room.vault, case)) == 1
    with pytest.raises(NotAllowed, match="for another case"):
        add(room, room.case(), Step.PAID, once="1")


def test_the_database_refuses_to_change_a_line(room: Room) -> None:
    add(room, room.case(), Step.PAID, payee="Zebra")
    for change in (
        "UPDATE award_entry SET amount = 1",
        "UPDATE award_entry SET sealed = NULL",
        "DELETE FROM award_entry",
    ):
        with pytest.raises(DatabaseError), room.store.begin() as connection:
            connection.execute(text(change))
    with room.store.connect() as connection:
        assert "Zebra" not in repr(connection.execute(text("SELECT * FROM award_entry")).all())


def test_of_a_purged_case_it_is_told_that_it_was_purged(room: Room) -> None:
    case = room.case()
    add(room, case, Step.PAID)
    purged = room.purged(case)
    for one in (case, purged):
        with pytest.raises(CannotOpen, match="This case was purged"):
            awards.lines(room.vault, one)
        with pytest.raises(NotAllowed, match="This case was purged"):
            add(room, one, Step.PAID)


def test_somebody_who_left_adds_nothing(room: Room) -> None:
    with pytest.raises(NotAllowed, match="no account 15 in use"):
        add(room, room.case(), Step.PAID, by=LEO)


steps = st.tuples(
    st.sampled_from(Step), st.sampled_from([None, 0, 100, 250]), st.sampled_from([MONDAY, TUESDAY])
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(steps, max_size=6))
def test_whatever_is_tried_the_ledger_holds_nothing_that_cannot_be(
    room: Room, tried: list[tuple[Step, int | None, date]]
) -> None:
    case, award, taken = room.case(), None, []
    for step, amount, on in tried:
        try:
            line = add(room, case, step, amount, on=on, award=award)
        except NotAllowed:
            continue
        award, taken = line.award, [*taken, line]
    assert awards.lines(room.vault, case) == taken
    found = impossible_steps(awards.entries(taken), TUESDAY)
    assert not {problem.fault for problem in found} & REFUSED


def test_a_form_sent_again_with_another_sum_is_told_so(room: Room) -> None:
    case = room.case()
    told = {"entitlement": "england/help", "step": Step.AGREED, "on": date(2026, 11, 20)}
    told |= {"by": DEE, "at": AT, "once": "form-1"}
    first = awards.add(room.vault, case, amount=5_000, **told)
    assert awards.add(room.vault, case, amount=5_000, **told).id == first.id
    with pytest.raises(NotAllowed, match="with something else in it"):
        awards.add(room.vault, case, amount=50_000, **told)
    assert [line.amount for line in awards.lines(room.vault, case)] == [5_000]
