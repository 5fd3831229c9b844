"""Keeping the objects of a rule book small where they are stored."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import cache
from typing import Any


class Kept:
    """A frozen dataclass that stores only what differs from its defaults.

    A default is an attribute of the class, so an object read back without it
    still has it. It is why the objects of a rule book have no slots: a book of
    ten thousand of them then loads from its cache in milliseconds.
    """

    def __getstate__(self) -> dict[str, Any]:
        """What differs from the defaults of the class."""
        cls: Any = type(self)
        plain = _defaults(cls)
        held = vars(self)
        return {name: held[name] for name in held if held[name] is not plain.get(name, MISSING)}


@cache
def _defaults(cls: type) -> dict[str, Any]:
    return {field.name: field.default for field in fields(cls) if field.default is not MISSING}
