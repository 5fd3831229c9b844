"""PostgreSQL, with the service as a user who does not own the tables, as operations.md says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import ProgrammingError

from tests.web.store.small_rules import Office
from web.store import open_store, register, verify

RIGHTS = (
    "DO $$ BEGIN CREATE ROLE service LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO service",
    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO service",
)


@pytest.fixture
def office(new_postgresql: Callable[[], str]) -> Iterator[Office]:
    url = new_postgresql()
    owner = open_store(url)
    with owner.begin() as connection:
        for right in RIGHTS:
            connection.execute(text(right))
    owner.dispose()
    service = make_url(url).set(username="service").render_as_string(hide_password=False)
    store = open_store(service)
    yield Office(store)
    store.dispose()


def test_it_can_do_its_work(office: Office) -> None:
    office.published(20)
    office.emergency(30)
    assert register.latest(office.store) == 3
    assert verify.everything(office.store) == []


@pytest.mark.parametrize(
    "sql",
    [
        "TRUNCATE audit_event CASCADE",
        "DROP TRIGGER audit_event_never_deleted ON audit_event",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TABLE published_text",
        "CREATE OR REPLACE FUNCTION audit_event_never_deleted() RETURNS trigger"
        " LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$",
    ],
)
def test_it_can_take_no_law_down(office: Office, sql: str) -> None:
    with office.store.connect() as connection, pytest.raises(ProgrammingError):
        connection.execute(text(sql))
    assert verify.everything(office.store) == []
