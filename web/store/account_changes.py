"""Changes to accounts. Each is one transaction with its line in the record of events,
and signs the account out wherever it must start anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, TypeAlias

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from web.store import audit, sign_in_failures, staff_sessions
from web.store.accounts import TABLE, Account, EmailTaken, account_from, joined, row_for
from web.store.engine import Store, writing

ADMINISTRATOR = "administrator"
#: Who does it: the number of an account, or what else changes accounts ("the command line").
By: TypeAlias = int | str


class LastAdministrator(ValueError):
    """Nobody would be left who can look after the accounts."""


def add(
    store: Store, email: str, name: str, roles: Iterable[str], at: int, by: By, **more: Any
) -> Account:
    """Make an account; `more` is its password or its subject.

    Raises: EmailTaken, if there is one with this e-mail already
    """
    row = row_for(email, name, roles, at, **more)
    try:
        with writing(store) as connection:
            made = connection.execute(insert(TABLE).values(row).returning(*TABLE.c)).one()
            _record(connection, by, "account_added", made.id, at, roles=row["roles"])
    except IntegrityError:
        raise EmailTaken(email) from None
    return account_from(made)


def set_roles(
    store: Store, account_id: int, roles: Iterable[str], at: int, by: By, *, last_may_go: bool
) -> None:
    """Give an account these roles and no others, and sign it out everywhere.

    Raises: LastAdministrator, unless `last_may_go`: the council's own sign-in has the last word
    """
    kept = joined(roles)
    with writing(store) as connection:
        keeping = nullcontext() if last_may_go else _keeping_an_administrator(connection)
        with keeping:
            _set(connection, account_id, roles=kept)
        staff_sessions.end_all(connection, account_id)
        _record(connection, by, "account_roles_set", account_id, at, roles=kept)


def disable(store: Store, account_id: int, at: int, by: By) -> None:
    """Switch an account off, and sign it out everywhere.

    Raises: LastAdministrator
    """
    with writing(store) as connection:
        _record(connection, by, "account_disabled", account_id, at)  # first: it may be their own
        with _keeping_an_administrator(connection):
            _set(connection, account_id, active=False)
        staff_sessions.end_all(connection, account_id)


def enable(store: Store, account_id: int, at: int, by: By) -> None:
    """Switch an account on again."""
    with writing(store) as connection:
        _set(connection, account_id, active=True)
        _record(connection, by, "account_enabled", account_id, at)


def set_password(
    store: Store,
    account_id: int,
    password_hash: str,
    at: int,
    by: By,
    *,
    until: int | None = None,
    but: str = "",
) -> None:
    """Set a password, for good or `until` a time, and sign the account out but `but` there."""
    with writing(store) as connection:
        _set(connection, account_id, password_hash=password_hash, one_time_until=until)
        staff_sessions.end_all(connection, account_id, but)
        done = "account_password_reset" if until else "account_password_set"
        _record(connection, by, done, account_id, at)


def unlock(store: Store, account: Account, at: int, by: By) -> None:
    """Let an account try its password again at once."""
    with writing(store) as connection:
        sign_in_failures.forget_in(connection, account.email)
        _record(connection, by, "account_unlocked", account.id, at)


def sign_out_everywhere(store: Store, account_id: int) -> None:
    """Sign an account out in every browser."""
    with writing(store) as connection:
        staff_sessions.end_all(connection, account_id)


def rehash(store: Store, account_id: int, password_hash: str) -> None:
    """Keep the same password under a newer hash."""
    with writing(store) as connection:
        _set(connection, account_id, password_hash=password_hash)


def _set(connection: Connection, account_id: int, **values: object) -> None:
    connection.execute(update(TABLE).where(TABLE.c.id == account_id).values(**values))


def _administrators(connection: Connection) -> int:
    """How many can look after the accounts. Those of a demonstration do not count."""
    real = select(TABLE.c.roles).where(TABLE.c.active, TABLE.c.demo.is_(False))
    return sum(ADMINISTRATOR in roles.split(",") for roles in connection.scalars(real))


@contextmanager
def _keeping_an_administrator(connection: Connection) -> Iterator[None]:
    """Refuse what would take the last one away; nobody else writes meanwhile."""
    before = _administrators(connection)
    yield
    if before and not _administrators(connection):
        raise LastAdministrator


def _record(
    connection: Connection, by: By, action: str, account_id: int, at: int, **more: object
) -> None:
    who = audit.actor(connection, by) if isinstance(by, int) else by
    audit.record(connection, who, action, {"account": account_id, **more}, at)
