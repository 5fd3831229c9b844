"""Checking a rule book as a whole: what no file can show to be wrong on its own.

The reader finds what is wrong within a file. These checks find what is wrong
between files and between rows, and what can be shown only by asking the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from entitlements.checks.amounts import check_amounts
from entitlements.checks.circles import check_circles
from entitlements.checks.dates import check_dates
from entitlements.checks.facts import check_facts, check_use
from entitlements.checks.floors import check_floors, check_personas
from entitlements.checks.names import check_names
from entitlements.checks.rows import check_rows
from entitlements.problems import Problem
from entitlements.rulebook.model import RuleBook

Check = Callable[[RuleBook], Iterator[Problem]]
#: What can be seen in the text alone: quick enough for an editor.
IN_TEXT: tuple[Check, ...] = (
    check_names,
    check_facts,
    check_use,
    check_dates,
    check_rows,
    check_amounts,
    check_circles,
    check_floors,
    check_personas,
)
#: What must hold before the rules can be asked anything.
SOUND: tuple[Check, ...] = (check_facts, check_circles)


def check_book(book: RuleBook) -> list[Problem]:
    """Everything wrong with a rule book, by place. Takes a second or two: examples are run."""
    from entitlements.checks.proof import check_dead_rows, check_examples

    found = check_text(book)
    if unsound(book):
        return found
    return sorted({*found, *check_examples(book), *check_dead_rows(book)})


def unsound(book: RuleBook) -> set[Problem]:
    """Why the rules cannot be asked: facts that nothing decides, tables in a circle."""
    return {problem for check in SOUND for problem in check(book)}


def check_text(book: RuleBook) -> list[Problem]:
    """What is wrong with a rule book and can be seen without asking it anything."""
    return sorted({problem for check in IN_TEXT for problem in check(book)})
