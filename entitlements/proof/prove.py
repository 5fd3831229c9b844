"""Proving a book, and proving a change: every kind of finding, gathered and put in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from entitlements.evaluate import Engine
from entitlements.proof.clashes import clashes
from entitlements.proof.cliffs import cliffs
from entitlements.proof.compare import Comparison
from entitlements.proof.dead import dead_rows
from entitlements.proof.differing import differing, meaning_differs
from entitlements.proof.examples import failing, moved
from entitlements.proof.finding import KINDS, Finding, Weight
from entitlements.proof.floors import floors
from entitlements.proof.gaps import days_without_a_version, gaps
from entitlements.proof.ground import Ground
from entitlements.proof.history import rewritten
from entitlements.proof.laws import answering, more_care
from entitlements.proof.stands import who_cannot_be
from entitlements.proof.survey import surveys
from entitlements.proof.texts import hard_to_read, sources, unused_facts
from entitlements.rulebook.model import RuleBook, RuleTable
from entitlements.rulebook.walk import facts_of_row, rows_of

_ORDER = {weight: place for place, weight in enumerate(Weight)}


def prove_book(book: RuleBook, as_at: date) -> tuple[Finding, ...]:
    """All that can be shown of a rule book as it stands."""
    ground = Ground(book)
    found = [f for table in book.tables.values() for f in of_table(ground, table, as_at)]
    found += [*floors(ground, as_at), *failing(Engine(book))]
    found += [*sources(book, as_at), *unused_facts(book)]
    return _in_order(found)


def of_table(ground: Ground, table: RuleTable, as_at: date) -> Iterator[Finding]:
    """Gaps, clashes, dead rows, cliffs and laws of one table."""
    yield from days_without_a_version(ground, table)
    for survey in surveys(ground, table, as_at):
        yield from gaps(survey)
        yield from clashes(survey)
        yield from dead_rows(survey)
    yield from cliffs(ground, table, as_at)
    yield from more_care(ground, table, as_at)
    yield from answering(ground, table, as_at)
    yield from who_cannot_be(ground, table, as_at)


def prove_change(
    before: RuleBook, after: RuleBook, as_at: date, solver: bool = False
) -> tuple[Finding, ...]:
    """All that can be shown of a change: what it touches, and what it moves.

    What was so before the change as well asks for nothing: it only tells.
    `solver` also asks the questions of the whole book, which take longer.
    """
    grounds = (Ground(before), Ground(after))
    engines = (Engine(before), Engine(after))
    touched = differing(before, after)
    names = frozenset(touched)
    found = list(_of_change(grounds[1], names, as_at))
    old = {_claim(f) for f in _of_change(grounds[0], names, as_at)}
    found = [_as_before(f) if _claim(f) in old else f for f in found]
    everything = frozenset(after.tables) if meaning_differs(before, after) else names
    for name in sorted(everything - names):
        found += who_cannot_be(grounds[1], after.tables[name], as_at)
    reached = _reached(after, everything)
    found += failing(engines[1], reached)
    found += Comparison(grounds, engines, as_at, touched).findings()
    found += [*rewritten(before, after, as_at), *moved(*engines, reached)]
    found += hard_to_read(after, sorted(names), before)
    if solver:
        from entitlements.proof.solver import solve_change

        found += solve_change(before, after, as_at)
    return _in_order(found)


def _of_change(ground: Ground, names: frozenset[str], as_at: date) -> Iterator[Finding]:
    book = ground.book
    for name in sorted(names & book.tables.keys()):
        yield from of_table(ground, book.tables[name], as_at)
    yield from floors(ground, as_at, names)
    yield from sources(book, as_at, names)
    yield from unused_facts(book)


def _reached(book: RuleBook, names: frozenset[str]) -> frozenset[str]:
    """Some tables, and every one that reads a fact which they decide, and so on."""
    reads = {
        t.id: {f for _, row in rows_of(t) for f in facts_of_row(row)} for t in book.tables.values()
    }
    found = set(names)
    while True:
        decided = {book.tables[name].decides for name in found if name in book.tables} - {None}
        more = {name for name, facts in reads.items() if not decided.isdisjoint(facts)} - found
        if not more:
            return frozenset(found)
        found |= more


def _claim(finding: Finding) -> tuple[object, ...]:
    """What makes a finding the same one before and after a change."""
    return (finding.id, finding.shown, finding.rows, finding.before, finding.after)


def _as_before(finding: Finding) -> Finding:
    """A finding that a change did not make: it tells, and asks for nothing."""
    if finding.weight is not Weight.ASKS:
        return finding
    return replace(finding, weight=Weight.TELLS, fix=f"It was so before. {finding.fix}".strip())


def _in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The heaviest first, then by kind and place. No two have the same id."""
    held = {finding.id: finding for finding in found}
    return tuple(sorted(held.values(), key=lambda f: (_ORDER[f.weight], KINDS.index(f.kind), f.id)))
