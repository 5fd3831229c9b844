"""One of several forms: a mapping that is told apart by the key it holds."""

from __future__ import annotations

from typing import Any, TypeVar

from entitlements.problems import nearest
from entitlements.rulebook.nodes import Mapping, Node
from entitlements.rulebook.shapes import Bad, Data, JsonSchema, Reading, Shape

T = TypeVar("T")


class OneFormOf(Shape[T]):
    """A mapping whose first key says which of several records it is."""

    def __init__(self, forms: dict[str, tuple[type, Shape[Any]]], what: str) -> None:
        self.forms, self.what = forms, what

    def read(self, node: Node, reading: Reading) -> T | Bad:
        if not isinstance(node, Mapping):
            return reading.problem(node.line, f"This is not {self.what}.")
        for word, (_, shape) in self.forms.items():
            if word in node.entries:
                return shape.read(node, reading)
        words = ", ".join(node.entries)
        fix = nearest(next(iter(node.entries), ""), self.forms)
        return reading.problem(node.line, f"{{{words}}} is not {self.what}.", fix)

    def write(self, value: T) -> Data:
        for word, (cls, shape) in self.forms.items():
            if type(value) is cls and getattr(value, "how", word) == word:
                return shape.write(value)
        raise TypeError(f"no form for {value!r}")

    def schema(self) -> JsonSchema:
        return {"anyOf": [shape.schema() for _, shape in self.forms.values()]}
