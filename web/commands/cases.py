"""python -m web cases purge | status | recheck: forgetting closed cases whose time has come."""

from __future__ import annotations

import argparse
import time
from typing import Any

from web.commands import recheck, this_store
from web.store.cases import held, retention
from web.vault import vault_of

TYPED_FOR = 30 * 86_400  #: for how long what was typed and not saved is kept; seconds


def add_to(commands: Any) -> None:
    """Add `cases` and what can be done with it."""
    cases = commands.add_parser("cases", help="how many cases there are, and forgetting them")
    actions = cases.add_subparsers(dest="action", required=True)
    purge = actions.add_parser("purge", help="forget closed cases whose time has come")
    purge.set_defaults(run=_purge)
    status = actions.add_parser("status", help="print how many cases are open, closed, due")
    status.set_defaults(run=_status)
    recheck.add_to(actions)


def _purge(_args: argparse.Namespace) -> int:
    """Print how many were purged; never which."""
    with this_store() as (store, settings):
        now = int(time.time())
        purged = retention.purge_due(vault_of(settings, store), now)
        held.forget_before(store, now - TYPED_FOR)
    print(f"Purged: {purged}")
    return 0


def _status(_args: argparse.Namespace) -> int:
    with this_store() as (store, _):
        counts = retention.counts(store, int(time.time()))
    print("\n".join(f"{name}: {number}" for name, number in counts.items()))
    return 0
