"""Cases in the store: what is about a person is sealed, and every step is kept."""

from web.store.cases.sealing import CannotOpen, Keys, Seal, Vault

__all__ = ["CannotOpen", "Keys", "Seal", "Vault"]
