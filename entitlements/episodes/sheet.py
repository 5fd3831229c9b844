"""Cells out of pasted text: tabs, commas or semicolons, quoted or not.

The text stays with whoever pasted it; what is refused here is lost nowhere.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass

from entitlements.problems import Problem

MOST_ROWS = 500
MOST_CHARACTERS = 200_000
PLACE = "care dates"
"""Where the problems of a paste are: it has no file name."""

_ENDS = re.compile(r"\r\n?")
_MARKUP = re.compile(r"<[A-Za-z/!?]")
_FORMULA = ("=", "@", "+")
#: What a spreadsheet puts in front of text so that it is no formula.
_MARK = "'"
#: Lines looked at to see what parts the cells.
_FIRST_LINES = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One line that holds something: its number, counted from 1, and its cells."""

    number: int
    cells: tuple[str, ...]


def lines_of(text: str) -> tuple[tuple[Line, ...], tuple[Problem, ...]]:
    """The lines of a paste that are not blank, and what is wrong with the whole.

    Either there are lines, or the problems say why there are none.
    """
    if len(text) > MOST_CHARACTERS:
        what = f"This is {len(text):,} characters, more than {MOST_CHARACTERS:,}."
        return (), (_whole(what, "Paste the care dates of one person only."),)
    lines, problems = _parsed(_ENDS.sub("\n", text))
    if len(lines) > MOST_ROWS + 1:
        what = f"This is {len(lines):,} lines, more than {MOST_ROWS}."
        return (), (_whole(what, "Paste the care dates of one person only."),)
    if not lines:
        return (), (_whole("There is nothing here to read.", "Paste at least one row."),)
    return lines, problems


def _parsed(text: str) -> tuple[tuple[Line, ...], tuple[Problem, ...]]:
    between = _delimiter(text)
    try:
        return _lines(text, between, csv.QUOTE_MINIMAL), ()
    except csv.Error:
        what = "A quote mark does not open and close around a whole cell."
        fix = "The rows were read with the quote marks left in. Check them."
        return _lines(text, between, csv.QUOTE_NONE), (_whole(what, fix),)


def _lines(text: str, between: str, quoting: int) -> tuple[Line, ...]:
    if quoting == csv.QUOTE_NONE:
        rows = enumerate((row.split(between) for row in text.split("\n")), 1)
        return _filled([(number, row) for number, row in rows])
    # Strict, so that a quote mark that is never closed cannot swallow the rows below it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    numbered, first = [], 1
    for row in reader:
        numbered.append((first, row))
        first = reader.line_num + 1
    return _filled(numbered)


def _filled(numbered: list[tuple[int, list[str]]]) -> tuple[Line, ...]:
    found = []
    for number, row in numbered:
        cells = tuple(tidy(cell) for cell in row)
        if any(cells):
            found.append(Line(number, cells))
    return tuple(found)


def _delimiter(text: str) -> str:
    """What parts the cells: tabs if there are any, else the commoner of ; and , to begin with."""
    first = "\n".join(text.split("\n")[:_FIRST_LINES])
    if "\t" in first:
        return "\t"
    return ";" if first.count(";") > first.count(",") else ","


def tidy(cell: str) -> str:
    r"""A cell without the spaces around it, and without signs that cannot be seen.

    >>> tidy("\u00a0 care   order\ufeff ")
    'care order'
    """
    seen = "".join(sign for sign in cell if unicodedata.category(sign) != "Cf")
    return re.sub(r"[^\S\x00-\x08\x0e-\x1f]+", " ", seen).strip(" ")


def plain(cell: str) -> str:
    """A cell without the mark that keeps a spreadsheet from running it."""
    held = cell.removeprefix(_MARK)
    return held if held.startswith((*_FORMULA, "-", _MARK)) else cell


def protected(cell: str) -> str:
    """A cell that no spreadsheet runs; `plain` gives it back."""
    return _MARK + cell if cell.startswith((*_FORMULA, "-", _MARK)) else cell


def unfit(cell: str) -> tuple[str, str] | None:
    """Why a cell cannot be kept, and how to fix it; None for one that can."""
    if any(unicodedata.category(sign) == "Cc" for sign in cell):
        return "A cell holds a sign that cannot be seen.", "Type the cell again."
    if cell.startswith(_FORMULA):
        return "A cell begins like a formula.", "Paste the value and not the formula."
    if _MARKUP.search(cell):
        return "A cell holds web page code.", "Type the cell again as plain words."
    return None


def _whole(what: str, fix: str) -> Problem:
    return Problem(PLACE, 0, what, fix)
