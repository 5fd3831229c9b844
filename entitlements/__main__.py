"""The command line: `python -m entitlements`."""

from __future__ import annotations

import sys
from pathlib import Path

from entitlements.evaluate import Engine
from entitlements.examples import run_examples
from entitlements.rulebook.read import read_files, rule_files


def main(arguments: list[str]) -> int:
    """Run one command; 0 when all is well, 2 with every problem on standard error."""
    book, problems = read_files(rule_files(Path("rules")))
    if book is not None:
        problems += list(run_examples(Engine(book)))
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(problems)} problems")
    return 2 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
