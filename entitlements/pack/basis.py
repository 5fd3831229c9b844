"""Everything the sections of a pack are made from, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from entitlements.pack.proposal import Given, Proposal
from entitlements.pack.touched import Touched, touched_by
from entitlements.personas import PersonaResult, try_personas
from entitlements.proof.finding import Finding
from entitlements.redline import Difference, redline
from entitlements.redline.telling import Telling
from entitlements.rulebook.model import RuleBook


@dataclass(frozen=True)
class Basis:
    """A change, its proof and what it does to people; `people` by the day they are tried on."""

    before: RuleBook
    after: RuleBook
    proposal: Proposal
    findings: tuple[Finding, ...]
    as_at: date
    touched: Touched
    differences: tuple[Difference, ...]
    people: tuple[tuple[date, tuple[PersonaResult, ...]], ...]

    @property
    def telling(self) -> Telling:
        """How the later book tells things."""
        return Telling(self.after)

    @property
    def council(self) -> str:
        """Whose tables change, by name: a council, or England for the whole of it."""
        named = {table.authority for table in (*self.touched.tables, *self.touched.removed)}
        authority = self.after.catalogue.facts.get("authority")
        labels = {c.value: c.label for c in authority.choices} if authority else {}
        words = sorted(labels.get(name, name) if name else "England" for name in named)
        return ", ".join(words) or "The whole rule book"

    def answer(self, finding: Finding) -> Given | None:
        """The reason given to a finding, if one was."""
        return self.proposal.answers.get(finding.id)

    def of_kind(self, *kinds: str) -> tuple[Finding, ...]:
        """The findings of some kinds."""
        return tuple(finding for finding in self.findings if finding.kind in kinds)


def basis_of(
    before: RuleBook,
    after: RuleBook,
    proposal: Proposal,
    findings: tuple[Finding, ...],
    as_at: date,
) -> Basis:
    """Work out what a pack rests on."""
    touched = touched_by(before, after, as_at)
    people = tuple((day, try_personas(before, after, day)) for day in touched.days)
    differences = redline(before, after)
    return Basis(before, after, proposal, findings, as_at, touched, differences, people)
