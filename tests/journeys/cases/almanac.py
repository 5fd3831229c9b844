"""The day of the walks, and the time on their clock; a walk may move to a later day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

from tests.conftest import TODAY

NINE = 9 * 3600  #: the clock begins at nine in the morning of each day


class Almanac:
    """A day, and a clock that goes on by a second each time that it is read."""

    def __init__(self) -> None:
        self.day = TODAY
        self._ticks = count()

    def move_to(self, day: date) -> None:
        """Go on to a later day. Whoever is signed in stays signed in."""
        assert day > self.day, "time goes on"
        self.day, self._ticks = day, count()

    def seconds(self) -> int:
        """The time, in whole seconds since 1970."""
        midnight = datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC)
        return int(midnight.timestamp()) + NINE + next(self._ticks)
