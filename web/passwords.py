"""Passwords: hashed with argon2, made for one use, and refused where they are easy to guess."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from web.i18n import N_

PASSWORDS = "entitlements.passwords"  #: where an application keeps its `Passwords`
SHORTEST, LONGEST = 12, 128  # characters
AT_ONCE = 2  # hashes; each takes 64 MB and a third of a second, and pages must go on being served
ONE_TIME_DAYS = 7
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that can be taken for another
#: The commonest of twelve characters and more, and what people here would think of first.
_COMMON = """
123456789012 1234567890123 12345678901234 123456789123 1234567890ab 012345678912
111111111111 000000000000 aaaaaaaaaaaa 121212121212 123123123123 qwertyuiop12
qwertyuiop123 qwertyuiopas qwertyuiopasdfgh qwerty123456 1q2w3e4r5t6y 1qaz2wsx3edc
q1w2e3r4t5y6 zaq12wsxcde3 passwordpassword password1234 password12345 password123456
passw0rd1234 mypassword12 mypassword123 administrator changeme1234 changemenow1
letmein12345 letmeinletmein welcome12345 welcome123456 iloveyou1234 iloveyouiloveyou
abcdefghijkl abcdefghijklm abcd12345678 abc123456789 liverpool123 manchester123
manchesterunited tottenhamhotspur dorsetcouncil dorsetcouncil1 dorsetcouncil123
careleavers1 careleavers123 entitlements entitlements1 entitlements123
correcthorsebatterystaple
"""
COMMONEST = frozenset(_COMMON.split())


class Busy(Exception):
    """Too many passwords are being looked at; try again in a moment."""


class Passwords:
    """Hashes and checks passwords, a few at a time."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        """`hasher`: argon2's own defaults in service; only tests have a cheaper one."""
        self._hasher = hasher or PasswordHasher()
        self._room = threading.BoundedSemaphore(AT_ONCE)

    @contextmanager
    def room(self) -> Iterator[None]:
        """Have room to look at one password.

        Raises: Busy, at once; waiting would only hold up whoever wants a page
        """
        if not self._room.acquire(blocking=False):
            raise Busy
        try:
            yield
        finally:
            self._room.release()

    def hash(self, password: str) -> str:
        """Return what to keep of a password."""
        return self._hasher.hash(_same_letters(password))

    def is_right(self, password: str, kept: str | None) -> bool:
        """Try a password. Where nothing is kept it takes the same time, and is wrong."""
        nobodys = self._nobodys  # made now, if ever: the first to come waits for it, whoever it is
        try:
            found = self._hasher.verify(kept or nobodys, _same_letters(password))
        except (VerificationError, InvalidHashError):
            return False
        return found and kept is not None

    @cached_property
    def _nobodys(self) -> str:
        """The hash of a password that nobody has."""
        return self._hasher.hash(secrets.token_urlsafe())

    def is_dated(self, kept: str) -> bool:
        """True if a hash was made with other parameters than we use now."""
        return self._hasher.check_needs_rehash(kept)


def _same_letters(password: str) -> str:
    """One password, whichever way a keyboard writes its accents."""
    return unicodedata.normalize("NFKC", password)[:LONGEST]


def one_time_password() -> str:
    """Make a password to read out: four groups of five, 99 bits."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4))
    return "-".join(groups)


def fault_of(password: str, email: str) -> str | None:
    """What is wrong with a password that somebody chose, as a sentence; None if nothing is."""
    told = password.casefold().strip()
    if len(password) < SHORTEST:
        return N_("Your new password must have 12 characters or more")
    if len(password) > LONGEST:
        return N_("Your new password must have 128 characters or fewer")
    if told in {email.casefold(), email.casefold().partition("@")[0]}:
        return N_("Your new password must not be your email")
    if told in COMMONEST or len(set(told)) < 4:
        return N_("Your new password is too easy to guess. Try three words that do not go together")
    return None
