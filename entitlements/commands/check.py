"""`check`: everything decided for one person, as text or as JSON."""

from __future__ import annotations

from argparse import Namespace

from entitlements.commands.loading import asked
from entitlements.commands.run import Today


def run(arguments: Namespace, today: Today) -> int:
    """Decide everything for one person."""
    evaluation = asked(arguments, today).evaluation()
    if arguments.json:
        from entitlements.commands.printing import as_json
        from entitlements.receipt import receipt

        as_json(receipt(evaluation))
    else:
        from entitlements.commands.check_text import print_check

        print_check(evaluation)
    return 0
