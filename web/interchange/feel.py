"""Simple tests as FEEL, the language of DMN's cells: written, and read as far as it is simple.

What FEEL has no simple words for is written as a text that no other tool can meet, so
that a row taken there without ours never gives more than it should.
"""

from __future__ import annotations

import json
import re
from datetime import date

from entitlements.dates import Duration
from entitlements.grid.bounds import day_words
from entitlements.grid.choices import plain_word
from entitlements.grid.plain import Unread, quoted
from entitlements.money import format_exact, format_money
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.conditions import (
    AsAtBound,
    Between,
    Bound,
    FactBound,
    Holds,
    IsTrue,
    Literal,
    NextBirthday,
    OneOfThese,
    Test,
)

ANY = "-"
_UNITS = {"day": "P{}D", "week": "P{}D", "month": "P{}M", "year": "P{}Y"}


def string(text: str) -> str:
    """Text as a FEEL string, with whatever XML cannot hold escaped."""
    return json.dumps(text, ensure_ascii=not text.isprintable())


def feel(test: Test) -> str:
    """A test as a unary test of FEEL."""
    check = test.check
    if isinstance(check, IsTrue):
        return "true" if check.value else "false"
    if isinstance(check, OneOfThese):
        values = ",".join(map(string, check.values))
        return f"not({values})" if check.negated else values
    if isinstance(check, Holds):
        joined = " and " if check.how == "all" else " or "
        said = joined.join(f"list contains(?, {string(value)})" for value in check.values)
        return f"not({said})" if check.how == "none" else said
    if isinstance(check, NextBirthday):
        return ",".join(map(str, check.years))
    return _range(check)


def _range(check: Between) -> str:
    low, high = _bound(check.low, check.type), _bound(check.high, check.type)
    if low and low == high and not check.low_open and not check.high_open:
        return low
    if low and high:
        return f"{'(' if check.low_open else '['}{low}..{high}{')' if check.high_open else ']'}"
    if low:
        return f"{'>' if check.low_open else '>='} {low}"
    return f"{'<' if check.high_open else '<='} {high}"


def _bound(bound: Bound | None, type_: str) -> str:
    if bound is None:
        return ""
    if isinstance(bound, Literal):
        return _literal(bound.value, type_)
    if isinstance(bound, FactBound | AsAtBound):
        name = bound.fact if isinstance(bound, FactBound) else "as_at"
        if bound.duration is None:
            return name
        return f"{name} {'+' if bound.sign > 0 else '-'} {_duration(bound.duration)}"
    return "rate_" + re.sub(r"\W", "_", bound.parameter)


def _literal(value: int, type_: str) -> str:
    if type_ == "date":
        return f'date("{date.fromordinal(value).isoformat()}")'
    return format_exact(value)[1:].replace(",", "") if type_ == "money" else str(value)


def _duration(span: Duration) -> str:
    count = span.count * 7 if span.unit == "week" else span.count
    return f'duration("{_UNITS[span.unit].format(count)}")'


_STRING = r'"(?:[^"\\]|\\.)*"'
_STRINGS = re.compile(rf"{_STRING}(?:\s*,\s*{_STRING})*")
_VALUE = r'-?\d+(?:\.\d+)?|date\("\d{4}-\d\d-\d\d"\)|@"\d{4}-\d\d-\d\d"|[a-z_][a-z0-9_]*'
_ENDED = re.compile(rf"(<=|>=|<|>)\s*({_VALUE})")
_RANGE = re.compile(rf"([\[\](])\s*({_VALUE})\s*\.\.\s*({_VALUE})\s*([\])\[])")
_ONE = re.compile(_VALUE)
_WHOLE = re.compile(r"\d+(?:\s*,\s*\d+)*")


def text_of(said: str, type_: FactType | None) -> str:
    """A simple FEEL test as the text of a cell of ours. Raises `Unread` for any other.

    `type_` is None for the next birthday.
    """
    said = said.strip()
    if said in ("", ANY):
        return ""
    if type_ is None and _WHOLE.fullmatch(said):
        return " or ".join(re.split(r"\s*,\s*", said))
    if type_ is FactType.YES_NO and said in ("true", "false"):
        return "yes" if said == "true" else "no"
    if type_ in (FactType.CHOICE, FactType.CHOICES):
        return _choices(said)
    if type_ in (FactType.NUMBER, FactType.MONEY, FactType.DATE):
        return _ordered(said, type_)
    raise _not_simple(said)


def _not_simple(said: str) -> Unread:
    what = f"{quoted(said)} is not a test that can be taken over."
    return Unread(what, "Write the test in the grid instead.")


def strings_of(said: str) -> list[str]:
    """The texts of a list of FEEL strings. Raises `Unread`."""
    if not _STRINGS.fullmatch(said.strip()):
        raise _not_simple(said)
    try:
        return [json.loads(found, strict=False) for found in re.findall(_STRING, said)]
    except ValueError:
        raise _not_simple(said) from None


def _choices(said: str) -> str:
    negated = re.fullmatch(r"not\s*\((.*)\)", said, re.DOTALL)
    values = " or ".join(plain_word(text) for text in strings_of(negated[1] if negated else said))
    return f"not {values}" if negated else values


def _ordered(said: str, type_: FactType) -> str:
    if found := _ENDED.fullmatch(said):
        return f"{found[1]} {_value(found[2], type_)}"
    if found := _RANGE.fullmatch(said):
        low = ">=" if found[1] == "[" else ">"
        high = "<=" if found[4] == "]" else "<"
        return f"{low} {_value(found[2], type_)} and {high} {_value(found[3], type_)}"
    if _ONE.fullmatch(said):
        return f"= {_value(said, type_)}"
    raise _not_simple(said)


def _value(said: str, type_: FactType) -> str:
    if found := re.search(r"\d{4}-\d\d-\d\d", said):
        try:
            return day_words(date.fromisoformat(found[0]))
        except ValueError:
            raise Unread(f"There is no day {found[0]}.") from None
    if type_ is FactType.MONEY and said.replace(".", "").isdecimal():
        pounds, _, pence = said.partition(".")
        if len(pence) > 2:
            raise _not_simple(said)
        return format_money(int(pounds) * 100 + int(pence.ljust(2, "0")))
    return said
