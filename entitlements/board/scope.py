"""Whom a report is about, on which day, and how its numbers are hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from entitlements.board.calendar import day_words
from entitlements.board.cells import Cell, count
from entitlements.board.hiding import is_small
from entitlements.board.young import Young


@dataclass(frozen=True, slots=True)
class Scope:
    """The people of a report, its day, and what is common to all its tables."""

    young: tuple[Young, ...]
    as_at: date
    threshold: int
    names: Mapping[str, str]

    @property
    def few(self) -> bool:
        """Whether even the number of people is small."""
        return is_small(len(self.young), self.threshold)

    @property
    def people(self) -> Cell:
        """How many people the report is about."""
        return count(len(self.young), self.few)

    def named(self, word: str) -> str:
        """The words for an id: those that were given, else the id as words."""
        plain = word.replace("_", " ")
        return self.names.get(word, plain[:1].upper() + plain[1:])

    def note(self, *more: str) -> str:
        """What stands under every table, and then what this one needs."""
        first = f"As at {day_words(self.as_at)}. {self._how_many()}"
        return " ".join([first, *filter(None, more), self._what_c_means()]).strip()

    def _how_many(self) -> str:
        if self.few:
            return f"There are fewer than {self.threshold} people in this report."
        people = len(self.young)
        if people == 0:
            return "Nobody is in this report."
        return f"There {'is 1 person' if people == 1 else f'are {people:,} people'} in this report."

    def _what_c_means(self) -> str:
        if self.threshold < 2:
            return "No small numbers are hidden: do not publish this."
        return (
            f"The letter c is a number from 1 to {self.threshold - 1}, "
            "or one that is hidden so that nobody can work out such a number."
        )


def some(people: Sequence[object], words: str) -> str:
    """A sentence about what is not known, if that is so of anybody. It never says how many."""
    return words if people else ""
