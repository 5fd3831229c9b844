"""The secret, the cookie, the size of a request and forged posts."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from flask import Flask
from flask_wtf import CSRFProtect

from web.settings import Settings

LARGEST_POST = 256 * 1024  # bytes; the longest honest form is under 10 KB

csrf = CSRFProtect()


def set_up(app: Flask, settings: Settings) -> None:
    """Set what Flask and Flask-WTF need to be safe."""
    app.config.update(
        SECRET_KEY=settings.secret_key or kept_secret(settings.instance_dir / "secret_key"),
        SESSION_COOKIE_NAME="__Host-check" if settings.secure_cookie else "check",
        SESSION_COOKIE_SECURE=settings.secure_cookie,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=LARGEST_POST,
        MAX_FORM_MEMORY_SIZE=LARGEST_POST,
        WTF_CSRF_TIME_LIMIT=None,  # a slow person is not a forger; the session bounds it
        WTF_CSRF_SSL_STRICT=False,  # it wants a referrer, and we tell browsers to send none
    )
    csrf.init_app(app)


def kept_secret(path: Path) -> str:
    """Return the secret of this installation, made on first run and readable by us only.

    Two processes may start at once: the file appears whole or not at all, and the first wins.
    """
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent)  # mode 600
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            os.unlink(draft)
    return path.read_text().strip()
