"""Accounts of staff: who they are, what they may do, and how they prove it.

Every time is in whole seconds since 1970. Roles are texts here; `web.access` names them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select

from web.store.engine import Store
from web.store.models import Account as AccountTable

TABLE = AccountTable.__table__


@dataclass(frozen=True, slots=True)
class Account:
    """A member of staff. `must_change`: the password is a one-time password."""

    id: int
    email: str
    name: str
    roles: frozenset[str]
    active: bool = True
    demo: bool = False
    must_change: bool = False
    by_openid: bool = False  #: signs in with the council's own sign-in


@dataclass(frozen=True, slots=True)
class Credential:
    """What a password is tried against. `until`: a one-time password works until then."""

    account: Account
    password_hash: str | None
    until: int | None


class EmailTaken(ValueError):
    """There is an account with this e-mail."""


def account_from(row: Any) -> Account:
    """Read one row of the table."""
    return Account(
        id=row.id,
        email=row.email,
        name=row.name,
        roles=frozenset(filter(None, row.roles.split(","))),
        active=row.active,
        demo=row.demo,
        must_change=row.one_time_until is not None,
        by_openid=row.subject is not None,
    )


def find(store: Store, account_id: int) -> Account | None:
    """Return the account of this number."""
    return _one(store, TABLE.c.id == account_id)


def by_email(store: Store, email: str) -> Account | None:
    """Return the account with this e-mail, in whatever case it is written."""
    return _one(store, TABLE.c.email == email.lower())


def by_subject(store: Store, subject: str) -> Account | None:
    """Return the account that is this person to the OpenID provider."""
    return _one(store, TABLE.c.subject == subject)


def everyone(store: Store) -> list[Account]:
    """Return every account by name, those switched off too."""
    with store.connect() as connection:
        rows = connection.execute(select(TABLE).order_by(TABLE.c.name, TABLE.c.id))
        return [account_from(row) for row in rows]


def credential(store: Store, email: str) -> Credential | None:
    """Return what to try a password against."""
    with store.connect() as connection:
        row = connection.execute(select(TABLE).where(TABLE.c.email == email.lower())).first()
    return Credential(account_from(row), row.password_hash, row.one_time_until) if row else None


def _one(store: Store, which: ColumnElement[bool]) -> Account | None:
    with store.connect() as connection:
        row = connection.execute(select(TABLE).where(which)).one_or_none()
    return account_from(row) if row else None


def joined(roles: Iterable[str]) -> str:
    """Write roles as the store keeps them."""
    return ",".join(sorted(set(roles)))


def row_for(email: str, name: str, roles: Iterable[str], at: int, **more: Any) -> dict[str, Any]:
    """Return a new row; `more` fills what an ordinary account leaves empty."""
    empty = {"password_hash": None, "one_time_until": None, "subject": None}
    said = {"email": email.lower(), "name": name, "roles": joined(roles), "created_at": at}
    return {**empty, **said, "active": True, "demo": False, **more}
