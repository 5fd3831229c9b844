"""Notes and overrides: with a reason, withdrawn with a reason, and counted."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from entitlements.rulebook.model import Outcome
from entitlements.signoff import NotAllowed
from tests.web.store.cases.room import DEE, LEO, MAX, Room
from tests.web.store.small_rules import AT, DAY
from web.store.cases import CannotOpen, checks, notes
from web.store.cases.notes import Note, NoteKind
from web.store.cases.records import Case

HELP, OTHER = "dorset/help", "dorset/other"
NO, YES = Outcome.NOT_ENTITLED, Outcome.ENTITLED


def overridden(room: Room, case: Case, entitlement: str = HELP, at: int = AT) -> Note:
    """An override of Dee's: entitled after all."""
    why = "The panel agreed on Monday."
    return notes.override(room.vault, case, entitlement, NO, YES, 5_000, why, DEE, at)


def test_a_note_is_kept_with_who_and_when(room: Room) -> None:
    case = room.case()
    note = notes.add_note(room.vault, case, HELP, "  Sam has the form. ", DEE, AT)
    assert notes.of_case(room.vault, case) == [note]
    assert (note.kind, note.text, note.by, note.at) == (
        NoteKind.NOTE,
        "Sam has the form.",
        "Dee",
        AT,
    )
    assert not note.stands
    assert room.events(case)[-1] == "case note added"


def test_an_override_says_what_was_found_what_instead_and_why(room: Room) -> None:
    case = room.case()
    note = overridden(room, case)
    assert (note.found, note.instead, note.amount, note.stands) == (NO, YES, 5_000, True)
    assert note.text == "The panel agreed on Monday."
    assert notes.standing(notes.of_case(room.vault, case)) == {HELP: note}
    assert room.events(case)[-1] == "case override added"


@pytest.mark.parametrize(
    ("instead", "amount", "reason", "says"),
    [
        (YES, None, "  ", "Say why"),
        (NO, None, "As it is.", "what the rules say already"),
        (YES, -1, "A slip.", "without a minus sign"),
    ],
)
def test_an_override_that_says_nothing_is_refused(
    room: Room, instead: Outcome, amount: int | None, reason: str, says: str
) -> None:
    case = room.case()
    with pytest.raises(NotAllowed, match=says):
        notes.override(room.vault, case, HELP, NO, instead, amount, reason, DEE, AT)
    assert notes.of_case(room.vault, case) == []


def test_the_same_outcome_with_another_sum_is_an_override(room: Room) -> None:
    note = notes.override(room.vault, room.case(), HELP, YES, YES, 100, "Agreed.", DEE, AT)
    assert note.stands


def test_an_empty_note_is_refused(room: Room) -> None:
    with pytest.raises(NotAllowed, match="It is empty"):
        notes.add_note(room.vault, room.case(), HELP, " \n", DEE, AT)
    with pytest.raises(NotAllowed, match="which entitlement"):
        notes.add_note(room.vault, room.case(), " ", "Sam has the form.", DEE, AT)


def test_what_is_withdrawn_stays_to_be_read_with_why(room: Room) -> None:
    case = room.case()
    note = overridden(room, case)
    ended = notes.withdraw(room.vault, case, note.id, "It was another young person.", MAX, AT + 1)
    assert ended == notes.of_case(room.vault, case)[0]
    assert (ended.withdrawn, ended.stands) == (True, False)
    assert (ended.withdrawn_why, ended.withdrawn_by, ended.withdrawn_at) == (
        "It was another young person.",
        "Max",
        AT + 1,
    )
    assert ended.text == note.text
    assert notes.standing([ended]) == {}
    again = notes.withdraw(room.vault, case, note.id, "Twice.", DEE, AT + 2)
    assert again == ended
    assert room.events(case).count("case note withdrawn") == 1


def test_withdrawing_needs_a_reason_and_a_note_of_this_case(room: Room) -> None:
    case, other = room.case(), room.case()
    note = overridden(room, case)
    with pytest.raises(NotAllowed, match="Say why it is withdrawn"):
        notes.withdraw(room.vault, case, note.id, "", DEE, AT)
    with pytest.raises(NotAllowed, match="no note 1 on this case"):
        notes.withdraw(room.vault, other, note.id, "Mine.", DEE, AT)


def test_a_later_override_takes_the_place_and_withdrawn_leaves_none(room: Room) -> None:
    case = room.case()
    first, second = overridden(room, case), overridden(room, case, at=AT + 1)
    newest, older = notes.of_case(room.vault, case)
    assert (newest, older.id, older.replaced, older.stands) == (second, first.id, True, False)
    notes.withdraw(room.vault, case, second.id, "A slip.", DEE, AT + 2)
    assert notes.standing(notes.of_case(room.vault, case)) == {}


def test_a_form_sent_twice_adds_one(room: Room) -> None:
    case = room.case()
    add = (room.vault, case, HELP, "Sam has the form.", DEE, AT, "once-1")
    assert notes.add_note(*add) == notes.add_note(*add)
    assert len(notes.of_case(room.vault, case)) == 1
    with pytest.raises(NotAllowed, match="for another case"):
        notes.add_note(room.vault, room.case(), HELP, "Sam has it.", DEE, AT, "once-1")


def test_nobody_rewrites_a_note(room: Room) -> None:
    overridden(room, room.case())
    for change in ("UPDATE decision_note SET instead = 'may_get'", "DELETE FROM decision_note"):
        with pytest.raises(DatabaseError), room.store.begin() as connection:
            connection.execute(text(change))


def test_nothing_is_said_in_the_open(room: Room) -> None:
    notes.add_note(room.vault, room.case(), HELP, "Zebra", DEE, AT)
    with room.store.connect() as connection:
        assert "Zebra" not in repr(connection.execute(text("SELECT * FROM decision_note")).all())
        assert "Zebra" not in repr(connection.execute(text("SELECT * FROM audit_event")).all())


def test_somebody_who_left_adds_nothing(room: Room) -> None:
    case = room.case()
    with pytest.raises(NotAllowed, match="no account 15 in use"):
        notes.add_note(room.vault, case, HELP, "Sam has the form.", LEO, AT)


def test_of_a_purged_case_it_is_told_that_it_was_purged(room: Room) -> None:
    case = room.case()
    overridden(room, case)
    purged = room.purged(case)
    for one in (case, purged):
        with pytest.raises(CannotOpen, match="This case was purged"):
            notes.of_case(room.vault, one)
        with pytest.raises(NotAllowed, match="This case was purged"):
            overridden(room, one)


def test_the_rate_counts_overrides_that_stand_and_decisions_of_kept_checks(room: Room) -> None:
    one, two = room.case(), room.case()
    number = room.publish(10)
    for case, at in ((one, AT), (one, AT + 5), (two, AT), (two, AT + DAY)):
        answer = room.answer(publication=number)
        checks.keep(room.vault, case, answer, number, DEE, at, withheld=False)
    overridden(room, one)
    overridden(room, one, at=AT + 1)  # takes the place of the first
    overridden(room, one, OTHER)
    withdrawn = overridden(room, two)
    notes.withdraw(room.vault, two, withdrawn.id, "A slip.", DEE, AT + 2 * DAY)
    overridden(room, two, OTHER, at=AT + DAY)
    notes.add_note(room.vault, two, HELP, "Only a note.", DEE, AT)
    assert notes.override_rate(room.store, AT, AT + DAY) == (2, 3)
    assert notes.override_rate(room.store, AT, AT + DAY + 1) == (3, 4)
    assert notes.override_rate(room.store, 0, AT) == (0, 0)
    room.purged(one)
    assert notes.override_rate(room.store, AT, AT + DAY) == (2, 3)
