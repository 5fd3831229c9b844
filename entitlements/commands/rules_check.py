"""`rules check`: every problem in the rules, worked examples included; with --prove, more."""

from __future__ import annotations

import sys
from argparse import Namespace

from entitlements.checks import check_book
from entitlements.commands.loading import refused
from entitlements.commands.run import BAD_INPUT, Today
from entitlements.rulebook.files import rule_files
from entitlements.rulebook.read import read_files


def run(arguments: Namespace, today: Today) -> int:
    """Print every problem by place, then what can be proved; 2 if anything must be mended."""
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
    if problems or book is None:
        return BAD_INPUT
    if arguments.prove or arguments.against or arguments.solver:
        from entitlements.commands.proving import prove

        return prove(book, arguments, arguments.as_at or today())
    return 0
