"""Each test of the store runs on SQLite and on PostgreSQL, in a store of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.web.store import databases
from tests.web.store.small_rules import Office
from web.store import Store, open_store


@pytest.fixture(scope="session")
def full_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A full SQLite store, made once; tests get copies of it."""
    path = tmp_path_factory.mktemp("full") / "store.sqlite3"
    databases.fill(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def new_postgresql() -> Iterator[Callable[[], str]]:
    """Call it for the address of a full database in a server that runs for the session."""
    try:
        with databases.postgresql() as new:
            yield new
    except databases.NoPostgreSQL as error:
        pytest.skip(f"PostgreSQL cannot be started here: {error}")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a full store."""
    if request.param == "sqlite":
        return databases.sqlite(request.getfixturevalue("full_sqlite"), tmp_path)
    return request.getfixturevalue("new_postgresql")()


@pytest.fixture
def sqlite_url(full_sqlite: Path, tmp_path: Path) -> str:
    """The address of a full SQLite store, for what only a file can suffer."""
    return databases.sqlite(full_sqlite, tmp_path)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A full store: the small rule book is publication 1, and three people are at work."""
    store = open_store(url)
    yield store
    store.dispose()


@pytest.fixture
def office(store: Store) -> Office:
    """The same, with ways to get a change to where a test begins."""
    return Office(store)
