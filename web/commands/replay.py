"""python -m web replay CODE: is a kept check, worked out again, what was told then?

It prints ids of rule tables and outcomes. Never a name, and never what somebody said.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from entitlements.evaluate import Engine
from entitlements.in_short import InShort
from entitlements.problems import DataProblems
from entitlements.replay import Changed, Differs, changed_since, replay
from entitlements.signoff import NotAllowed
from web.clock import today
from web.commands import this_store
from web.live_book import LiveBook, NoBook, book_of
from web.settings import Settings
from web.store import Store, register
from web.store.cases import CannotOpen, checks
from web.store.cases.checks import Kept, KeptHead
from web.vault import vault_of


def add_to(commands: Any) -> None:
    """Add `replay`."""
    again = commands.add_parser("replay", help="work a kept check out again, by its code")
    again.add_argument("code", metavar="CODE", help="at the foot of the print: K7QM-3XRD-9T5")
    again.add_argument(
        "--since", action="store_true", help="compare with the rules in force now instead"
    )
    again.set_defaults(run=_replay)


def _replay(args: argparse.Namespace) -> int:
    """Exit 0 where it is the same, 1 where anything differs."""
    code = checks.tidy(args.code)
    with this_store() as (store, settings):
        kept = _kept(store, settings, code)
        engine = _engine(store, kept.head)
        found = _since(store, settings, kept) if args.since else _again(kept, engine)
    print("\n".join(found))
    return 0 if found[0] in (SAME, UNCHANGED) else 1


SAME, DIFFERS = "same", "differs"
UNCHANGED, CHANGED = "nothing has changed since", "changed since"


def _kept(store: Store, settings: Settings, code: str) -> Kept:
    """The kept check. Raises: NotAllowed, where it cannot be had, with why"""
    told = checks.head(store, code)
    if told is None:
        raise NotAllowed(f"No check was kept under {code} in this store.")
    if told.purged:
        raise NotAllowed(_of_a_purged_case(told))
    try:
        kept = checks.get(vault_of(settings, store), code)
    except CannotOpen as error:
        raise NotAllowed(f"{code}: {error}") from error
    if kept is None:
        raise NotAllowed(f"No check was kept under {code} in this store.")
    return kept


def _of_a_purged_case(told: KeptHead) -> str:
    kept_on = datetime.fromtimestamp(told.at, UTC).date()
    return (
        f"{told.code}: its case was purged, so it cannot be worked out again. It was kept on"
        f" {kept_on}, as at {told.as_at}, with publication {told.publication}, rules"
        f" {told.rule_book}. Nothing else of it can be read."
    )


def _engine(store: Store, told: KeptHead) -> Engine:
    """The rules a check was done with, out of the register.

    Raises: NotAllowed, where they are not those; RegisterTampered
    """
    book = book_of(register.files(store, told.publication))
    if book.digest != told.rule_book:
        raise NotAllowed(
            f"{told.code}: the rules of publication {told.publication} are not the ones it was"
            f" done with ({told.rule_book[:12]}). Run: python -m web audit verify"
        )
    return Engine(book)


def _again(kept: Kept, engine: Engine) -> list[str]:
    try:
        found = replay(kept.answer, engine)
    except DataProblems as error:
        raise NotAllowed(_not_read(kept, "the rules it was done with")) from error
    if not found.same:
        outcomes_first = sorted(found.differences, key=lambda one: one.part != "outcome")
        return [DIFFERS, *map(_difference, outcomes_first)]
    words = sorted({one.entitlement or one.part for one in found.words})
    lines = [f"told in other words now: {', '.join(words)}"] if words else []
    return [SAME, *lines, *(["worked out in another way"] if found.trace_differs else [])]


def _not_read(kept: Kept, which: str) -> str:
    """No more than this: the problems of facts quote what was said."""
    return f"{kept.code}: the facts in it cannot be read by {which}."


def _difference(one: Differs) -> str:
    if one.part == "outcome":
        return f"{one.entitlement}: was {one.before or 'not there'}, is {one.after or 'not there'}"
    return f"{one.entitlement or 'the person'}: {one.part} is not the same"


def _since(store: Store, settings: Settings, kept: Kept) -> list[str]:
    try:
        now = LiveBook(store).now()
        found = changed_since(kept.answer, now.engine, today(settings))
    except NoBook as error:
        raise NotAllowed(str(error)) from error
    except DataProblems as error:
        raise NotAllowed(_not_read(kept, "the rules in force now")) from error
    return [CHANGED, *_lines(found)] if found else [UNCHANGED]


def _lines(found: tuple[Changed, ...]) -> Iterator[str]:
    for one in found:
        was, now = _outcome(one.before), _outcome(one.now)
        changed = f"was {was}, is {now}" if was != now else f"{now} still, force or sum differs"
        yield f"{one.entitlement}: {changed}"


def _outcome(short: InShort | None) -> str:
    return "not in the rules" if short is None else short.outcome.value
