"""Reading cases: rows opened with the key of their case."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from web.store.case_models import CaseFile, TeamMember
from web.store.cases.model import Case, ClosedWhy, Contact, Details, SafeContact, Summary
from web.store.cases.sealing import Keys, Seal, Vault
from web.store.engine import Store

CASES = CaseFile.__table__
MEMBERS = TeamMember.__table__
DETAILS, SUMMARY = "case_file.sealed", "case_file.summary"


def get(vault: Vault, case_id: int) -> Case | None:
    """Return a case, a purged one too; None where there is none of this number."""
    with vault.store.connect() as connection:
        return one(connection, vault.keys, CASES.c.id == case_id)


def is_purged(store: Store, case_id: int) -> bool:
    """Whether a case was purged; it needs no key."""
    query = select(CASES.c.id).where(CASES.c.id == case_id, CASES.c.purged_at.is_not(None))
    with store.connect() as connection:
        return connection.execute(query).first() is not None


def by_reference(vault: Vault, reference: str) -> Case | None:
    """Return the case with this reference, however it is spaced or capitalised."""
    with vault.store.connect() as connection:
        found = CASES.c.reference_digest == vault.keys.digest(reference)
        return one(connection, vault.keys, found)


def listed(vault: Vault, account_id: int, *, closed: bool = False) -> list[Case]:
    """The cases an account may see: its own, and those of its teams. Open ones, or closed."""
    teams = select(MEMBERS.c.team_id).where(MEMBERS.c.account_id == account_id)
    mine = or_(CASES.c.adviser_id == account_id, CASES.c.team_id.in_(teams))
    is_closed = CASES.c.closed_at.is_not(None) if closed else CASES.c.closed_at.is_(None)
    query = select(CASES).where(mine, is_closed, CASES.c.purged_at.is_(None))
    with vault.store.connect() as connection:
        rows = connection.execute(query.order_by(CASES.c.id)).all()
    return [case_of(row, vault.keys) for row in rows]


def one(connection: Connection, keys: Keys, which: ColumnElement[bool]) -> Case | None:
    """Return the one case of a condition, within a transaction."""
    row = connection.execute(select(CASES).where(which)).one_or_none()
    return case_of(row, keys) if row else None


def case_of(row: Row[Any], keys: Keys) -> Case:
    """Open a row. Raises: CannotOpen, where the key is not the one it was sealed with"""
    seal = Seal(None) if row.data_key is None else keys.seal_of(row.data_key)
    return Case(
        **{"id": row.id, "number": row.number, "details": _details(row, seal)},
        **{"team_id": row.team_id, "adviser_id": row.adviser_id},
        **{"opened_at": row.opened_at, "changed_at": row.changed_at},
        **{"closed_at": row.closed_at, "purge_at": row.purge_at, "purged_at": row.purged_at},
        closed_why=None if row.closed_why is None else ClosedWhy(row.closed_why),
        summary=None if row.summary is None else _summary(seal.open(row.summary, SUMMARY)),
        seal=seal,
    )


def sealed_details(details: Details, number: int, account_id: int, at: int) -> dict[str, Any]:
    """Details as they are sealed, with the save they came with."""
    return {**asdict(details), "number": number, "account": account_id, "at": at}


def _details(row: Row[Any], seal: Seal) -> Details:
    if row.sealed is None:
        return Details("", contact=Contact(row.contact))
    told = seal.open(row.sealed, DETAILS)
    return Details(
        **{name: told[name] for name in ("reference", "name", "language", "safe_contact_note")},
        safe_contact=SafeContact(told["safe_contact"]),
        contact=Contact(told["contact"]),
    )


def sealed_summary(summary: Summary) -> dict[str, Any]:
    """A summary as it is sealed: days year first."""
    days = {"next_day": summary.next_day, "checked_on": summary.checked_on}
    return asdict(summary) | {name: day and day.isoformat() for name, day in days.items()}


def _summary(told: dict[str, Any]) -> Summary:
    days = {name: told[name] and date.fromisoformat(told[name]) for name in _SUMMARY_DAYS}
    return Summary(**(told | days))


_SUMMARY_DAYS = ("next_day", "checked_on")
