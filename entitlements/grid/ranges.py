"""A test of an ordered fact in plain words: "18 or over and under 25".

"18 to 24" takes in both: for an age or a whole number that is 18 or over and
under 25; for money and days, the second is the last that counts.
"""

from __future__ import annotations

import re

from entitlements.dates import NEVER_DAY
from entitlements.grid.bounds import bound_words, read_bound
from entitlements.grid.plain import Unread, quoted
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.conditions import AsAtBound, Between, Bound, Literal
from entitlements.rulebook.model import RuleBook

#: How an end may be written: which end it is, and whether the bound itself is left out.
_ENDS: tuple[tuple[str, str, bool], ...] = (
    (r"(?:on or after|at least|no less than|not less than|from|since|>=|≥) ?(.+)", "low", False),
    (r"(.+?)(?: or (?:over|more|above|older|later)| onwards| ?\+)", "low", False),
    (r"(?:on or before|at most|up to|no more than|not more than|by|<=|≤) ?(.+)", "high", False),
    (r"(.+?) or (?:under|less|below|younger|fewer|earlier)", "high", False),
    (r"(?:over|more than|older than|above|after|later than|>) ?(.+)", "low", True),
    (
        r"(?:under|less than|younger than|below|fewer than|before|earlier than|<) ?(.+)",
        "high",
        True,
    ),
)
_EXACT = re.compile(r"(?:exactly|equal to|equals|on|=) ?(.+)")
_SPAN = r"(\d{1,4} (?:day|week|month|year)s?)"
_PAST = re.compile(rf"(?:in|within) the (?:past|last) {_SPAN}")
_NEXT = re.compile(rf"(?:in|within) the next {_SPAN}")
_AND = re.compile(r" and (over|above|older|more|under|below|younger|less|later|earlier)(?=$| and )")
_BETWEEN = re.compile(r"between (.+?) and (.+)")
_TO = {
    FactType.NUMBER: re.compile(r"([\d,]+) ?(?:to|-|–) ?(.+)"),
    FactType.MONEY: re.compile(r"(£?[\d,.]+) ?(?:to|-|–) ?(.+)"),
    FactType.DATE: re.compile(r"(?!up )(.+?) (?:to|–) (.+)"),
}
_HAPPENED = Between(None, Literal(NEVER_DAY), type="date")


class Ranges:
    """Reads and writes the tests of one ordered fact."""

    def __init__(self, type_: FactType, book: RuleBook, unit: str | None = None) -> None:
        self.type, self.book, self.unit = type_, book, unit or ""

    def read(self, text: str) -> Between:
        """Read a range, or the one value that is meant. Raises `Unread`."""
        known = self._known(text)
        if known is not None:
            return known
        halves = _AND.sub(r" or \1", text).split(" and ")
        if len(halves) > 2:
            raise Unread(f"{quoted(text)} has more than two ends.", "Keep one lower and one upper.")
        ends = [self._end(half) for half in halves]
        if len(ends) == 1 and ends[0] is None:
            return self._exact(text)
        return self._joined([self._told(end, half) for end, half in zip(ends, halves, strict=True)])

    def _known(self, text: str) -> Between | None:
        """The phrases that say both ends at once."""
        if self.type is FactType.DATE:
            if found := _PAST.fullmatch(text):
                return self._closed(self._bound(f"{found[1]} ago"), AsAtBound())
            if found := _NEXT.fullmatch(text):
                return self._closed(AsAtBound(), self._bound(f"{found[1]} ahead"))
            if text in ("has happened", "it has happened"):
                return _HAPPENED
            if text in ("not happened", "has not happened", "it has not happened"):
                return self._exact("never")
        found = _BETWEEN.fullmatch(text) or _TO[self.type].fullmatch(text)
        if found:
            return self._both_in(self._bound(found[1]), self._bound(found[2]))
        return None

    def _both_in(self, low: Bound, high: Bound) -> Between:
        if self.type is FactType.NUMBER and isinstance(high, Literal):
            return Between(low, Literal(high.value + 1), type=self.type.value)
        return self._closed(low, high)

    def _closed(self, low: Bound, high: Bound) -> Between:
        return Between(low, high, high_open=False, type=self.type.value)

    def _exact(self, text: str) -> Between:
        found = _EXACT.fullmatch(text)
        bound = self._bound(found[1] if found else text)
        return self._closed(bound, bound)

    def _end(self, text: str) -> tuple[str, bool, str] | None:
        for pattern, end, strict in _ENDS:
            if found := re.fullmatch(pattern, text):
                return end, strict, found[1].strip()
        return None

    def _told(self, end: tuple[str, bool, str] | None, text: str) -> tuple[str, bool, Bound]:
        if end is None:
            raise Unread(f"{quoted(text)} is not an end of a range.", f"Write {self.sample}.")
        return end[0], end[1], self._bound(end[2])

    def _joined(self, ends: list[tuple[str, bool, Bound]]) -> Between:
        held = {end: (strict, bound) for end, strict, bound in ends}
        if len(held) < len(ends):
            which = "lower" if ends[0][0] == "low" else "upper"
            raise Unread(f"This range has two {which} ends.", "Keep one of them.")
        low, high = held.get("low", (False, None)), held.get("high", (True, None))
        return Between(low[1], high[1], low[0], high[0], self.type.value)

    def _bound(self, text: str) -> Bound:
        return read_bound(text, self.type, self.unit, self.book)

    @property
    def sample(self) -> str:
        """A range of this type, to show how one is written."""
        return {
            FactType.NUMBER: "“18 or over and under 25”",
            FactType.MONEY: "“£500 or more and under £2,000”",
        }.get(self.type, "“on or after 1 April 2023 and before 1 April 2024”")

    def words(self, check: Between) -> str:
        """A range in the one spelling that is written."""
        low, high = check.low, check.high
        closed = not check.low_open and not check.high_open
        if low is not None and low == high and closed:
            return self._exact_words(low)
        if check == _HAPPENED:
            return "has happened"
        if closed and (said := _around_today(low, high)):
            return said
        ends = [self._low(low, check.low_open)] if low is not None else []
        ends += [self._high(high, check.high_open)] if high is not None else []
        return " and ".join(ends)

    def _exact_words(self, bound: Bound) -> str:
        said = bound_words(bound, self.type)
        if self.type is not FactType.DATE:
            return f"exactly {said}"
        return said if said in ("never", "today") else f"on {said}"

    def _low(self, bound: Bound, strict: bool) -> str:
        said = bound_words(bound, self.type)
        if self.type is FactType.DATE:
            if strict:
                return f"after {said}"
            return f"{said} or later" if isinstance(bound, AsAtBound) else f"on or after {said}"
        if strict:
            return f"over {said}"
        more = "more" if self.type is FactType.MONEY else "over"
        return f"{said} or {more}" if isinstance(bound, Literal) else f"at least {said}"

    def _high(self, bound: Bound, strict: bool) -> str:
        said = bound_words(bound, self.type)
        if self.type is FactType.DATE:
            return f"before {said}" if strict else f"on or before {said}"
        return f"under {said}" if strict else f"at most {said}"


def _around_today(low: Bound | None, high: Bound | None) -> str:
    """A range with one end today: "in the past 12 months"; "" for any other."""
    if not (isinstance(low, AsAtBound) and isinstance(high, AsAtBound)):
        return ""
    if low.duration and low.sign < 0 and high == AsAtBound():
        return f"in the past {low.duration}"
    if high.duration and high.sign > 0 and low == AsAtBound():
        return f"in the next {high.duration}"
    return ""
