"""What differs between two versions: their days, their words, their rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from entitlements.messages.speech import capital
from entitlements.redline.difference import Cell, Concerns, Difference, How, Place
from entitlements.redline.keys import change_of, changed_keys
from entitlements.redline.pairing import Pairs, pair
from entitlements.redline.rows import OTHERWISE, called, cells_between, same_but_for_name
from entitlements.redline.telling import Telling, day
from entitlements.rulebook.model import Match, Row, RuleTable, Version
from entitlements.rulebook.read_tables import TABLE
from entitlements.sentences import row_sentence

PENDING = "pending"
_VERSION = TABLE.keys["versions"].shape.item.record  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Side:
    """One side of a comparison of tables: the table, and how its book tells things."""

    table: RuleTable
    telling: Telling


@dataclass(frozen=True)
class Around:
    """What each difference of two versions shares: its place, its heading, how its table matches.

    `when` ends each sentence: ", from 1 April 2027".
    """

    place: Place
    heading: str
    when: str
    match: Match

    def cell(self, row: str, cell: Cell) -> Difference:
        """A difference inside a row."""
        place = replace(self.place, row=row, column=cell.column)
        says = f"{called(row)}: {cell.says}{self.when}."
        return Difference(
            place, cell.how, cell.concerns, self.heading, says, cell.before, cell.after
        )


def name_of(version: Version) -> str:
    """What a version is called in a place: its first day, or `pending`."""
    return version.effective_from.isoformat() if version.effective_from else PENDING


def words_of(version: Version) -> str:
    """A version as a sentence names it."""
    start = version.effective_from
    return f"the version from {day(start)}" if start else "the version with no first day"


def pair_rows(before: Version, after: Version) -> Pairs[Row]:
    """The rows of two versions, paired."""
    return pair(before.rows, after.rows, lambda row: row.id, same_but_for_name)


def between_versions(
    before: Version, after: Version, old: Side, new: Side, around: Around
) -> Iterator[Difference]:
    """Every difference of two versions but their days and their examples."""
    yield from _words(before, after, old, new, around)
    yield from _rows(before, after, old, new, around)


def days_between(before: Version, after: Version, side: Side) -> Iterator[Difference]:
    """How the first and the last day of one version move."""
    place = Place(side.table.id, min(name_of(before), name_of(after)))
    title, version = side.table.title, words_of(after)
    if before.effective_from != after.effective_from:
        was, now = _maybe(before.effective_from), _maybe(after.effective_from)
        says = f"The first day of a version goes from {was} to {now}."
        place_ = replace(place, column="effective_from")
        yield Difference(place_, How.CHANGED, Concerns.MONEY, title, says, was, now)
    if before.effective_to != after.effective_to:
        was, now = _last(before.effective_to), _last(after.effective_to)
        says = f"The last day of {version} goes from {was} to {now}."
        if before.effective_to is None:
            says = f"{capital(version)} ends. Its last day is {now}."
        elif after.effective_to is None:
            says = f"{capital(version)} no longer has a last day. It was {was}."
        place_ = replace(place, column="effective_to")
        yield Difference(place_, How.CHANGED, Concerns.MONEY, title, says, was, now)


def _maybe(when: date | None) -> str:
    return day(when) if when else "no day"


def _last(ends: date | None) -> str:
    """The last day in force, of an end that is the first day out of force."""
    return day(ends - timedelta(days=1)) if ends and ends > date.min else "no day"


def row_added(row: Row, side: Side, around: Around) -> Difference:
    """A row that only the second text has."""
    sentence = row_sentence(row, side.telling.book)
    says = f"{called(row.id)} is new{around.when}. {sentence}"
    place = replace(around.place, row=row.id)
    return Difference(place, How.ADDED, _concerns(row), around.heading, says, "", sentence)


def row_removed(row: Row, side: Side, around: Around) -> Difference:
    """A row that only the first text has."""
    sentence = row_sentence(row, side.telling.book)
    says = f"{called(row.id)} is taken out{around.when}. It said: {sentence}"
    place = replace(around.place, row=row.id)
    return Difference(place, How.REMOVED, _concerns(row), around.heading, says, sentence, "")


def _concerns(row: Row) -> Concerns:
    return Concerns.MONEY if row.amount else Concerns.OUTCOME


def _words(
    before: Version, after: Version, old: Side, new: Side, around: Around
) -> Iterator[Difference]:
    told = ("effective_from", "effective_to", "rows", "otherwise", "examples")
    for key in changed_keys(_VERSION, before, after, *told):
        cell = change_of(key, before, after, old.telling, new.telling)
        says = f"{capital(cell.says)}{around.when}."
        place = replace(around.place, column=key.word)
        title = around.heading
        yield Difference(place, cell.how, cell.concerns, title, says, cell.before, cell.after)


def _rows(
    before: Version, after: Version, old: Side, new: Side, around: Around
) -> Iterator[Difference]:
    pairs = pair_rows(before, after)
    yield from (row_added(row, new, around) for row in pairs.added)
    yield from (row_removed(row, old, around) for row in pairs.removed)
    for was, now in pairs.same:
        for cell in cells_between(was, now, old.telling, new.telling):
            yield around.cell(min(was.id, now.id), cell)
    yield from (_moved(was, now, before, after, around) for was, now in pairs.moved)
    yield from _otherwise(before.otherwise, after.otherwise, old, new, around)


def _otherwise(
    was: Row | None, now: Row | None, old: Side, new: Side, around: Around
) -> Iterator[Difference]:
    if was and now:
        for cell in cells_between(was, now, old.telling, new.telling):
            yield around.cell(OTHERWISE, cell)
    elif now:
        yield row_added(now, new, around)
    elif was:
        yield row_removed(was, old, around)


def _moved(was: Row, now: Row, before: Version, after: Version, around: Around) -> Difference:
    sides = (_stands(was, before), _stands(now, after))
    says = f"{called(now.id)} moves. It stood {sides[0]}; it now stands {sides[1]}{around.when}."
    first = around.match is Match.FIRST
    place = replace(around.place, row=min(was.id, now.id), column="order")
    concerns = Concerns.OUTCOME if first else Concerns.WORDS
    return Difference(place, How.MOVED, concerns, around.heading, says, *sides)


def _stands(row: Row, version: Version) -> str:
    place = [one is row for one in version.rows].index(True)
    return f"after “{version.rows[place - 1].id}”" if place else "first"
