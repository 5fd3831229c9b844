"""What every answer tells the browser: trust nobody else, keep nothing."""

from __future__ import annotations

from flask import Flask
from werkzeug import Response

# The hash is of the one inline line in base.html, which says that scripts run.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; "
    "script-src 'self' 'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='; "
    "style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; object-src 'none'"
)
EVERYWHERE = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def set_up(app: Flask) -> None:
    """Add the headers to every response; a view may keep its own `Cache-Control`."""

    @app.after_request
    def _add(response: Response) -> Response:
        for name, value in EVERYWHERE.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def forget_everything(response: Response) -> Response:
    """Tell the browser to drop all it holds of us: pages, cookie and storage."""
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
