"""What every page says while a change is in service on one signature."""

from __future__ import annotations

import time

from flask import Flask, current_app

from web.store import Store, changes
from web.store.changes import Emergency


def emergencies() -> list[Emergency]:
    """The changes in service that no second person has signed yet."""
    store: Store = current_app.extensions["entitlements.store"]
    return changes.emergencies(store, int(time.time()))


def set_up(app: Flask) -> None:
    """Let the base template ask."""
    app.jinja_env.globals["emergencies"] = emergencies
