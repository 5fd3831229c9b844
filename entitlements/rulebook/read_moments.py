"""Reading and writing days to come: when help ends, and the last day to ask."""

from __future__ import annotations

from typing import Any

from entitlements.rulebook.amounts import Moment
from entitlements.rulebook.bounds import DURATION, known_fact
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.nodes import Mapping, Node
from entitlements.rulebook.shapes import BAD, Bad, Data, JsonSchema, Number, Reading, Shape, Text


class MomentShape(Shape[Moment]):
    """A day to come: `{birthday: 25}` or `{fact: course_end, plus: 12 months}`."""

    def read(self, node: Node, reading: Reading) -> Moment | Bad:
        if not isinstance(node, Mapping):
            return reading.problem(node.line, "Write {birthday: 25} or {fact: course_end}.")
        before, values = len(reading.problems), dict[str, Any]()
        for word, child in node.entries.items():
            if word == "birthday":
                values["birthday"] = Number(1).read(child, reading)
            elif word == "fact":
                values["fact"] = known_fact(child, reading, FactType.DATE)
            elif word in ("plus", "less"):
                values["duration"] = DURATION.read(child, reading)
                values["sign"] = 1 if word == "plus" else -1
            else:
                reading.problem(node.lines[word], f"{word!r} is not part of a day to come.")
        if ("birthday" in values) == ("fact" in values):
            reading.problem(node.line, "Name one of: birthday, fact.")
        if "plus" in node.entries and "less" in node.entries:
            reading.problem(node.line, "This moves both ways.", "Keep one of: plus, less.")
        return Moment(**values) if len(reading.problems) == before else BAD

    def write(self, value: Moment) -> Data:
        years = Number().write(value.birthday or 0)
        data: dict[str, Data] = {"fact": value.fact} if value.fact else {"birthday": years}
        if value.duration:
            data["plus" if value.sign > 0 else "less"] = str(value.duration)
        return data

    def schema(self) -> JsonSchema:
        spans = {word: DURATION.schema() for word in ("plus", "less")}
        named = {"birthday": Number(1).schema(), "fact": Text().schema()}
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": named | spans,
            "oneOf": [{"required": ["birthday"]}, {"required": ["fact"]}],
            "not": {"required": ["plus", "less"]},
        }


MOMENT = MomentShape()
