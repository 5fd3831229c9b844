"""The list of rule tables: what is in force, what comes next, what is being written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from entitlements.rulebook.model import Confidence, RuleBook, RuleTable, Status, Version
from web.store.changes import Change


@dataclass(frozen=True)
class Line:
    """One table of the list. `findings` counts what is open against it."""

    table: RuleTable
    council: str
    in_force: Version | None
    coming: Version | None
    change: Change | None
    findings: int

    @property
    def newest(self) -> Version:
        """The version that speaks for the table: in force, else to come, else the last."""
        return self.in_force or self.coming or self.table.versions[-1]

    @property
    def is_confirmed(self) -> bool:
        """Whether a person has confirmed it with its source."""
        return self.newest.confidence is Confidence.CONFIRMED


def lines(
    book: RuleBook, as_at: date, open_changes: list[Change], findings: Counter[str]
) -> list[Line]:
    """Every table, by area and title."""
    held = {path: change for change in open_changes for path in change.texts}
    councils = {c.value: c.label for c in book.catalogue.facts["authority"].choices}
    found = [
        Line(
            table,
            councils.get(table.authority or "", "England"),
            in_force(table, as_at),
            coming(table, as_at),
            held.get(f"{table.id}.yaml"),
            findings[table.id],
        )
        for table in book.tables.values()
    ]
    return sorted(found, key=lambda line: (line.table.area, line.table.title))


def in_force(table: RuleTable, as_at: date) -> Version | None:
    """The version in force on a day."""
    return next((v for v in table.versions if v.in_force(as_at)), None)


def coming(table: RuleTable, as_at: date) -> Version | None:
    """The next version that is not in force yet, announced ones too."""
    later = [v for v in table.versions if v.effective_from and v.effective_from > as_at]
    pending = [v for v in table.versions if v.status is Status.PENDING]
    return next(iter([*later, *pending]), None)


def matching(found: list[Line], words: str, only: str) -> list[Line]:
    """The lines that hold every word, and are of one kind: draft, findings, unconfirmed, next."""
    wanted = words.casefold().split()
    return [line for line in found if _is_of(line, only) and all(w in _said(line) for w in wanted)]


def _said(line: Line) -> str:
    table = line.table
    said = (table.id, table.title, table.area, table.summary, line.council, *table.also_called)
    return " ".join(said).casefold()


def _is_of(line: Line, only: str) -> bool:
    kinds = {
        "draft": line.change is not None,
        "findings": line.findings > 0,
        "unconfirmed": not line.is_confirmed,
        "next": line.coming is not None,
    }
    return kinds.get(only, True)
