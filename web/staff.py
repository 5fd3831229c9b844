"""Who of the staff is here: a cookie of its own, apart from the self-check's.

The cookie holds a random token. Before somebody signs in it stands for nothing, and
only ties forms to the browser; signing in always makes a new one.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable

from flask import Flask, current_app, g, request
from werkzeug import Response

from web.browsers import browser_words
from web.settings import Settings
from web.store import Store, staff_sessions
from web.store.accounts import Account
from web.store.staff_sessions import Found, SignedIn

STAFF = "entitlements.staff"
TOUCH_EVERY = 60  # seconds; reading a page need not write to the disk each time


class StaffSessions:
    """Sessions of staff: found, begun and ended. `clock` gives seconds since 1970."""

    def __init__(
        self, store: Store, settings: Settings, clock: Callable[[], float] = time.time
    ) -> None:
        self.store, self.clock = store, clock
        self._idle = settings.staff_idle_minutes * 60
        self._longest = settings.staff_hours * 3600
        self._demo = settings.demo
        self.cookie = "__Host-staff" if settings.secure_cookie else "staff"
        self.secure = settings.secure_cookie

    def now(self) -> int:
        """The time, in whole seconds."""
        return int(self.clock())

    def find(self, token: str) -> Found | None:
        """Who is signed in with this token, and may be."""
        found = staff_sessions.find(self.store, digest(token), *self._oldest())
        if found is None or (found.account.demo and not self._demo):
            return None
        if found.touched_at + TOUCH_EVERY <= self.now():
            staff_sessions.touch(self.store, digest(token), self.now())
        return found

    def begin(self, account_id: int, browser: str) -> str:
        """Sign an account in, and return its new token."""
        staff_sessions.purge(self.store, *self._oldest())
        token = new_token()
        staff_sessions.add(self.store, digest(token), account_id, browser, self.now())
        return token

    def of(self, account_id: int) -> list[SignedIn]:
        """Where an account is signed in."""
        return staff_sessions.of(self.store, account_id, *self._oldest())

    def _oldest(self) -> tuple[int, int]:
        """No session begun, or last used, at these times or before still stands."""
        return self.now() - self._longest, self.now() - self._idle


def digest(token: str) -> str:
    """The store never holds a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(32)


def form_token() -> str:
    """What a form must send back, so that no other site can post it for somebody."""
    if g.staff_token is None:
        g.staff_token = new_token()
        g.staff_cookie = g.staff_token
    key = str(current_app.secret_key).encode()
    return hmac.new(key, f"staff form:{g.staff_token}".encode(), hashlib.sha256).hexdigest()


def sessions() -> StaffSessions:
    """The staff sessions of this application."""
    found: StaffSessions = current_app.extensions[STAFF]
    return found


def sign_in(account: Account) -> None:
    """Sign an account in in this browser, under a new token; what was there ends."""
    sign_out()
    g.staff_token = g.staff_cookie = sessions().begin(
        account.id, browser_words(request.user_agent.string)
    )
    g.account, g.csrf_token = account, form_token()


def sign_out() -> None:
    """Sign this browser out."""
    if g.staff_token is not None:
        staff_sessions.end(sessions().store, digest(g.staff_token))
    g.account, g.staff_token, g.staff_cookie = None, None, ""


def say(notice: str) -> None:
    """Tell whoever is signed in something at the top of the next page."""
    staff_sessions.tell(sessions().store, digest(g.staff_token), notice)
    g.staff_notice = notice


def told() -> str:
    """What there is to tell, once; empty if there is nothing."""
    notice: str = g.get("staff_notice", "")
    if notice:
        staff_sessions.tell(sessions().store, digest(g.staff_token), "")
        g.staff_notice = ""
    return notice


def set_up(app: Flask, settings: Settings) -> None:
    """Give each request `g.account`, and each answer its cookie where that changed."""
    kept = StaffSessions(app.extensions["entitlements.store"], settings)
    app.extensions[STAFF] = kept
    app.jinja_env.globals["staff_notice"] = told

    @app.before_request
    def _find() -> None:
        g.account, g.staff_token, g.staff_cookie = None, None, None
        token = request.cookies.get(sessions().cookie)
        if token:
            g.staff_token = token
            if found := sessions().find(token):
                g.account, g.staff_notice = found.account, found.notice

    @app.after_request
    def _keep(response: Response) -> Response:
        if g.get("staff_cookie"):
            _set_cookie(response, g.staff_cookie)
        elif g.get("staff_cookie") == "":
            _set_cookie(response, "", max_age=0)
        return response


def _set_cookie(response: Response, token: str, max_age: int | None = None) -> None:
    response.set_cookie(
        sessions().cookie,
        token,
        max_age=max_age,
        path="/",
        secure=sessions().secure,
        httponly=True,
        samesite="Lax",
    )
