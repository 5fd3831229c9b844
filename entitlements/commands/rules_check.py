"""`rules check`: every problem in the rules, worked examples included."""

from __future__ import annotations

import sys
from argparse import Namespace
from importlib import import_module
from importlib.util import find_spec

from entitlements.commands.loading import refused
from entitlements.commands.run import BAD_INPUT
from entitlements.evaluate import Engine
from entitlements.examples import run_examples
from entitlements.problems import Problem
from entitlements.rulebook.model import RuleBook
from entitlements.rulebook.read import read_files, rule_files

CHECKS = "entitlements.rulebook.checks"


def run(arguments: Namespace) -> int:
    """Print every problem by place; 2 if there is one."""
    if not arguments.rules.is_dir():
        raise refused(str(arguments.rules), "There is no such folder.")
    book, problems = read_files(rule_files(arguments.rules))
    if book is not None and not problems:
        problems = [*_checks(book, Engine(book))]
    for problem in sorted(problems):
        print(problem, file=sys.stderr)
    examples = sum(len(v.examples) for t in book.tables.values() for v in t.versions) if book else 0
    tables = len(book.tables) if book else 0
    print(f"{tables} tables, {examples} examples, {len(problems)} problems")
    return BAD_INPUT if problems else 0


def _checks(book: RuleBook, engine: Engine) -> list[Problem]:
    """What reading cannot see: sources, dates, rows that never win, examples that fail."""
    found = list(run_examples(engine))
    if find_spec(CHECKS) is not None:
        found += import_module(CHECKS).check_book(book, engine)
    return list(dict.fromkeys(found))
