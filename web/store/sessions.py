"""Reading, writing and above all deleting self-check sessions.

Every time is in whole seconds since 1970.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from web.store.engine import Store
from web.store.models import SelfCheckSession

TABLE = SelfCheckSession.__table__


@dataclass(frozen=True, slots=True)
class StoredAnswers:
    """The answers as JSON text, and when they were last used."""

    answers: str
    touched_at: int


def read(store: Store, digest: str, not_before: int = 0) -> StoredAnswers | None:
    """Return the answers under `digest`, unless last used before `not_before`."""
    query = select(TABLE.c.answers, TABLE.c.touched_at).where(
        TABLE.c.token_digest == digest, TABLE.c.touched_at >= not_before
    )
    with store.connect() as connection:
        row = connection.execute(query).one_or_none()
    return StoredAnswers(*row) if row else None


def add(store: Store, digest: str, answers: str, at: int) -> None:
    """Keep new answers."""
    row = {"token_digest": digest, "answers": answers, "created_at": at, "touched_at": at}
    with store.begin() as connection:
        connection.execute(insert(TABLE).values(row))


def rewrite(store: Store, digest: str, answers: str, at: int) -> bool:
    """Replace the answers; False if they were deleted meanwhile, and then nothing is kept."""
    change = update(TABLE).where(TABLE.c.token_digest == digest)
    with store.begin() as connection:
        done = connection.execute(change.values(answers=answers, touched_at=at))
    return done.rowcount == 1


def touch(store: Store, digest: str, at: int) -> None:
    """Note that the answers were used."""
    with store.begin() as connection:
        connection.execute(
            update(TABLE).where(TABLE.c.token_digest == digest).values(touched_at=at)
        )


def erase(store: Store, digest: str) -> None:
    """Delete the answers."""
    with store.begin() as connection:
        connection.execute(delete(TABLE).where(TABLE.c.token_digest == digest))


def purge(store: Store, before: int) -> int:
    """Delete all answers last used before `before`, and return how many.

    Looks first: most of the time there is nothing to write.
    """
    idle = TABLE.c.touched_at < before
    with store.connect() as connection:
        if connection.execute(select(TABLE.c.token_digest).where(idle).limit(1)).first() is None:
            return 0
    with store.begin() as connection:
        return connection.execute(delete(TABLE).where(idle)).rowcount
