"""The blueprint of accounts, and what the application needs for it."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Flask, abort, current_app, g

from web.access import ROLE_NAMES
from web.i18n import gettext
from web.passwords import PASSWORDS, Passwords
from web.settings import Settings
from web.store import Store, accounts
from web.store.accounts import Account

bp = Blueprint("accounts", __name__, url_prefix="/staff")


@bp.app_template_filter("role_names")
def role_names(roles: frozenset[str]) -> str:
    """The names of roles, as one reads them."""
    return ", ".join(gettext(name) for role, name in ROLE_NAMES.items() if role in roles)


def store() -> Store:
    """The store of this installation."""
    found: Store = current_app.extensions["entitlements.store"]
    return found


def settings() -> Settings:
    """The settings of this installation."""
    found: Settings = current_app.extensions["entitlements.settings"]
    return found


def passwords() -> Passwords:
    """The passwords of this installation."""
    found: Passwords = current_app.extensions[PASSWORDS]
    return found


def me() -> Account:
    """Who is signed in."""
    found: Account = g.account
    return found


def account_or_404(account_id: int) -> Account:
    """The account of this number; those of a demonstration only while there is one."""
    found = accounts.find(store(), account_id)
    if found is None or (found.demo and not settings().demo):
        abort(HTTPStatus.NOT_FOUND)
    return found


def set_up(app: Flask, settings: Settings) -> None:
    """Give the application its passwords, and the council's own sign-in if there is one.

    Raises: SettingsError, where roles are mapped to something that is none
    """
    from web.accounts import openid

    app.extensions[PASSWORDS] = Passwords()
    if settings.oidc_metadata_url:
        openid.set_up(app, settings)
