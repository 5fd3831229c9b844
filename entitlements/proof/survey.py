"""A survey: one version of a table, with the field of each day on which it must be proved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from entitlements.proof.days import Span, spans
from entitlements.proof.field import Field, field_of
from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.proof.ground import Ground, Line
from entitlements.proof.side import Side
from entitlements.rulebook.model import RuleTable

METHOD = "cells"
TOO_MANY = "There are too many kinds of people to look at one by one."
ONLY_SOME = "Two dates are held against each other, so only some people could be looked at."


@dataclass(frozen=True)
class Survey:
    """A version of a table over its days. A field is None where it has too many cells."""

    ground: Ground
    table: RuleTable
    span: Span
    fields: tuple[Field | None, ...]

    @property
    def looked_at(self) -> tuple[Field, ...]:
        """The fields that are small enough."""
        return tuple(field for field in self.fields if field is not None)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows, last the one for everybody else."""
        return self.ground.lines(self.table, self.span.first)

    @property
    def why_not(self) -> str:
        """Why nothing can be proved for everybody; empty where it can."""
        if None in self.fields:
            return TOO_MANY
        return "" if all(field.exact for field in self.looked_at) else ONLY_SOME

    @property
    def when(self) -> str:
        """The version by its first day; of a dated table, all of them."""
        return "" if self.table.dated_by else self.span.first.isoformat()

    def finding(self, kind: str, rest: str, weight: Weight, what: str, **more: object) -> Finding:
        """A finding on this version, disproved unless `more` says otherwise."""
        name = ":".join(part for part in (kind, self.table.id, self.when, rest) if part)
        held = Finding(name, kind, Shown.DISPROVED, weight, what)
        axioms = dict.fromkeys(name for field in self.looked_at for name in field.axioms)
        return replace(
            held,
            table=self.table.id,
            version=self.when,
            axioms=tuple(axioms),
            days=(self.span.first, self.span.last),
            method=METHOD,
            **more,  # type: ignore[arg-type]
        )

    def settled(self, kind: str, what: str) -> Finding:
        """What is to be said where nothing was found: proved, or why that is not known."""
        why_not = self.why_not
        if why_not:
            shown = {"shown": Shown.NOT_ATTEMPTED}
            return self.finding(kind, "", Weight.TELLS, why_not, **shown, fix="Ask the solver.")
        return self.finding(kind, "", Weight.TELLS, what, shown=Shown.PROVED)


def surveys(ground: Ground, table: RuleTable, as_at: date) -> Iterator[Survey]:
    """Every version of a table that is ever in force."""
    for span in spans(ground, table, as_at):
        fields = (_field(Side(ground, table.authority, day), table) for day in span.days)
        yield Survey(ground, table, span, tuple(fields))


def _field(side: Side, table: RuleTable) -> Field | None:
    return field_of([side], [side.trees(table)])
