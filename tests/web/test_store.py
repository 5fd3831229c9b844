"""The store: migrated, private, and set to forget."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text

from web.store import open_store
from web.store.migrate import configuration, is_current, migrate


def test_a_new_store_is_ours_alone_and_matches_the_models(tmp_path: Path) -> None:
    path = tmp_path / "instance" / "store.sqlite3"
    store = open_store(f"sqlite:///{path}")
    assert not is_current(store)
    migrate(store)
    migrate(store)

    assert is_current(store)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    command.check(configuration(store))
    store.dispose()


def test_the_first_migration_can_be_undone(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    migrate(store)
    command.downgrade(configuration(store), "base")
    migrate(store)
    store.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("secure_delete", 1),
        ("journal_mode", "delete"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("recursive_triggers", 1),
    ],
)
def test_every_connection_is_safe(app, pragma: str, value: object) -> None:
    with app.extensions["entitlements.store"].connect() as connection:
        assert connection.execute(text(f"pragma {pragma}")).scalar_one() == value
