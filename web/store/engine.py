"""Opening the store, safe for one writer at a time and for answers that must vanish."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Engine, create_engine, event, make_url

Store: TypeAlias = Engine

# secure_delete: deleted answers are overwritten with zeros, not just unlinked.
# A rollback journal: stock SQLite before 3.51.3 can corrupt a WAL under two connections.
PRAGMAS = (
    "secure_delete = ON",
    "journal_mode = DELETE",
    "synchronous = FULL",
    "foreign_keys = ON",
    "busy_timeout = 5000",
)


def open_store(url: str) -> Store:
    """Return the store at `url`, an SQLAlchemy address. Nothing is opened until used."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
    return engine


def file_of(url: str) -> Path | None:
    """Return the file an SQLite address names, None for any other store."""
    address = make_url(url)
    is_file = address.get_backend_name() == "sqlite" and address.database
    return Path(str(address.database)) if is_file else None


def _set_pragmas(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
