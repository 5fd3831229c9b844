"""Shapes: one description of each piece of the language, used three ways.

A shape reads a node into a typed value (reporting every problem by line),
writes a value back as plain data, and describes itself as JSON Schema for
editors. Reader, writer and schema therefore cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from entitlements.money import MoneyProblem, format_exact, parse_money
from entitlements.problems import Problem, nearest
from entitlements.rulebook.nodes import Node, Scalar, Sequence

if TYPE_CHECKING:
    from entitlements.rulebook.catalogue import Catalogue

T = TypeVar("T")
Data = str | list["Data"] | dict[str, "Data"]
JsonSchema = dict[str, Any]


class Bare(str):
    """Text to which plain YAML gives a type, as we do: a number, a day, true or false."""

    __slots__ = ()


class Bad:
    """What a shape returns when it could not read a node; the problem is reported."""

    def __bool__(self) -> bool:
        return False


BAD = Bad()


@dataclass(slots=True)
class Reading:
    """Where problems go while one file is read, and what the tests may mention."""

    place: str
    problems: list[Problem] = field(default_factory=list)
    catalogue: Catalogue | None = None

    def problem(self, line: int, what: str, fix: str = "") -> Bad:
        """Report a problem at a line, and return `BAD` so that callers can return it."""
        self.problems.append(Problem(self.place, line, what, fix))
        return BAD


class Shape(Generic[T]):
    """How one kind of value is read, written and described."""

    def read(self, node: Node, reading: Reading) -> T | Bad:
        """Read a node, reporting every problem in it."""
        raise NotImplementedError

    def write(self, value: T) -> Data:
        """Give the value back as plain data."""
        raise NotImplementedError

    def schema(self) -> JsonSchema:
        """Describe the text as JSON Schema."""
        raise NotImplementedError


def kind_of(node: Node) -> str:
    """Name a node in a message."""
    return {"Scalar": "text", "Sequence": "a list", "Mapping": "a mapping"}[type(node).__name__]


class Text(Shape[str]):
    """Words, not empty."""

    expected = "text"

    def read(self, node: Node, reading: Reading) -> str | Bad:
        if not isinstance(node, Scalar):
            return reading.problem(node.line, f"Here is {kind_of(node)}, not {self.expected}.")
        if not node.text.strip():
            return reading.problem(node.line, "This is empty.", "Write something or leave it out.")
        return self.typed(" ".join(node.text.split()), node, reading)

    def typed(self, text: str, node: Scalar, reading: Reading) -> str | Bad:
        """Check the words; a narrower shape overrides this."""
        return text

    def write(self, value: str) -> Data:
        return value

    def schema(self) -> JsonSchema:
        return {"type": "string", "minLength": 1}


class Pattern(Text):
    """Words of one form, such as an id."""

    def __init__(self, pattern: str, expected: str) -> None:
        self.pattern, self.expected = re.compile(pattern), expected

    def typed(self, text: str, node: Scalar, reading: Reading) -> str | Bad:
        if self.pattern.fullmatch(text):
            return text
        return reading.problem(node.line, f"{text!r} is not {self.expected}.")

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": f"^(?:{self.pattern.pattern})$"}


class Word(Text):
    """One of a closed list of words."""

    def __init__(self, words: Iterable[str], what: str) -> None:
        self.words, self.expected = tuple(words), what

    def typed(self, text: str, node: Scalar, reading: Reading) -> str | Bad:
        if text in self.words:
            return text
        what = f"{text!r} is not {self.expected}."
        return reading.problem(node.line, what, nearest(text, self.words))

    def schema(self) -> JsonSchema:
        return {"enum": list(self.words)}


E = TypeVar("E", bound=StrEnum)


class OneOf(Shape[E]):
    """A member of a closed enumeration."""

    def __init__(self, enum: type[E], what: str) -> None:
        self.enum, self.word = enum, Word([member.value for member in enum], what)

    def read(self, node: Node, reading: Reading) -> E | Bad:
        text = self.word.read(node, reading)
        return text if isinstance(text, Bad) else self.enum(text)

    def write(self, value: E) -> Data:
        return value.value

    def schema(self) -> JsonSchema:
        return self.word.schema()


class Day(Shape[date]):
    """A calendar day, year-month-day."""

    def read(self, node: Node, reading: Reading) -> date | Bad:
        text = node.text if isinstance(node, Scalar) else ""
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                return date.fromisoformat(text)
        except ValueError:
            return reading.problem(node.line, f"There is no day {text}.")
        return reading.problem(node.line, f"{text!r} is not a day.", "Write it as 2026-04-01.")

    def write(self, value: date) -> Data:
        return Bare(value.isoformat())

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}


class Number(Shape[int]):
    """A whole number."""

    def __init__(self, least: int = 0) -> None:
        self.least = least

    def read(self, node: Node, reading: Reading) -> int | Bad:
        text = node.text if isinstance(node, Scalar) else ""
        if not re.fullmatch(r"-?[0-9]{1,9}", text):
            return reading.problem(node.line, f"{text!r} is not a whole number.")
        if int(text) < self.least:
            return reading.problem(node.line, f"{text} is too small.", f"Least: {self.least}.")
        return int(text)

    def write(self, value: int) -> Data:
        return Bare(str(value))

    def schema(self) -> JsonSchema:
        text = {"type": "string", "pattern": r"^-?\d{1,9}$"}
        return {"anyOf": [{"type": "integer", "minimum": self.least}, text]}


class Truth(Shape[bool]):
    """`true` or `false`, and no other spelling."""

    def read(self, node: Node, reading: Reading) -> bool | Bad:
        text = node.text if isinstance(node, Scalar) else ""
        if text not in ("true", "false"):
            return reading.problem(node.line, f"{text!r} is not true or false.")
        return text == "true"

    def write(self, value: bool) -> Data:
        return Bare("true" if value else "false")

    def schema(self) -> JsonSchema:
        return {"enum": [True, False, "true", "false"]}


class MoneyText(Shape[int]):
    """Money as quoted text, "£3,000.00"; whole pence inside."""

    def read(self, node: Node, reading: Reading) -> int | Bad:
        if not isinstance(node, Scalar):
            return reading.problem(node.line, f"Here is {kind_of(node)}, not money.")
        try:
            return int(parse_money(node.text))
        except MoneyProblem as problem:
            return reading.problem(node.line, str(problem))

    def write(self, value: int) -> Data:
        return format_exact(value)

    def schema(self) -> JsonSchema:
        pattern = r"^£(\d+|\d{1,3}(,\d{3})+)(\.\d{1,2})?$"
        return {"type": "string", "pattern": pattern}


class ListOf(Shape[tuple[T, ...]]):
    """A list, each item of one shape, and at least and at most so many of them."""

    def __init__(self, item: Shape[T], least: int = 0, most: int | None = None) -> None:
        self.item, self.least, self.most = item, least, most

    def read(self, node: Node, reading: Reading) -> tuple[T, ...] | Bad:
        if not isinstance(node, Sequence):
            return reading.problem(node.line, f"Here is {kind_of(node)}, not a list.")
        if len(node.items) < self.least:
            return reading.problem(node.line, f"This list needs at least {self.least}.")
        if self.most is not None and len(node.items) > self.most:
            what = f"This list has {len(node.items):,} items."
            return reading.problem(node.line, what, f"Keep it to {self.most:,}.")
        values = [self.item.read(child, reading) for child in node.items]
        return tuple(value for value in values if not isinstance(value, Bad))

    def write(self, value: tuple[T, ...]) -> Data:
        return [self.item.write(item) for item in value]

    def schema(self) -> JsonSchema:
        most = {} if self.most is None else {"maxItems": self.most}
        return {"type": "array", "items": self.item.schema(), "minItems": self.least, **most}


class OneOrMany(Shape[tuple[T, ...]]):
    """One value, or a list of them. A single value is written without the list."""

    def __init__(self, item: Shape[T]) -> None:
        self.item, self.list = item, ListOf(item)

    def read(self, node: Node, reading: Reading) -> tuple[T, ...] | Bad:
        if isinstance(node, Sequence):
            return self.list.read(node, reading)
        value = self.item.read(node, reading)
        return value if isinstance(value, Bad) else (value,)

    def write(self, value: tuple[T, ...]) -> Data:
        return self.item.write(value[0]) if len(value) == 1 else self.list.write(value)

    def schema(self) -> JsonSchema:
        return {"anyOf": [self.item.schema(), self.list.schema()]}
