"""Emergencies: in force on one person's word, until a second person signs or time is up."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, select

from entitlements import signoff
from entitlements.signoff import Digests, NotAllowed, State
from web.store.change_reading import CHANGES, Change
from web.store.change_steps import Move, about, acting, change_in, step, write
from web.store.engine import Store, writing
from web.store.publications import enter, read_ahead, refuse_other_text, refuse_unfit
from web.store.published import Files, files_in
from web.store.publishing import problems_of, put_in_register, refuse_moved, together


@dataclass(frozen=True, slots=True)
class Emergency:
    """A change that waits for its second signature.

    `stays` says why its texts cannot give way by themselves once it is overdue.
    """

    change_id: int
    title: str
    reason: str
    by: str
    published_at: int
    until: int
    overdue: bool
    stays: str = ""


def publish_in_emergency(
    store: Store, change_id: int, account_id: int, reason: str, until: int, at: int
) -> int:
    """Put a change into service on one person's word, and return its publication's number.

    Unless a second person countersigns it before `until`, the texts before it come back.
    """
    if not reason.strip():
        raise NotAllowed("Say why this cannot wait for a second person.")
    read_ahead(store, change_id)
    with writing(store) as connection:
        change = acting(connection, change_id, account_id)
        digests = change.digests or Digests(change.text_digest)
        after = signoff.emergency(change.signoff, account_id, digests, until, at)
        refuse_other_text(change, digests)
        refuse_unfit(connection, change, at)
        _refuse_new_files(connection, change)
        values = {"published_at": at, "emergency_reason": reason.strip(), "signed_at": None}
        write(connection, change_id, after, values)
        told = about(connection, change_id, account_id, {**asdict(digests), "until": until})
        return enter(connection, change, "emergency", told, account_id, at)


def _refuse_new_files(connection: Connection, change: Change) -> None:
    """A file cannot be taken away again, so nothing new comes in without two people."""
    new = sorted(set(change.texts) - {path for path, _ in files_in(connection)})
    if new:
        raise NotAllowed(
            f"{', '.join(new)} would be new, and an emergency must be able to go back."
            " Have the change signed off instead."
        )


def countersign(store: Store, change_id: int, account_id: int, at: int) -> None:
    """Give an emergency its second signature."""
    values = {"signed_at": at, "closed_at": at}
    step(store, change_id, account_id, "countersign", at, _by(account_id), values)


def _by(account_id: int) -> Move:
    return lambda now: signoff.countersign(now, account_id)


def emergencies(store: Store, at: int) -> list[Emergency]:
    """Return every emergency that waits for its second signature, oldest first."""
    with store.connect() as connection:
        waiting = [change_in(connection, number) for number in _waiting(connection)]
        return [_emergency(connection, change, at) for change in waiting]


def _waiting(connection: Connection) -> list[int]:
    query = select(CHANGES.c.id).where(CHANGES.c.state == str(State.EMERGENCY))
    return list(connection.execute(query.order_by(CHANGES.c.id)).scalars())


def _emergency(connection: Connection, change: Change, at: int) -> Emergency:
    until = change.emergency_until or 0
    return Emergency(
        change_id=change.id,
        title=change.title,
        reason=change.emergency_reason or "",
        by=str(change.published_by or ""),
        published_at=change.published_at or 0,
        until=until,
        overdue=at >= until,
        stays=_why_it_stays(connection, change) if at >= until else "",
    )


def expire_emergencies(store: Store, at: int) -> list[int]:
    """End every overdue emergency whose texts can give way, and return their changes.

    The texts before it come back as a publication of their own. Where somebody has
    published one of its files since, or the book could not be read without it, the
    emergency stays, overdue, until a person acts. Looks first: mostly there is none.
    """
    overdue = (CHANGES.c.state == str(State.EMERGENCY)) & (CHANGES.c.emergency_until <= at)
    with store.connect() as connection:
        found = list(connection.execute(select(CHANGES.c.id).where(overdue)).scalars())
    return [change_id for change_id in sorted(found, reverse=True) if _expire(store, change_id, at)]


def _expire(store: Store, change_id: int, at: int) -> bool:
    with writing(store) as connection:
        change = change_in(connection, change_id)
        if change.state is not State.EMERGENCY or _why_it_stays(connection, change):
            return False
        after = signoff.expire(change.signoff, at)
        write(connection, change_id, after, {"closed_at": at})
        told = about(connection, change_id, None, {"why": "not countersigned in time"})
        by = {"change_id": change_id, "reverts": change.publication}
        before = _texts_before(connection, change)
        put_in_register(connection, before, at, "expire", told, **by)
        return True


def _texts_before(connection: Connection, change: Change) -> Files:
    """The texts that were in service before an emergency, of the files it changed."""
    assert change.publication is not None
    before = files_in(connection, change.publication - 1)
    return [(path, text) for path, text in before if path in change.texts]


def _why_it_stays(connection: Connection, change: Change) -> str:
    """Why the texts before an emergency cannot come back by themselves; empty if they can."""
    assert change.publication is not None
    try:
        refuse_moved(connection, change.publication, list(change.texts))
    except NotAllowed as refusal:
        return refusal.message.partition(" Make ")[0]
    book = together(files_in(connection), _texts_before(connection, change))
    found = problems_of(book)
    return f"The rules could not be read without it: {found[0]}" if found else ""
