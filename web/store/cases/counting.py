"""Everything a report counts, for all open cases at once: a query for each kind of row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from entitlements.awards import Entry, Step
from web.store import Store
from web.store.case_models import AwardEntry, SavingsEntry, SavingsStep
from web.store.cases.facts import current_of_all
from web.store.cases.model import Case, Said
from web.store.cases.reading import CASES, case_of
from web.store.cases.rows import with_names
from web.store.cases.savings import SavingsLine, StepDone, line_of, step_of
from web.store.cases.sealing import Vault

LINES, SAVINGS, STEPS = AwardEntry.__table__, SavingsEntry.__table__, SavingsStep.__table__


@dataclass(frozen=True, slots=True)
class Counted:
    """One open case with all that was said, paid and written of savings."""

    case: Case
    says: dict[str, Said]
    entries: tuple[Entry, ...]
    savings: tuple[SavingsLine, ...]
    steps: dict[str, StepDone]


def open_cases(vault: Vault) -> list[Case]:
    """Every open case of the council, whosever it is: for counts, and for nothing else."""
    query = select(CASES).where(CASES.c.closed_at.is_(None), CASES.c.purged_at.is_(None))
    with vault.store.connect() as connection:
        rows = connection.execute(query.order_by(CASES.c.id)).all()
    return [case_of(row, vault.keys) for row in rows]


def counted(vault: Vault) -> list[Counted]:
    """Every open case with what a report counts."""
    cases = open_cases(vault)
    says, entries = current_of_all(vault, cases), _entries(vault, cases)
    savings, steps = _savings(vault, cases), _steps(vault, cases)
    return [
        Counted(
            *(one, says[one.id], tuple(entries[one.id])),
            *(tuple(savings[one.id].values()), steps[one.id]),
        )
        for one in cases
    ]


def entries_of_closed(store: Store) -> list[tuple[Entry, ...]]:
    """The ledger of each case that is closed, purged ones too: what was paid was paid."""
    join = LINES.join(CASES, CASES.c.id == LINES.c.case_id)
    query = select(LINES).select_from(join).where(CASES.c.closed_at.is_not(None))
    found: dict[int, list[Entry]] = {}
    with store.connect() as connection:
        for row in connection.execute(query.order_by(LINES.c.id)):
            found.setdefault(row.case_id, []).append(_entry(row))
    return [tuple(entries) for entries in found.values()]


def _entries(vault: Vault, cases: Sequence[Case]) -> dict[int, list[Entry]]:
    """The lines of the ledger. What a count needs of them is not sealed."""
    found: dict[int, list[Entry]] = {case.id: [] for case in cases}
    with vault.store.connect() as connection:
        for row in connection.execute(select(LINES).order_by(LINES.c.id)):
            if row.case_id in found:
                found[row.case_id].append(_entry(row))
    return found


def _entry(row: Row[Any]) -> Entry:
    known = (row.award, row.entitlement, row.part, Step(row.step), row.amount)
    return Entry(*known, date.fromisoformat(row.on_day))


def _savings(vault: Vault, cases: Sequence[Case]) -> dict[int, dict[int, SavingsLine]]:
    """The newest line of each account that is not taken out."""
    seals, found = {c.id: c.seal for c in cases}, _by_case(cases)
    with vault.store.connect() as connection:
        for row in connection.execute(with_names(SAVINGS).order_by(SAVINGS.c.id)):
            if row.case_id in seals:
                found[row.case_id].pop(row.savings, None)
                if not row.removed:
                    found[row.case_id][row.savings] = line_of(row, seals[row.case_id])
    return found


def _steps(vault: Vault, cases: Sequence[Case]) -> dict[int, dict[str, StepDone]]:
    seals = {c.id: c.seal for c in cases}
    found: dict[int, dict[str, StepDone]] = {c.id: {} for c in cases}
    with vault.store.connect() as connection:
        for row in connection.execute(with_names(STEPS)):
            if row.case_id in seals:
                found[row.case_id][row.step] = step_of(row, seals[row.case_id])
    return found


def _by_case(cases: Iterable[Case]) -> dict[int, dict[int, SavingsLine]]:
    return {case.id: {} for case in cases}
