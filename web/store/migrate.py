"""Bringing the store up to the tables this version needs."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config

from web.store.engine import Store, file_of

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(store: Store) -> None:
    """Apply every migration not yet applied; create an SQLite file only we can read."""
    _make_private_file(store)
    command.upgrade(configuration(store), "head")


def configuration(store: Store) -> Config:
    """Return Alembic's configuration; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["store"] = store
    return config


def _make_private_file(store: Store) -> None:
    path = file_of(store.url.render_as_string(hide_password=False))
    if path is not None and not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
