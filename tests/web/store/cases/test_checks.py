"""Kept checks: written once, opened again as they were, and gone when their case is purged."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from entitlements.signoff import NotAllowed
from tests.web.store.cases.room import DEE, LEO, MAX, TODAY, Room
from tests.web.store.small_rules import AT
from web.store import audit
from web.store.cases import CannotOpen, checks, records


def kept(room: Room) -> str:
    """A check of a new case, and its code."""
    return checks.keep(room.vault, room.case(), room.answer(), 1, DEE, AT, withheld=False)


def test_a_kept_check_comes_back_as_it_was(room: Room) -> None:
    number = room.publish(10)
    answer = room.answer("flat", number)
    code = checks.keep(room.vault, room.case(), answer, number, DEE, AT, withheld=True)
    found = checks.get(room.vault, code)
    assert found is not None
    assert found.answer == answer
    assert found.code == checks.tidy(code) == code
    head = found.head
    assert (head.publication, head.as_at, head.by, head.at) == (2, TODAY, "Dee", AT)
    assert (head.withheld, head.decisions, head.purged) == (True, 1, False)
    assert head == checks.head(room.store, code)


def test_of_a_case_they_come_newest_first(room: Room) -> None:
    case = room.case()
    codes = [
        checks.keep(room.vault, case, room.answer(), 1, DEE, AT + hour, False) for hour in (1, 3, 2)
    ]
    assert [head.code for head in checks.of_case(room.vault, case)] == [
        codes[1],
        codes[2],
        codes[0],
    ]
    assert checks.of_case(room.vault, room.case()) == []


def test_no_other_code_finds_anything(room: Room) -> None:
    assert checks.get(room.vault, checks.new_code()) is None
    assert checks.head(room.store, checks.new_code()) is None


def test_a_form_sent_twice_keeps_one(room: Room) -> None:
    case = room.case()
    keep = (room.vault, case, room.answer(), 1, DEE, AT, False, "once-1")
    assert checks.keep(*keep) == checks.keep(*keep)
    assert len(checks.of_case(room.vault, case)) == 1
    assert room.events(case).count("case check kept") == 1
    with pytest.raises(NotAllowed, match="for another case"):
        checks.keep(room.vault, room.case(), room.answer(), 1, DEE, AT, False, "once-1")


def test_the_record_names_the_code_and_the_digests_and_nothing_said(room: Room) -> None:
    code = kept(room)
    event = audit.events(room.store, limit=1)[0]
    told = json.loads(event.object)
    answer = room.answer()
    assert event.action == "case check kept"
    assert told["code"] == code
    assert told["rule_book"] == answer.rule_book
    for name in ("trace_digest", "receipt_digest"):
        assert len(told[name]) == 64
        assert told[name] != getattr(answer, name), "under the key of the case"
    assert "flat" not in event.object


def test_what_was_said_stands_nowhere_in_the_open(room: Room) -> None:
    kept(room)
    with room.store.connect() as connection:
        row = connection.execute(text("SELECT * FROM kept_check")).one()
    assert b"flat" not in b"".join(bytes(str(value), "utf-8") for value in row)
    assert "flat" not in repr(row)


def test_a_check_is_never_rewritten_or_deleted(room: Room) -> None:
    kept(room)
    for change in ("UPDATE kept_check SET publication = 2", "DELETE FROM kept_check"):
        with pytest.raises(DatabaseError), room.store.begin() as connection:
            connection.execute(text(change))


@pytest.mark.parametrize(
    "change",
    [
        "publication = 2",
        "as_at = '2026-11-25'",
        "rule_book = 'other'",
        "trace_digest = 'other'",
        "receipt_digest = 'other'",
        "sealed = (SELECT o.sealed FROM kept_check o WHERE o.code <> kept_check.code)",
    ],
)
def test_a_check_that_was_changed_behind_the_laws_does_not_open(room: Room, change: str) -> None:
    case = room.case()
    for _ in range(2):
        code = checks.keep(room.vault, case, room.answer(), 1, DEE, AT, False)
    without_laws(room, f"UPDATE kept_check SET {change} WHERE code = '{code}'")
    with pytest.raises(CannotOpen, match="is not as it was kept"):
        checks.get(room.vault, code)


def without_laws(room: Room, change: str) -> None:
    """What somebody with the database in hand can do."""
    sqlite = room.store.dialect.name == "sqlite"
    on = "" if sqlite else " ON kept_check"
    with room.store.begin() as connection:
        connection.execute(text(f"DROP TRIGGER kept_check_never_rewritten{on}"))
        connection.execute(text(change))


def test_of_a_purged_case_only_what_stands_open_is_left(room: Room) -> None:
    case = room.case()
    code = checks.keep(room.vault, case, room.answer(), 1, DEE, AT, False)
    purged = room.purged(case)
    with pytest.raises(CannotOpen, match="This case was purged"):
        checks.get(room.vault, code)
    head = checks.head(room.store, code)
    assert head is not None
    assert (head.purged, head.as_at, head.rule_book) == (True, TODAY, room.answer().rule_book)
    assert [one.code for one in checks.of_case(room.vault, purged)] == [code]


def test_nothing_is_kept_for_a_purged_case_or_by_somebody_who_left(room: Room) -> None:
    case = room.case()
    with pytest.raises(NotAllowed, match="no account 15 in use"):
        checks.keep(room.vault, case, room.answer(), 1, LEO, AT, False)
    room.purged(case)
    for stale in (case, records.get(room.vault, case.id)):
        assert stale is not None
        with pytest.raises(NotAllowed, match="This case was purged"):
            checks.keep(room.vault, stale, room.answer(), 1, MAX, AT, False)
