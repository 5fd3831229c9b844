"""The laws of cases hold against whoever writes: SQL through the service's own connection."""

from __future__ import annotations

from itertools import product

import pytest
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from tests.web.store.cases.desk import Desk
from tests.web.store.small_rules import ADA, BEN
from web.store import Store, case_guards, case_models, verify
from web.store.cases import records
from web.store.models import Base

KEPT = tuple(case_guards.KEPT)
OTHER_VALUES = {"BLOB": "x'00'", "BYTEA": r"'\x00'::bytea", "TEXT": "'x'", "VARCHAR": "'x'"}
OTHER_VALUES |= {"BOOLEAN": "true"}


def run(store: Store, sql: str, **values: object) -> None:
    with store.begin() as connection:
        connection.execute(text(sql), values)


def contents(connection: Connection) -> dict[str, list[tuple]]:
    tables = ("case_file", *case_guards.OF_A_CASE)
    return {
        table: [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))]
        for table in tables
    }


def refused(store: Store, sql: str, **values: object) -> str:
    """Run what must be refused, see that nothing moved, and return the sentence."""
    with store.connect() as connection:
        before = contents(connection)
    with pytest.raises(IntegrityError) as refusal:
        run(store, sql, **values)
    with store.connect() as connection:
        assert contents(connection) == before
    return str(refusal.value.orig)


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A case with something in every table."""
    desk.full()
    return desk


def test_every_table_of_a_case_has_its_laws() -> None:
    named = {
        table.name
        for table in Base.metadata.tables.values()
        if "case_id" in table.c and table.name != "case_file"
    }
    assert set(case_guards.OF_A_CASE) == named


@pytest.mark.parametrize("table", KEPT)
def test_the_law_names_every_column(table: str) -> None:
    columns = {column.name for column in Base.metadata.tables[table].c}
    assert {*case_guards.KEPT[table], "sealed"} == columns


def test_the_law_of_approvals_names_every_column() -> None:
    columns = {column.name for column in case_models.AwardApproval.__table__.c}
    answer = {"answer", "answered_by", "answered_at", "sealed_answer"}
    assert {*case_guards.ASKED, "award", "sealed"} | answer == columns


def test_nothing_kept_is_deleted_while_the_case_is_there(full: Desk) -> None:
    for table in case_guards.NEVER_EMPTIED:
        refused(full.store, f"DELETE FROM {table}")
        if full.store.dialect.name == "postgresql":
            refused(full.store, f"TRUNCATE {table} CASCADE")


def test_no_column_is_rewritten(full: Desk) -> None:
    for table in (*KEPT, "case_fact", "case_view"):
        for column in inspect(full.store).get_columns(table):
            other = OTHER_VALUES.get(str(column["type"]).partition("(")[0], "77")
            refused(full.store, f"UPDATE {table} SET {column['name']} = {other}")


def test_nothing_sealed_is_blanked_while_the_case_is_there(full: Desk) -> None:
    for table in (*KEPT, "case_fact"):
        refused(full.store, f"UPDATE {table} SET sealed = NULL")


def test_no_row_is_replaced(full: Desk) -> None:
    for table in (*KEPT, "case_fact", "award_approval", "case_file"):
        if full.store.dialect.name == "sqlite":
            refused(full.store, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
            refused(full.store, f"REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")
        else:
            refused(full.store, f"INSERT INTO {table} SELECT * FROM {table} LIMIT 1")


HALF_PURGED = (
    "data_key = NULL",
    "sealed = NULL",
    "reference_digest = NULL",
    "purged_at = 5",
    "purged_at = 5, closed_at = 5",
    "purged_at = 5, data_key = NULL, sealed = NULL, reference_digest = NULL, summary = NULL",
    "number = number - 1",
    "id = 77",
    "opened_at = 5",
)


def test_a_case_is_not_half_purged(full: Desk) -> None:
    for what in HALF_PURGED:
        refused(full.store, f"UPDATE case_file SET {what}")


def test_a_closed_case_is_purged_whole_or_not(desk: Desk) -> None:
    desk.closed(desk.full())
    gone = {"data_key", "sealed", "summary", "reference_digest"}
    for left in gone:
        blank = ", ".join(f"{column} = NULL" for column in sorted(gone - {left}))
        refused(desk.store, f"UPDATE case_file SET purged_at = 5, {blank}")


def test_a_case_begins_open(desk: Desk) -> None:
    desk.case()
    columns = "number, team_id, adviser_id, contact, opened_at, changed_at"
    sql = (
        f"INSERT INTO case_file ({columns}, data_key, sealed, reference_digest, purged_at)"
        f" SELECT {columns}, :key, :sealed, 'x', :purged FROM case_file"
    )
    for key, sealed, purged in ((None, b"x", None), (b"x", None, None), (b"x", b"x", 5)):
        refused(desk.store, sql, key=key, sealed=sealed, purged=purged)


@pytest.fixture
def purged(desk: Desk) -> Desk:
    """A case that was purged, and another that was not."""
    desk.purged(desk.full())
    desk.full(records.Details("R-2"))
    return desk


def test_nothing_is_added_to_a_purged_case(purged: Desk) -> None:
    for table in case_guards.OF_A_CASE:
        columns = {column["name"] for column in inspect(purged.store).get_columns(table)}
        kept = ", ".join(sorted(columns - {"id", "case_id", "once", "code", "account_id"}))
        more = "".join(f", {n}" for n in ("id", "code", "account_id") if n in columns)
        values = {"id": "id + 70", "code": "'NEW'", "account_id": "3"}
        new = "".join(f", {values[n]}" for n in ("id", "code", "account_id") if n in columns)
        sql = f"INSERT INTO {table} (case_id, {kept}{more}) SELECT 1, {kept}{new} FROM {table}"
        assert "purged" in refused(purged.store, f"{sql} WHERE case_id = 2")


def test_a_purged_case_is_never_written_again(purged: Desk) -> None:
    for column in (
        "purged_at = NULL",
        "number = 99",
        "data_key = :b, sealed = :b",
        "contact = 'x'",
    ):
        told = refused(purged.store, f"UPDATE case_file SET {column} WHERE id = 1", b=b"x")
        assert "purged" in told


def test_what_stays_of_a_purged_case_is_not_rewritten(purged: Desk) -> None:
    for table in KEPT:
        refused(purged.store, f"UPDATE {table} SET sealed = :b WHERE case_id = 1", b=b"x")
        refused(purged.store, f"UPDATE {table} SET at = 5 WHERE case_id = 1")
        refused(purged.store, f"DELETE FROM {table} WHERE case_id = 1")


ANSWER = "UPDATE award_approval SET answer = :said, answered_by = :who, answered_at = 5"


def test_nobody_answers_their_own_question(full: Desk) -> None:
    for who, said in product((ADA, None), ("agreed", "refused")):
        refused(full.store, ANSWER, said=said, who=who)
        refused(full.store, f"{ANSWER}, asked_by = 3", said=said, who=who)


def test_an_answer_is_written_once(full: Desk) -> None:
    run(full.store, ANSWER, said="refused", who=BEN)
    assert "once" in refused(full.store, ANSWER, said="agreed", who=BEN)
    for what in ("answered_by = 3", "answered_at = 6", "answer = NULL", "sealed_answer = :b"):
        refused(full.store, f"UPDATE award_approval SET {what}", b=b"x")


def test_an_answer_is_one_of_three_and_has_a_time(full: Desk) -> None:
    for said, who in (("perhaps", BEN), (None, BEN)):
        refused(full.store, ANSWER, said=said, who=who)
    refused(full.store, "UPDATE award_approval SET answer = 'agreed', answered_by = 2")
    run(full.store, ANSWER, said="taken_back", who=ADA)


def test_a_question_is_not_rewritten(full: Desk) -> None:
    for column in inspect(full.store).get_columns("award_approval"):
        if column["name"] in (*case_guards.ASKED, "sealed"):
            other = OTHER_VALUES.get(str(column["type"]).partition("(")[0], "77")
            refused(full.store, f"UPDATE award_approval SET {column['name']} = {other}")


def test_a_question_begins_without_an_answer(full: Desk) -> None:
    copied = "case_id, entitlement, title, from_rule, crisis, asked_by, asked_at, sealed"
    sql = f"INSERT INTO award_approval (id, {copied}, answer, answered_by, answered_at)"
    refused(full.store, f"{sql} SELECT 77, {copied}, 'agreed', 2, 5 FROM award_approval")


NOTE = (
    "INSERT INTO decision_note (id, case_id, entitlement, kind, instead, of_note, account_id, at,"
    " sealed) SELECT 77, :case, entitlement, :kind, :instead, :of, account_id, at, :sealed"
    " FROM decision_note WHERE case_id = 1"
)
RIGHT = {"case": 1, "kind": "override", "instead": "entitled", "of": None, "sealed": b"x"}


WRONG: tuple[dict[str, object], ...] = (
    {"sealed": None},
    {"instead": None},
    {"kind": "withdrawn"},
    {"of": 1},
    {"kind": "withdrawn", "of": 99},
    {"kind": "withdrawn", "of": 1, "case": 2},
)


def test_an_override_needs_its_reason_and_is_withdrawn_in_its_own_case(full: Desk) -> None:
    full.case("R-2")
    for wrong in WRONG:
        refused(full.store, NOTE, **{**RIGHT, **wrong})
    run(full.store, NOTE, **RIGHT)


def test_an_action_is_done_once(full: Desk) -> None:
    run(full.store, "UPDATE case_action SET done_at = 5, done_by = 1")
    for what in ("done_at = NULL", "done_at = 6", "done_by = 2", "sealed = :b", "at = 5"):
        refused(full.store, f"UPDATE case_action SET {what}", b=b"x")


def test_a_law_that_was_taken_down_is_missed(store: Store) -> None:
    for guard in case_guards.GUARDS:
        on = f" ON {guard.table}" if store.dialect.name == "postgresql" else ""
        with store.connect() as connection:
            connection.execute(text(f"DROP TRIGGER {guard.name}{on}"))
            found = verify.everything_in(connection, None)
            connection.rollback()
        assert [fault.where for fault in found] == [f"law {guard.name}"]


def test_an_account_with_a_case_is_not_deleted(full: Desk) -> None:
    with pytest.raises(SQLAlchemyError):
        run(full.store, f"DELETE FROM account WHERE id = {ADA}")
