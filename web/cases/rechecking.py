"""Going through every open case after a publication: what the new rules change for whom.

Each case is asked under the book before and the book now, today and on each day to come
on which a text that changed begins or ends. A batch at a time, kept as it goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from entitlements.evaluate import Engine
from entitlements.facts import Facts
from entitlements.in_short import InShort
from entitlements.plan.ledger import LEDGER
from entitlements.proof.differing import differing, meaning_differs
from entitlements.replay import Changed, compare_outcomes
from entitlements.rulebook.model import RuleBook, RuleTable, Version
from web.asked.asking import applying
from web.cases.knowing import all_had, with_awards
from web.store import Store
from web.store.cases import awards, facts, rechecks
from web.store.cases.rechecks import Due, Progress
from web.store.cases.sealing import Vault

SIZE = 250  #: cases of one batch
MOST_DAYS = 4  #: days that are asked about


@dataclass(frozen=True)
class Books:
    """The rules before a publication and with it, and the days on which they may differ."""

    before: Engine
    now: Engine
    days: tuple[date, ...]


def books_of(before: Engine, now: Engine, today: date) -> Books:
    """Two books, and the days on which what differs between them begins or ends."""
    names = differing(before.book, now.book)
    texts = (day for name in names for day in _turns(before.book, now.book, name))
    ahead = {day for day in (*texts, *_rates(before.book, now.book)) if day > today}
    days = sorted({today, *ahead})[:MOST_DAYS]
    wide = meaning_differs(before.book, now.book) or before.book.parameters != now.book.parameters
    if wide:  # any answer may move, on any day
        return Books(before, now, tuple(days))
    apart = (day for day in days if any(_apart(before.book, now.book, n, day) for n in names))
    return Books(before, now, tuple(apart))


def _turns(before: RuleBook, now: RuleBook, name: str) -> Iterator[date]:
    old, new = (_versions(book, name) for book in (before, now))
    for version in (*old, *new):
        if version not in old or version not in new:
            yield from (d for d in (version.effective_from, version.effective_to) if d)


def _rates(before: RuleBook, now: RuleBook) -> Iterator[date]:
    """The days from which a rate is not what it was."""
    old, new = (
        {(name, value) for name, rate in book.parameters.items() for value in rate.values}
        for book in (before, now)
    )
    for _, value in old ^ new:
        yield from (day for day in (value.start, value.to) if day)


def _apart(before: RuleBook, now: RuleBook, name: str, day: date) -> bool:
    """Whether a table says something else on a day; one dated by a fact may do so on any."""
    tables = [book.tables.get(name) for book in (before, now)]
    if any(table is None or table.dated_by for table in tables):
        return True
    old, new = (_said(table, day) for table in tables if table is not None)
    return old != new


def _said(table: RuleTable, day: date) -> tuple[object, ...]:
    in_force = tuple((v.rows, v.otherwise) for v in table.versions if v.in_force(day))
    return table.match, table.decides, in_force


def _versions(book: RuleBook, name: str) -> tuple[Version, ...]:
    table = book.tables.get(name)
    return table.versions if table else ()


def compared_with(store: Store, publication: int) -> int | None:
    """The publication to compare one with: the last that was gone through, else the one before.

    None for the first there is.
    """
    earlier = range(publication - 1, 0, -1)
    for number in earlier:
        found = rechecks.progress(store, number)
        if found is not None and found.ended_at is not None:
            return number
    return publication - 1 if earlier else None


def go_on(vault: Vault, publication: int, books: Books, at: int, size: int = SIZE) -> Progress:
    """Go through the next batch, and keep what it came to."""
    now = rechecks.progress(vault.store, publication)
    batch = rechecks.batch(vault, publication, size)
    if now is None or not batch:
        # Whatever was left was closed meanwhile: a batch of none ends it.
        reached = (now.reached if now else 0) + 1
        return rechecks.record(vault, publication, {}, reached, now.done if now else 0, at)
    changes = dict(_changes(vault, batch, books))
    reached = batch[-1].case.id
    return rechecks.record(vault, publication, changes, reached, now.done + len(batch), at)


def _changes(vault: Vault, batch: list[Due], books: Books) -> Iterator[tuple[int, Any]]:
    ledgers = awards.entries_of_all(vault.store, [due.case.id for due in batch])
    for due in batch:
        entries = all_had(ledgers.get(due.case.id) or (), due.says)
        known, _ = facts.known(due.says, books.now.book.catalogue)
        known = with_awards(known.forgetting(LEDGER), entries)
        found = changes_for(books, known)
        if found:
            yield due.case.id, found


def changes_for(books: Books, known: Facts) -> list[dict[str, Any]]:
    """What changes for one person, as JSON data, each with the first day it does."""
    unknown_before = [fact for fact in known if fact not in books.before.book.catalogue.facts]
    # An answer to a question that no longer applies counts on no page; nor does it here.
    known = known.forgetting(*unknown_before)
    known = applying(books.now, known, books.days[0]).facts if books.days else known
    found: dict[str, dict[str, Any]] = {}
    for day in books.days:
        for changed in compare_outcomes(books.before, books.now, known, day):
            found.setdefault(changed.entitlement, _as_data(changed, day))
    return list(found.values())


def _as_data(changed: Changed, on: date) -> dict[str, Any]:
    return {
        "entitlement": changed.entitlement,
        "title": changed.title,
        "kind": changed.kind.value,
        "before": _short(changed.before),
        "now": _short(changed.now),
        "from": on.isoformat(),
    }


def _short(told: InShort | None) -> dict[str, Any] | None:
    return None if told is None else {"outcome": told.outcome.value, "text": told.text or ""}
