"""Reading and writing counts: the whole numbers that an amount is multiplied or shared by."""

from __future__ import annotations

from entitlements.rulebook.amounts import Count, FactCount, PeriodCount, WholeCount
from entitlements.rulebook.bounds import BoundShape
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.forms import OneFormOf
from entitlements.rulebook.ids import FactOf
from entitlements.rulebook.nodes import Node, Scalar
from entitlements.rulebook.records import Key, Record
from entitlements.rulebook.shapes import Bad, Data, JsonSchema, Number, Reading, Shape, Word

UNITS = ("days", "weeks", "months", "years")


class _CountShape(Shape[Count]):
    def read(self, node: Node, reading: Reading) -> Count | Bad:
        if isinstance(node, Scalar):
            number = Number(1).read(node, reading)
            return number if isinstance(number, Bad) else WholeCount(number)
        return COUNT_FORMS.read(node, reading)

    def write(self, value: Count) -> Data:
        if isinstance(value, WholeCount):
            return Number().write(value.number)
        return COUNT_FORMS.write(value)

    def schema(self) -> JsonSchema:
        return {"anyOf": [Number(1).schema(), COUNT_FORMS.schema()]}


COUNT = _CountShape()
COUNT_FORMS: OneFormOf[Count] = OneFormOf(
    {
        "fact": (
            FactCount,
            Record(
                FactCount,
                [
                    Key("fact", FactOf(FactType.NUMBER), True),
                    Key("at_most", Number(1)),
                    Key("plus", Number(0), default=0),
                ],
                "a count",
            ),
        ),
        "whole": (
            PeriodCount,
            Record(
                PeriodCount,
                [
                    Key("whole", Word(UNITS, "a unit of time"), True, "unit"),
                    Key("from", BoundShape(FactType.DATE), True, "start"),
                    Key("to", BoundShape(FactType.DATE), True, "end"),
                ],
                "a count of periods",
            ),
        ),
    },
    "a count",
)
