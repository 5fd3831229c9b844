"""Publishing a change: everything that must hold, then all of it in one transaction."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection

from entitlements import signoff
from entitlements.signoff import Digests, NotAllowed
from web.store import audit
from web.store.change_reading import Change
from web.store.change_steps import about, acting, change_in, columns, write
from web.store.engine import Store, writing
from web.store.publishing import put_in_register, refuse_moved, refuse_unreadable_with


def publish(store: Store, change_id: int, account_id: int, at: int) -> int:
    """Put a signed change into service, and return the number of its publication."""
    read_ahead(store, change_id)
    with writing(store) as connection:
        change = acting(connection, change_id, account_id)
        after = signoff.publish(change.signoff, account_id)
        refuse_other_text(change, change.digests)
        refuse_unfit(connection, change, at)
        values = {"published_at": at, "closed_at": at}
        told = about(
            *(connection, change_id, account_id, asdict(change.digests or Digests(""))),
            columns(after, values),
        )
        number = enter(connection, change, "publish", told, account_id, at)
        write(connection, change_id, after, values)
        return number


def read_ahead(store: Store, change_id: int) -> None:
    """Read the book before the lock is taken, so that inside it this is done already."""
    with store.connect() as connection:
        refuse_unreadable_with(connection, change_in(connection, change_id).files)


def refuse_other_text(change: Change, digests: Digests | None) -> None:
    """Refuse texts that are not those of the digest."""
    if not change.texts:
        raise NotAllowed("There is no text in this change yet. Edit a rule first.")
    if digests is None or digests.text != change.text_digest:
        raise NotAllowed("The text is not the text that was signed. Send it back to draft.")


def refuse_unfit(connection: Connection, change: Change, at: int) -> None:
    """Refuse what cannot come into service now, whoever signed it."""
    audit.refuse_a_clock_set_back(connection, at)
    refuse_moved(connection, change.base, list(change.texts))
    refuse_unreadable_with(connection, change.files)


def enter(
    connection: Connection,
    change: Change,
    action: str,
    told: dict[str, Any],
    account_id: int,
    at: int,
) -> int:
    """Write the texts of a change into the register."""
    by = {"by_id": account_id, "change_id": change.id}
    return put_in_register(connection, change.files, at, action, told, **by)
