"""The log of who signed in, who was kept out, and where: one line an event.

It holds ids and the names of pages. Never a password, a token, an e-mail that was
typed, or anything about a care leaver.
"""

from __future__ import annotations

import logging

NAME = "entitlements.staff"
LONGEST = 100  # characters of one value
_log = logging.getLogger(NAME)


def to_standard_error() -> None:
    """Write the log where a server's log goes, each line with its time."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    _log.propagate = False  # the server would write it once more


def note(event: str, **values: object) -> None:
    """Write one line: the event, then `name=value` for each value."""
    told = " ".join(f"{name}={_one_line(value)}" for name, value in values.items())
    _log.info("%s %s", event, told)


def _one_line(value: object) -> str:
    """A value that cannot begin a line, or a field, of its own."""
    text = "".join(c if c.isprintable() and c not in " =" else "_" for c in str(value))
    return text[:LONGEST]
