"""Sealing what is about a person, each case under a key of its own.

The key of a case stands in the store enciphered with the key of the installation,
which does not. So a copy of the store opens nothing without that key, and whoever
destroys the key of a case has destroyed all that was sealed with it. A backup from
before still has the key of the case: docs/operations.md says how long backups are kept.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import zlib
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from web.store.engine import Store

NONCE = 12  # bytes; what AES-GCM takes, drawn at random for each text
KEY = 32  # bytes
_READER = json.JSONDecoder()  # we wrote the text: no encoding to guess, no space around it
PURGED = "This case was purged. What was sealed cannot be read again."


class CannotOpen(Exception):
    """A sealed text that this key does not open, or that was changed."""


@dataclass(frozen=True, slots=True)
class Seal:
    """Seals and opens the texts of one case. Raises CannotOpen for what is not its own.

    `_key` is None for a purged case: its seal opens and closes nothing.
    """

    _key: bytes | None = field(repr=False)
    _cipher: AESGCM | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        cipher = None if self._key is None else AESGCM(self._key)
        object.__setattr__(self, "_cipher", cipher)

    def close(self, data: Any, about: str) -> bytes:
        """Seal JSON data; `about` says what it is, and must be said again to open it."""
        nonce = secrets.token_bytes(NONCE)
        return nonce + self._there().encrypt(nonce, _packed(_written(data)), about.encode())

    def open(self, sealed: bytes, about: str) -> Any:
        """Open what `close` sealed."""
        cipher = self._there()
        try:
            packed = cipher.decrypt(sealed[:NONCE], sealed[NONCE:], about.encode())
        except (InvalidTag, ValueError) as error:
            raise CannotOpen(_says(about)) from error
        return _READER.raw_decode(_unpacked(packed).decode())[0]

    def digest(self, data: Any) -> str:
        """A digest of JSON data for the audit chain. Without the key it means nothing."""
        if self._key is None:
            raise CannotOpen(PURGED)
        return hmac.new(self._key, b"digest" + _written(data), hashlib.sha256).hexdigest()

    def _there(self) -> AESGCM:
        if self._cipher is None:
            raise CannotOpen(PURGED)
        return self._cipher


@dataclass(frozen=True, slots=True)
class Keys:
    """The key of the installation. It never stands in the store."""

    master: bytes = field(repr=False)

    @classmethod
    def from_text(cls, text: str) -> Keys:
        """Read 64 hexadecimal digits. Raises: ValueError, for anything else"""
        master = bytes.fromhex(text.strip())
        if len(master) != KEY:
            raise ValueError("The key of cases is 64 hexadecimal digits.")
        return cls(master)

    def new(self) -> tuple[bytes, Seal]:
        """Make the key of a new case: as it is kept, and ready for use."""
        key, nonce = secrets.token_bytes(KEY), secrets.token_bytes(NONCE)
        kept = nonce + AESGCM(self.master).encrypt(nonce, key, b"case")
        return kept, Seal(key)

    def seal_of(self, kept: bytes | None) -> Seal:
        """The seal of a case. Raises: CannotOpen, where the key is gone or another's"""
        if kept is None:
            raise CannotOpen(PURGED)
        try:
            return Seal(AESGCM(self.master).decrypt(kept[:NONCE], kept[NONCE:], b"case"))
        except (InvalidTag, ValueError) as error:
            raise CannotOpen(_says("case")) from error

    def digest(self, text: str) -> str:
        """A digest that finds a reference again, and tells nobody without the key what it is."""
        said = " ".join(text.split()).casefold()
        return hmac.new(self.master, said.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Vault:
    """The store, with the key that opens what is sealed in it."""

    store: Store
    keys: Keys


def _written(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _packed(text: bytes) -> bytes:
    """Long texts shorter: a receipt is a hundred kilobytes of much the same words."""
    return b"z" + zlib.compress(text, 6) if len(text) > 2_000 else b"=" + text


def _unpacked(packed: bytes) -> bytes:
    return zlib.decompress(packed[1:]) if packed[:1] == b"z" else packed[1:]


def _says(about: str) -> str:
    return (
        f"What is sealed as {about!r} cannot be opened. It was changed, or this is not the key"
        " it was sealed with. Put the right key back (docs/operations.md, the key of cases)."
    )
