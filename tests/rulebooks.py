"""Rule books for tests: the shipped one, and small ones made from text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from entitlements.evaluate import Engine
from entitlements.problems import Problem
from entitlements.rulebook.files import rule_files
from entitlements.rulebook.model import RuleBook
from entitlements.rulebook.read import read_files

RULES = Path(__file__).resolve().parent.parent / "rules"
SOURCES = "sources: [{id: act, title: An Act, kind: statute}]"
PARAMETERS = "parameters: []"


@cache
def shipped_files() -> list[tuple[str, bytes]]:
    """The rule files as they are in the repository."""
    return rule_files(RULES)


@cache
def shipped() -> RuleBook:
    """The shipped rule book."""
    book, problems = read_files(shipped_files())
    assert book is not None
    assert not problems, "\n".join(map(str, problems))
    return book


@cache
def shipped_engine() -> Engine:
    """The shipped rule book, made ready."""
    return Engine(shipped())


def book_of(
    facts: str,
    tables: dict[str, str],
    sources: str = SOURCES,
    parameters: str = PARAMETERS,
) -> tuple[RuleBook, list[Problem]]:
    """A rule book from text, by path, with its problems."""
    texts = {"facts.yaml": facts, "sources.yaml": sources, "parameters.yaml": parameters}
    book, problems = read_files([(name, text.encode()) for name, text in (texts | tables).items()])
    assert book is not None
    return book, problems
