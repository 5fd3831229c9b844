"""Closing a case, and forgetting whoever it was about when its time has come.

A purge destroys the key of the case, blanks what is sealed, and deletes what only an
open case needs. What an audit of money needs stays: amounts, days, who agreed.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select

from entitlements.signoff import NotAllowed
from web.store.case_models import (
    AwardApproval,
    AwardEntry,
    CaseAction,
    CaseChange,
    CaseFact,
    CaseView,
    DecisionNote,
    HeldForm,
    KeptCheck,
    SavingsEntry,
    SavingsStep,
)
from web.store.cases.model import Case, ClosedWhy, Contact
from web.store.cases.reading import CASES
from web.store.cases.sealing import Vault
from web.store.cases.steps import By, Step, step
from web.store.engine import Store

#: Gone with the purge. What else there is of a case stays, without what was sealed.
DELETED = (CaseFact, CaseAction, SavingsStep, CaseChange, HeldForm, CaseView)
BLANKED = (KeptCheck, DecisionNote, AwardEntry, AwardApproval, SavingsEntry)


def close(
    vault: Vault, case_id: int, why: ClosedWhy, by: int, at: int, purge_at: int | None
) -> Case:
    """Close a case. From `purge_at` on it may be purged; None: not until somebody asks.

    A case that is closed already stays as it is. Raises: NotAllowed, where it was purged
    """
    with step(vault, case_id, by, at) as now:
        if now.row.closed_at is None:
            number = now.row.number + 1
            closed = {"closed_at": at, "closed_why": str(why), "purge_at": purge_at}
            now.write(**closed, number=number, changed_at=at)
            now.tell("case closed", number=number, purge_at=purge_at)
        return now.case()


def reopen(vault: Vault, case_id: int, by: int, at: int) -> Case:
    """Open a closed case again; it is not purged then. Raises: NotAllowed, where it was"""
    with step(vault, case_id, by, at) as now:
        if now.row.closed_at is not None:
            number = now.row.number + 1
            opened = {"closed_at": None, "closed_why": None, "purge_at": None}
            now.write(**opened, number=number, changed_at=at)
            now.tell("case reopened", number=number)
        return now.case()


def purge(vault: Vault, case_id: int, by: By, at: int) -> None:
    """Forget whoever a closed case is about, for good. `by` None is the service itself.

    Raises: NotAllowed, where the case is open or was purged before
    """
    with step(vault, case_id, by, at) as now:
        _purge(now)


def _purge(now: Step) -> None:
    if now.row.closed_at is None:
        raise NotAllowed("This case is open. Close it first: only a closed case is purged.")
    number = now.row.number + 1
    now.write(
        **dict.fromkeys(("data_key", "sealed", "summary", "reference_digest")),
        **{"contact": str(Contact.NONE_WANTED), "purged_at": now.at, "number": number},
    )
    for model in DELETED:
        table = model.__table__
        now.connection.execute(table.delete().where(table.c.case_id == now.row.id))
    for model in BLANKED:
        table = model.__table__
        blank = {c.name: None for c in table.c if c.name.startswith("sealed")}
        now.connection.execute(table.update().where(table.c.case_id == now.row.id).values(blank))
    now.tell("case purged", number=number)


def due(store: Store, at: int) -> list[int]:
    """The numbers of the cases whose time has come."""
    with store.connect() as connection:
        return list(connection.scalars(select(CASES.c.id).where(*_due(at)).order_by(CASES.c.id)))


def purge_due(vault: Vault, at: int) -> int:
    """Purge what is due, each in a transaction of its own; how many comes back."""
    return sum(_purge_if_due(vault, case_id, at) for case_id in due(vault.store, at))


def _purge_if_due(vault: Vault, case_id: int, at: int) -> bool:
    """Purge a case, unless somebody opened it again or purged it meanwhile."""
    try:
        with step(vault, case_id, None, at) as now:
            still = now.row.purge_at is not None and now.row.purge_at <= at
            if still:
                _purge(now)
            return still
    except NotAllowed:
        return False


def _due(at: int) -> tuple[ColumnElement[bool], ...]:
    return CASES.c.purge_at <= at, CASES.c.closed_at.is_not(None), CASES.c.purged_at.is_(None)


def counts(store: Store, at: int) -> dict[str, int]:
    """How many cases are open, closed, due to be purged and purged."""
    purged, closed = CASES.c.purged_at.is_not(None), CASES.c.closed_at.is_not(None)
    asked = {
        "open": (~purged, ~closed),
        "closed": (~purged, closed),
        "due": _due(at),
        "purged": (purged,),
    }
    with store.connect() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(CASES).where(*which)).scalar()
            or 0
            for name, which in asked.items()
        }
