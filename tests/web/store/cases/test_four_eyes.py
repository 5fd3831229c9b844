"""Four eyes: whoever asks never answers, nor does anybody without the team or the title."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from entitlements.awards import Step
from entitlements.awards.entries import total
from entitlements.rulebook.model import Approval as LadderTier
from entitlements.signoff import NotAllowed
from tests.web.store.cases.room import DEE, HEAD, LEO, MAX, MIA, ODA, TODAY, Room
from tests.web.store.small_rules import AT
from web.store.cases import approvals, awards, records, teams
from web.store.cases.approvals import Answer


@pytest.mark.parametrize(
    ("who", "title", "says"),
    [
        (DEE, "", "You asked for this"),
        (ODA, "", "a manager of the team"),
        (MAX, HEAD, f"This is for: {HEAD}"),
        (LEO, "", "no account 15 in use"),
        (999, "", "no account 999 in use"),
    ],
)
def test_nobody_answers_who_may_not(room: Room, who: int, title: str, says: str) -> None:
    case = room.case()
    asked = room.ask(case, title=title)
    for agreed in (True, False):
        with pytest.raises(NotAllowed, match=says):
            approvals.answer(room.vault, asked.id, agreed, "Why.", who, AT)
    assert approvals.of_case(room.vault, case) == [asked]
    assert awards.lines(room.vault, case) == []


def test_a_manager_who_asks_needs_another_manager(room: Room) -> None:
    asked = room.ask(room.case(), by=MAX)
    with pytest.raises(NotAllowed, match="Somebody else has to answer"):
        approvals.answer(room.vault, asked.id, True, "", MAX, AT)
    assert approvals.answer(room.vault, asked.id, True, "", MIA, AT).answered_by_name == "Mia"


def test_a_member_who_does_not_manage_may_not_answer_even_with_the_title(room: Room) -> None:
    room.titled(DEE)
    asked = room.ask(room.case(), title=HEAD, by=MAX)
    with pytest.raises(NotAllowed, match="a manager of the team"):
        approvals.answer(room.vault, asked.id, True, "", DEE, AT)


def test_whoever_has_the_title_and_manages_the_team_may_answer(room: Room) -> None:
    room.titled(MIA)
    asked = room.ask(room.case(), title=HEAD)
    assert approvals.answer(room.vault, asked.id, True, "", MIA, AT).answer is Answer.AGREED


def test_the_managers_of_the_team_the_case_is_with_now_answer(room: Room) -> None:
    case = room.case()
    asked = room.ask(case)
    records.assign(room.vault, case.id, room.other_team, ODA, DEE, AT)
    with pytest.raises(NotAllowed, match="a manager of the team"):
        approvals.answer(room.vault, asked.id, True, "", MAX, AT)
    assert approvals.queue(room.vault, ODA) == [asked]
    assert approvals.answer(room.vault, asked.id, True, "", ODA, AT).answer is Answer.AGREED


@pytest.mark.parametrize(
    "change",
    [
        f"answer = 'agreed', answered_by = {DEE}, answered_at = 1",
        "amount = 9000000",
        f"asked_by = {MIA}",
        "title = ''",
    ],
)
def test_the_database_too_wants_four_eyes_and_keeps_the_question(room: Room, change: str) -> None:
    room.ask(room.case(), title=HEAD)
    with pytest.raises(DatabaseError), room.store.begin() as connection:
        connection.execute(text(f"UPDATE award_approval SET {change}"))


def test_somebody_taken_out_of_the_team_answers_no_more(room: Room) -> None:
    asked = room.ask(room.case())
    teams.remove(room.store, room.team, MAX, DEE, AT)
    assert approvals.queue(room.vault, MAX) == []
    with pytest.raises(NotAllowed, match="a manager of the team"):
        approvals.answer(room.vault, asked.id, True, "", MAX, AT)


def test_what_was_paid_already_cannot_be_taken_back_from_whoever_answers(room: Room) -> None:
    case = room.case()
    line = {"entitlement": "dorset/help", "amount": 5_000, "on": TODAY, "by": DEE, "at": AT}
    award = awards.add(room.vault, case, step=Step.PAID, **line).award
    asked = room.ask(case, crisis=True, why="No food.", award=award)
    with pytest.raises(NotAllowed, match="This was paid already"):
        approvals.take_back(room.vault, asked.id, DEE, AT)
    assert approvals.queue(room.vault, MAX) == [asked]

    awards.add(room.vault, case, step=Step.RETURNED, award=award, **line)
    assert approvals.take_back(room.vault, asked.id, DEE, AT).answer is Answer.TAKEN_BACK


def test_nobody_agrees_to_more_than_the_ladder_gives_them_now(room: Room) -> None:
    teams.set_ladder(room.store, [LadderTier(HEAD, 4_000)], DEE, AT)
    room.titled(MAX)
    asked = room.ask(room.case(), title=HEAD, amount=4_001)
    with pytest.raises(NotAllowed, match="may agree to no more than £40"):
        approvals.answer(room.vault, asked.id, True, "", MAX, AT)
    assert approvals.answer(room.vault, asked.id, False, "Too much.", MAX, AT).answer == "refused"

    just = room.ask(room.case(), title=HEAD, amount=4_000)
    assert approvals.answer(room.vault, just.id, True, "", MAX, AT).answer is Answer.AGREED


def test_what_was_paid_over_an_award_is_agreed_on_that_award(room: Room) -> None:
    case, day = room.case(), {"entitlement": "dorset/help", "on": TODAY, "by": DEE, "at": AT}
    first = approvals.answer(room.vault, room.ask(case).id, True, "", MAX, AT, on=TODAY)
    awards.add(room.vault, case, step=Step.PAID, amount=7_000, award=first.award, **day)
    over = room.ask(case, crisis=True, why="It cost more.", award=first.award, amount=2_000)
    approvals.answer(room.vault, over.id, True, "", MAX, AT, on=TODAY)

    entries = awards.entries(awards.lines(room.vault, case))
    assert total(entries, Step.AGREED) == total(entries, Step.PAID) == 7_000
