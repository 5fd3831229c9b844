"""Where accounts are signed in. The store holds digests, so a copy of it opens nothing.

Every time is in whole seconds since 1970.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, and_, delete, insert, select, update

from web.store.accounts import Account, account_from
from web.store.engine import Store
from web.store.models import Account as AccountTable
from web.store.models import StaffSession

TABLE = StaffSession.__table__
ACCOUNTS = AccountTable.__table__


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One browser in which an account is signed in."""

    digest: str
    browser: str
    created_at: int
    touched_at: int


@dataclass(frozen=True, slots=True)
class Found:
    """Who is behind a token, when it was last used, and what there is to tell them."""

    account: Account
    touched_at: int
    notice: str


def find(store: Store, digest: str, created_after: int, touched_after: int) -> Found | None:
    """Return who is signed in under `digest`, unless that is too old or the account is off."""
    query = (
        select(*ACCOUNTS.c, TABLE.c.touched_at, TABLE.c.notice)
        .join_from(TABLE, ACCOUNTS)
        .where(
            TABLE.c.token_digest == digest,
            TABLE.c.created_at > created_after,
            TABLE.c.touched_at > touched_after,
            ACCOUNTS.c.active,
        )
    )
    with store.connect() as connection:
        row = connection.execute(query).one_or_none()
    return Found(account_from(row), row.touched_at, row.notice) if row else None


def add(store: Store, digest: str, account_id: int, browser: str, at: int) -> None:
    """Keep that an account signed in."""
    row = {"token_digest": digest, "account_id": account_id, "browser": browser, "notice": ""}
    with store.begin() as connection:
        connection.execute(insert(TABLE).values(**row, created_at=at, touched_at=at))


def touch(store: Store, digest: str, at: int) -> None:
    """Note that a session was used."""
    _change(store, digest, touched_at=at)


def tell(store: Store, digest: str, notice: str) -> None:
    """Keep what the next page is to show; empty once it was shown."""
    _change(store, digest, notice=notice)


def _change(store: Store, digest: str, **values: object) -> None:
    with store.begin() as connection:
        connection.execute(update(TABLE).where(TABLE.c.token_digest == digest).values(**values))


def of(store: Store, account_id: int, created_after: int, touched_after: int) -> list[SignedIn]:
    """Return where an account is signed in, last used first."""
    query = (
        select(TABLE.c.token_digest, TABLE.c.browser, TABLE.c.created_at, TABLE.c.touched_at)
        .where(
            TABLE.c.account_id == account_id,
            TABLE.c.created_at > created_after,
            TABLE.c.touched_at > touched_after,
        )
        .order_by(TABLE.c.touched_at.desc(), TABLE.c.token_digest)
    )
    with store.connect() as connection:
        return [SignedIn(*row) for row in connection.execute(query)]


def end(store: Store, digest: str) -> None:
    """Sign one browser out."""
    with store.begin() as connection:
        connection.execute(delete(TABLE).where(TABLE.c.token_digest == digest))


def end_all(connection: Connection, account_id: int, but: str = "") -> None:
    """Sign an account out everywhere, or everywhere `but` under one digest."""
    mine = and_(TABLE.c.account_id == account_id, TABLE.c.token_digest != but)
    connection.execute(delete(TABLE).where(mine))


def purge(store: Store, created_before: int, touched_before: int) -> None:
    """Delete sessions that are too old to use."""
    old = (TABLE.c.created_at <= created_before) | (TABLE.c.touched_at <= touched_before)
    with store.begin() as connection:
        connection.execute(delete(TABLE).where(old))
