"""What the checks and proofs say: of the book in service, and of a change."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from entitlements.checks import check_text, unsound
from entitlements.checks.proof import check_examples
from entitlements.facts import Facts
from entitlements.problems import Problem
from entitlements.proof import (
    Finding,
    InventedPerson,
    Shown,
    Weight,
    prove_book,
    prove_change,
)
from entitlements.proof.solver import solve_change
from entitlements.rulebook.model import RuleBook
from web import book as live
from web.editor.drafted import Files, drafted, read
from web.editor.first_day import first_day
from web.editor.translated import untranslated_in
from web.store.changes import Answer, Change

Findings = tuple[Finding, ...]
Answers = Mapping[str, Answer]


def in_force(as_at: date) -> tuple[Finding, ...]:
    """Everything found in the book in service."""
    return _of_book(tuple(sorted(live.files())), as_at)


def of_change(change: Change, as_at: date, solver: bool = False) -> tuple[Finding, ...]:
    """Everything a change brings; where a text cannot be read, only what is wrong with it."""
    after = drafted(change)
    if after.problems:
        return tuple(map(as_finding, after.problems))
    before = tuple(sorted(live.files()))
    proved = _of_change(before, after.files, as_at, solver)
    return (*proved, *untranslated_in(before, after.files))


@lru_cache(maxsize=4)
def _of_book(files: Files, as_at: date) -> tuple[Finding, ...]:
    return prove_book(read(files).book, as_at)


@lru_cache(maxsize=16)
def _of_change(before: Files, after: Files, as_at: date, solver: bool) -> tuple[Finding, ...]:
    old, new = read(before).book, read(after).book
    problems = tuple(_new_problems(before, after, old, new))
    if _makes_unsound(old, new):  # nothing can be asked of such a book, and nothing proved
        return tuple(map(as_finding, problems))
    proved = prove_change(old, new, as_at)
    if solver:  # the whole book is asked about on the day when something is different
        known = {finding.id for finding in proved}
        solved = solve_change(old, new, first_day(old, new, as_at))
        proved = (*proved, *(finding for finding in solved if finding.id not in known))
    return (*map(as_finding, problems), *proved)


def _new_problems(before: Files, after: Files, old: RuleBook, new: RuleBook) -> Iterator[Problem]:
    """What a change makes wrong; what was wrong before it is not its doing."""
    texts = dict(before)
    changed = {path.removesuffix(".yaml") for path, text in after if texts.get(path) != text}
    was = {(one.place, one.what) for one in (*check_text(old), *check_examples(old, changed))}
    examples = () if _makes_unsound(old, new) else check_examples(new, changed)
    for problem in (*check_text(new), *examples):
        if (problem.place, problem.what) not in was:
            yield problem


def _makes_unsound(old: RuleBook, new: RuleBook) -> bool:
    """Whether a change makes a book that cannot be asked."""
    was = {(one.place, one.what) for one in unsound(old)}
    return any((one.place, one.what) not in was for one in unsound(new))


def frozen(proof: bytes | None) -> tuple[Finding, ...]:
    """The findings of a proposal, read back from what was frozen with it."""
    data = json.loads(proof)["findings"] if proof else []
    return tuple(map(_read_back, data))


def _read_back(data: dict[str, Any]) -> Finding:
    """A finding to be shown again. Its person is kept in words: nobody evaluates it again."""
    person, days = data.pop("person", None), data.pop("days", None)
    shown, weight = Shown(data.pop("shown")), Weight(data.pop("weight"))
    held = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
    someone = None
    if person:
        as_at = date.fromisoformat(person["as_at"])
        someone = InventedPerson(Facts(), as_at, person["words"])
    span = (date.fromisoformat(days[0]), date.fromisoformat(days[1])) if days else None
    return Finding(shown=shown, weight=weight, person=someone, days=span, **held)


def as_finding(problem: Problem) -> Finding:
    """A problem of a text as a finding; it must be mended."""
    table = problem.place.removesuffix(".yaml")
    where = f"Line {problem.line}: " if problem.line else ""
    return Finding(
        id=f"text:{problem.place}:{problem.line}:{problem.what}",
        kind="text",
        shown=Shown.DISPROVED,
        weight=Weight.STOPS,
        what=where + problem.what,
        fix=problem.fix,
        table=table,
        method="text",
    )


def counts_in_force(as_at: date) -> Counter[str]:
    """How many findings are open against each table in service."""
    return Counter(finding.table for finding in in_force(as_at) if is_open(finding))


def of_table(findings: Iterable[Finding], table: str) -> list[Finding]:
    """The findings about one table that are open."""
    return [finding for finding in findings if finding.table == table and is_open(finding)]


def is_open(finding: Finding) -> bool:
    """Whether somebody has something to do about it."""
    return finding.weight is not Weight.TELLS


def to_mend(findings: Iterable[Finding]) -> list[Finding]:
    """What must be mended before a change can be proposed."""
    return [finding for finding in findings if finding.weight is Weight.STOPS]


def to_answer(findings: Iterable[Finding], answers: Mapping[str, Answer]) -> list[Finding]:
    """What asks for a reason and has none yet."""
    asking = (finding for finding in findings if finding.weight is Weight.ASKS)
    return [finding for finding in asking if finding.id not in answers]
