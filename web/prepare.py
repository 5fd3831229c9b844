"""Making a store ready to serve: its tables, the first import, and what differs since."""

from __future__ import annotations

import time

from web.settings import Settings
from web.store import Store, changes, open_store, register

NAMED = 10  #: files named in a warning; `rules status` lists them all


def prepare(settings: Settings) -> list[str]:
    """Bring the store up to date, and return what whoever runs it should know.

    Raises: DataProblems, where the rules folder is not a rule book and nothing else is held
    """
    from web.store.migrate import migrate

    store = open_store(settings.store_url)
    migrate(store)
    try:
        return take_in(store, settings)
    finally:
        store.dispose()


def take_in(store: Store, settings: Settings) -> list[str]:
    """Import the rules folder into an empty register; otherwise say what differs."""
    now = int(time.time())
    try:
        changes.expire_emergencies(store, now)
        found = register.import_folder(store, settings.rules_dir, now)
    except register.RegisterTampered as error:
        return [str(error)]
    if found.added:
        return [f"Imported {len(found.added)} rule files as the first publication."]
    names = [*found.different, *(f"{path} (not in the folder)" for path in found.missing)]
    return [_warning(names)] if names else []


def _warning(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return (
        f"The rules folder is not what is in service: {', '.join(names[:NAMED])}{more}.\n"
        "The text that was published is served. To propose the folder's text, run:\n"
        "  python -m web rules import --as EMAIL --title TITLE\n"
        "To put the published text into the folder, run:\n"
        "  python -m web rules export"
    )
