"""The savings register of a case: accounts known of, and the steps of the checklist.

What is known of an account is added to; the newest entry of it is what counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, delete, select

from entitlements.savings import Account, Kind
from entitlements.signoff import NotAllowed
from web.store.case_models import SavingsEntry, SavingsStep
from web.store.cases.model import Case
from web.store.cases.rows import Rows, about, done_before, next_id, opened, put, with_names
from web.store.cases.rows import of_case as rows_of
from web.store.cases.sealing import Seal, Vault
from web.store.cases.steps import Step
from web.store.cases.steps import step as changing

ENTRIES: Rows = SavingsEntry.__table__
STEPS: Rows = SavingsStep.__table__
ABOUT, ABOUT_STEP = about(ENTRIES), about(STEPS)


class How(StrEnum):
    """How a step of the checklist was settled."""

    DONE = "done"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class SavingsLine:
    """What was known of one account from one moment on; None is not known.

    `savings` is the number of the account, `entry` of this line of it; `removed`:
    it had been entered by mistake. `by`: the name of an account of staff.

    Unit: `balance` is pence; `at` is seconds since 1970
    """

    savings: int
    kind: Kind
    provider: str | None = field(repr=False)
    holder: str | None = field(repr=False)
    balance: int | None = field(repr=False)
    balance_on: date | None = field(repr=False)
    estimated: bool
    source: str | None = field(repr=False)
    given_over_on: date | None = field(repr=False)
    by: str
    at: int
    entry: int = 0
    removed: bool = False
    removed_why: str = field(default="", repr=False)

    @property
    def account(self) -> Account:
        """The account as the domain reads it."""
        known = (self.provider, self.holder, self.balance, self.balance_on, self.estimated)
        return Account(self.kind, *known, self.given_over_on, self.source)


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step of the checklist that was done, or found not to be needed."""

    step: str
    how: How
    note: str = field(repr=False)
    by: str
    at: int


def record(
    vault: Vault,
    case: Case,
    savings: int | None,
    *,
    kind: Kind,
    by: int,
    at: int,
    provider: str | None = None,
    holder: str | None = None,
    balance: int | None = None,
    balance_on: date | None = None,
    estimated: bool = False,
    source: str | None = None,
    given_over_on: date | None = None,
    once: str | None = None,
) -> SavingsLine:
    """Write down what is known of an account; `savings` None is one not known of before.

    Raises: NotAllowed, for a balance below nothing, another case's account, or one that
            was removed
    """
    if balance is not None and balance < 0:
        raise NotAllowed("A balance here cannot be less than nothing. Check the sum.")
    told = {
        **{"provider": provider or None, "holder": holder or None, "balance": balance},
        **{"balance_on": _text(balance_on), "estimated": estimated, "source": source or None},
        "given_over_on": _text(given_over_on),
    }
    with changing(vault, case.id, by, at) as now:
        before = done_before(now, ENTRIES, once)
        if before is not None:
            return _one(now, before.id)
        if savings is not None:
            _refuse_removed(now, savings)
        return _one(now, _write(now, savings, Kind(kind), told, removed=False, once=once))


def remove(
    vault: Vault,
    case: Case,
    savings: int,
    why: str,
    by: int,
    at: int,
) -> SavingsLine:
    """Say that an account was entered by mistake. Its history stays, and this with it.

    What is removed already stays so, and nothing is added.
    """
    with changing(vault, case.id, by, at) as now:
        last = _last(now, savings)
        if last.removed:
            return _one(now, last.id)
        told = {**opened(now.seal, last.sealed, ABOUT), "removed_why": why.strip()}
        return _one(now, _write(now, savings, Kind(last.kind), told, removed=True))


def _write(now: Step, savings: int | None, kind: Kind, told: dict[str, Any], **more: Any) -> int:
    entry = next_id(now.connection, ENTRIES)
    values = {"id": entry, "savings": savings or entry, "kind": kind.value, **more}
    put(now, ENTRIES, told, **values)
    done = "removed" if more["removed"] else "recorded"
    named = {"savings": values["savings"], "entry": entry}
    now.tell(f"case savings {done}", **named, digest=now.seal.digest([told, values]))
    return entry


def _last(now: Step, savings: int) -> Row[Any]:
    """The newest entry of an account. Raises: NotAllowed, where this case has none of it"""
    mine = (ENTRIES.c.savings == savings) & (ENTRIES.c.case_id == now.row.id)
    query = select(ENTRIES).where(mine).order_by(ENTRIES.c.id.desc())
    row = now.connection.execute(query).first()
    if row is None:
        raise NotAllowed(f"Account {savings} is not one of this case. Open the page again.")
    return row


def _refuse_removed(now: Step, savings: int) -> None:
    if _last(now, savings).removed:
        raise NotAllowed("This account was removed. If there is one after all, enter it anew.")


def of_case(vault: Vault, case: Case) -> list[SavingsLine]:
    """What is known now of each account, in the order they were first entered.

    Raises: CannotOpen, where the case was purged
    """
    newest = {line.savings: line for line in reversed(_all(vault, case))}
    return [newest[number] for number in sorted(newest) if not newest[number].removed]


def history(vault: Vault, case: Case, savings: int | None = None) -> list[SavingsLine]:
    """Everything written of one account, or of all, newest first, those removed too.

    Raises: CannotOpen, where the case was purged
    """
    return [line for line in _all(vault, case) if savings in (None, line.savings)]


def _all(vault: Vault, case: Case) -> list[SavingsLine]:
    with vault.store.connect() as connection:
        rows = connection.execute(rows_of(ENTRIES, case.id)).all()
    return [line_of(row, case.seal) for row in reversed(rows)]


def _one(now: Step, entry: int) -> SavingsLine:
    row = now.connection.execute(with_names(ENTRIES).where(ENTRIES.c.id == entry)).one()
    return line_of(row, now.seal)


def line_of(row: Row[Any], seal: Seal) -> SavingsLine:
    """One line, opened with the seal of its case."""
    told = dict(opened(seal, row.sealed, ABOUT))
    for day in ("balance_on", "given_over_on"):
        told[day] = told[day] and date.fromisoformat(told[day])
    named = {"savings": row.savings, "kind": Kind(row.kind), "by": row.by, "at": row.at}
    return SavingsLine(**named, **told, entry=row.id, removed=row.removed)


def mark(vault: Vault, case: Case, step: str, how: How | None, note: str, by: int, at: int) -> None:
    """Mark a step of the checklist, in the place of any mark it had; None takes the mark off."""
    if not step.strip():
        raise NotAllowed("Say which step this is about.")
    with changing(vault, case.id, by, at) as now:
        mine = (STEPS.c.case_id == case.id) & (STEPS.c.step == step)
        gone = now.connection.execute(delete(STEPS).where(mine)).rowcount
        if how is not None:
            put(now, STEPS, {"note": note.strip()}, step=step, how=How(how).value)
        if gone or how is not None:
            done = "opened" if how is None else How(how).value
            digest = now.seal.digest(note.strip())
            now.tell(f"case savings step {done}", step=step, digest=digest)


def steps(vault: Vault, case: Case) -> dict[str, StepDone]:
    """The steps that are marked, by id. Raises: CannotOpen, where the case was purged"""
    with vault.store.connect() as connection:
        rows = connection.execute(rows_of(STEPS, case.id)).all()
    return {row.step: step_of(row, case.seal) for row in rows}


def step_of(row: Row[Any], seal: Seal) -> StepDone:
    """One step that was done, opened with the seal of its case."""
    note = opened(seal, row.sealed, ABOUT_STEP)["note"]
    return StepDone(row.step, How(row.how), note, row.by, row.at)


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
