"""What is typed into forms, with a mark for each sign that no page can show.

NUL and its kind come of broken copies of documents. A page that gave them back would not
be HTML, and PostgreSQL refuses NUL in a text. A mark shows that something was there.
"""

from __future__ import annotations

import re
from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import IntegerConverter, Map

MOST = 2**31 - 1  #: the highest number that a row can have, in either database
#: As `secrets.token_urlsafe(16)` draws it.
ONCE = re.compile(r"[A-Za-z0-9_-]{8,30}")
KEPT = "\t\n\r"
#: What HTML takes in no form: controls, and the code points that are no characters.
MARKED = dict.fromkeys(
    [
        *(code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in KEPT),
        *range(0xFDD0, 0xFDF0),
        *(plane * 0x10000 + last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
        *range(0xD800, 0xE000),  # half of a pair that stands for one sign
    ],
    "\ufffd",
)


def with_marks(text: str) -> str:
    """A text with a mark for each sign that cannot be shown."""
    return text if text.isprintable() else text.translate(MARKED)


def all_with_marks(data: Any) -> Any:
    """JSON data, each text in it with a mark for each sign that cannot be shown."""
    if isinstance(data, str):
        return with_marks(data)
    if isinstance(data, list):
        return [all_with_marks(one) for one in data]
    if isinstance(data, dict):
        return {with_marks(name): all_with_marks(one) for name, one in data.items()}
    return data


def number(text: str) -> int:
    """A number that a row, or a save, may have. Raises: ValueError"""
    found = int(text)
    if not 0 <= found <= MOST:
        raise ValueError("no row has this number")
    return found


def once_of(text: str | None) -> str | None:
    """What a form was sent with, if it is what a form was given; else None.

    It stands open in the store, so nothing else may come into its place.
    """
    return text if text and ONCE.fullmatch(text) else None


class Number(IntegerConverter):
    """A number in an address; beyond those of rows there is no page."""

    def __init__(self, map: Map, *args: Any, **kwargs: Any) -> None:
        super().__init__(map, *args, **{"max": MOST, **kwargs})


class Typed(ImmutableMultiDict[str, Any]):
    """Names and values as they were sent, marked where they cannot be shown; files as they are."""

    def __init__(self, mapping: Any = None) -> None:
        pairs = ImmutableMultiDict(mapping).items(multi=True)
        super().__init__([(with_marks(name), _shown(value)) for name, value in pairs])


def _shown(value: Any) -> Any:
    return with_marks(value) if isinstance(value, str) else value


class TypedRequest(Request):
    """A request whose forms and address hold only what can be shown."""

    parameter_storage_class = Typed


def set_up(app: Flask) -> None:
    """Read what is sent to an application in this way."""
    app.request_class = TypedRequest
    app.url_map.converters["int"] = Number
