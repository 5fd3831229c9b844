"""Verifying: whatever was changed, dropped, slipped in or cut is found, and named."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from tests.web.store.small_rules import ADA, AT, BEN, HELP, OTHER, Office
from web.store import Store, audit, changes, open_store, register_guards, verify


@pytest.fixture
def busy(office: Office) -> Office:
    """Something in every table: a published change, one sent back, one under way."""
    number = office.draft()
    changes.answer(office.store, number, "less:help", "It is meant.", ADA, AT)
    changes.propose(office.store, number, ADA, office.digests(number), {"pack.pdf": b"1"}, AT)
    changes.send_back(office.store, number, BEN, "Say from when.", AT)
    changes.propose(office.store, number, ADA, office.digests(number), {"pack.pdf": b"2"}, AT)
    changes.sign(office.store, number, BEN, office.digests(number), AT)
    changes.publish(office.store, number, BEN, AT)
    office.emergency(30, OTHER)
    office.draft(40)
    assert verify.everything(office.store, str(audit.head(office.store))) == []
    return office


def without_laws(store: Store) -> None:
    """What only somebody who owns the database can do: take its laws down."""
    with store.begin() as connection:
        if store.dialect.name == "postgresql":
            for table in register_guards.TABLES:
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        else:
            for guard in register_guards.GUARDS:
                connection.execute(text(f"DROP TRIGGER {guard.name}"))


def found_after(connection: Connection, sql: str, saved: str | None = None) -> set[str]:
    """Write as only an owner can, find where that shows, and take it back."""
    assert connection.execute(text(sql)).rowcount
    faults = verify.everything_in(connection, saved)
    connection.rollback()
    return {fault.where for fault in faults if not fault.where.startswith("law ")}


WRITTEN = (
    ("UPDATE audit_event SET actor = 'Eve' WHERE sequence = 4", "event 4"),
    ("UPDATE audit_event SET at = at - 60 WHERE sequence = 4", "event 4"),
    ("UPDATE audit_event SET object = '{}' WHERE sequence = 4", "event 4"),
    ("UPDATE audit_event SET object = 'not json' WHERE sequence = 4", "event 4"),
    ("DELETE FROM audit_event WHERE sequence = 4", "event 5"),
    ("UPDATE audit_event SET sequence = 99 WHERE sequence = 4", "event 99"),
    ("UPDATE change SET title = 'Other' WHERE id = 1", "change 1"),
    ("UPDATE change SET signed_by_id = 3 WHERE id = 1", "change 1"),
    ("UPDATE change SET state = 'published' WHERE id = 2", "change 2"),
    ("UPDATE change SET emergency_until = 99 WHERE id = 2", "change 2"),
    ("UPDATE change_text SET text = 'x' WHERE change_id = 3", f"change_text 3 {HELP} 1"),
    ("UPDATE change_text SET author_id = 3 WHERE change_id = 3", f"change_text 3 {HELP} 1"),
    ("DELETE FROM change_text WHERE change_id = 3", f"change_text 3 {HELP} 1"),
    ("UPDATE change_answer SET reason = 'x'", "change_answer 1"),
    ("DELETE FROM change_answer", "change_answer 1"),
    ("UPDATE change_document SET content = 'x'", "document of change 1 pack.pdf"),
    ("DELETE FROM change_document", "document of change 1 pack.pdf"),
    ("UPDATE publication SET by_id = 1 WHERE number = 2", "publication 2"),
    ("UPDATE publication SET event = 2 WHERE number = 3", "publication 3"),
    (
        "UPDATE published_text SET text = 'x' WHERE publication = 2",
        f"text of publication 2 {HELP}",
    ),
    (
        "UPDATE published_text SET sha256 = 'x' WHERE publication = 2",
        f"text of publication 2 {HELP}",
    ),
    (
        "DELETE FROM published_text WHERE publication = 1 AND path = 'facts.yaml'",
        "text of publication 1 facts.yaml",
    ),
    (
        "INSERT INTO published_text SELECT publication, 'in.yaml', text, sha256"
        " FROM published_text WHERE publication = 2",
        "text of publication 2 in.yaml",
    ),
    (
        "INSERT INTO change_document SELECT change_id, 'more', content FROM change_document",
        "document of change 1 more",
    ),
)


def test_whatever_an_owner_writes_is_found_and_named(busy: Office) -> None:
    without_laws(busy.store)
    with busy.store.connect() as connection:
        for sql, where in WRITTEN:
            assert where in found_after(connection, sql), sql


def test_a_law_that_was_taken_down_is_missed(store: Store) -> None:
    for guard in register_guards.GUARDS:
        on = f" ON {guard.table}" if store.dialect.name == "postgresql" else ""
        with store.connect() as connection:
            connection.execute(text(f"DROP TRIGGER {guard.name}{on}"))
            faults = verify.everything_in(connection, None)
            connection.rollback()
        assert [fault.where for fault in faults] == [f"law {guard.name}"]


def test_a_cut_tail_is_found_with_a_saved_head(busy: Office) -> None:
    head = str(audit.head(busy.store))
    without_laws(busy.store)
    cut = f"DELETE FROM audit_event WHERE sequence = {head.partition(' ')[0]}"
    with busy.store.connect() as connection:
        assert "head" in found_after(connection, cut, head)


def test_a_head_of_long_ago_still_fits(busy: Office) -> None:
    for event in audit.events(busy.store):
        assert verify.everything(busy.store, event.hash) == []


def test_a_publication_that_nobody_else_signed_is_found(office: Office) -> None:
    """Published by its author, with the chain written as if all were well."""
    number = office.proposed()
    without_laws(office.store)
    with office.store.begin() as connection:
        connection.execute(text("UPDATE change SET state = 'signed_off', signed_by_id = 1"))
    changes.publish(office.store, number, ADA, AT)
    faults = [str(fault) for fault in verify.everything(office.store)]
    assert any("No second person signed" in fault for fault in faults)


def rows(url: str) -> object:
    """What the register holds; None where it cannot be read at all."""
    store = open_store(url)
    try:
        with store.connect() as connection:
            tables = register_guards.TABLES
            found = {
                table: sorted(
                    map(repr, connection.exec_driver_sql(f"SELECT * FROM {table}").fetchall())
                )
                for table in tables
            }
    except SQLAlchemyError:
        return None
    finally:
        store.dispose()
    return found


def with_a_byte_changed(path: Path, place: int, by: int = 1) -> None:
    data = bytearray(path.read_bytes())
    data[place] = (data[place] + by) % 256
    path.write_bytes(data)


@pytest.fixture
def file_office(sqlite_url: str) -> Iterator[tuple[Office, Path]]:
    store = open_store(sqlite_url)
    yield Office(store), Path(sqlite_url.removeprefix("sqlite:///"))
    store.dispose()


def test_one_byte_of_a_text_in_the_file_is_found_and_the_text_named(
    file_office: tuple[Office, Path],
) -> None:
    office, path = file_office
    office.published(20)
    office.store.dispose()
    data = path.read_bytes()
    wanted, place, named = b"title: other", 0, set()
    while (place := data.find(wanted, place)) >= 0:
        with_a_byte_changed(path, place)
        faults = verify.everything(office.store)
        named |= {fault.where for fault in faults}
        office.store.dispose()
        path.write_bytes(data)
        place += 1
    assert f"text of publication 1 {OTHER}" in named


def test_one_byte_of_an_event_in_the_file_is_found_and_the_event_named(
    file_office: tuple[Office, Path],
) -> None:
    office, path = file_office
    office.published(20)
    (event,) = audit.events(office.store, limit=1)
    office.store.dispose()
    data = path.read_bytes()
    place = data.index(event.object.encode())
    for offset in range(0, len(event.object), 17):
        with_a_byte_changed(path, place + offset, by=128)
        assert f"event {event.sequence}" in {f.where for f in verify.everything(office.store)}
        office.store.dispose()
        path.write_bytes(data)


def test_any_byte_in_the_file_is_found_or_changes_nothing(
    file_office: tuple[Office, Path], tmp_path: Path
) -> None:
    """Free space, accounts and old self-checks may change; what the register says may not."""
    office, path = file_office
    office.published(20)
    office.emergency(30, OTHER)
    office.store.dispose()
    before, chance = rows(f"sqlite:///{path}"), Random(11)
    size, unseen = path.stat().st_size, []
    copy = tmp_path / "copy.sqlite3"
    for _ in range(120):
        shutil.copy(path, copy)
        place = chance.randrange(100, size)
        with_a_byte_changed(copy, place, chance.randrange(1, 256))
        store = open_store(f"sqlite:///{copy}")
        found = verify.everything(store)
        store.dispose()
        if not found and rows(f"sqlite:///{copy}") != before:
            unseen.append(place)
    assert unseen == []
