"""The rule book in service: what pages ask for, the same for the whole of one page."""

from __future__ import annotations

from flask import Flask, current_app, g
from werkzeug.exceptions import ServiceUnavailable

from entitlements.evaluate import Engine
from entitlements.rulebook.model import RuleBook
from web.live_book import Files, Held, LiveBook, NoBook
from web.live_book import book_of as book_of
from web.store import Store

LIVE = "entitlements.live_book"


def engine() -> Engine:
    """The rule book of this installation, ready to decide."""
    return _held().engine


def book() -> RuleBook:
    """The rule book of this installation."""
    return _held().engine.book


def files() -> Files:
    """The texts it was read from."""
    return _held().files


def publication() -> int:
    """The number of the publication it is."""
    return _held().publication


def problem() -> str | None:
    """Why the newest publication is not in service; None if it is."""
    return live(current_app).problem


def live(app: Flask) -> LiveBook:
    """The book that this application holds."""
    found: LiveBook = app.extensions[LIVE]
    return found


def set_up(app: Flask, store: Store) -> None:
    """Give the application a book of its own, read when it is first asked for."""
    app.extensions[LIVE] = LiveBook(store)


def _held() -> Held:
    """Looked up once a page. Raises: ServiceUnavailable, where there is no book at all"""
    if "held_book" not in g:
        try:
            g.held_book = live(current_app).now()
        except NoBook as error:
            raise ServiceUnavailable from error
    held: Held = g.held_book
    return held
