"""Verifying cases: a row that was changed, dropped or slipped in is named; a purge is neither."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import Connection, text

from entitlements.awards import Step
from entitlements.rulebook.model import Outcome
from entitlements.savings import Kind
from tests.web.store.cases.room import DEE, MAX, Room
from tests.web.store.small_rules import AT
from web.store import Store, audit, case_guards, verify
from web.store.cases import approvals, awards, checks, facts, notes, records, savings
from web.store.cases.facts import Said, State
from web.store.cases.records import Case

HELP = "dorset/help"
DAY = date(2026, 11, 23)


@pytest.fixture
def case(room: Room) -> Case:
    """A case with something of everything that stays."""
    made, told = room.case(), {"by": DEE, "at": AT}
    code = checks.keep(room.vault, made, room.answer(), 1, DEE, AT, withheld=False, once="k")
    asked = room.ask(made, why="No bed.", code=code)
    award = approvals.answer(room.vault, asked.id, True, "Fine.", MAX, AT, on=DAY).award
    line = {"entitlement": HELP, "on": DAY, "award": award, **told}
    awards.add(room.vault, made, step=Step.PAID, amount=5_000, payee="A shop", **line)
    found = (Outcome.MAY_GET, Outcome.ENTITLED, None, "It was said.", DEE, AT)
    note = notes.override(room.vault, made, HELP, *found)
    notes.withdraw(room.vault, made, note.id, "A mistake.", DEE, AT)
    account = savings.record(room.vault, made, None, kind=Kind.OTHER, balance=5, **told)
    savings.remove(room.vault, made, account.savings, "A mistake.", DEE, AT)
    says = {"home": Said("home", State.KNOWN, "hostel")}
    facts.save(room.vault, made.id, made.number, says, DEE, AT)
    room.ask(made, why="And a chair.")
    assert verify.everything(room.store) == []
    return made


def without_laws(connection: Connection) -> None:
    """What only somebody who owns the database can do: take its laws down."""
    for guard in case_guards.GUARDS:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"ALTER TABLE {guard.table} DISABLE TRIGGER USER"))
        else:
            connection.execute(text(f"DROP TRIGGER {guard.name}"))


def found_after(store: Store, sql: str) -> set[str]:
    """Write as only an owner can, find where that shows, and take it back."""
    with store.connect() as connection:
        without_laws(connection)
        assert connection.execute(text(sql)).rowcount
        faults = verify.everything_in(connection, None)
        connection.rollback()
    return {fault.where for fault in faults if not fault.where.startswith("law ")}


@pytest.mark.parametrize(
    ("sql", "where"),
    [
        ("UPDATE award_entry SET amount = 9000 WHERE id = 2", "award_entry 2"),
        ("UPDATE award_entry SET account_id = 13 WHERE id = 1", "award_entry 1"),
        ("UPDATE award_entry SET sealed = NULL WHERE id = 1", "award_entry 1"),
        ("DELETE FROM award_entry WHERE id = 2", "award_entry 2"),
        ("UPDATE award_approval SET answered_by = 13 WHERE id = 1", "award_approval 1"),
        ("UPDATE award_approval SET amount = 1 WHERE id = 2", "award_approval 2"),
        ("UPDATE award_approval SET sealed_answer = NULL WHERE id = 1", "award_approval 1"),
        ("UPDATE decision_note SET found = 'entitled' WHERE id = 1", "decision_note 1"),
        ("DELETE FROM decision_note WHERE id = 2", "decision_note 2"),
        ("UPDATE savings_entry SET removed = NOT removed WHERE id = 2", "savings_entry 2"),
        ("UPDATE case_fact SET account_id = 13 WHERE id = 2", "case_fact 2"),
        ("DELETE FROM case_fact WHERE id = 2", "case_fact 2"),
        ("UPDATE case_file SET adviser_id = 13", "case_file 1"),
        ("UPDATE case_file SET closed_at = 5", "case_file 1"),
    ],
)
def test_whatever_was_changed_by_an_owner_of_the_database_is_named(
    room: Room, case: Case, sql: str, where: str
) -> None:
    assert found_after(room.store, sql) == {where}


def test_a_kept_check_that_was_changed_is_named(room: Room, case: Case) -> None:
    [head] = checks.of_case(room.vault, case)
    changed = "UPDATE kept_check SET withheld = NOT withheld"
    assert found_after(room.store, changed) == {f"kept_check {head.code}"}


def test_what_was_slipped_in_is_named(room: Room, case: Case) -> None:
    columns = ", ".join(
        column.name for column in awards.LINES.c if column.name not in ("id", "once")
    )
    copied = f"INSERT INTO award_entry (id, {columns}) SELECT 99, {columns} FROM award_entry"
    assert found_after(room.store, f"{copied} WHERE id = 1") == {"award_entry 99"}


def test_a_purge_is_no_fault_and_what_stays_is_vouched_for_after_it(room: Room, case: Case) -> None:
    room.purged(case)
    assert verify.everything(room.store, str(audit.head(room.store))) == []
    changed = "UPDATE award_entry SET amount = 9000 WHERE id = 2"
    assert found_after(room.store, changed) == {"award_entry 2"}
    assert found_after(room.store, "UPDATE case_file SET closed_at = 5") == {"case_file 1"}


def test_only_a_purge_may_blank_what_is_sealed(room: Room, case: Case) -> None:
    other = room.case()
    room.purged(other)
    assert found_after(room.store, "UPDATE savings_entry SET sealed = NULL WHERE id = 1") == {
        "savings_entry 1"
    }


def test_what_the_list_of_cases_shows_is_no_save(room: Room, case: Case) -> None:
    summary = records.Summary(None, "", 5, 1, None, 1, 1, 2, 3)
    records.set_summary(room.vault, case.id, summary)
    assert verify.everything(room.store) == []


def test_whoever_has_the_chain_alone_cannot_find_a_row_by_trying(room: Room, case: Case) -> None:
    """What stands open of each row has something in it that was drawn at random."""
    with room.store.connect() as connection:
        for table in (
            "award_entry",
            "award_approval",
            "decision_note",
            "savings_entry",
            "case_file",
        ):
            drawn = connection.execute(text(f"SELECT once FROM {table}")).scalars().all()
            assert all(one is not None and len(one) > 20 for one in drawn), table
    told = [json.loads(event.object) for event in audit.events(room.store)]
    assert not any("once" in str(what) for what in told)
