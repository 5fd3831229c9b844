"""Opening the store, safe for one writer at a time and for answers that must vanish."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import SQLAlchemyError

Store: TypeAlias = Engine
#: What a store raises that is full, locked or out of reach.
StoreError: TypeAlias = SQLAlchemyError

#: The number of PostgreSQL's advisory lock of the register. Any number nobody else uses.
REGISTER_LOCK = 0x656E7469746C65
WRITING = "writing"

# secure_delete: deleted answers are overwritten with zeros, not just unlinked.
# A rollback journal: stock SQLite before 3.51.3 can corrupt a WAL under two connections.
# recursive_triggers: INSERT OR REPLACE then asks the DELETE triggers of the row it replaces.
PRAGMAS = (
    "secure_delete = ON",
    "journal_mode = DELETE",
    "synchronous = FULL",
    "foreign_keys = ON",
    "busy_timeout = 5000",
    "recursive_triggers = ON",
)


def open_store(url: str) -> Store:
    """Return the store at `url`, an SQLAlchemy address. Nothing is opened until used."""
    address = _with_driver(url)
    # A connection that a server dropped, at its restart for one, is noticed and made anew.
    engine = create_engine(address, pool_pre_ping=address.get_backend_name() == "postgresql")
    if engine.dialect.name == "sqlite":
        event.listen(engine, "do_connect", _make_private_file)
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def writing(store: Store) -> Iterator[Connection]:
    """One transaction of the register, and only one at a time, whoever else has the store open.

    SQLite takes its lock for writing at once (a lock that is asked for after reading
    can be refused for good); PostgreSQL takes an advisory lock until the end.
    """
    with store.execution_options(**{WRITING: True}).begin() as connection:
        if store.dialect.name == "postgresql":
            lock_register(connection)
        yield connection


@contextmanager
def reading_one_moment(store: Store) -> Iterator[Connection]:
    """Read as the store was at one moment, whatever others write meanwhile."""
    with store.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection  # SQLite: whoever reads holds writers off until the end


def lock_register(connection: Connection) -> None:
    """Wait until nobody else writes to the register; on SQLite the transaction says so itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({REGISTER_LOCK})"))


def _with_driver(url: str) -> URL:
    """`postgresql://` as people write it, with the driver we bring."""
    made = make_url(url.replace("postgres://", "postgresql://", 1))
    return made.set(drivername="postgresql+psycopg") if made.drivername == "postgresql" else made


def _begin(connection: Connection) -> None:
    """Begin by ourselves: Python's own module would begin late, and never around a read."""
    now = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if now else "BEGIN")


def _make_private_file(_dialect: Any, _record: Any, arguments: list[str], _options: Any) -> None:
    """Create a new file so that only we can read it; SQLite itself would let anybody."""
    path = Path(arguments[0])
    if str(path) != ":memory:" and not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # so that `_begin` is the only one to begin
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
