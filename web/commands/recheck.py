"""python -m web cases recheck: which cases the newest rules change. It prints counts only."""

from __future__ import annotations

import argparse
import sys
import time
from typing import Any

from entitlements.evaluate import Engine
from entitlements.signoff import NotAllowed
from web.cases.rechecking import books_of, compared_with, go_on
from web.clock import today
from web.commands import this_store
from web.live_book import LiveBook, book_of
from web.store import register
from web.store.cases import rechecks
from web.vault import vault_of


def add_to(actions: Any) -> None:
    """Add `recheck` to what can be done with cases."""
    recheck = actions.add_parser("recheck", help="find which cases the newest rules change")
    recheck.set_defaults(run=_recheck)


def _recheck(_args: argparse.Namespace) -> int:
    """Go through every open case, from where somebody stopped."""
    with this_store() as (store, settings):
        vault, held = vault_of(settings, store), LiveBook(store).now()
        before = compared_with(store, held.publication)
        if before is None:
            print("The rules have not changed since they were first put here.")
            return 0
        progress = rechecks.begin(store, held.publication, before, int(time.time()))
        engine = Engine(book_of(register.files(store, progress.before)))
        books = books_of(engine, held.engine, today(settings))
        with rechecks.my_turn(store) as mine:
            if not mine:
                raise NotAllowed("Somebody is going through the cases now. Nothing was done here.")
            while progress.ended_at is None:
                progress = go_on(vault, held.publication, books, int(time.time()))
                print(f"{progress.done} of {progress.total}", file=sys.stderr)
    print(f"Publication {held.publication}, held against {progress.before}.")
    print(f"{progress.done} cases were gone through.")
    return 0
