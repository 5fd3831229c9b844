"""Comma-separated text that is safe to open in a spreadsheet (RFC 4180).

What was changed: text that a spreadsheet would take for a formula (it begins with = + - @,
a tab or a new line, or with one of the first four after blanks) has an apostrophe put in
front. Nothing else is changed. Numbers and days are written as they are, days as
2026-11-22; nothing known is an empty cell. The text begins with the mark that tells a
spreadsheet that it is UTF-8, and its lines end as RFC 4180 says.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeAlias

Cell: TypeAlias = str | int | date | None

#: What makes a spreadsheet take text for a formula; the wide forms count in some of them.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
BREAKS = ("\t", "\r", "\n")
MARK = "'"


def harmless(text: str) -> str:
    """Text that no spreadsheet runs.

    >>> harmless('=1+1'), harmless('Rent, May')
    ("'=1+1", 'Rent, May')
    """
    active = text.startswith(BREAKS) or text.lstrip().startswith(FORMULA)
    return MARK + text if active else text


def csv_bytes(head: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A whole file: its head, then its rows."""
    return b"".join(csv_lines(head, rows))


def csv_lines(head: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The same line by line, for a file too long to hold."""
    yield "\ufeff".encode()
    yield _line(head)
    yield from map(_line, rows)


def _line(row: Sequence[Cell]) -> bytes:
    held = io.StringIO()
    csv.writer(held, lineterminator="\r\n").writerow([_written(cell) for cell in row])
    return held.getvalue().encode()


def _written(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return harmless(cell) if isinstance(cell, str) else cell
