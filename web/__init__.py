"""The pages: a Flask application around the `entitlements` package."""

from __future__ import annotations

from flask import Flask

from web import (
    access,
    accounts,
    book,
    brand,
    cases,
    check,
    clock,
    editor,
    errors,
    headers,
    hurried,
    i18n,
    pages,
    security,
    session,
    staff,
    templating,
    typed,
    vault,
)
from web.assets import serve_assets
from web.settings import Settings
from web.store import open_store

SETTINGS = "entitlements.settings"
STORE = "entitlements.store"


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application, one step a line.

    Raises: SettingsError, where the environment asks for something that cannot be
    """
    settings = settings or Settings.from_environment()
    app = Flask(__name__, static_folder=None, instance_path=str(settings.instance_dir))
    typed.set_up(app)
    app.extensions[SETTINGS] = settings
    app.extensions[STORE] = open_store(settings.store_url)
    vault.set_up(app, settings, app.extensions[STORE])
    book.set_up(app, app.extensions[STORE])
    clock.set_up(app, settings)
    session.set_up(app, settings)
    headers.set_up(app)
    i18n.set_up(app, settings)
    staff.set_up(app, settings)
    access.set_up(app)  # after who it is, before what was sent
    security.set_up(app, settings)
    accounts.set_up(app, settings)
    templating.set_up(app, settings)
    hurried.set_up(app)
    errors.set_up(app)
    for face in (pages.bp, brand.bp, check.bp, accounts.bp, cases.bp, editor.bp):
        app.register_blueprint(face)
    serve_assets(app, settings)
    return app
