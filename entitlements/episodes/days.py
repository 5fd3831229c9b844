"""A day as people and case systems write it: the day first, or the year first.

Nothing is guessed: two digits of a year, the number a spreadsheet keeps for a day,
and an end that nobody knows are problems, and not dates.
"""

from __future__ import annotations

import re
from datetime import date

from entitlements.dates import EARLIEST_YEAR, LATEST_YEAR

STILL = frozenset(
    (
        "ongoing",
        "present",
        "current",
        "currently",
        "to date",
        "now",
        "still in care",
        "still",
        "open",
        "continuing",
        "continues",
        "never",
    )
)
"""What is written for an end when care goes on."""

NOTHING = frozenset({"", "-", "–", "—", "null", "none", "n/a", "na", "nil", "blank"})
"""What a case system writes for an empty cell."""

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_TIME = re.compile(r"(?:T| +|, *)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?Z?$")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? +", re.I)
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2}) ?[-/.] ?([0-9]{1,2}) ?[-/.] ?([0-9]+)")
_WORDS = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ -]*(?:of )?([A-Za-z]+)\.?,?[ -]*([0-9]+)", re.I)
_MONTH_FIRST = re.compile(r"([A-Za-z]+)\.? +([0-9]{1,2})(?:st|nd|rd|th)?,? +([0-9]+)", re.I)
_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
_HOW = "Write it like 03/05/2019, 3 May 2019 or 2019-05-03."


class NotADay(ValueError):
    """Text that is no day; `what` says why and `fix` what to write."""

    def __init__(self, what: str, fix: str = _HOW) -> None:
        self.what, self.fix = what, fix
        super().__init__(f"{what} {fix}")


def read_day(text: str) -> date:
    """Read a day. Raises `NotADay` for anything that is not one day and one day only.

    >>> read_day("3 May 2019") == read_day("03/05/2019") == read_day("2019-05-03")
    True
    """
    typed = _WEEKDAY.sub("", _TIME.sub("", text))
    if _SERIAL.fullmatch(typed):
        raise NotADay(
            f"{quoted(text)} is the number that a spreadsheet keeps for a day.",
            "Format the column as dates, then copy it again.",
        )
    year, month, day = _parts(typed, text)
    if len(year) == 2:
        raise NotADay(f"{quoted(text)} has two digits for the year.", "Write all four digits.")
    return _day(year, month, day, text)


def read_end(text: str) -> date | None:
    """Read an end: None where care goes on. Raises `NotADay`."""
    word = text.casefold().strip(". ")
    if word in NOTHING or word in STILL:
        return None
    if word.strip("?") in {"", "unknown", "not known", "tbc", "not sure", "dont know"}:
        raise NotADay(
            f"{quoted(text)} does not say if care goes on.",
            "Leave the end empty only while care goes on. Else find the date.",
        )
    return read_day(text)


def quoted(text: str) -> str:
    """What was typed, in quotes and cut short."""
    return f'"{text}"' if len(text) <= 40 else f'"{text[:39]}…"'


def _parts(typed: str, text: str) -> tuple[str, str, str]:
    if found := _YEAR_FIRST.fullmatch(typed):
        return found[1], found[2], found[3]
    if found := _DAY_FIRST.fullmatch(typed):
        return found[3], found[2], found[1]
    if found := _WORDS.fullmatch(typed):
        return found[3], _month(found[2], text), found[1]
    if found := _MONTH_FIRST.fullmatch(typed):
        return found[3], _month(found[1], text), found[2]
    raise NotADay(f"{quoted(text)} is not a date.")


def _month(word: str, text: str) -> str:
    small = word.casefold()
    for number, name in enumerate(_MONTHS, 1):
        if (len(small) >= 3 and name.startswith(small)) or (small, number) == ("sept", 9):
            return str(number)
    raise NotADay(f"{quoted(text)} is not a date: {quoted(word)} is no month.")


def _day(year: str, month: str, day: str, text: str) -> date:
    if len(year) != 4 or not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        raise NotADay(f"{quoted(text)} is not a year that can be right.", "Check the year.")
    if int(month) > 12 >= int(day):
        raise NotADay(f"{quoted(text)} has the month first.", "Write the day first: 03/05/2019.")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise NotADay(f"{quoted(text)} is not a day in the calendar.", "Check it.") from None
