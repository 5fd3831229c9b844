"""The command line: `python -m entitlements`.

    check · questions · timeline · rules list|show|check|todo|schema|format · bench

This file is the edge of the domain: the only place in it that reads the clock, for a
person whose file gives no day. Everything below takes the day as an argument.
"""

from __future__ import annotations

import sys
from datetime import date

from entitlements.commands.arguments import parser
from entitlements.commands.run import run


def main(arguments: list[str]) -> int:
    """Run one command. 0: done; 2: bad input, with every problem on standard error."""
    return run(parser().parse_args(arguments), today=date.today)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
