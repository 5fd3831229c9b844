"""Running one command: its exit code, and every problem on standard error."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from importlib import import_module

from entitlements.dates import DateProblem
from entitlements.problems import DataProblems

Today = Callable[[], date]
BAD_INPUT = 2


def run(arguments: Namespace, today: Today) -> int:
    """Run a command; bad input ends with its problems, one a line, and never a traceback."""
    command = import_module(f"entitlements.commands.{arguments.command}")
    try:
        code: int = command.run(arguments, today)
        sys.stdout.flush()
        return code
    except DataProblems as found:
        for problem in found.problems:
            print(problem, file=sys.stderr)
    except DateProblem as problem:
        print(f"{getattr(arguments, 'person', 'dates')}: {problem}.", file=sys.stderr)
    except BrokenPipeError:  # the reader has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return BAD_INPUT
