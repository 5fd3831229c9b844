"""The solver's reading of a book, or of a change: what turns on many tables at once.

    solve_change(before, after, as_at) -> findings
    solve_book(book, as_at)            -> findings

Cells prove one table at a time, on every day. The solver proves the whole book on one
day: what a change does through other tables, whose year of money falls most, what one
event can take. The same books, day and time limit give the same findings, as long as
nothing runs out of time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from importlib.util import find_spec

from entitlements.evaluate import Engine
from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.proof.solver.book import Book
from entitlements.proof.solver.change import METHOD, Change, Money
from entitlements.proof.solver.cliffs import MOST_FALL, Cliffs
from entitlements.proof.solver.sides import Sides, councils, sides
from entitlements.rulebook.model import RuleBook

#: How long one question may take. Unit: milliseconds, of the solver's own clock.
MILLISECONDS = 3_000


def available() -> bool:
    """Whether the solver is installed."""
    return find_spec("z3") is not None


def solve_change(
    before: RuleBook,
    after: RuleBook,
    as_at: date,
    milliseconds: int = MILLISECONDS,
    most_fall: int = MOST_FALL,
) -> tuple[Finding, ...]:
    """What a change does to somebody, over the whole book, on one day.

    Unit: `milliseconds` for each question; `most_fall` in pence
    """
    if not available():
        return (_not_installed("changed"),)
    engines, found = (Engine(before), Engine(after)), Told()
    for council in councils((before, after)):
        both = sides(engines, council, as_at, milliseconds)
        found.add(Change(both, _in_both(both)))
        money = tuple(Money(both).findings())
        found.findings |= {one.id: one for one in money}
        if money:
            then, now = (Cliffs(e, council, as_at, milliseconds, most_fall) for e in engines)
            found.findings |= {one.id: one for one in now.steeper_than(then)}
    return (*found.findings.values(), found.alike(as_at))


def solve_book(
    book: RuleBook,
    as_at: date,
    milliseconds: int = MILLISECONDS,
    most_fall: int = MOST_FALL,
) -> tuple[Finding, ...]:
    """What the solver can show of one book, on one day.

    Unit: `milliseconds` for each question; `most_fall` in pence
    """
    if not available():
        return (_not_installed("gap"),)
    engine, found = Engine(book), list[Finding]()
    for council in councils((book,)):
        seen = {finding.id for finding in found}
        alone = sides((engine,), council, as_at, milliseconds, alone=True)
        whole = sides((engine,), council, as_at, milliseconds)
        found += (one for one in Book(alone, whole).findings() if one.id not in seen)
        found += Cliffs(engine, council, as_at, milliseconds, most_fall).findings()
    return tuple(found)


def _in_both(both: Sides) -> tuple[str, ...]:
    """The tables of both books, in the order in which they rest on each other."""
    names = [[table.id for table in reading.plan.tables] for reading in both.readings]
    return tuple(name for name in names[1] if name in names[0])


@dataclass
class Told:
    """What was found for one council after another: each table once."""

    findings: dict[str, Finding] = field(default_factory=dict)
    equal: set[str] = field(default_factory=set)

    def add(self, change: Change) -> None:
        """Take in one council's findings. What is proved for one may not be so for the next."""
        for one in change.findings():
            held = self.findings.get(one.id)
            if held is None or held.shown is Shown.PROVED:
                self.findings[one.id] = one
        self.equal |= set(change.equal)

    def alike(self, as_at: date) -> Finding:
        """How many tables need not be asked about."""
        told = {one.table for one in self.findings.values()}
        number = len(self.equal - told)
        what = f"{number} tables, and all they rest on, read the same. They decide as before."
        return Finding(
            *("changed:whole_book", "changed", Shown.PROVED, Weight.TELLS, what),
            days=(as_at, as_at),
            method=METHOD,
        )


def _not_installed(kind: str) -> Finding:
    what = "The solver is not installed, so nothing was proved over the whole book."
    fix = "Install z3-solver: it comes with the extra called proof."
    return Finding(
        *(f"{kind}:solver", kind, Shown.NOT_ATTEMPTED, Weight.TELLS, what, fix), method=METHOD
    )
