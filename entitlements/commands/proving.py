"""What `rules check --prove` prints: findings by table, the heaviest first, persons in words."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from entitlements.commands.run import BAD_INPUT
from entitlements.proof import Finding, Shown, Weight, prove_book, prove_change
from entitlements.rulebook.model import RuleBook
from entitlements.rulebook.read import read_book

NO_TABLE = "The whole book"


def prove(book: RuleBook, arguments: Namespace, as_at: date) -> int:
    """Print what can be shown; 2 if anything must be mended."""
    found = _findings(book, arguments, as_at)
    for line in lines(found):
        print(line)
    counts = Counter(finding.weight for finding in found)
    stops, asks, tells = (counts[weight] for weight in Weight)
    print(f"{len(found)} findings: {stops} to mend, {asks} to answer, {tells} to read")
    return BAD_INPUT if stops else 0


def _findings(book: RuleBook, arguments: Namespace, as_at: date) -> tuple[Finding, ...]:
    if arguments.against:
        before = read_book(arguments.against)  # a kept book has no worked examples
        return prove_change(before, book, as_at, arguments.solver)
    found = prove_book(book, as_at)
    if arguments.solver:
        from entitlements.proof.solver import solve_book

        found += solve_book(book, as_at)
    return found


def lines(found: Iterable[Finding]) -> Iterator[str]:
    """The findings that are not plainly proved, by table, then how much is."""
    held = list(found)
    open_ = [one for one in held if one.shown is not Shown.PROVED or one.weight is not Weight.TELLS]
    for table, some in groupby(sorted(open_, key=_place), key=lambda one: one.table):
        yield table or NO_TABLE
        for finding in some:
            yield from _lines(finding)
        yield ""
    yield f"{len(held) - len(open_)} things are proved and ask for nothing"


def _place(finding: Finding) -> tuple[str, int, str]:
    return (finding.table, list(Weight).index(finding.weight), finding.id)


def _lines(finding: Finding) -> Iterator[str]:
    shown = finding.shown.value.replace("_", " ")
    yield f"  {finding.weight.value.upper()} {finding.kind.replace('_', ' ')} ({shown})"
    yield f"    {finding.what}"
    if finding.person is not None and finding.person.words not in finding.what:
        yield f"    person: {finding.person.words}, on {finding.person.as_at}"
    if finding.before or finding.after:
        yield f"    before: {finding.before}"
        yield f"    after: {finding.after}"
    if finding.axioms:
        yield f"    leaves out who cannot be: {', '.join(finding.axioms)}"
    if finding.fix:
        yield f"    fix: {finding.fix}"
