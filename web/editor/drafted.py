"""The rule book as a change would leave it: what is in service, with its texts laid over."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from entitlements.evaluate import Engine
from entitlements.problems import Problem
from entitlements.rulebook.model import RuleBook, RuleTable
from entitlements.rulebook.read import read_files
from web import book as live
from web.store.changes import Change

Files = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True)
class Drafted:
    """A book read from a change, with what is wrong with its texts."""

    files: Files
    book: RuleBook
    problems: tuple[Problem, ...]

    def text(self, path: str) -> bytes | None:
        """The text of one file; None where there is none yet."""
        return dict(self.files).get(path)

    def table(self, path: str) -> RuleTable | None:
        """The table of a file; None for a file that cannot be read, or is no table."""
        return self.book.tables.get(path.removesuffix(".yaml"))

    def problems_of(self, path: str) -> list[Problem]:
        """What is wrong with one file, by line."""
        return sorted(problem for problem in self.problems if problem.place == path)


def drafted(change: Change) -> Drafted:
    """The book that a change would make of the one in service."""
    laid = {path: draft.text for path, draft in change.texts.items()}
    return with_texts(laid)


def with_texts(texts: dict[str, bytes]) -> Drafted:
    """The book in service with some texts laid over it."""
    return read(tuple(sorted({**dict(live.files()), **texts}.items())))


@lru_cache(maxsize=16)
def read(files: Files) -> Drafted:
    """Read a book; the same files are read once."""
    book, problems = read_files(list(files))
    assert book is not None  # a folder without a catalogue is never published
    return Drafted(files, book, tuple(problems))


@lru_cache(maxsize=4)
def engine_of(files: Files) -> Engine:
    """A drafted book, ready to decide."""
    return Engine(read(files).book)
