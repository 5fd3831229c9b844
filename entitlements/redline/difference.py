"""Differences as values: where two texts of the rules differ, how, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """What became of a thing between one text and the next."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


class Concerns(StrEnum):
    """What a difference is about, in the order a reader needs it."""

    MONEY = "money"  #: sums, rates and dates
    OUTCOME = "outcome"  #: what a row comes to, how binding it is, and in which order rows stand
    TEST = "test"  #: whom a row is for
    WORDS = "words"  #: everything else


@dataclass(frozen=True, order=True)
class Place:
    """Where a difference is; the same whichever of the two texts comes first.

    `of` is the id of a table, or the list that a thing stands in (`parameters`,
    `facts`, …) and `row` is then the id of the thing. `version` is the first day of
    a version, "pending" for one without; `column` a fact, or a key of the row.
    """

    of: str
    version: str = ""
    row: str = ""
    column: str = ""


@dataclass(frozen=True)
class Difference:
    """One difference, as a sentence. `before` and `after` are the two sides in words.

    `heading` names what it is part of: the title of a table, or of a list.
    """

    place: Place
    how: How
    concerns: Concerns
    heading: str
    says: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Cell:
    """A difference inside one row. `says` is a clause: "the sum goes from … to …"."""

    column: str
    how: How
    concerns: Concerns
    says: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Mark:
    """How to colour one cell of a grid. `column` is "" for a mark on a whole row.

    `before` is the old text, to show beside the new one; a removed row has only that.
    """

    row: str
    column: str
    how: How
    before: str = ""
    after: str = ""


def in_order(found: list[Difference]) -> tuple[Difference, ...]:
    """Sums and dates first, then outcomes, tests, words; otherwise as found."""
    concerns = list(Concerns)
    return tuple(sorted(found, key=lambda one: concerns.index(one.concerns)))
