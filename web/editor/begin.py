"""The first text of a draft: a new version from a day, or the text in service to correct."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from entitlements.evaluate import Engine
from entitlements.examples import check_example
from entitlements.rulebook.model import Example, RuleTable, Todo, Version
from web import book as live
from web.editor import listing
from web.editor.forms import BeginForm
from web.editor.texts import begun_from, table_with, with_table
from web.i18n import gettext as _

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def beginning(text: bytes, table: RuleTable, form: BeginForm, as_at: date) -> bytes | str:
    """The text to begin with; a sentence where the day does not fit the table."""
    if form.how.data == "correction":
        return text
    start = form.starts.data
    if any(version.effective_from == start for version in table.versions):
        return _("A version begins on that day already. Choose another day, or correct it.")
    if start <= as_at:
        return _("That day is past. Choose a day to come, or make a correction.")
    return new_version(text, table, start, as_at)


def new_version(text: bytes, table: RuleTable, start: date, as_at: date) -> bytes:
    """The text with a version from a day, copied from the one that would be in force then."""
    before = listing.in_force(table, start) or listing.in_force(table, as_at)
    version = begun_from(before or table.versions[-1], start, as_at)
    todo = version.todo or (Todo(_("this version, with whoever decided it"), table.ask),)
    version = replace(version, todo=todo)
    book = live.book()
    made = table_with(table, version)
    engine = Engine(replace(book, tables={**book.tables, table.id: made}))
    kept = tuple(_moved_examples(engine, made, version, start))
    begun = table_with(table, replace(version, examples=kept))
    return with_table(text, begun, book.catalogue)


def _moved_examples(
    engine: Engine, table: RuleTable, version: Version, start: date
) -> Iterator[Example]:
    """The worked examples that still come out from the first day, people as old as they were."""
    for example in version.examples:
        if example.as_at >= start:
            yield example
            continue
        days = start - example.as_at
        for facts in (_later(example.facts, days), example.facts):
            moved = replace(example, as_at=start, facts=facts)
            if not check_example(engine, table, moved):
                yield moved
                break


def _later(data: object, days: timedelta) -> object:
    """Facts with every day in them moved, so that somebody of 19 is still 19."""
    if isinstance(data, dict):
        return {word: _later(value, days) for word, value in data.items()}
    if isinstance(data, list):
        return [_later(value, days) for value in data]
    if isinstance(data, str) and _DAY.fullmatch(data):
        try:
            return (date.fromisoformat(data) + days).isoformat()
        except (ValueError, OverflowError):
            return data
    return data
