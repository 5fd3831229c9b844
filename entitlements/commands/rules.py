"""`rules list|show|check|todo|schema|format`: which of them to run."""

from __future__ import annotations

from argparse import Namespace
from importlib import import_module

from entitlements.commands.run import Today

#: Those that ask about a day.
ON_A_DAY = ("check",)


def run(arguments: Namespace, today: Today) -> int:
    """Run one of the commands about rules."""
    command = import_module(f"entitlements.commands.rules_{arguments.rules_command}")
    more = (today,) if arguments.rules_command in ON_A_DAY else ()
    code: int = command.run(arguments, *more)
    return code
