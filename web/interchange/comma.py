"""Comma-separated text: a version's grid as one plain sheet (RFC 4180).

A cell that a spreadsheet would take for a formula gets an apostrophe in front, which is
taken off again when it is read.
"""

from __future__ import annotations

import csv
import io

from entitlements.grid import grid_of
from entitlements.rulebook.model import RuleBook, Version
from web.interchange.imported import Refused
from web.interchange.lists import Table
from web.interchange.sheets import table_of

#: What makes a spreadsheet take text for a formula, and the mark that stops it.
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
_MARK = "'"
#: The largest file read, in bytes.
MOST_BYTES = 10_000_000


def protected(text: str) -> str:
    """Text that no spreadsheet runs."""
    return _MARK + text if text.startswith((*_ACTIVE, _MARK)) else text


def plain(text: str) -> str:
    """Text as it was before it was protected."""
    held = text.removeprefix(_MARK)
    return held if text != held and held.startswith((*_ACTIVE, _MARK)) else text


def export_csv(version: Version, book: RuleBook) -> bytes:
    """A version's rows. The text begins with the mark that tells Excel it is UTF-8."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    for row in table_of(grid_of(version, book, whole=True)):
        writer.writerow([protected(text) for text in row])
    return held.getvalue().encode("utf-8-sig")


def read_csv(data: bytes) -> Table:
    """The cells of a file. Raises `Refused`."""
    if len(data) > MOST_BYTES:
        raise Refused(f"This file holds {len(data):,} bytes.", f"Keep it under {MOST_BYTES:,}.")
    text = _decoded(data)
    first = text.split("\n", 1)[0]
    delimiter = next((mark for mark in ",;\t" if mark in first), ",")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Refused(
            f"This is not comma-separated text: {error}.", "Save it as CSV again."
        ) from None
    return [[plain(cell) for cell in row] for row in rows]


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or what Excel on Windows writes."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("This file is not text.", "Save it as CSV UTF-8.")
