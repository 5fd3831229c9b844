"""What somebody means to do about a case, and by when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from entitlements.signoff import NotAllowed
from web.store import audit
from web.store.case_models import CaseAction
from web.store.cases.model import Case
from web.store.cases.rows import done_before
from web.store.cases.sealing import Seal, Vault
from web.store.cases.steps import Step, step

ACTIONS = CaseAction.__table__
SEALED = "case_action.sealed"


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do; `by` is the name of who wrote it down, times are seconds since 1970."""

    id: int
    text: str = field(repr=False)
    due: date | None
    by: str
    at: int
    done_at: int | None = None


def add(
    vault: Vault,
    case: Case,
    text: str,
    due: date | None,
    by: int,
    at: int,
    once: str | None = None,
) -> Action:
    """Write an action down. Sent twice (`once`), it is written once.

    Raises: NotAllowed, without a text, or for a case that was purged
    """
    if not text.strip():
        raise NotAllowed("Say what is to be done.")
    with step(vault, case.id, by, at) as now:
        before = done_before(now, ACTIONS, once)
        return _one(now, before.id if before else _written(now, text.strip(), due, by, once))


def _written(now: Step, text: str, due: date | None, by: int, once: str | None) -> int:
    told = {"text": text, "due": due and due.isoformat()}
    row = {
        **{"case_id": now.row.id, "account_id": by, "at": now.at, "once": once},
        "sealed": now.seal.close(told, SEALED),
    }
    made: Any = now.connection.execute(ACTIONS.insert().values(row)).inserted_primary_key
    now.tell("case action added", action=made[0], digest=now.seal.digest(told))
    return int(made[0])


def done(vault: Vault, case: Case, action_id: int, by: int, at: int) -> Action:
    """Tick an action as done; whoever ticks it again changes nothing.

    Raises: NotAllowed, where it is not of this case, or the case was purged
    """
    with step(vault, case.id, by, at) as now:
        if _one(now, action_id).done_at is None:
            changed = ACTIONS.update().where(ACTIONS.c.id == action_id)
            now.connection.execute(changed.values(done_at=at, done_by=by))
            now.tell("case action done", action=action_id)
        return _one(now, action_id)


def of_case(vault: Vault, case: Case) -> list[Action]:
    """The actions of a case: open ones first, the earliest due first; then those done."""
    with vault.store.connect() as connection:
        rows = connection.execute(_rows().where(ACTIONS.c.case_id == case.id))
        found = [_action(row, case.seal) for row in rows]
    return sorted(found, key=lambda a: (a.done_at is not None, a.due or date.max, a.id))


def _one(now: Step, action_id: int) -> Action:
    which = ACTIONS.c.id == action_id, ACTIONS.c.case_id == now.row.id
    row = now.connection.execute(_rows().where(*which)).first()
    if row is None:
        raise NotAllowed("There is no such action in this case. Open the page again.")
    return _action(row, now.seal)


def _rows() -> Any:
    join = ACTIONS.join(audit.ACCOUNTS, audit.ACCOUNTS.c.id == ACTIONS.c.account_id)
    return select(ACTIONS, audit.ACCOUNTS.c.name).select_from(join)


def _action(row: Row[Any], seal: Seal) -> Action:
    told = seal.open(row.sealed, SEALED)
    due = told["due"] and date.fromisoformat(told["due"])
    return Action(row.id, told["text"], due, row.name, row.at, row.done_at)
