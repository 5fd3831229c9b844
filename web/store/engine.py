"""Opening the store, safe for one writer at a time and for answers that must vanish."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Engine, create_engine, event

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
        event.listen(engine, "do_connect", _make_private_file)
        event.listen(engine, "connect", _set_pragmas)
    return engine


def _make_private_file(_dialect: Any, _record: Any, arguments: list[str], _options: Any) -> None:
    """Create a new file so that only we can read it; SQLite itself would let anybody."""
    path = Path(arguments[0])
    if str(path) != ":memory:" and not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)


def _set_pragmas(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
