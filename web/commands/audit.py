"""python -m web audit head | verify: the record of what was done."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from web.commands import this_store
from web.live_book import LiveBook, NoBook
from web.store import Store, audit, verify


def add_to(commands: Any) -> None:
    """Add `audit` and what can be done with it."""
    record = commands.add_parser("audit", help="the record of what was done")
    actions = record.add_subparsers(dest="action", required=True)
    head = actions.add_parser("head", help="print how many events there are, and the last hash")
    head.set_defaults(run=_head)
    verify = actions.add_parser("verify", help="find whatever is not as it was written")
    verify.add_argument("--head", help="a head that was kept: finds a record that was cut")
    verify.set_defaults(run=_verify)


def _head(_args: argparse.Namespace) -> int:
    with this_store() as (store, _):
        print(audit.head(store))
    return 0


def _verify(args: argparse.Namespace) -> int:
    """Exit 1 if there is any fault."""
    with this_store() as (store, _):
        found = [*map(str, verify.everything(store, args.head)), *_not_read(store)]
        if not found:
            print(f"All is as it was written, up to event {audit.head(store)}")
            return 0
    print("\n".join(found))
    print("Keep this store as it is, and restore a backup.", file=sys.stderr)
    return 1


def _not_read(store: Store) -> list[str]:
    """A book that is as it was written must also be one that can be read."""
    live = LiveBook(store)
    try:
        live.now()
    except NoBook as error:
        return [str(error)]
    return []
