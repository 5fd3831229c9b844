"""Notes on decisions, and overrides with their reason. They are added, and never changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, func, select

from entitlements.rulebook.model import Outcome
from entitlements.signoff import NotAllowed
from web.store import Store
from web.store.case_models import DecisionNote, KeptCheck
from web.store.cases.model import Case
from web.store.cases.rows import Rows, about, done_before, opened, put
from web.store.cases.rows import of_case as rows_of
from web.store.cases.sealing import Seal, Vault
from web.store.cases.steps import Step, step

NOTES: Rows = DecisionNote.__table__
CHECKS: Rows = KeptCheck.__table__
ABOUT = about(NOTES)


class NoteKind(StrEnum):
    """What was added to a decision."""

    NOTE = "note"
    OVERRIDE = "override"
    WITHDRAWN = "withdrawn"  #: a row of its own, which says why; `of_case` puts it with its note


_DONE = {
    NoteKind.NOTE: "case note added",
    NoteKind.OVERRIDE: "case override added",
    NoteKind.WITHDRAWN: "case note withdrawn",
}


@dataclass(frozen=True, slots=True)
class Note:
    """One note, or one override: `instead` and `amount` (pence) in place of what was `found`.

    `by`: the name of an account; `at`: seconds since 1970. `replaced`: a later override
    of the same entitlement counts.
    """

    id: int
    entitlement: str
    kind: NoteKind
    found: Outcome | None
    instead: Outcome | None
    amount: int | None
    text: str = field(repr=False)
    by: str
    at: int
    withdrawn: bool = False
    replaced: bool = False
    withdrawn_why: str = field(default="", repr=False)
    withdrawn_by: str = ""
    withdrawn_at: int | None = None

    @property
    def stands(self) -> bool:
        """Whether it is the override that counts."""
        return self.kind is NoteKind.OVERRIDE and not (self.withdrawn or self.replaced)


def add_note(
    vault: Vault,
    case: Case,
    entitlement: str,
    text: str,
    by: int,
    at: int,
    once: str | None = None,
) -> Note:
    """Add a note to the decision on an entitlement."""
    said = _said(text, "Write the note first. It is empty.")
    values = {"entitlement": entitlement, "kind": NoteKind.NOTE.value}
    return _add(vault, case, values, said, by, at, once)


def override(
    vault: Vault,
    case: Case,
    entitlement: str,
    found: Outcome,
    instead: Outcome,
    amount: int | None,
    reason: str,
    by: int,
    at: int,
    once: str | None = None,
) -> Note:
    """Put another outcome, or another sum in pence, in the place of what the rules found.

    Raises: NotAllowed, without a reason, or where nothing would be other than it was
    """
    said = _said(reason, "Say why. Nobody can follow an override without its reason.")
    if Outcome(found) is Outcome(instead) and amount is None:
        raise NotAllowed("This is what the rules say already. Choose another outcome, or a sum.")
    if amount is not None and amount < 0:
        raise NotAllowed("A sum cannot be less than nothing. Write it without a minus sign.")
    values = {"entitlement": entitlement, "kind": NoteKind.OVERRIDE.value, "amount": amount}
    values |= {"found": Outcome(found).value, "instead": Outcome(instead).value}
    return _add(vault, case, values, said, by, at, once)


def _said(text: str, otherwise: str) -> str:
    if not text.strip():
        raise NotAllowed(otherwise)
    return text.strip()


def _add(
    vault: Vault,
    case: Case,
    values: dict[str, Any],
    text: str,
    by: int,
    at: int,
    once: str | None,
) -> Note:
    if not str(values["entitlement"]).strip():
        raise NotAllowed("Say which entitlement this is about.")
    with step(vault, case.id, by, at) as now:
        before = done_before(now, NOTES, once)
        note_id = before.id if before else _written(now, {"text": text}, {**values, "once": once})
        return _one(now, note_id)


def _written(now: Step, told: dict[str, Any], values: dict[str, Any]) -> int:
    note_id = put(now, NOTES, told, **values)
    of_note = {"of_note": values["of_note"]} if "of_note" in values else {}
    digest = now.seal.digest([told, values])
    now.tell(_DONE[NoteKind(values["kind"])], note=note_id, **of_note, digest=digest)
    return note_id


def withdraw(vault: Vault, case: Case, note_id: int, reason: str, by: int, at: int) -> Note:
    """Withdraw an override or a note, and say why; what was written stays to be read.

    Whatever is withdrawn already stays so, and nothing is added.
    """
    said = _said(reason, "Say why it is withdrawn.")
    with step(vault, case.id, by, at) as now:
        note = _one(now, note_id)
        if not note.withdrawn:
            values = {"entitlement": note.entitlement, "kind": NoteKind.WITHDRAWN.value}
            _written(now, {"text": said}, {**values, "of_note": note_id})
        return _one(now, note_id)


def of_case(vault: Vault, case: Case) -> list[Note]:
    """The notes and overrides of a case, newest first, those that were withdrawn too.

    Raises: CannotOpen, where the case was purged
    """
    with vault.store.connect() as connection:
        return _all(connection, case.seal, case.id)


def standing(notes: Iterable[Note]) -> dict[str, Note]:
    """The override that counts, by entitlement."""
    return {note.entitlement: note for note in notes if note.stands}


def _one(now: Step, note_id: int) -> Note:
    notes = _all(now.connection, now.seal, now.row.id)
    found = [note for note in notes if note.id == note_id]
    if not found:
        raise NotAllowed(f"There is no note {note_id} on this case. Open the page again.")
    return found[0]


def _all(connection: Connection, seal: Seal, case_id: int) -> list[Note]:
    rows = connection.execute(rows_of(NOTES, case_id)).all()[::-1]
    ends = {row.of_note: row for row in rows if row.kind == NoteKind.WITHDRAWN}
    notes, overridden = [], set[str]()
    for row in rows:
        if row.kind != NoteKind.WITHDRAWN:
            notes.append(_note(row, ends.get(row.id), seal, row.entitlement in overridden))
            overridden |= {row.entitlement} if row.kind == NoteKind.OVERRIDE else set()
    return notes


def _note(row: Row[Any], end: Row[Any] | None, seal: Seal, later: bool) -> Note:
    kind, text = NoteKind(row.kind), opened(seal, row.sealed, ABOUT)["text"]
    found, instead = (Outcome(said) if said else None for said in (row.found, row.instead))
    known = (row.id, row.entitlement, kind, found, instead, row.amount, text, row.by, row.at)
    replaced = kind is NoteKind.OVERRIDE and later
    if end is None:
        return Note(*known, replaced=replaced)
    return Note(*known, True, replaced, opened(seal, end.sealed, ABOUT)["text"], end.by, end.at)


def override_rate(store: Store, since: int, until: int) -> tuple[int, int]:
    """How many overrides stand, and how many decisions they could have been made on.

    Overrides: those written from `since` and before `until` (seconds) that were not
    withdrawn, the newest of each entitlement of each case. Decisions: all those in the
    checks kept in that time, every entitlement of each check; a check kept twice counts
    twice. Purged cases count too, as neither number needs what was sealed.
    """
    when = (NOTES.c.at >= since) & (NOTES.c.at < until)
    kept = (CHECKS.c.at >= since) & (CHECKS.c.at < until)
    newest = select(func.max(NOTES.c.id)).where(NOTES.c.kind == NoteKind.OVERRIDE.value)
    newest = newest.group_by(NOTES.c.case_id, NOTES.c.entitlement)
    ended = select(NOTES.c.of_note).where(NOTES.c.of_note.is_not(None))
    overrides = select(func.count()).where(when, NOTES.c.id.in_(newest), NOTES.c.id.not_in(ended))
    decided = select(func.coalesce(func.sum(CHECKS.c.decisions), 0)).where(kept)
    with store.connect() as connection:
        standing_now = connection.execute(overrides).scalar_one()
        return int(standing_now), int(connection.execute(decided).scalar_one())
