"""What a test asks of findings: which are there, and whether their people are real."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from entitlements.evaluate import Decision, Engine, evaluate
from entitlements.proof.clashes import clashes
from entitlements.proof.compare import Comparison
from entitlements.proof.dead import dead_rows
from entitlements.proof.differing import differing
from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.proof.gaps import days_without_a_version, gaps
from entitlements.proof.ground import Ground
from entitlements.proof.survey import surveys
from entitlements.rulebook.model import RuleBook
from tests.entitlements.tiny import TODAY


def of_kind(found: Iterable[Finding], *kinds: str) -> list[Finding]:
    return [finding for finding in found if finding.kind in kinds]


def open_(found: Iterable[Finding]) -> list[Finding]:
    """Those that are not simply proved."""
    return [f for f in found if f.shown is not Shown.PROVED or f.weight is not Weight.TELLS]


def compared(before: RuleBook, after: RuleBook, as_at: date = TODAY) -> list[Finding]:
    grounds, engines = (Ground(before), Ground(after)), (Engine(before), Engine(after))
    return list(Comparison(grounds, engines, as_at, differing(before, after)).findings())


def decided(finding: Finding, book: RuleBook | Engine) -> Decision:
    """What the person of a finding really gets."""
    engine = book if isinstance(book, Engine) else Engine(book)
    assert finding.person is not None
    return evaluate(engine, finding.person.facts, finding.person.as_at)[finding.table]


def what(decision: Decision) -> tuple[object, ...]:
    figure = decision.figure
    sums = (figure.least, figure.most, figure.amount) if figure else None
    return (decision.outcome, decision.force, sums, decision.value)


def of_rows(book: RuleBook, name: str = "england/help") -> list[Finding]:
    """Gaps, clashes and dead rows of every version of a table."""
    ground, table = Ground(book), book.tables[name]
    found = [*days_without_a_version(ground, table)]
    for survey in surveys(ground, table, TODAY):
        found += [*gaps(survey), *clashes(survey), *dead_rows(survey)]
    return found
