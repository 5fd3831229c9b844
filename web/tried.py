"""Every rule that was tried for one decision, test by test, in words."""

from __future__ import annotations

from dataclasses import dataclass

from entitlements.evaluate import Decision
from entitlements.explain import TriedRow, TriedTest, trace
from entitlements.messages import FORCES, OUTCOMES
from web.citations import SourceLine, source_lines
from web.i18n import gettext as _
from web.wording import reason_text, row_text

DEEPEST = 2  #: steps of indenting that a phone has room for


@dataclass(frozen=True, slots=True)
class TestLine:
    """One test and how it fell."""

    words: str
    verdict: str
    depth: int


@dataclass(frozen=True, slots=True)
class RowLine:
    """One rule, how it fell, and what it rests on."""

    says: str
    verdict: str
    force: str
    tests: tuple[TestLine, ...]
    sources: tuple[SourceLine, ...]


def outcome_words(decision: Decision) -> str:
    """What a decision comes to, as a sentence."""
    words = _(OUTCOMES[decision.outcome.value])
    return f"{words[:1].upper()}{words[1:]}."


def tried(decision: Decision) -> list[RowLine]:
    """The rules tried, in order."""
    return [_row(decision, row, n) for n, row in enumerate(trace(decision).rows, 1)]


def _row(decision: Decision, row: TriedRow, number: int) -> RowLine:
    book = decision.evaluation.book
    force = _(FORCES[row.force.value]) if row.force and row.won else ""
    tests = tuple(_test(decision, test) for test in row.tests)
    return RowLine(
        _says(decision, row),
        _verdict(row) % {"number": number},
        force,
        tests,
        tuple(source_lines(book.sources, row.sources)),
    )


def _says(decision: Decision, row: TriedRow) -> str:
    version = row.version
    rows = [*version.rows, version.otherwise] if version else []
    found = next((r for r in rows if r is not None and r.id == row.id), None)
    return row_text(decision.table, version, found, "says") if version and found else row.says


def _verdict(row: TriedRow) -> str:
    if row.won:
        return _("Rule %(number)s: this fits")
    if row.could_win:
        return _("Rule %(number)s: this may fit, we do not know enough")
    return _("Rule %(number)s: this does not fit")


def _test(decision: Decision, test: TriedTest) -> TestLine:
    words = reason_text(test.test, decision.evaluation.book.catalogue)
    verdict = {True: _("yes"), False: _("no"), None: _("not known")}[test.holds]
    return TestLine(words, verdict, min(test.depth, DEEPEST))
