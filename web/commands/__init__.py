"""What an operator does from the command line. Each module adds its own commands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from entitlements.signoff import NotAllowed
from web.settings import Settings
from web.store import Store, open_store


@contextmanager
def this_store() -> Iterator[tuple[Store, Settings]]:
    """The store of this installation, with its settings; closed again afterwards.

    Raises: NotAllowed, where its tables are not those of this version
    """
    from web.store.migrate import is_current

    settings = Settings.from_environment()
    store = open_store(settings.store_url)
    try:
        if not is_current(store):
            raise NotAllowed("The store is not up to date. Run: python -m web migrate")
        yield store, settings
    finally:
        store.dispose()
