"""Whom a report is about, on which day, and how its numbers are hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from entitlements.board.calendar import day_words
from entitlements.board.cells import Cell, Table, count
from entitlements.board.hiding import SLACK, is_small
from entitlements.board.young import AwardStep, Young

HEAD = ("", "Young people")
"""The headings of a table that counts people."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The people of a report, its day, and what is common to all its tables."""

    young: tuple[Young, ...]
    as_at: date
    threshold: int
    names: Mapping[str, str]
    #: The awards of each person whose case is closed: they count as payments, and as nobody.
    closed: tuple[tuple[AwardStep, ...], ...] = ()

    @property
    def few(self) -> bool:
        """Whether even the number of people is hidden, and all that is not nought with it.

        It is so a little above the threshold too. Of 7 people 6 were paid something, so
        that the payments are printed: then no more than 1 can have it unclaimed.
        """
        return is_small(len(self.young), self._enough)

    @property
    def _enough(self) -> int:
        return self.threshold + SLACK if self.threshold > 1 else self.threshold

    @property
    def people(self) -> Cell:
        """How many people the report is about."""
        return count(len(self.young), self.few)

    def named(self, word: str) -> str:
        """The words for an id: those that were given, else the id as words."""
        plain = word.replace("_", " ")
        return self.names.get(word, plain[:1].upper() + plain[1:])

    def note(self, *more: str) -> str:
        """What stands under every table, and then what this one needs.

        It is the same whatever the numbers are: a sentence that stands there only where
        something is not known would tell a nought from a number that is hidden.
        """
        first = f"As at {day_words(self.as_at)}. {self._how_many()}"
        return " ".join([first, *more, self._what_c_means()])

    def _how_many(self) -> str:
        if self.few:
            return f"There are fewer than {self._enough} people in this report."
        people = len(self.young)
        if people == 0:
            return "Nobody is in this report."
        return f"There {'is 1 person' if people == 1 else f'are {people:,} people'} in this report."

    def _what_c_means(self) -> str:
        if self.threshold < 2:
            return "No small numbers are hidden: do not publish this."
        return (
            f"The letter c is a number from 1 to {self.threshold - 1}, "
            "or one that would tell such a number."
        )


def withheld(scope: Scope, *tables: tuple[str, str]) -> tuple[Table, ...]:
    """Tables of part of a group that is wholly hidden, by id and title: without a row.

    A row of noughts, or one row fewer, would say how large the group is.
    """
    note = scope.note("The numbers behind this table are too small to show any of it.")
    return tuple(Table(name, title, HEAD, (), note) for name, title in tables)
