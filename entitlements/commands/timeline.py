"""`timeline`: the days on which something starts, stops or changes."""

from __future__ import annotations

from argparse import Namespace
from itertools import groupby

from entitlements.commands.loading import Asked, asked, refused
from entitlements.commands.printing import bullet, heading
from entitlements.commands.run import Today
from entitlements.evaluate import Figure
from entitlements.messages import OUTCOMES, amount_text
from entitlements.timeline import Change, Timeline, timeline


def run(arguments: Namespace, today: Today) -> int:
    """Print every change ahead by date, and the last days to ask."""
    about = asked(arguments, today)
    if arguments.until is not None and arguments.until <= about.as_at:
        raise refused("--until", "It is not after the day asked about.", "Give a later day.")
    ahead = timeline(about.engine, about.facts, about.as_at, arguments.until)
    print(f"From {ahead.as_at.isoformat()} to {ahead.until.isoformat()}.")
    for on, changes in groupby(ahead.changes, key=lambda change: change.on):
        heading(on.isoformat())
        for change in changes:
            bullet(_line(change, about), 0)
    _print_last_days(ahead, about)
    return 0


def _line(change: Change, about: Asked) -> str:
    title = about.engine.book.tables[change.entitlement].title
    before, after = OUTCOMES[change.before], OUTCOMES[change.after]
    if change.before is change.after:
        before, after = _sum(change.figure_before), _sum(change.figure_after)
    elif change.figure_after is not None:
        after = f"{after} ({_sum(change.figure_after)})"
    return f"{title}: {before} -> {after}"


def _sum(figure: Figure | None) -> str:
    return amount_text(figure) if figure else "no amount"


def _print_last_days(ahead: Timeline, about: Asked) -> None:
    if ahead.last_days:
        heading("Last day to ask")
    for last in sorted(ahead.last_days, key=lambda last: last.on):
        title = about.engine.book.tables[last.entitlement].title
        bullet(f"{last.on.isoformat()}: {title}", 0)
