"""Style sheets and scripts: built at set-up, named by their content, kept by browsers for good."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.responders import Headers

from web.headers import EVERYWHERE
from web.settings import Settings

SOURCES = Path(__file__).parent / "static"
SHORT = 3600  # seconds; for an unbuilt tree, where names do not change with content


def serve_assets(app: Flask, settings: Settings) -> None:
    """Serve the built files, and let templates ask `asset("ltr.css")` for an address."""
    built = _manifest(settings.assets_dir)
    static = WhiteNoise(
        app.wsgi_app,
        allow_all_origins=False,
        max_age=SHORT,
        immutable_file_test=lambda path, url: url.startswith("/assets/"),
        add_headers_function=_add_headers,
    )
    static.add_files(str(SOURCES), prefix="/static/")
    if built:
        static.add_files(str(settings.assets_dir), prefix="/assets/")
    app.wsgi_app = static  # type: ignore[method-assign]
    app.jinja_env.globals["asset"] = lambda name: _address(name, built)


def _manifest(assets_dir: Path) -> dict[str, str]:
    path = assets_dir / "manifest.json"
    return json.loads(path.read_text()) if path.exists() else {}


def _address(name: str, built: dict[str, str]) -> str | None:
    """Unbuilt, only our own small files exist: pages stay readable without GOV.UK Frontend."""
    if name in built:
        return f"/assets/{built[name]}"
    return f"/static/{name}" if not built and (SOURCES / name).exists() else None


def _add_headers(headers: Headers, path: str, url: str) -> None:
    for name in ("X-Content-Type-Options", "Referrer-Policy"):
        headers[name] = EVERYWHERE[name]
