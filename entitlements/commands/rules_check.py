"""`rules check`: every problem in the rules, worked examples included."""

from __future__ import annotations

import sys
from argparse import Namespace

from entitlements.checks import check_book
from entitlements.commands.loading import refused
from entitlements.commands.run import BAD_INPUT
from entitlements.rulebook.files import rule_files
from entitlements.rulebook.read import read_files


def run(arguments: Namespace) -> int:
    """Print every problem by place; 2 if there is one."""
    if not arguments.rules.is_dir():
        raise refused(str(arguments.rules), "There is no such folder.")
    book, problems = read_files(rule_files(arguments.rules))
    if book is not None and not problems:
        problems = check_book(book)
    for problem in sorted(problems):
        print(problem, file=sys.stderr)
    examples = sum(len(v.examples) for t in book.tables.values() for v in t.versions) if book else 0
    tables = len(book.tables) if book else 0
    print(f"{tables} tables, {examples} examples, {len(problems)} problems")
    return BAD_INPUT if problems else 0
