"""What a fact is held against, in plain words: a number, a sum, a day, a rate, another fact."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from entitlements.dates import NEVER, DateProblem, Duration, parse_duration
from entitlements.grid.names import fact_named
from entitlements.grid.plain import Unread, quoted
from entitlements.money import MoneyProblem, format_money, parse_money
from entitlements.problems import nearest
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.conditions import (
    AsAtBound,
    Bound,
    FactBound,
    Literal,
    ParameterBound,
)
from entitlements.rulebook.model import RuleBook

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]+),? (\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[t ]00:00(?::00)?)?")
_SPAN = r"(\d{1,4} (?:day|week|month|year)s?)"
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}")


def day_words(day: date) -> str:
    """A day as people write it: "1 April 2023"."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year:04}"


def read_day(text: str) -> date:
    """Read "1 April 2023", "1 Apr 2023", "2023-04-01" or "01/04/2023" (day first).

    Raises: `Unread`
    """
    try:
        if found := _ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _SLASHED.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if (found := _DAY.fullmatch(text)) and (month := _month(found[2])):
            return date(int(found[3]), month, int(found[1]))
    except ValueError:
        raise Unread(f"There is no day {quoted(text)}.") from None
    raise Unread(f"{quoted(text)} is not a day.", "Write it as 1 April 2023.")


def _month(word: str) -> int:
    whole = [n for n, month in enumerate(MONTHS, 1) if month.startswith(word)]
    return whole[0] if len(whole) == 1 and len(word) >= 3 else 0


def read_bound(text: str, type_: FactType, unit: str, book: RuleBook) -> Bound:
    """Read what a fact of one type is held against. Raises `Unread`."""
    if type_ is FactType.DATE:
        return _read_date(text, book)
    if found := re.fullmatch(r"(?:the )?rate (?:of )?(.+)", text):
        return ParameterBound(_rate(found[1], book))
    if fact := fact_named(text, book, type_):
        return FactBound(fact)
    return Literal(_money(text) if type_ is FactType.MONEY else _number(text, unit))


def _rate(text: str, book: RuleBook) -> str:
    if text in book.parameters:
        return text
    named = [rate.id for rate in book.parameters.values() if rate.title.lower() == text]
    if len(named) == 1:
        return named[0]
    raise Unread(f"There is no rate {quoted(text)}.", nearest(text, book.parameters))


def _number(text: str, unit: str) -> int:
    for ending in (unit, "years old", "years", "year"):
        if ending and text.endswith(" " + ending.lower()):
            text = text[: -len(ending) - 1]
            break
    if not _NUMBER.fullmatch(text.removesuffix(".0")):
        raise Unread(f"{quoted(text)} is not a whole number.", "Write it in digits, such as 12.")
    return int(text.removesuffix(".0").replace(",", ""))


def _money(text: str) -> int:
    try:
        return int(parse_money("£" + text.removeprefix("£").strip()))
    except MoneyProblem:
        what = f"{quoted(text)} is not an amount of money."
        raise Unread(what, "Write it as £2,000 or £57.90.") from None


def _read_date(text: str, book: RuleBook) -> Bound:
    if text in ("today", "as_at", "as at", "the as-at date", "now"):
        return AsAtBound()
    if text == "never":
        return Literal(NEVER.toordinal())
    for pattern, make in _MOVED:
        if found := re.fullmatch(pattern, text):
            return make(found, book)
    if fact := fact_named(text, book, FactType.DATE):
        return FactBound(fact)
    return Literal(read_day(text).toordinal())


def _span(text: str) -> Duration:
    try:
        return parse_duration(text)
    except DateProblem as problem:
        raise Unread(f"{problem}.".replace("..", ".")) from None


def _from_today(found: re.Match[str], sign: int) -> Bound:
    return AsAtBound(_span(found[1]), sign)


def _from_fact(named: str, span: str, sign: int, book: RuleBook) -> Bound:
    fact = fact_named(named, book, FactType.DATE)
    if not fact:
        dates = [f.id for f in book.catalogue.facts.values() if f.type is FactType.DATE]
        raise Unread(f"There is no date fact {quoted(named)}.", nearest(named, dates))
    return FactBound(fact, _span(span), sign)


_MOVED: tuple[tuple[str, Callable[[re.Match[str], RuleBook], Bound]], ...] = (
    (rf"{_SPAN} (?:ago|before today)", lambda found, _: _from_today(found, -1)),
    (rf"today (?:less|minus) {_SPAN}", lambda found, _: _from_today(found, -1)),
    (rf"{_SPAN} (?:ahead|from today|after today|from now)", lambda found, _: _from_today(found, 1)),
    (rf"(?:in|today plus) {_SPAN}", lambda found, _: _from_today(found, 1)),
    (rf"(.+) (?:plus|\+) {_SPAN}", lambda found, b: _from_fact(found[1], found[2], 1, b)),
    (rf"(.+) (?:less|minus|-) {_SPAN}", lambda found, b: _from_fact(found[1], found[2], -1, b)),
    (rf"{_SPAN} after (.+)", lambda found, b: _from_fact(found[2], found[1], 1, b)),
    (rf"{_SPAN} before (.+)", lambda found, b: _from_fact(found[2], found[1], -1, b)),
)


def bound_words(bound: Bound, type_: FactType) -> str:
    """A bound in the one spelling that is written."""
    if isinstance(bound, ParameterBound):
        return f"the rate {bound.parameter}"
    if isinstance(bound, FactBound):
        moved = f" {'plus' if bound.sign > 0 else 'less'} {bound.duration}"
        return bound.fact + (moved if bound.duration else "")
    if isinstance(bound, AsAtBound):
        after = "ahead" if bound.sign > 0 else "ago"
        return f"{bound.duration} {after}" if bound.duration else "today"
    if type_ is FactType.DATE:
        day = date.fromordinal(bound.value)
        return "never" if day == NEVER else day_words(day)
    return format_money(bound.value) if type_ is FactType.MONEY else str(bound.value)
