"""Approvals: somebody else agrees, once, under a title they have."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from entitlements.awards import Step
from entitlements.signoff import NotAllowed
from tests.web.store.cases.room import DEE, HEAD, LEO, MAX, MIA, ODA, Room
from tests.web.store.small_rules import AT, DAY
from web.store import audit
from web.store.cases import CannotOpen, approvals, awards, checks, records
from web.store.cases.approvals import Answer
from web.store.cases.records import Case

HELP = "dorset/help"
MONDAY = date(2026, 11, 23)


def paid(room: Room, case: Case) -> int:
    """An award that was paid at once."""
    said = {"entitlement": HELP, "amount": 5_000, "on": MONDAY, "by": DEE, "at": AT}
    return awards.add(room.vault, case, step=Step.PAID, **said).award


def test_what_is_asked_waits_for_the_managers_of_the_team(room: Room) -> None:
    case = room.case()
    asked = room.ask(case, part="bed", title=f" {HEAD} ", from_rule=True, why="No bed.")
    assert (asked.title, asked.from_rule, asked.part, asked.why) == (HEAD, True, "bed", "No bed.")
    assert (asked.asked_by, asked.asked_by_name, asked.asked_at) == (DEE, "Dee", AT)
    assert asked.is_open
    assert approvals.queue(room.vault, MAX) == approvals.queue(room.vault, MIA) == [asked]
    assert approvals.queue(room.vault, ODA) == approvals.queue(room.vault, DEE) == []
    assert approvals.of_case(room.vault, case) == [asked]
    assert "No bed." not in repr(asked)


def test_the_queue_has_the_oldest_first_and_only_what_is_open(room: Room) -> None:
    cases = [room.case(), room.case()]
    first, second, third = (
        room.ask(case, at=AT + wait) for case, wait in ((cases[0], 9), (cases[1], 1), (cases[0], 5))
    )
    assert approvals.queue(room.vault, MAX) == [second, third, first]
    approvals.answer(room.vault, third.id, True, "", MAX, AT + 20)
    assert approvals.queue(room.vault, MAX) == [second, first]


def test_agreeing_writes_the_line_with_who_agreed(room: Room) -> None:
    case = room.case()
    asked = room.ask(case, part="bed")
    agreed = approvals.answer(room.vault, asked.id, True, " Fine. ", MAX, AT + DAY)
    assert (agreed.answer, agreed.answered_by_name, agreed.answered_at, agreed.answer_why) == (
        Answer.AGREED,
        "Max",
        AT + DAY,
        "Fine.",
    )
    line = awards.lines(room.vault, case)[0]
    assert (line.step, line.amount, line.part, line.entitlement) == (
        Step.AGREED,
        5_000,
        "bed",
        HELP,
    )
    assert (line.approval, line.approved_by, line.by) == (asked.id, "Max", "Max")
    assert (line.award, line.on) == (agreed.award, date(2026, 11, 27))
    assert room.events(case)[-2:] == ["case award agreed", "case approval agreed"]


def test_agreeing_to_more_on_an_award_adds_to_that_award(room: Room) -> None:
    case = room.case()
    award = paid(room, case)
    asked = room.ask(case, award=award)
    assert approvals.answer(room.vault, asked.id, True, "", MAX, AT).award == award
    assert [line.award for line in awards.lines(room.vault, case)] == [award, award]


def test_the_day_of_a_line_is_the_day_in_england(room: Room) -> None:
    """Half past eleven at night in June by Greenwich is the next day by the clock in England."""
    asked = room.ask(room.case())
    at = 1_782_862_200  # 30 June 2026, 23:30 UTC
    approvals.answer(room.vault, asked.id, True, "", MAX, at)
    case = records.get(room.vault, asked.case_id)
    assert case is not None
    assert awards.lines(room.vault, case)[0].on == date(2026, 7, 1)


def test_refusing_says_why_and_writes_no_line(room: Room) -> None:
    case = room.case()
    asked = room.ask(case)
    with pytest.raises(NotAllowed, match="Say why you refuse"):
        approvals.answer(room.vault, asked.id, False, " ", MAX, AT)
    refused = approvals.answer(room.vault, asked.id, False, "There is a grant.", MAX, AT)
    assert (refused.answer, refused.answer_why) == (Answer.REFUSED, "There is a grant.")
    assert awards.lines(room.vault, case) == []
    assert refused.award is None


def test_an_answer_is_given_once(room: Room) -> None:
    case = room.case()
    asked = room.ask(case)
    approvals.answer(room.vault, asked.id, False, "There is a grant.", MAX, AT)
    for agreed in (True, False):
        with pytest.raises(NotAllowed, match="This was refused already, by Max"):
            approvals.answer(room.vault, asked.id, agreed, "Why.", MIA, AT)
    with pytest.raises(NotAllowed, match="This was refused already, by Max"):
        approvals.take_back(room.vault, asked.id, DEE, AT)
    assert awards.lines(room.vault, case) == []


def test_of_two_managers_at_once_one_answers_and_the_other_is_told(room: Room) -> None:
    case = room.case()
    asked = room.ask(case)
    told: list[str] = []
    together = threading.Barrier(2)

    def answer(who: int, agreed: bool) -> None:
        together.wait()
        try:
            approvals.answer(room.vault, asked.id, agreed, "Why.", who, AT)
            told.append("won")
        except NotAllowed as refusal:
            told.append(str(refusal))

    both = [threading.Thread(target=answer, args=who) for who in ((MAX, True), (MIA, False))]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    won, lost = sorted(told, key=lambda said: said != "won")
    assert won == "won"
    assert lost.startswith("This was ")
    found = approvals.of_case(room.vault, case)[0]
    assert len(awards.lines(room.vault, case)) == (found.answer is Answer.AGREED)


def test_whoever_asked_or_the_adviser_can_take_it_back(room: Room) -> None:
    case = room.case()
    mine, managers = room.ask(case), room.ask(case, by=MAX)
    with pytest.raises(NotAllowed, match="Only whoever asked"):
        approvals.take_back(room.vault, mine.id, MIA, AT)
    assert approvals.take_back(room.vault, mine.id, DEE, AT).answer is Answer.TAKEN_BACK
    assert approvals.take_back(room.vault, managers.id, DEE, AT).answer is Answer.TAKEN_BACK
    assert approvals.queue(room.vault, MIA) == []
    with pytest.raises(NotAllowed, match="taken back already"):
        approvals.answer(room.vault, mine.id, True, "", MAX, AT)


def test_in_a_crisis_it_is_paid_first_and_agreed_to_afterwards(room: Room) -> None:
    case = room.case()
    award = paid(room, case)
    asked = room.ask(case, crisis=True, award=award, why="Nowhere to sleep.")
    agreed = approvals.answer(room.vault, asked.id, True, "", MAX, AT + DAY)
    lines = awards.lines(room.vault, case)
    assert [line.step for line in lines] == [Step.PAID], "the line that is there is enough"
    assert (lines[0].approval, lines[0].approved_by) == (asked.id, "Max")
    assert agreed.award == award


def test_a_crisis_that_is_refused_afterwards_stays_in_the_ledger(room: Room) -> None:
    case = room.case()
    award = paid(room, case)
    before = awards.lines(room.vault, case)
    asked = room.ask(case, crisis=True, award=award, why="Nowhere to sleep.")
    refused = approvals.answer(room.vault, asked.id, False, "There was a bed.", MAX, AT + DAY)
    assert awards.lines(room.vault, case) == before
    assert approvals.of_case(room.vault, case) == [refused]
    assert (refused.answer, refused.award, refused.crisis) == (Answer.REFUSED, award, True)


def test_what_cannot_be_asked_is_refused_with_why(room: Room) -> None:
    case, other = room.case(), room.case()
    not_paid = approvals.answer(room.vault, room.ask(case).id, True, "", MAX, AT).award
    for more, says in (
        ({"crisis": True, "why": "Now."}, "Write down what was paid first"),
        ({"crisis": True, "why": "Now.", "award": not_paid}, "Write down what was paid first"),
        ({"crisis": True, "award": paid(room, case)}, "Say what the crisis was"),
        ({"award": paid(room, other)}, "is not one of this case"),
        ({"award": not_paid, "entitlement": "dorset/other"}, "is for other help"),
        ({"amount": -1}, "without a minus sign"),
        ({"entitlement": ""}, "which entitlement"),
        ({"by": LEO}, "no account 15 in use"),
    ):
        with pytest.raises(NotAllowed, match=says):
            room.ask(case, **more)
    assert len(approvals.of_case(room.vault, case)) == 1


def test_a_form_sent_twice_asks_once(room: Room) -> None:
    case = room.case()
    assert room.ask(case, once="1") == room.ask(case, once="1")
    assert len(approvals.queue(room.vault, MAX)) == 1
    with pytest.raises(NotAllowed, match="for another case"):
        room.ask(room.case(), once="1")


def test_there_has_to_be_something_to_answer(room: Room) -> None:
    with pytest.raises(NotAllowed, match="no approval 7"):
        approvals.answer(room.vault, 7, True, "", MAX, AT)


def test_nothing_said_stands_in_the_open(room: Room) -> None:
    asked = room.ask(room.case(), why="Zebra")
    approvals.answer(room.vault, asked.id, False, "Giraffe", MAX, AT)
    with room.store.connect() as connection:
        rows = repr(connection.execute(text("SELECT * FROM award_approval")).all())
    rows += repr(audit.events(room.store))
    assert "Zebra" not in rows
    assert "Giraffe" not in rows


def test_of_a_purged_case_it_is_told_that_it_was_purged(room: Room) -> None:
    case, other = room.case(), room.case()
    asked, stays = room.ask(case), room.ask(other)
    purged = room.purged(case)
    for one in (case, purged):
        with pytest.raises(CannotOpen, match="This case was purged"):
            approvals.of_case(room.vault, one)
        with pytest.raises(NotAllowed, match="This case was purged"):
            room.ask(one)
    assert approvals.queue(room.vault, MAX) == [stays]
    with pytest.raises(NotAllowed, match="This case was purged"):
        approvals.answer(room.vault, asked.id, True, "", MAX, AT)


def kept(room: Room, case: Case) -> str:
    """A check of a case."""
    return checks.keep(room.vault, case, room.answer(), 1, DEE, AT, withheld=False)


def test_what_is_agreed_rests_on_the_check_it_was_asked_with(room: Room) -> None:
    case = room.case()
    code = kept(room, case)
    asked = room.ask(case, code=code.lower().replace("-", " "))
    assert asked.code == code
    assert approvals.queue(room.vault, MAX) == approvals.of_case(room.vault, case) == [asked]
    assert approvals.answer(room.vault, asked.id, True, "", MAX, AT).code == code
    assert [line.code for line in awards.lines(room.vault, case)] == [code]


def test_what_was_asked_without_a_check_rests_on_none(room: Room) -> None:
    case = room.case()
    asked = room.ask(case)
    approvals.answer(room.vault, asked.id, True, "", MAX, AT)
    assert [asked.code, *(line.code for line in awards.lines(room.vault, case))] == [None, None]


def test_an_approval_rests_on_a_check_of_its_own_case(room: Room) -> None:
    case, other = room.case(), room.case()
    for code, says in ((kept(room, other), "No check of this case"), ("12", "has 2 letters")):
        with pytest.raises(NotAllowed, match=says):
            room.ask(case, code=code)
    assert approvals.of_case(room.vault, case) == []


def test_the_database_keeps_what_an_approval_rests_on(room: Room) -> None:
    case = room.case()
    asked, other = room.ask(case, code=kept(room, case)), kept(room, case)
    for code in (other, None):
        with pytest.raises(DBAPIError), room.store.begin() as connection:
            connection.execute(text("UPDATE award_approval SET code = :code"), {"code": code})
    copied = "case_id, entitlement, title, from_rule, crisis, asked_by, asked_at, sealed"
    made = f"INSERT INTO award_approval (id, {copied}, code) SELECT 77, {copied}, 'NO-SUCH'"
    with pytest.raises(IntegrityError), room.store.begin() as connection:
        connection.execute(text(f"{made} FROM award_approval"))
    assert approvals.of_case(room.vault, case) == [asked]


def test_a_purge_keeps_what_an_approval_rested_on(room: Room) -> None:
    case = room.case()
    code = kept(room, case)
    room.ask(case, code=code)
    room.purged(case)
    with room.store.connect() as connection:
        found = connection.execute(text("SELECT code, sealed FROM award_approval")).one()
    assert tuple(found) == (code, None)
