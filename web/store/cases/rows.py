"""Rows that are added to a case: sealed, numbered before they are written, and kept once."""

from __future__ import annotations

from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, func, insert, select

from entitlements.signoff import NotAllowed
from web.store.audit import ACCOUNTS
from web.store.case_rows import STAY, new_once
from web.store.cases.sealing import PURGED, CannotOpen, Seal
from web.store.cases.steps import Step

#: A table with `id`, `case_id`, `account_id`, `at` and `sealed`.
Rows: TypeAlias = Any


def done_before(now: Step, table: Rows, once: str | None, **said: Any) -> Row[Any] | None:
    """The row that a form sent twice made the first time; `said` are columns it must still say.

    Raises: NotAllowed, where it was for another case, or says something else now
    """
    if once is None:
        return None
    row = now.connection.execute(select(table).where(table.c.once == once)).first()
    if row is not None and row.case_id != now.row.id:
        raise NotAllowed("This form was sent before, for another case. Open the page again.")
    if row is not None and any(getattr(row, name) != value for name, value in said.items()):
        raise NotAllowed(
            "This form was sent before, with something else in it. What was sent first is kept."
            " Look at it, then open the form again for what is still to be written down."
        )
    return row


def put(now: Step, table: Rows, told: Any, **values: Any) -> int:
    """Add a row to a case and return its number; `told` is sealed.

    Of what stays for good the next event vouches.
    """
    row = {
        **{"id": next_id(now.connection, table), "case_id": now.row.id},
        **{"account_id": now.by, "at": now.at},
        **{"sealed": now.seal.close(told, about(table)), **values},
    }
    if table in STAY:
        row["once"] = new_once(row.get("once"))
    now.connection.execute(insert(table).values(row))
    if table in STAY:
        now.vouch(table, row["id"])
    return int(row["id"])


def next_id(connection: Connection, table: Rows) -> int:
    """The number of the next row, known before it is written: only one writes at a time."""
    return int(connection.execute(select(func.max(table.c.id))).scalar() or 0) + 1


def of_case(table: Rows, case_id: int) -> Any:
    """A query of the rows of a case, in the order they were written."""
    return with_names(table).where(table.c.case_id == case_id).order_by(table.c.id)


def with_names(table: Rows) -> Any:
    """A query of rows, with `by`: the name of the account of each."""
    join = table.join(ACCOUNTS, ACCOUNTS.c.id == table.c.account_id)
    return select(table, ACCOUNTS.c.name.label("by")).select_from(join)


def about(table: Rows, column: str = "sealed") -> str:
    """What a sealed column is sealed as."""
    return f"{table.name}.{column}"


def opened(seal: Seal, sealed: bytes | None, what: str) -> Any:
    """What a sealed column holds. Raises: CannotOpen, where a purge has emptied it"""
    if sealed is None:
        raise CannotOpen(PURGED)
    return seal.open(sealed, what)
