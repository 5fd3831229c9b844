"""Reading and writing expressions: the closed arithmetic of amounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from entitlements.rulebook.amounts import (
    AmountOf,
    Balance,
    Combined,
    Expression,
    FactValue,
    ParameterValue,
    Pence,
    Percent,
    Split,
    Step,
    Steps,
    Times,
)
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.forms import OneFormOf
from entitlements.rulebook.ids import PERCENT, SLUG, TABLE_ID, FactOf
from entitlements.rulebook.nodes import Node, Scalar
from entitlements.rulebook.read_conditions import WHEN
from entitlements.rulebook.read_counts import COUNT
from entitlements.rulebook.records import Key, Record
from entitlements.rulebook.shapes import (
    Bad,
    Data,
    JsonSchema,
    ListOf,
    MoneyText,
    Reading,
    Shape,
    Word,
)

ROUNDING = Word(("nearest", "down", "up"), "a way of rounding")


class _HowShape(Shape[Combined]):
    """`{plus: [a, b]}` and its kin."""

    def __init__(self, how: str) -> None:
        self.how = how
        self.record = Record(
            lambda parts: Combined(how, parts), [Key(how, _EXPRESSIONS, True, "parts")], f"a {how}"
        )

    def read(self, node: Node, reading: Reading) -> Combined | Bad:
        return self.record.read(node, reading)

    def write(self, value: Combined) -> Data:
        return self.record.write(value)

    def schema(self) -> JsonSchema:
        return self.record.schema()


class ExpressionShape(Shape[Expression]):
    """A sum of money, or a mapping that works one out."""

    def read(self, node: Node, reading: Reading) -> Expression | Bad:
        if isinstance(node, Scalar):
            pence = MoneyText().read(node, reading)
            return pence if isinstance(pence, Bad) else Pence(pence)
        return expression_forms().read(node, reading)

    def write(self, value: Expression) -> Data:
        if isinstance(value, Pence):
            return MoneyText().write(value.pence)
        return expression_forms().write(value)

    def schema(self) -> JsonSchema:
        return {"$ref": "#/$defs/expression"}


class _OrNoFigure(Shape[Expression | None]):
    def read(self, node: Node, reading: Reading) -> Any:
        if isinstance(node, Scalar) and node.text == "no_figure":
            return None
        return EXPRESSION.read(node, reading)

    def write(self, value: Expression | None) -> Data:
        return "no_figure" if value is None else EXPRESSION.write(value)

    def schema(self) -> JsonSchema:
        return {"anyOf": [{"const": "no_figure"}, EXPRESSION.schema()]}


_OR_NO_FIGURE = _OrNoFigure()


class _StepsShape(Shape[Steps]):
    record = Record(
        Steps,
        [
            Key(
                "steps",
                ListOf(
                    Record(
                        Step,
                        [Key("when", WHEN, True), Key("value", _OR_NO_FIGURE, True)],
                        "a step",
                    ),
                    least=1,
                ),
                True,
            ),
            Key("otherwise", _OR_NO_FIGURE, True),
        ],
        "a stepped amount",
    )

    def read(self, node: Node, reading: Reading) -> Steps | Bad:
        return self.record.read(node, reading)

    def write(self, value: Steps) -> Data:
        steps: list[Data] = [
            {"when": WHEN.write(step.when), "value": _OR_NO_FIGURE.write(step.value)}
            for step in value.steps
        ]
        return {"steps": steps, "otherwise": _OR_NO_FIGURE.write(value.otherwise)}

    def schema(self) -> JsonSchema:
        return self.record.schema()


EXPRESSION = ExpressionShape()
_EXPRESSIONS = ListOf(EXPRESSION, least=2)


def _record(make: Callable[..., Any], what: str, *keys: Key) -> tuple[Any, Shape[Any]]:
    return make, Record(make, list(keys), what)


_BUILT: list[OneFormOf[Expression]] = []


def expression_forms() -> OneFormOf[Expression]:
    """Every form of an expression but a plain sum; made once, for they hold one another."""
    if not _BUILT:
        _BUILT.append(_make_forms())
    return _BUILT[0]


def _make_forms() -> OneFormOf[Expression]:
    forms: dict[str, tuple[Any, Shape[Any]]] = {
        how: (Combined, _HowShape(how)) for how in ("plus", "less", "least", "most")
    }
    forms |= {
        "parameter": _record(ParameterValue, "a parameter", Key("parameter", SLUG, True)),
        "percent": _record(
            Percent,
            "a per cent",
            Key("percent", PERCENT, True),
            Key("of", EXPRESSION, True),
            Key("round", ROUNDING, False, "rounding", "nearest"),
        ),
        "times": _record(
            Times, "a multiple", Key("times", EXPRESSION, True, "part"), Key("by", COUNT, True)
        ),
        "split": _record(
            Split, "a share", Key("split", EXPRESSION, True, "part"), Key("between", COUNT, True)
        ),
        "steps": (Steps, _StepsShape()),
        "balance": _record(
            Balance, "a balance", Key("balance", TABLE_ID, True, "table"), Key("part", SLUG)
        ),
        "amount_of": _record(AmountOf, "another amount", Key("amount_of", TABLE_ID, True, "table")),
        "fact": _record(FactValue, "a fact's value", Key("fact", FactOf(FactType.MONEY), True)),
    }
    return OneFormOf(forms, "an amount the language can say")
