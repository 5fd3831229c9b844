"""The laws hold against whoever writes: SQL through the service's own connection."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from entitlements.signoff import STEPS, State
from tests.web.store.small_rules import ADA, AT, BEN, HELP, OTHER, Office
from web.store import Store, audit, changes, open_store, register_guards
from web.store.migrate import configuration, is_current, migrate
from web.store.models import Base

IN_STATE: dict[State, Callable[[Office], int]] = {
    State.DRAFT: Office.draft,
    State.PROPOSED: Office.proposed,
    State.SIGNED_OFF: Office.signed,
    State.PUBLISHED: Office.published,
    State.EMERGENCY: Office.emergency,
}


def in_state(office: Office, state: State) -> int:
    """A change in this state, come to by the steps there are."""
    if state in IN_STATE:
        return IN_STATE[state](office)
    number = office.draft() if state is State.ABANDONED else office.emergency()
    if state is State.ABANDONED:
        changes.abandon(office.store, number, ADA, AT)
    else:
        changes.expire_emergencies(office.store, AT * 2)
    return number


def run(store: Store, sql: str, **values: object) -> None:
    with store.begin() as connection:
        connection.execute(text(sql), values)


def contents(store: Store) -> dict[str, list[tuple]]:
    """Every row of every table of the register."""
    with store.connect() as connection:
        return {
            table: [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))]
            for table in register_guards.TABLES
        }


def refused(store: Store, sql: str, **values: object) -> str:
    """Run what must be refused, see that nothing moved, and return the sentence."""
    before = contents(store)
    with pytest.raises(IntegrityError) as refusal:
        run(store, sql, **values)
    assert contents(store) == before
    return str(refusal.value.orig)


def test_the_steps_of_the_database_are_those_of_the_domain() -> None:
    assert {tuple(map(str, step)) for step in STEPS} == set(register_guards.STEPS)


@pytest.mark.parametrize("state", State)
def test_a_state_is_only_ever_reached_by_its_step(office: Office, state: State) -> None:
    """Everything else the new state asks for is given; only the step can be in the way."""
    number = in_state(office, state)
    sql = (
        "UPDATE change SET state = :to, signed_by_id = :ben, signed_at = 1, text_digest = 'd',"
        " emergency_until = 9, published_by_id = :ada WHERE id = :id"
    )
    for to in set(State) - {state} - {after for before, after in STEPS if before is state}:
        refused(office.store, sql, to=str(to), id=number, ben=BEN, ada=ADA)


APPROVE = "UPDATE change SET state = 'signed_off', signed_by_id = :who, signed_at = 1"


ALSO = ("", ", proposed_by_id = NULL", ", author_id = 3", ", proposed_by_id = 3, author_id = 3")


@pytest.mark.parametrize("who", [ADA, None])
def test_no_author_signs_by_sql_either(office: Office, who: int | None) -> None:
    number = office.proposed()
    for also in ALSO:
        refused(office.store, f"{APPROVE}{also} WHERE id = :id", who=who, id=number)


def test_an_author_of_any_one_text_is_an_author(office: Office) -> None:
    number = office.draft()
    changes.save(office.store, number, OTHER, b"# Ben was here", 0, BEN, AT)
    changes.propose(office.store, number, ADA, office.digests(number), {}, AT)
    told = refused(office.store, f"{APPROVE} WHERE id = :id", who=BEN, id=number)
    assert "no hand in it" in told


@pytest.mark.parametrize("who", [ADA, None])
def test_nobody_countersigns_themselves_by_sql(office: Office, who: int | None) -> None:
    number = office.emergency()
    for also in ("", ", published_by_id = 2"):
        sql = f"UPDATE change SET state = 'published', signed_by_id = :who, signed_at = 1{also}"
        refused(office.store, f"{sql} WHERE id = :id", who=who, id=number)


NOT_DRAFT = [state for state in State if state is not State.DRAFT]
FROZEN = (
    "title = 'Other'",
    "reason = 'Other'",
    "signed_by_id = 3",
    "author_id = 3",
    "base_publication = 0",
    "created_at = 0",
    "id = 99",
)
DIGESTS = ("text_digest = 'other'", "proof_digest = 'other'", "pack_digest = 'other'")


@pytest.mark.parametrize("state", NOT_DRAFT)
def test_what_was_proposed_is_frozen(office: Office, state: State) -> None:
    number = in_state(office, state)
    for what in (*FROZEN, *DIGESTS):
        refused(office.store, f"UPDATE change SET {what} WHERE id = :id", id=number)


@pytest.mark.parametrize("state", NOT_DRAFT)
def test_nothing_is_written_beside_a_change_that_is_no_draft(office: Office, state: State) -> None:
    number, store = in_state(office, state), office.store
    save = "INSERT INTO change_text (change_id, path, number, text, author_id, saved_at)"
    refused(store, f"{save} VALUES (:id, 'a.yaml', 1, :b, 1, 1)", id=number, b=b"x")
    paper = "INSERT INTO change_document (change_id, name, content) VALUES (:id, 'more', :b)"
    refused(store, paper, id=number, b=b"x")
    tick = "INSERT INTO change_answer (change_id, finding, reason, account_id, at)"
    refused(store, f"{tick} VALUES (:id, 'f', 'because', 1, 1)", id=number)


@pytest.fixture
def busy(office: Office) -> Office:
    """A register in which every table holds something."""
    number = office.draft()
    changes.answer(office.store, number, "less:help", "It is meant.", ADA, AT)
    changes.propose(office.store, number, ADA, office.digests(number), {"pack.pdf": b"1"}, AT)
    changes.sign(office.store, number, BEN, office.digests(number), AT)
    changes.publish(office.store, number, BEN, AT)
    return office


def test_no_row_is_deleted_and_no_table_emptied(busy: Office) -> None:
    for table in register_guards.TABLES:
        refused(busy.store, f"DELETE FROM {table}")
        if busy.store.dialect.name == "postgresql":
            refused(busy.store, f"TRUNCATE {table} CASCADE")


OTHER_VALUES = {"BLOB": "x'00'", "BYTEA": r"'\x00'::bytea", "TEXT": "'x'", "VARCHAR": "'x'"}


def test_no_column_is_rewritten(busy: Office) -> None:
    for table in register_guards.TABLES:
        for column in inspect(busy.store).get_columns(table):
            other = OTHER_VALUES.get(str(column["type"]).partition("(")[0], "77")
            refused(busy.store, f"UPDATE {table} SET {column['name']} = {other}")


def test_no_row_is_replaced(busy: Office) -> None:
    for table in register_guards.TABLES:
        if busy.store.dialect.name == "sqlite":
            refused(busy.store, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
            refused(busy.store, f"REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")
        else:
            refused(busy.store, f"INSERT INTO {table} SELECT * FROM {table} LIMIT 1")


PUBLICATION = (
    "INSERT INTO publication (number, change_id, published_at, by_id, reverts, texts, event)"
    " VALUES (:number, :change, 1, 1, :reverts, 1, :event)"
)


def an_event(office: Office) -> int:
    """An event that is nobody's yet, as a publication needs one."""
    with office.store.begin() as connection:
        return audit.record(connection, "Eve", "publish", {}, AT)


@pytest.mark.parametrize("state", [s for s in State if s is not State.SIGNED_OFF])
def test_only_what_was_signed_is_published(office: Office, state: State) -> None:
    number = in_state(office, state)
    event = an_event(office)
    latest = max(row[0] for row in contents(office.store)["publication"])
    base = {"change": number, "event": event, "reverts": None}
    refused(office.store, PUBLICATION, number=latest + 1, **base)
    refused(office.store, PUBLICATION, number=latest + 1, **{**base, "change": None})
    refused(office.store, PUBLICATION, number=latest + 1, **{**base, "reverts": 1})
    refused(office.store, PUBLICATION, number=latest + 2, **base)


TEXT = "INSERT INTO published_text (publication, path, text, sha256) VALUES (:n, :path, :text, 's')"


def test_only_the_signed_text_is_published(office: Office) -> None:
    """A publication of a signed change, and then any other text for it."""
    number = office.signed()
    event = an_event(office)
    run(office.store, PUBLICATION, number=2, change=number, reverts=None, event=event)
    told = refused(office.store, TEXT, n=2, path=HELP, text=b"other")
    assert "Only the texts of the change itself" in told
    refused(office.store, TEXT, n=2, path=OTHER, text=b"other")


def test_nothing_is_added_to_a_publication_that_is_whole(busy: Office) -> None:
    for number in (1, 2):
        refused(busy.store, TEXT, n=number, path="dorset/slipped-in.yaml", text=b"x")


def test_a_change_is_not_called_published_without_a_publication(office: Office) -> None:
    number = office.signed()
    refused(office.store, "UPDATE change SET state = 'published' WHERE id = :id", id=number)


def test_no_event_is_slipped_in(store: Store) -> None:
    head = audit.head(store).hash
    sql = (
        "INSERT INTO audit_event (sequence, at, actor, action, object, previous, hash)"
        " VALUES (:n, 1, 'Eve', 'save', '{}', :p, 'h')"
    )
    for sequence, previous in ((2, "f" * 64), (3, head), (1, head)):
        refused(store, sql, n=sequence, p=previous)


def test_a_change_begins_as_a_draft(store: Store) -> None:
    sql = (
        "INSERT INTO change (title, reason, state, base_publication, author_id, created_at)"
        " VALUES ('t', 'r', :state, 1, 1, 1)"
    )
    for state in NOT_DRAFT:
        refused(store, sql, state=str(state))


def test_an_account_that_history_names_is_not_deleted(busy: Office) -> None:
    with pytest.raises(SQLAlchemyError):
        run(busy.store, "DELETE FROM account WHERE id = 1")


def test_the_tables_are_those_of_the_models_up_and_down(url: str) -> None:
    """Comments on columns are for whoever reads the models; no database needs them."""
    store = open_store(url)
    assert is_current(store)
    command.downgrade(configuration(store), "0002")
    migrate(store)
    with store.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    store.dispose()
    differences = [one for one in found if not isinstance(one, list)]
    differences += [d for one in found if isinstance(one, list) for d in one]
    assert [d for d in differences if d[0] not in ("modify_comment", "add_table_comment")] == []
