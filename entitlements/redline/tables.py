"""What differs between two texts of one table: its words, and its versions."""

from __future__ import annotations

from collections.abc import Iterator

from entitlements.messages.speech import capital
from entitlements.redline.difference import Concerns, Difference, How, Place
from entitlements.redline.examples import between_examples, examples_of_its_own
from entitlements.redline.keys import change_of, changed_keys
from entitlements.redline.pairing import Pairs, pair
from entitlements.redline.telling import day
from entitlements.redline.versions import (
    Around,
    Side,
    between_versions,
    days_between,
    name_of,
    row_added,
    row_removed,
    words_of,
)
from entitlements.rulebook.model import RuleTable, Version
from entitlements.rulebook.read_tables import TABLE
from entitlements.rulebook.walk import with_otherwise


def pair_versions(before: RuleTable, after: RuleTable) -> Pairs[Version]:
    """The versions of two texts, paired by first day; what is left, in order, if as many."""
    pairs = pair(before.versions, after.versions, name_of)
    if len(pairs.added) != len(pairs.removed) or not pairs.added:
        return pairs
    return Pairs((*pairs.same, *zip(pairs.removed, pairs.added, strict=True)), (), (), pairs.moved)


def between_tables(old: Side, new: Side) -> Iterator[Difference]:
    """Every difference of two texts of one table."""
    title, place = new.table.title, new.table.id
    for key in changed_keys(TABLE, old.table, new.table, "versions"):
        cell = change_of(key, old.table, new.table, old.telling, new.telling)
        says = f"{capital(cell.says)}."
        where = Place(place, column=key.word)
        yield Difference(where, cell.how, cell.concerns, title, says, cell.before, cell.after)
    pairs = pair_versions(old.table, new.table)
    for version in pairs.added:
        yield from _begun(version, new)
    for version in pairs.removed:
        yield from _taken_out(version, old)
    for before, after in pairs.same:
        yield from days_between(before, after, new)
        named = min(name_of(before), name_of(after))
        around = Around(Place(place, named), title, f", in {words_of(after)}", new.table.match)
        yield from between_versions(before, after, old, new, around)
        yield from between_examples(before, after, old.telling, new.telling, around)
    for before, after in pairs.moved:
        says = f"{capital(words_of(after))} stands in another place in the file."
        where = Place(place, min(name_of(before), name_of(after)), column="order")
        yield Difference(where, How.MOVED, Concerns.WORDS, title, says)


def table_added(side: Side) -> Iterator[Difference]:
    """A table that only the second book has, with all its rows."""
    table = side.table
    says = f"The rule table “{table.title}” is new. {table.summary}"
    yield Difference(Place(table.id), How.ADDED, Concerns.OUTCOME, table.title, says)
    for version in table.versions:
        yield from _begun(version, side)


def table_removed(side: Side) -> Iterator[Difference]:
    """A table that only the first book has."""
    table = side.table
    says = f"The rule table “{table.title}” is taken out."
    yield Difference(Place(table.id), How.REMOVED, Concerns.OUTCOME, table.title, says)
    for version in table.versions:
        yield from _taken_out(version, side)


def _begun(version: Version, side: Side) -> Iterator[Difference]:
    """A version that is new: its days, and how it differs from the one before it."""
    start = version.effective_from
    says = f"A new version begins on {day(start)}." if start else "A version is announced."
    around = _around(version, side)
    yield Difference(
        around.place, How.ADDED, Concerns.MONEY, around.heading, says, "", _span(version)
    )
    earlier = _earlier(version, side.table)
    if earlier is not None:
        yield from between_versions(earlier, version, side, side, around)
    else:
        yield from (row_added(row, side, around) for row in with_otherwise(version))
    yield from examples_of_its_own(version, How.ADDED, around)


def _taken_out(version: Version, side: Side) -> Iterator[Difference]:
    """A version that is gone: what held in it, and what stands in its place."""
    says = f"{capital(words_of(version))} is taken out."
    around, span = _around(version, side), _span(version)
    yield Difference(around.place, How.REMOVED, Concerns.MONEY, around.heading, says, span, "")
    earlier = _earlier(version, side.table)
    if earlier is not None:
        yield from between_versions(version, earlier, side, side, around)
    else:
        yield from (row_removed(row, side, around) for row in with_otherwise(version))
    yield from examples_of_its_own(version, How.REMOVED, around)


def _around(version: Version, side: Side) -> Around:
    table, start = side.table, version.effective_from
    when = f", from {day(start)}" if start else ""
    return Around(Place(table.id, name_of(version)), table.title, when, table.match)


def _span(version: Version) -> str:
    start, end = version.effective_from, version.effective_to
    words = f"from {day(start)}" if start else "no first day"
    return f"{words} until {day(end)}" if end else words


def _earlier(version: Version, table: RuleTable) -> Version | None:
    place = [one is version for one in table.versions].index(True)
    return table.versions[place - 1] if place else None
