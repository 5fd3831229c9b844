"""Names in the rule language: of tables, rows, facts; and per cents, which are text too."""

from __future__ import annotations

from entitlements.rulebook.bounds import known_fact
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.nodes import Node
from entitlements.rulebook.shapes import Bad, Bare, Data, JsonSchema, Pattern, Reading, Shape


class PercentText(Pattern):
    """A per cent, exact: text inside, so that 12.5 is never a float."""

    def __init__(self) -> None:
        super().__init__(r"[0-9]{1,3}(\.[0-9]{1,4})?", "a per cent, such as 50 or 12.5")

    def write(self, value: str) -> Data:
        return Bare(value) if value == str(int(value.partition(".")[0])) else value

    def schema(self) -> JsonSchema:
        return {"anyOf": [super().schema(), {"type": "integer", "minimum": 0, "maximum": 999}]}


PERCENT = PercentText()
TABLE_ID = Pattern(r"[a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*", "the id of a table")
SLUG = Pattern(r"[a-z0-9][a-z0-9-]*", "an id (lower case, digits, hyphens)")
FACT_ID = Pattern(r"[a-z][a-z0-9_]*", "the id of a fact (lower case, digits, underscores)")


class FactOf(Shape[str]):
    """The id of a fact of certain types."""

    def __init__(self, *types: FactType) -> None:
        self.types = types

    def read(self, node: Node, reading: Reading) -> str | Bad:
        return known_fact(node, reading, *self.types)

    def write(self, value: str) -> Data:
        return value

    def schema(self) -> JsonSchema:
        return {"type": "string"}
