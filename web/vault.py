"""The vault of this installation: its store, and the key that opens what is sealed in it."""

from __future__ import annotations

from flask import Flask, current_app

from web.security import kept_secret
from web.settings import Settings, SettingsError
from web.store import Store
from web.store.cases import Keys, Vault

VAULT = "entitlements.vault"
KEY_FILE = "case_key"


def vault_of(settings: Settings, store: Store) -> Vault:
    """The vault of some settings; its key is made on first run, in a file only we may read.

    Raises: SettingsError, for a key that is none
    """
    text = settings.case_key or kept_secret(settings.instance_dir / KEY_FILE)
    try:
        return Vault(store, Keys.from_text(text))
    except ValueError as error:
        raise SettingsError(f"case_key: {error}") from None


def vault() -> Vault:
    """The vault of this application."""
    found: Vault = current_app.extensions[VAULT]
    return found


def set_up(app: Flask, settings: Settings, store: Store) -> None:
    """Give the application its vault."""
    app.extensions[VAULT] = vault_of(settings, store)
