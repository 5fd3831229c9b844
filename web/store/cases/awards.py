"""The ledger of a case: lines of awards, which are added and never changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from entitlements.awards import Entry, Fault, Step, impossible_steps
from entitlements.signoff import NotAllowed
from web.store.audit import ACCOUNTS
from web.store.case_models import AwardApproval, AwardEntry, KeptCheck
from web.store.cases import steps
from web.store.cases.codes import tidy
from web.store.cases.model import Case
from web.store.cases.rows import Rows, about, done_before, next_id, opened, put, with_names
from web.store.cases.rows import of_case as rows_of
from web.store.cases.sealing import Seal, Vault
from web.store.engine import Store

LINES: Rows = AwardEntry.__table__
APPROVALS: Rows = AwardApproval.__table__
CHECKS: Rows = KeptCheck.__table__
ABOUT = about(LINES)
EARLIEST = date(1990, 1, 1)  # what is older is a slip of the pen
#: What is sealed of a line that nobody wrote anything on.
NOTHING_TOLD = {"payee": "", "route": "", "receipt": "", "note": ""}
#: What no line may bring about. Other faults are shown beside the ledger, and may be so.
REFUSED = {
    *(Fault.NEGATIVE, Fault.TWO_ENTITLEMENTS, Fault.PAID_AFTER_REFUSED),
    *(Fault.RETURNED_BEFORE_PAID, Fault.RETURNED_MORE),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger. Lines that share `award` are steps of one award.

    `code`: the kept check it rests on. `by`: the name of the account that wrote it.
    `approval`: the number of the approval that agreed to it, and `approved_by` whose it was.

    Unit: `amount` is pence; None where no sum was written. `at` is seconds since 1970
    """

    id: int
    award: int
    entitlement: str
    part: str | None
    step: Step
    amount: int | None
    on: date
    code: str | None
    payee: str = field(repr=False)
    route: str = field(repr=False)
    receipt: str = field(repr=False)
    note: str = field(repr=False)
    by: str
    at: int
    approval: int | None = None
    approved_by: str = ""


def add(
    vault: Vault,
    case: Case,
    *,
    entitlement: str,
    step: Step,
    amount: int | None,
    on: date,
    by: int,
    at: int,
    part: str | None = None,
    code: str | None = None,
    payee: str = "",
    route: str = "",
    receipt: str = "",
    note: str = "",
    award: int | None = None,
    once: str | None = None,
) -> Line:
    """Add a line: to an award of this case, or as the first of a new one.

    Raises: NotAllowed, for what cannot be, with how to put it right
    """
    told = {"payee": payee, "route": route, "receipt": receipt, "note": note}
    with steps.step(vault, case.id, by, at) as now:
        what = {"entitlement": entitlement, "part": part or None, "amount": amount}
        before = done_before(now, LINES, once, **what, step=str(step), on_day=on.isoformat())
        if before is not None:
            return line_in(now, before.id)
        entry = Entry(award or 0, entitlement, part or None, Step(step), amount, on)
        return line_in(now, write(now, entry, told, code=code_in(now, code), once=once))


def was_sent(vault: Vault, case: Case, once: str | None) -> bool:
    """Whether a form that is sent again was kept the first time."""
    mine = select(LINES.c.id).where(LINES.c.once == once, LINES.c.case_id == case.id)
    with vault.store.connect() as connection:
        return once is not None and connection.execute(mine).first() is not None


def write(now: steps.Step, entry: Entry, told: dict[str, str], **more: Any) -> int:
    """Write one line in a transaction that is there already; award 0 begins a new one.

    Raises: NotAllowed
    """
    before = entries_in(now, entry.award) if entry.award else []
    _refuse_the_impossible(before, entry)
    values = _columns(now, entry) | more
    line_id = put(now, LINES, told, **values)
    named = {"line": line_id, "award": values["award"]}
    now.tell(f"case award {entry.step.value}", **named, digest=now.seal.digest([told, values]))
    return line_id


def _columns(now: steps.Step, entry: Entry) -> dict[str, Any]:
    line_id = next_id(now.connection, LINES)
    return {
        **{"id": line_id, "award": entry.award or line_id, "part": entry.part},
        **{"entitlement": entry.entitlement, "step": entry.step.value},
        **{"amount": entry.amount, "on_day": entry.on.isoformat()},
    }


def entries_in(now: steps.Step, award: int) -> list[Entry]:
    """The entries of one award. Raises: NotAllowed, where this case has no such award"""
    mine = (LINES.c.award == award) & (LINES.c.case_id == now.row.id)
    rows = now.connection.execute(select(LINES).where(mine)).all()
    if not rows:
        raise NotAllowed(f"Award {award} is not one of this case. Choose one from its ledger.")
    return [_entry(row) for row in rows]


def _refuse_the_impossible(before: list[Entry], entry: Entry) -> None:
    if not entry.entitlement.strip():
        raise NotAllowed("Say which entitlement this is for.")
    if entry.on < EARLIEST:
        raise NotAllowed(f"The day {entry.on.isoformat()} is before 1990. Check the year.")
    if entry.step is Step.RETURNED and not before:
        raise NotAllowed("Money comes back from an award. Choose the award it was paid on.")
    old = {problem.fault for problem in impossible_steps(before, date.max)}
    for problem in impossible_steps([*before, entry], date.max):
        if problem.fault in REFUSED - old:
            raise NotAllowed(f"{problem.what} {problem.fix}")


def code_in(now: steps.Step, code: str | None) -> str | None:
    """The code of a kept check of this case, tidied; None for none. Raises: NotAllowed"""
    if not code:
        return None
    found = tidy(code)
    mine = (CHECKS.c.code == found) & (CHECKS.c.case_id == now.row.id)
    if now.connection.execute(select(CHECKS.c.code).where(mine)).first() is None:
        raise NotAllowed(f"No check of this case has the code {found}. Leave it out, or check it.")
    return found


def lines(vault: Vault, case: Case) -> list[Line]:
    """The lines of a case in the order they were written, oldest first.

    Raises: CannotOpen, where the case was purged
    """
    with vault.store.connect() as connection:
        agreed = _agreed(connection, case.id)
        rows = connection.execute(rows_of(LINES, case.id))
        return [_line(row, case.seal, agreed) for row in rows]


def entries(found: Iterable[Line]) -> tuple[Entry, ...]:
    """The lines as the domain reads them."""
    return tuple(
        Entry(line.award, line.entitlement, line.part, line.step, line.amount, line.on)
        for line in found
    )


def entries_of_all(store: Store, case_ids: Iterable[int]) -> dict[int, tuple[Entry, ...]]:
    """The ledgers of many cases, with one query; a case without a line is left out."""
    query = select(LINES).where(LINES.c.case_id.in_(list(case_ids))).order_by(LINES.c.id)
    found: dict[int, tuple[Entry, ...]] = {}
    with store.connect() as connection:
        for row in connection.execute(query):
            found[row.case_id] = (*found.get(row.case_id, ()), _entry(row))
    return found


def line_in(now: steps.Step, line_id: int) -> Line:
    """One line, within a transaction."""
    row = now.connection.execute(with_names(LINES).where(LINES.c.id == line_id)).one()
    return _line(row, now.seal, _agreed(now.connection, now.row.id))


@dataclass(frozen=True, slots=True)
class _Agreed:
    """Who agreed to what, by approval, and afterwards by award."""

    names: dict[int, str]
    afterwards: dict[int, int]


def _agreed(connection: Connection, case_id: int) -> _Agreed:
    join = APPROVALS.join(ACCOUNTS, ACCOUNTS.c.id == APPROVALS.c.answered_by)
    query = select(APPROVALS, ACCOUNTS.c.name).select_from(join)
    query = query.where(APPROVALS.c.case_id == case_id, APPROVALS.c.answer == "agreed")
    rows = connection.execute(query.order_by(APPROVALS.c.id)).all()
    crises = {row.award: row.id for row in rows if row.crisis}
    return _Agreed({row.id: row.name for row in rows}, crises)


def _line(row: Row[Any], seal: Seal, agreed: _Agreed) -> Line:
    told = opened(seal, row.sealed, ABOUT)
    approval = row.approval or agreed.afterwards.get(row.award)
    return Line(
        *(row.id, row.award, row.entitlement, row.part, Step(row.step), row.amount),
        *(date.fromisoformat(row.on_day), row.code),
        *(told["payee"], told["route"], told["receipt"], told["note"], row.by, row.at),
        approval,
        agreed.names.get(approval, "") if approval else "",
    )


def _entry(row: Row[Any]) -> Entry:
    known = (row.award, row.entitlement, row.part, Step(row.step), row.amount)
    return Entry(*known, date.fromisoformat(row.on_day))
