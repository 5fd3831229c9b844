"""One recheck at a time: whoever has the turn goes through the cases, and others leave them be.

The turn is a lock that ends with the process that holds it, however that ends.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import text

from web.store.engine import Store

#: The number of PostgreSQL's advisory lock of a recheck. Any number nobody else uses.
RECHECK_LOCK = 0x72656368656B


@contextmanager
def my_turn(store: Store) -> Iterator[bool]:
    """Whether nobody else is going through the cases; if so, nobody else will until the end."""
    turn = _on_postgresql if store.dialect.name == "postgresql" else _on_sqlite
    with turn(store) as mine:
        yield mine


@contextmanager
def _on_postgresql(store: Store) -> Iterator[bool]:
    with store.connect() as connection:
        lock = text(f"SELECT pg_try_advisory_lock({RECHECK_LOCK})")
        mine = bool(connection.execute(lock).scalar())
        connection.commit()
        try:
            yield mine
        finally:
            if mine:
                connection.execute(text(f"SELECT pg_advisory_unlock({RECHECK_LOCK})"))
                connection.commit()


@contextmanager
def _on_sqlite(store: Store) -> Iterator[bool]:
    """A lock on an empty file beside the store: the store itself stays open to others."""
    path = store.url.database
    if path is None or path == ":memory:":
        yield True
        return
    Path(f"{path}.recheck").touch(mode=0o600)
    with closing(sqlite3.connect(f"{path}.recheck", timeout=0, isolation_level=None)) as beside:
        try:
            beside.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            yield False
            return
        yield True
