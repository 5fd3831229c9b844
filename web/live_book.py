"""The book in service, held by one process and changed when the register moves.

A new publication is read once, by whichever request sees it first; the others go
on with the book they have. A text that is not what was published never comes into
service: the last good book stays, and the problem is told.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from entitlements.evaluate import Engine
from entitlements.problems import DataProblems
from entitlements.rulebook.model import RuleBook
from entitlements.rulebook.read import read_files
from web.store import Store, StoreError, changes, register

Files = list[tuple[str, bytes]]
LOG = logging.getLogger(__name__)
TRY_AGAIN = 60  # seconds, for a publication that could not be read
LOOK_FOR_OVERDUE = 60  # seconds, between looks at emergencies whose time is up


class NoBook(Exception):
    """There is nothing to answer from. The message says why, for whoever runs the service."""


@dataclass(frozen=True, slots=True)
class Held:
    """The book of one publication, with the texts it was read from."""

    publication: int
    files: Files = field(repr=False)
    engine: Engine = field(repr=False)


def book_of(files: Files) -> RuleBook:
    """Read files as one rule book. Raises `DataProblems` with every problem."""
    book, problems = read_files(files)
    if problems or book is None:
        raise DataProblems(problems)
    return book


@lru_cache(maxsize=2)
def _engine_of(files: tuple[tuple[str, bytes], ...]) -> Engine:
    return Engine(book_of(list(files)))


class LiveBook:
    """The newest book of a store that could be read.

    `problem` says why the newest publication is not in service; None if it is.
    """

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        """Read from `store`; `clock` gives seconds since 1970."""
        self.problem: str | None = None
        self._store, self._clock = store, clock
        self._held: Held | None = None
        self._reading = threading.Lock()
        self._failed, self._failed_at = -1, 0.0
        self._looked_at = 0.0

    def now(self) -> Held:
        """The book to answer from. Raises: NoBook"""
        self._end_emergencies()
        number = register.latest(self._store)
        held = self._held
        if held is not None and held.publication == number:
            return held
        # With a book in hand nobody waits: whoever has the lock reads the new one.
        if self._reading.acquire(blocking=held is None):
            try:
                self._read(number)
            finally:
                self._reading.release()
        if self._held is None:
            raise NoBook(self.problem)
        return self._held

    def _read(self, number: int) -> None:
        if self._held is not None and self._held.publication == number:
            return
        if self._failed == number and self._clock() - self._failed_at < TRY_AGAIN:
            return
        try:
            if number == 0:
                raise NoBook("The register is empty. Run: python -m web migrate")
            files = register.files(self._store, number)
            self._held = Held(number, files, _engine_of(tuple(files)))
            self.problem = None
        except (NoBook, register.RegisterTampered, DataProblems, StoreError) as error:
            self._failed, self._failed_at = number, self._clock()
            self.problem = f"Publication {number} is not in service. {error}"
            LOG.error("%s", self.problem)

    def _end_emergencies(self) -> None:
        """Look once a minute; a store that fails must not take the page with it."""
        now = self._clock()
        if now - self._looked_at < LOOK_FOR_OVERDUE:
            return
        self._looked_at = now
        try:
            changes.expire_emergencies(self._store, int(now))
        except (StoreError, register.RegisterTampered) as error:
            LOG.error("Overdue emergencies could not be ended: %s", error)
