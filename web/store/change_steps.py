"""One step of a change: the law asked, the row written and the event recorded, together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from entitlements.signoff import NotAllowed, SignOff
from web.store import audit
from web.store.change_reading import CHANGES, Change, get_in
from web.store.engine import Store, writing

#: From the change and where it stands now to where it stands next.
Move = Callable[[SignOff], SignOff]


def change_in(connection: Connection, change_id: int) -> Change:
    """The change within a transaction. Raises: NotAllowed, where there is none"""
    change = get_in(connection, change_id)
    if change is None:
        raise NotAllowed(f"There is no change {change_id}. Look for it in the list of changes.")
    return change


def acting(connection: Connection, change_id: int, account_id: int) -> Change:
    """The change that somebody acts on. Raises: NotAllowed, where either is not there"""
    audit.actor(connection, account_id)
    return change_in(connection, change_id)


def step(
    store: Store,
    change_id: int,
    account_id: int,
    action: str,
    at: int,
    move: Move,
    values: Mapping[str, Any],
    told: Mapping[str, Any] | None = None,
) -> None:
    """Move a change by one step, in a transaction of its own."""
    with writing(store) as connection:
        after = move(acting(connection, change_id, account_id).signoff)
        write(connection, change_id, after, values)
        tell(connection, change_id, account_id, action, at, told or {})


def write(
    connection: Connection, change_id: int, after: SignOff, values: Mapping[str, Any]
) -> None:
    """Write where a change stands now."""
    changed = CHANGES.update().where(CHANGES.c.id == change_id)
    connection.execute(changed.values(columns(after, values)))


def columns(after: SignOff, values: Mapping[str, Any]) -> dict[str, Any]:
    """Where a change stands, as its row holds it."""
    digests = after.digests
    return {
        "state": str(after.state),
        "text_digest": digests.text if digests else None,
        "proof_digest": digests.proof if digests else None,
        "pack_digest": digests.pack if digests else None,
        "proposed_by_id": after.proposer,
        "signed_by_id": after.signer,
        "published_by_id": after.publisher,
        "emergency_until": after.until,
        **values,
    }


def tell(
    connection: Connection,
    change_id: int,
    account_id: int,
    action: str,
    at: int,
    told: Mapping[str, Any],
) -> None:
    """Record what was done, with the digest of the row of the change as it is now."""
    who = audit.actor(connection, account_id)
    audit.record(connection, who, action, about(connection, change_id, account_id, told), at)


def about(
    connection: Connection,
    change_id: int,
    account_id: int | None,
    told: Mapping[str, Any],
    pending: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """What an event says of a change: its row as it is, or as it will be with `pending`."""
    row = connection.execute(select(CHANGES).where(CHANGES.c.id == change_id)).one()
    digest = audit.row_digest({**row._mapping, **(pending or {})})
    by = {} if account_id is None else {"by": account_id}
    return {"change": change_id, "change_row": digest, **by, **told}
