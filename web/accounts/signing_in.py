"""Signing in with a password: counted first, then looked at, and the same for a stranger."""

from __future__ import annotations

from dataclasses import dataclass

from web import staff, staff_log
from web.accounts.face import passwords, settings, store
from web.i18n import N_
from web.passwords import Busy
from web.store import account_changes, accounts, sign_in_failures
from web.store.accounts import Account, Credential


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nobody was signed in: a sentence, and for how many minutes it stays so."""

    says: str
    minutes: int = 0


WRONG = Refused(N_("The email or the password is wrong"))
BUSY = Refused(N_("Many people are signing in. Wait a minute, then try again"))
OFF = Refused(N_("Your account is switched off. Ask an administrator"))
TOO_OLD = Refused(N_("That password was for a few days only. Ask an administrator for a new one"))


def by_password(email: str, password: str) -> Account | Refused:
    """Find whose e-mail and password these are.

    An e-mail that nobody has is counted and answered like any other, and takes as long.
    """
    try:
        with passwords().room():
            if not sign_in_failures.count_one(store(), email, staff.sessions().now()):
                return _locked(email)
            found = accounts.credential(store(), email)
            right = passwords().is_right(password, found.password_hash if found else None)
    except Busy:
        return BUSY
    if found is None or not right:
        staff_log.note("sign_in_failed", account=found.account.id if found else "unknown")
        return _locked(email) if _seconds_locked(email) else WRONG
    return _known(found, password)


def _known(found: Credential, password: str) -> Account | Refused:
    """The password was right, so what keeps the account out may be said."""
    account, kept = found.account, found.password_hash
    sign_in_failures.forget(store(), account.email)
    refused = _why_not(found)
    if refused:
        staff_log.note("sign_in_refused", account=account.id)
        return refused
    if kept and passwords().is_dated(kept):
        account_changes.rehash(store(), account.id, passwords().hash(password))
    return account


def _why_not(found: Credential) -> Refused | None:
    if not found.account.active or (found.account.demo and not settings().demo):
        return OFF
    if found.until is not None and found.until <= staff.sessions().now():
        return TOO_OLD
    return None


def _locked(email: str) -> Refused:
    staff_log.note("locked_out")
    minutes = -(-_seconds_locked(email) // 60)
    return Refused(N_("There were too many wrong passwords for this email"), minutes=minutes)


def _seconds_locked(email: str) -> int:
    return sign_in_failures.seconds_locked(store(), email, staff.sessions().now())


def signed_in(account: Account, way: str) -> None:
    """Sign an account in in this browser, and say so in the log."""
    staff.sign_in(account)
    staff_log.note("signed_in", account=account.id, way=way)
