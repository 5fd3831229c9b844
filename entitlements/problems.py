"""Findings as values: what is wrong, where, and how to put it right.

A rule file or a person's file yields all its problems, never only the first.
A fault of the program raises; a fault in data is a `Problem`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding in data.

    `place` is a file or an answer, `line` counts from 1 (0: no line), `what` says
    what is wrong and `fix` what to do about it.
    """

    place: str
    line: int
    what: str
    fix: str = ""

    def __str__(self) -> str:
        where = f"{self.place}:{self.line}" if self.line else self.place
        return f"{where}: {self.what}" + (f" {self.fix}" if self.fix else "")


class DataProblems(ValueError):
    """Data that cannot be used, with every problem found in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def nearest(word: str, known: Iterable[str]) -> str:
    """Say what to write instead of `word`: the nearest known spelling, or the choices."""
    words = sorted(known)
    close = get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]!r}?"
    if len(words) > 12:
        return f"It is none of the {len(words)} known here."
    return "Use one of: " + ", ".join(words) + "." if words else ""
