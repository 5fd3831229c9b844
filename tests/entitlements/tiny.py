"""Tiny rule books, written where they are read: in the docstring of a test.

    facts:
      home: [flat, custody]                   # a choice
      doing: {choices: [work, college]}       # a set of choices
      months: {type: number, asked_when: {home: flat}}
    tables:
      help:                                   # england/help: rows, then not_entitled
        - {when: {home: flat}, outcome: entitled, amount: "£10.00"}

A row of a tiny book needs no id, no source and no sentence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import yaml

from entitlements.evaluate import Engine, Evaluation, evaluate
from entitlements.facts import Facts, Value
from entitlements.money import parse_money
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.model import RuleBook
from tests.rulebooks import book_of

TODAY = date(2026, 11, 22)
_WORDS = ("id", "title", "area", "summary", "payer", "ask", "how_to_get")


@dataclass(frozen=True)
class Tiny:
    """A tiny book, made ready."""

    book: RuleBook
    engine: Engine = field(repr=False)

    def facts(self, **known: Any) -> Facts:
        """Facts in Python's own values: a date, "£10.00", a set of words."""
        return Facts({name: self._value(name, value) for name, value in known.items()})

    def _value(self, name: str, value: Any) -> Value:
        kind = self.book.catalogue.facts[name].type
        if isinstance(value, date):
            return value.toordinal()
        if kind is FactType.MONEY and isinstance(value, str):
            return parse_money(value)
        return frozenset(value) if kind is FactType.CHOICES else value

    def ask(self, as_at: date = TODAY, **known: Any) -> Evaluation:
        """Everything the book decides for somebody of whom this is known."""
        return evaluate(self.engine, self.facts(**known), as_at)


@cache
def tiny_book(text: str | None) -> Tiny:
    """The book written in a docstring; what stands before `facts:` is the rule it shows."""
    assert text is not None
    lines = text.splitlines()
    start = next(place for place, line in enumerate(lines) if line.strip() == "facts:")
    data = yaml.load("\n".join(lines[start:]), Loader=yaml.BaseLoader)
    parts = {"facts", "derived", "axioms", "impossible", "parameters", "tables"}
    assert not set(data) - parts, set(data)
    catalogue = {
        "facts": [_fact(name, shape) for name, shape in data["facts"].items()],
        "derived": [_fact(name, shape) for name, shape in data.get("derived", {}).items()],
        "axioms": [
            {"id": f"axiom-{n}", "why": "so"} | a for n, a in enumerate(data.get("axioms", []))
        ],
    }
    if "impossible" in data:
        catalogue["impossible"] = [
            {"id": f"nobody-{n}", "when": when, "why": "so"}
            for n, when in enumerate(data["impossible"])
        ]
    tables = {f"england/{name}.yaml": _table(name, shape) for name, shape in data["tables"].items()}
    parameters = {"parameters": [_parameter(*item) for item in data.get("parameters", {}).items()]}
    book, problems = book_of(_text(catalogue), tables, parameters=_text(parameters))
    assert not problems, "\n".join(map(str, problems))
    return Tiny(book, Engine(book))


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def _fact(name: str, shape: str | list[str] | Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(shape, str):
        shape = {"type": shape}
    elif isinstance(shape, list):
        shape = {"type": "choice", "choices": shape}
    found = {"id": name, "label": name, "type": "choices", **shape}
    if "choices" in found:
        found["choices"] = [{"value": word, "label": word} for word in found["choices"]]
    return found if "from" in found else {"question": f"{name}?"} | found


def _table(name: str, shape: list[Any] | Mapping[str, Any]) -> str:
    data = {"rows": shape} if isinstance(shape, list) else dict(shape)
    table: dict[str, Any] = dict.fromkeys(_WORDS, name)
    table |= {"id": f"england/{name}", "area": data.pop("area", "money")}
    table["match"] = data.pop("match", "first")
    table |= {key: data.pop(key) for key in ("dated_by", "decides") if key in data}
    versions = data.pop("versions", None) or [{"effective_from": "2000-01-01"} | data]
    table["versions"] = [_version(version) for version in versions]
    return _text(table)


def _version(shape: Mapping[str, Any]) -> dict[str, Any]:
    rows = [_row(row, f"row-{n}") for n, row in enumerate(shape.get("rows", []), 1)]
    otherwise = {"outcome": "not_entitled", "says": "No."} | shape.get("otherwise", {})
    rest = {key: value for key, value in shape.items() if key not in ("rows", "otherwise")}
    return {
        "status": "in_force",
        "checked_on": "2026-11-22",
        "confidence": "confirmed",
        **rest,
        "rows": rows,
        "otherwise": otherwise,
    }


def _row(shape: Mapping[str, Any], name: str) -> dict[str, Any]:
    row = {"id": name, "outcome": "entitled", "says": "Yes.", "source": "act"} | dict(shape)
    return row if row["outcome"] == "not_entitled" else {"force": "policy"} | row


def _parameter(name: str, values: Mapping[str, str]) -> dict[str, Any]:
    """A rate by the day from which it holds."""
    found = [{"from": day, "value": value, "source": "act"} for day, value in values.items()]
    money = "money" if "£" in found[0]["value"] else "number"
    return {"id": name, "title": name, "type": money, "values": found}
