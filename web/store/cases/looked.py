"""Who looked at whose case. Not in the audit chain, so that it can go with the case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select

from entitlements.signoff import NotAllowed
from web.store import audit
from web.store.case_models import CaseView
from web.store.cases.reading import CASES
from web.store.cases.steps import WAS_PURGED
from web.store.engine import WRITING, Store

VIEWS = CaseView.__table__


@dataclass(frozen=True, slots=True)
class Look:
    """One look: the name of who looked, at which page (its endpoint), when, at which case."""

    account: str
    page: str
    at: int
    account_id: int
    case_id: int | None


def note(store: Store, account_id: int, case_id: int | None, page: str, at: int) -> None:
    """Note that somebody looks; `case_id` None is a list of cases.

    Raises: NotAllowed, for a case that was purged meanwhile
    """
    row = {"case_id": case_id, "account_id": account_id, "page": page, "at": at}
    with store.execution_options(**{WRITING: True}).begin() as connection:
        if case_id is not None:  # a purge waits for this look, or is seen by it
            there = select(CASES.c.id).where(CASES.c.id == case_id, CASES.c.purged_at.is_(None))
            if connection.execute(there.with_for_update(read=True)).first() is None:
                raise NotAllowed(WAS_PURGED)
        connection.execute(insert(VIEWS).values(row))


def of_case(store: Store, case_id: int, limit: int = 200) -> list[Look]:
    """Who looked at a case, newest first."""
    return _looks(store, VIEWS.c.case_id == case_id, limit)


def of_team(store: Store, team_id: int, limit: int = 200) -> list[Look]:
    """Who looked at the cases of a team, newest first."""
    cases = select(CASES.c.id).where(CASES.c.team_id == team_id)
    return _looks(store, VIEWS.c.case_id.in_(cases), limit)


def forget_before(store: Store, at: int) -> int:
    """Forget looks from before a time; how many there were comes back."""
    with store.begin() as connection:
        return connection.execute(delete(VIEWS).where(VIEWS.c.at < at)).rowcount


def _looks(store: Store, which: ColumnElement[bool], limit: int) -> list[Look]:
    join = VIEWS.join(audit.ACCOUNTS, audit.ACCOUNTS.c.id == VIEWS.c.account_id)
    query: Any = select(VIEWS, audit.ACCOUNTS.c.name).select_from(join).where(which)
    with store.connect() as connection:
        rows = connection.execute(query.order_by(VIEWS.c.id.desc()).limit(limit))
        return [Look(row.name, row.page, row.at, row.account_id, row.case_id) for row in rows]
