"""One step in a case: one transaction, with its event in the audit chain.

Whoever writes to a case comes through here, so that a purge and an edit never mix:
one of them is first, and the other is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, select

from entitlements.signoff import NotAllowed
from web.store import audit, case_rows
from web.store.cases.model import Case
from web.store.cases.reading import CASES, case_of
from web.store.cases.sealing import Seal, Vault
from web.store.engine import writing

WAS_PURGED = "This case was purged. Nothing can be written to it any more."
#: Who does it: the number of an account, None for the service itself, or what else acts.
By: TypeAlias = int | str | None


@dataclass(frozen=True, slots=True)
class Step:
    """A transaction that has a case in hand: its row as it is now, and its seal."""

    connection: Connection
    vault: Vault
    row: Row[Any]
    seal: Seal
    by: By
    at: int
    vouched: list[list[Any]] = field(default_factory=list, repr=False)

    def vouch(self, table: Any, *keys: Any) -> None:
        """Have the next event promise rows of a table, as they stand now."""
        self.vouched.extend(case_rows.promises(self.connection, table, keys))

    def tell(self, action: str, /, **told: Any) -> None:
        """Add the event: ids, counts and digests by the case's own key. Never a value.

        It vouches for the row of the case as it stands now, so it comes after all writing.
        """
        own = {"case": self.row.id, "case_row": case_rows.case_row(self.connection, self.row.id)}
        rows = {"rows": list(self.vouched)} if self.vouched else {}
        self.vouched.clear()
        tell(self.connection, self.by, action, {**own, **told, **rows}, self.at)

    def write(self, **values: Any) -> None:
        """Change the row of the case."""
        self.connection.execute(CASES.update().where(CASES.c.id == self.row.id).values(values))

    def case(self) -> Case:
        """The case as it is after this step."""
        query = select(CASES).where(CASES.c.id == self.row.id)
        return case_of(self.connection.execute(query).one(), self.vault.keys)


@contextmanager
def step(vault: Vault, case_id: int, by: By, at: int) -> Iterator[Step]:
    """Begin a step in a case, and let nobody else write until it ends.

    Raises: NotAllowed, for a case that was purged or an account that is switched off
    """
    with writing(vault.store) as connection:
        who(connection, by)
        row = row_in(connection, case_id)
        yield Step(connection, vault, row, vault.keys.seal_of(row.data_key), by, at)


def row_in(connection: Connection, case_id: int) -> Row[Any]:
    """The row of a case that may be written to.

    Raises: NotAllowed, where it was purged or there is none
    """
    row = connection.execute(select(CASES).where(CASES.c.id == case_id)).one_or_none()
    if row is None:
        raise NotAllowed("There is no such case.")
    if row.purged_at is not None:
        raise NotAllowed(WAS_PURGED)
    return row


def tell(connection: Connection, by: By, action: str, told: dict[str, Any], at: int) -> None:
    """Add an event about cases or teams to the audit chain."""
    audit.record(connection, who(connection, by), action, told, at)


def who(connection: Connection, by: By) -> str:
    """Name who acts. Raises: NotAllowed, for an account that is not in use"""
    return by if isinstance(by, str) else audit.actor(connection, by)


def name_of(connection: Connection, account_id: int) -> str:
    """The name of an account, in use or not."""
    query = select(audit.ACCOUNTS.c.name).where(audit.ACCOUNTS.c.id == account_id)
    return connection.execute(query).scalar() or ""
