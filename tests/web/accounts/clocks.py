"""A clock for sessions of staff that stands still until moved."""

from __future__ import annotations


class Clock:
    """Seconds since 1970."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds
