"""Each test of cases runs on SQLite and on PostgreSQL, with a team at work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.store.cases.desk import Desk
from tests.web.store.cases.room import Room
from web.store import Store, open_store


@pytest.fixture
def desk(store: Store) -> Desk:
    """A team that can open cases."""
    return Desk.of(store)


@pytest.fixture
def file_desk(sqlite_url: str) -> Iterator[Desk]:
    """The same, in an SQLite file, for what only a file can suffer."""
    store = open_store(sqlite_url)
    yield Desk.of(store)
    store.dispose()


@pytest.fixture
def room(store: Store) -> Room:
    """Two teams with their people, and answers to keep."""
    return Room.with_people(store)
