"""Rechecks: going through every open case after a publication, a batch at a time.

How far it has come is kept with what was found, in one transaction. So whoever is
killed in the middle is gone on from, and a batch that two have done counts once.

    begin -> with my_turn(store) as mine: batch -> record -> batch -> record -> ...
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, func, select

from entitlements.signoff import NotAllowed
from web.store import Store
from web.store.case_models import CaseChange, Recheck
from web.store.cases import facts
from web.store.cases.model import Case, Said
from web.store.cases.reading import CASES, case_of, listed
from web.store.cases.recheck_turn import my_turn
from web.store.cases.rows import Rows, about, opened
from web.store.cases.sealing import Vault
from web.store.cases.steps import step, tell
from web.store.engine import writing

__all__ = [
    "Due",
    "Progress",
    "batch",
    "begin",
    "my_turn",
    "of_account",
    "progress",
    "record",
    "seen",
]
RECHECKS: Rows = Recheck.__table__
CHANGES: Rows = CaseChange.__table__
ABOUT = about(CHANGES)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a recheck has come; `before` is the publication it is compared with.

    `reached` is the number of the last case gone through; times are seconds since 1970.
    """

    publication: int
    before: int
    begun_at: int
    ended_at: int | None
    reached: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Due:
    """A case to go through, with what is said of it now."""

    case: Case
    says: Mapping[str, Said] = field(repr=False)


def begin(store: Store, publication: int, before: int, at: int) -> Progress:
    """Begin a recheck of the cases that are open now; one that was begun goes on."""
    with writing(store) as connection:
        found = _progress(connection, publication)
        if found is not None:
            return found
        total = _left(connection, 0, at)
        row = Progress(publication, before, at, None if total else at, 0, 0, total)
        values = {name: getattr(row, name) for name in Progress.__slots__}
        connection.execute(RECHECKS.insert().values(values))
        told = {"publication": publication, "before": before, "total": total}
        tell(connection, None, "case recheck begun", told, at)
        return row


def progress(store: Store, publication: int) -> Progress | None:
    """How far the recheck of a publication has come; None where none was begun."""
    with store.connect() as connection:
        return _progress(connection, publication)


def batch(vault: Vault, publication: int, size: int) -> list[Due]:
    """The next cases to go through, by number: one query for them, and one for their facts.

    Empty where there are none left.
    """
    with vault.store.connect() as connection:
        now = _must_be_there(connection, publication)
        query = select(CASES).where(*_due(now.reached, now.begun_at)).order_by(CASES.c.id)
        rows = connection.execute(query.limit(size)).all()
    cases = [case_of(row, vault.keys) for row in rows]
    says = facts.current_of_all(vault, cases)
    return [Due(case, says[case.id]) for case in cases]


def record(
    vault: Vault, publication: int, changes: Mapping[int, Any], reached: int, done: int, at: int
) -> Progress:
    """Keep what a batch came to: JSON data for each case that changes, by its number.

    `reached` is the number of its last case, `done` how many are done with it in all.
    What somebody else has reached meanwhile is left as they wrote it.
    """
    with writing(vault.store) as connection:
        now = _must_be_there(connection, publication)
        if reached <= now.reached or now.ended_at is not None:
            return now
        _put(connection, vault, publication, changes)
        left = _left(connection, reached, now.begun_at)
        ended = None if left else at
        values = {"reached": reached, "done": done, "total": done + left, "ended_at": ended}
        which = RECHECKS.c.publication == publication
        connection.execute(RECHECKS.update().where(which).values(values))
        if not left:
            tell(connection, None, "case recheck ended", {"publication": publication}, at)
        return _must_be_there(connection, publication)


def _put(
    connection: Connection, vault: Vault, publication: int, changes: Mapping[int, Any]
) -> None:
    """Write the changes of cases that are still there, in the place of any from before."""
    if not changes:
        return
    query = select(CASES.c.id, CASES.c.data_key)
    query = query.where(CASES.c.id.in_(list(changes)), CASES.c.purged_at.is_(None))
    rows = [
        {
            **{"publication": publication, "case_id": row.id, "seen_at": None, "seen_by": None},
            **{"sealed": vault.keys.seal_of(row.data_key).close(changes[row.id], ABOUT)},
        }
        for row in connection.execute(query)
    ]
    if rows:
        mine = CHANGES.c.case_id.in_([row["case_id"] for row in rows])
        connection.execute(CHANGES.delete().where(CHANGES.c.publication == publication, mine))
        connection.execute(CHANGES.insert(), rows)


def of_account(vault: Vault, account_id: int, publication: int) -> list[tuple[Case, Any, bool]]:
    """What a publication changes for the open cases that somebody may see, and whether it
    was marked as seen; by the number of the case.
    """
    cases = {case.id: case for case in listed(vault, account_id)}
    query = select(CHANGES).where(
        CHANGES.c.publication == publication, CHANGES.c.sealed.is_not(None)
    )
    with vault.store.connect() as connection:
        rows = connection.execute(query.order_by(CHANGES.c.case_id)).all()
    return [
        (cases[row.case_id], opened(cases[row.case_id].seal, row.sealed, ABOUT), _is_seen(row))
        for row in rows
        if row.case_id in cases
    ]


def seen(vault: Vault, case: Case, publication: int, by: int, at: int) -> None:
    """Mark what a publication changes for a case as seen; the first time counts."""
    with step(vault, case.id, by, at) as now:
        mine = (CHANGES.c.publication == publication) & (CHANGES.c.case_id == case.id)
        mine &= CHANGES.c.seen_at.is_(None)
        marked = CHANGES.update().where(mine).values(seen_at=at, seen_by=by)
        if now.connection.execute(marked).rowcount:
            now.tell("case change seen", publication=publication)


def _is_seen(row: Row[Any]) -> bool:
    return row.seen_at is not None


def _due(reached: int, begun_at: int) -> tuple[Any, ...]:
    """The open cases after a number; those opened later were worked out by the new book."""
    still_open = CASES.c.closed_at.is_(None) & CASES.c.purged_at.is_(None)
    return CASES.c.id > reached, CASES.c.opened_at <= begun_at, still_open


def _left(connection: Connection, reached: int, begun_at: int) -> int:
    query = select(func.count()).select_from(CASES).where(*_due(reached, begun_at))
    return int(connection.execute(query).scalar_one())


def _progress(connection: Connection, publication: int) -> Progress | None:
    query = select(RECHECKS).where(RECHECKS.c.publication == publication)
    row = connection.execute(query).first()
    return None if row is None else Progress(**row._mapping)


def _must_be_there(connection: Connection, publication: int) -> Progress:
    found = _progress(connection, publication)
    if found is None:
        raise NotAllowed(f"No recheck of publication {publication} was begun.")
    return found
