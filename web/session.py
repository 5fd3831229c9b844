"""The answers of one self-check, on the server; the browser holds a random token only.

Use Flask's `session` as ever. It may hold anything that JSON can: text, numbers,
lists, dicts. A row and a cookie exist from the first thing stored, and both go
with `session.clear()`, or when nothing happened for the idle time.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Callable
from typing import Any

from flask import Flask, Request, Response, session
from flask.sessions import SessionInterface, SessionMixin

from web.settings import Settings
from web.store import Store, sessions

TOUCH_EVERY = 60  # seconds; reading a page need not write to the disk each time
PURGE_EVERY = 60  # seconds


class ServerSession(dict[str, Any], SessionMixin):
    """What one browser has told us.

    `token` is what its cookie holds, None before the first thing is stored;
    `lost` says that it came with a token for answers that are gone.
    """

    def __init__(self, token: str | None, text: str = "{}", *, lost: bool = False) -> None:
        super().__init__(json.loads(text))
        self.token, self.lost, self._text = token, lost, text

    @property
    def text(self) -> str:
        """The answers as they would be stored."""
        return json.dumps(self, sort_keys=True)

    @property
    def changed(self) -> bool:
        """True if anything differs from the store, however deep."""
        return self.text != self._text


class ServerSessions(SessionInterface):
    """Opens and saves sessions in the store, and forgets those left idle."""

    def __init__(self, store: Store, idle: int, clock: Callable[[], float] = time.time) -> None:
        """Keep `idle` seconds; `clock` gives seconds since 1970."""
        self.store, self.idle, self.clock = store, idle, clock
        self._purged_at = 0.0

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        """Find the answers this cookie stands for; anything else opens an empty session."""
        self.purge()
        token = request.cookies.get(self.get_cookie_name(app))
        if not token:
            return ServerSession(None)
        found = sessions.read(self.store, _digest(token))
        if found is None:
            return ServerSession(None, lost=True)
        if found.touched_at + TOUCH_EVERY <= self.clock():
            sessions.touch(self.store, _digest(token), self._now())
        return ServerSession(token, found.answers)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Store what changed. An emptied session loses its row and its cookie at once."""
        assert isinstance(session, ServerSession)
        if not session:
            self._forget(app, session, response)
        elif session.token is None:
            self._begin(app, session, response)
        elif session.changed and not self._rewrite(session):
            self._drop_cookie(app, response)  # deleted in another tab: it stays deleted

    def purge(self, *, now: bool = False) -> None:
        """Delete every idle row, at most once a minute unless asked to do it now."""
        if now or self.clock() - self._purged_at >= PURGE_EVERY:
            self._purged_at = self.clock()
            sessions.purge(self.store, self._now() - self.idle)

    def _now(self) -> int:
        return int(self.clock())

    def _begin(self, app: Flask, session: ServerSession, response: Response) -> None:
        session.token = secrets.token_urlsafe(32)
        sessions.add(self.store, _digest(session.token), session.text, self._now())
        response.set_cookie(
            self.get_cookie_name(app),
            session.token,
            path="/",
            secure=self.get_cookie_secure(app),
            httponly=True,
            samesite="Lax",
        )

    def _rewrite(self, session: ServerSession) -> bool:
        assert session.token is not None
        return sessions.rewrite(self.store, _digest(session.token), session.text, self._now())

    def _forget(self, app: Flask, session: ServerSession, response: Response) -> None:
        if session.token is not None:
            sessions.erase(self.store, _digest(session.token))
        if session.token is not None or session.lost:
            self._drop_cookie(app, response)

    def _drop_cookie(self, app: Flask, response: Response) -> None:
        response.delete_cookie(
            self.get_cookie_name(app),
            path="/",
            secure=self.get_cookie_secure(app),
            httponly=True,
            samesite="Lax",
        )


def _digest(token: str) -> str:
    """The store never holds a token, so a copy of the store opens nobody's answers."""
    return hashlib.sha256(token.encode()).hexdigest()


def answers_are_kept() -> bool:
    """True if the store holds answers of this browser."""
    return session.token is not None


def answers_were_lost() -> bool:
    """True if this browser had answers here and they are gone: idle too long, or deleted."""
    return bool(session.lost)


def set_up(app: Flask, settings: Settings) -> None:
    """Put the store under Flask's `session`, and clear what was left from an earlier run."""
    app.session_interface = ServerSessions(
        app.extensions["entitlements.store"], settings.session_idle_minutes * 60
    )
