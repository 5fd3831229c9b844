"""python -m web backup FILE: a verified copy of the store, without answers or sign-ins."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from web.commands import this_store
from web.store.backup import back_up


def add_to(commands: Any) -> None:
    """Add `backup`."""
    backup = commands.add_parser("backup", help="copy the store, without answers or sign-ins")
    backup.add_argument("file", type=Path)
    backup.set_defaults(run=_backup)


def _backup(args: argparse.Namespace) -> int:
    """Print the head of the copy."""
    with this_store() as (store, _):
        head = back_up(store, args.file)
    print(f"{args.file} is a verified copy, up to event {head}")
    return 0
