"""The audit chain in the store: writing an event with the thing itself, and reading it back.

Events name staff and ids, and digests of what staff wrote. Nothing about a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from entitlements.chain import NOTHING, Event, Head, canonical, link, utc
from entitlements.signoff import NotAllowed
from web.store.engine import Store, lock_register
from web.store.models import Account
from web.store.register_models import AuditEvent

EVENTS = AuditEvent.__table__
ACCOUNTS = Account.__table__
#: How far back a clock may go, in seconds, before nothing is published by it.
A_DAY = 86_400
BY_ITSELF = "the service itself"


def record(connection: Connection, actor: str, action: str, what: dict[str, Any], at: int) -> int:
    """Add one event to the chain, in the transaction of the thing it is about.

    Use a connection of `engine.writing`, which lets one writer in at a time.
    """
    lock_register(connection)
    event = link(last(connection)[0], at, actor, action, what)
    connection.execute(EVENTS.insert().values(asdict(event)))
    return event.sequence


def last(connection: Connection) -> tuple[Head, int]:
    """The head of the chain, and when its last event was."""
    columns = (EVENTS.c.sequence, EVENTS.c.hash, EVENTS.c.at)
    row = connection.execute(select(*columns).order_by(EVENTS.c.sequence.desc()).limit(1)).first()
    return (Head(row.sequence, row.hash), row.at) if row else (Head(0, NOTHING), 0)


def head(store: Store) -> Head:
    """How many events there are, and the hash of the last."""
    with store.connect() as connection:
        return last(connection)[0]


def events(
    store: Store,
    *,
    change_id: int | None = None,
    before: int | None = None,
    limit: int | None = None,
) -> list[Event]:
    """Return events, newest first: of one change, or those before a sequence number."""
    query = select(EVENTS).order_by(EVENTS.c.sequence.desc()).limit(limit)
    if before is not None:
        query = query.where(EVENTS.c.sequence < before)
    if change_id is not None:
        named = [f'%"change":{change_id}{end}%' for end in (",", "}")]
        query = query.where(or_(*(EVENTS.c.object.like(text) for text in named)))
    with store.connect() as connection:
        return [Event(*row) for row in connection.execute(query)]


def actor(connection: Connection, account_id: int | None) -> str:
    """Name an account for the chain.

    Raises: NotAllowed, where there is no such account or it is switched off
    """
    if account_id is None:
        return BY_ITSELF
    row = connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.id == account_id)).first()
    if row is None or not row.active:
        raise NotAllowed(f"There is no account {account_id} in use. Sign in again.")
    return f"{row.name} (account {account_id})"


def row_digest(row: Row[Any] | Mapping[str, Any]) -> str:
    """SHA-256 of one row of a table, so that an event can vouch for it."""
    values = dict(row if isinstance(row, Mapping) else row._mapping)
    return text_sha(canonical({name: _plain(value) for name, value in values.items()}))


def _plain(value: Any) -> Any:
    """Bytes by their digest; a number that damage made a fraction as text."""
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    return repr(value) if isinstance(value, float) else value


def text_sha(text: str | bytes) -> str:
    """SHA-256 of a text. Bytes that are not text count as they are."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
    return sha256(data).hexdigest()


def refuse_a_clock_set_back(connection: Connection, at: int) -> None:
    """Refuse to publish by a clock that is a day or more behind the last event."""
    before = last(connection)[1]
    if at < before - A_DAY:
        raise NotAllowed(
            f"The clock of this machine says {utc(at)}, but the register was last changed at"
            f" {utc(before)}. Have the clock set right, then publish again."
        )
