"""What a difference is of, in a few words: for the first column of a redline."""

from __future__ import annotations

from datetime import date

from entitlements.messages.speech import capital
from entitlements.redline.difference import Difference
from entitlements.redline.keys import CALLED
from entitlements.redline.rows import called
from entitlements.redline.telling import Telling, day
from entitlements.redline.versions import PENDING

ORDER = "order"


def label_of(difference: Difference, telling: Telling) -> str:
    """The row and the cell: "Row “moving”: the sum"."""
    place = difference.place
    if "/" not in place.of:
        thing = f"“{place.row}”"
        return f"{capital(difference.heading)}: {thing}{_column(place.column, telling)}"
    if place.column == "examples":
        return f"Worked example “{place.row}”" if place.row else "Worked examples"
    if place.row:
        return f"{called(place.row)}{_column(place.column, telling)}"
    whole = f"Version from {_day(place.version)}" if place.version else "The whole table"
    return f"{whole}{_column(place.column, telling)}"


def _column(name: str, telling: Telling) -> str:
    if not name:
        return ""
    if name == ORDER:
        return ": where it stands"
    found = CALLED.get(name)
    return f": {found or telling.column(name).replace('_', ' ')}"


def _day(version: str) -> str:
    return "a day not yet fixed" if version == PENDING else day(date.fromisoformat(version))
