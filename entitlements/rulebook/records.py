"""Records: mappings with named keys, read into frozen dataclasses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from entitlements.problems import nearest
from entitlements.rulebook.nodes import Mapping, Node
from entitlements.rulebook.shapes import BAD, Bad, Data, JsonSchema, Reading, Shape, kind_of

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record: its word in the file, its shape, and where it lands."""

    word: str
    shape: Shape[Any]
    needed: bool = False
    attribute: str = ""  #: name in the dataclass, where it differs from the word
    default: Any = None  #: not written when the value is this

    @property
    def name(self) -> str:
        """The attribute of the dataclass that holds the value."""
        return self.attribute or self.word


class Record(Shape[R]):
    """A mapping with known keys only. Keys are written in the order given here."""

    def __init__(self, make: Callable[..., R], keys: list[Key], what: str) -> None:
        self.make, self.what = make, what
        self.keys = {key.word: key for key in keys}
        self.needed = [key for key in keys if key.needed]

    def read(self, node: Node, reading: Reading) -> R | Bad:
        if not isinstance(node, Mapping):
            return reading.problem(node.line, f"Here is {kind_of(node)}, not {self.what}.")
        before = len(reading.problems)
        values: dict[str, Any] = {}
        for word, child in node.entries.items():
            self._read_key(word, child, node, reading, values)
        self._report_absent(node, reading)
        if len(reading.problems) > before:
            return BAD
        return self.make(**values)

    def _read_key(
        self, word: str, child: Node, node: Mapping, reading: Reading, values: dict[str, Any]
    ) -> None:
        key = self.keys.get(word)
        if key is None:
            what = f"{self.what} has no key {word!r}."
            reading.problem(node.lines[word], what[0].upper() + what[1:], nearest(word, self.keys))
            return
        value = key.shape.read(child, reading)
        if not isinstance(value, Bad):
            values[key.name] = value

    def _report_absent(self, node: Mapping, reading: Reading) -> None:
        for key in self.needed:
            if key.word not in node.entries:
                what = f"{self.what[0].upper()}{self.what[1:]} needs {key.word!r}."
                reading.problem(node.line, what, f"Add '{key.word}: …'.")

    def write(self, value: R) -> Data:
        written: dict[str, Data] = {}
        for key in self.keys.values():
            held = getattr(value, key.name)
            if held is not None and held != () and held != key.default:
                written[key.word] = key.shape.write(held)
        return written

    def schema(self) -> JsonSchema:
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [key.word for key in self.needed],
            "properties": {word: key.shape.schema() for word, key in self.keys.items()},
        }
