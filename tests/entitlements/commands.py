"""Running commands in tests, as the command line does."""

from __future__ import annotations

from datetime import date

from entitlements.commands.arguments import parser
from entitlements.commands.run import run

TODAY = date(2026, 11, 22)


def command(*words: object) -> int:
    """Run one command on the day TODAY and give its exit code."""
    return run(parser().parse_args([str(word) for word in words]), today=lambda: TODAY)
