"""Bringing the store up to the tables this version needs."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from web.store.engine import Store

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(store: Store) -> None:
    """Apply every migration not yet applied."""
    command.upgrade(configuration(store), "head")


def is_current(store: Store) -> bool:
    """True if every migration has been applied."""
    head = ScriptDirectory.from_config(configuration(store)).get_current_head()
    with store.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head


def configuration(store: Store) -> Config:
    """Return Alembic's configuration; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["store"] = store
    return config
