"""The secret, the cookie, the size of a request and forged posts."""

from __future__ import annotations

import hmac
import os
import secrets
import tempfile
from pathlib import Path

from flask import Flask, current_app, g, request
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError

from web import staff
from web.access import on_staff_page
from web.settings import Settings

LARGEST_POST = 256 * 1024  # bytes; the longest honest form of the self-check is under 10 KB
#: What staff may send: a spreadsheet, a whole text, a grid of hundreds of rows. Bytes.
LARGER_POSTS = {
    "editor.bring_in": 4_400_000,
    "editor.save_text": 4_400_000,
    "editor.save_grid": 2_000_000,
    "editor.keep_typing": 2_000_000,
    # Cases: thousands of care dates pasted at once, and files that turn out to be others.
    "cases.open_case": 1_500_000,
    "cases.paste_care": 1_500_000,
    "cases.bring_answers": 4_400_000,
}


class FormProof(CSRFProtect):
    """Proof that a post is the person's own: by the self-check's session, or by the staff's.

    The two are apart, so that whoever signs in leaves no trace among the answers.
    """

    def init_app(self, app: Flask) -> None:
        """Give forms of staff pages the token that `protect` will look for."""
        app.before_request(_allow_larger)
        app.before_request(_give_staff_token)
        super().init_app(app)

    def protect(self, apply_exemptions: bool = False) -> None:
        """Refuse a post without its proof.

        Raises: CSRFError
        """
        if not on_staff_page():
            return super().protect(apply_exemptions)
        if request.method in current_app.config["WTF_CSRF_METHODS"]:
            sent = (self._get_csrf_token() or "").encode()
            if not hmac.compare_digest(sent, staff.form_token().encode()):
                raise CSRFError
            g.csrf_valid = True
        return None


def _allow_larger() -> None:
    """Take a larger form; `access` has refused already whoever may not open the page."""
    largest = LARGER_POSTS.get(request.endpoint or "")
    if largest is not None:
        request.max_content_length = largest
        request.max_form_memory_size = largest


def _give_staff_token() -> None:
    if on_staff_page():
        g.csrf_token = staff.form_token()


csrf = FormProof()


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
