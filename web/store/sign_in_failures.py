"""Counting wrong passwords, so that nobody can try them all.

Counted before a password is looked at, and alike for an e-mail that nobody has.
Every time is in whole seconds since 1970.
"""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select, update

from web.store.engine import Store, writing
from web.store.models import SignInFailure

TABLE = SignInFailure.__table__
MOST = 5  #: wrong passwords in a row
WAIT = 15 * 60  #: seconds from the last of them; then the count starts anew


def count_one(store: Store, email: str, at: int) -> bool:
    """Count a try as failed until `forget` says it was right; False if there were too many."""
    digest = _digest(email)
    mine = TABLE.c.email_digest == digest
    again = update(TABLE).where(mine, TABLE.c.failures < MOST)
    with writing(store) as connection:
        connection.execute(delete(TABLE).where(TABLE.c.last_at <= at - WAIT))
        values = {"failures": TABLE.c.failures + 1, "last_at": at}
        if connection.execute(again.values(values)).rowcount:
            return True
        if connection.execute(select(TABLE.c.failures).where(mine)).first():
            return False
        row = {"email_digest": digest, "failures": 1, "last_at": at}
        connection.execute(insert(TABLE).values(row))
        return True


def seconds_locked(store: Store, email: str, at: int) -> int:
    """How long an e-mail must still wait; 0 if it need not."""
    query = select(TABLE.c.last_at).where(
        TABLE.c.email_digest == _digest(email), TABLE.c.failures >= MOST
    )
    with store.connect() as connection:
        last_at = connection.scalar(query)
    return 0 if last_at is None else max(0, last_at + WAIT - at)


def forget(store: Store, email: str) -> None:
    """Start the count anew, as the password was right."""
    with writing(store) as connection:
        forget_in(connection, email)


def forget_in(connection: Connection, email: str) -> None:
    """Start the count anew, in the transaction of something else."""
    connection.execute(delete(TABLE).where(TABLE.c.email_digest == _digest(email)))


def _digest(email: str) -> str:
    return sha256(email.lower().encode("utf-8", "surrogatepass")).hexdigest()
