"""Reading and writing amounts and their expressions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from entitlements.money import Per
from entitlements.problems import nearest
from entitlements.rulebook.amounts import (
    NO_FIGURE,
    Amount,
    AmountOf,
    Balance,
    Combined,
    Count,
    Expression,
    FactCount,
    FactValue,
    Instalment,
    Kind,
    Limit,
    Moment,
    OneUse,
    ParameterValue,
    Part,
    Pence,
    Percent,
    PeriodCount,
    Split,
    Step,
    Steps,
    Times,
    WholeCount,
)
from entitlements.rulebook.bounds import DURATION, BoundShape, known_fact
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.nodes import Mapping, Node, Scalar
from entitlements.rulebook.read_conditions import WHEN
from entitlements.rulebook.records import Key, Record
from entitlements.rulebook.shapes import (
    BAD,
    Bad,
    Data,
    JsonSchema,
    Lazy,
    ListOf,
    MoneyText,
    Number,
    OneOf,
    OneOrMany,
    Pattern,
    Reading,
    Shape,
    Text,
    Truth,
    Word,
)

T = TypeVar("T")
PERCENT = Pattern(r"\d{1,3}(\.\d{1,4})?", "a per cent, such as 50 or 12.5")
TABLE_ID = Pattern(r"[a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*", "the id of a table")
SLUG = Pattern(r"[a-z0-9][a-z0-9-]*", "an id (lower case, digits, hyphens)")
ROUNDING = Word(("nearest", "down", "up"), "a way of rounding")
UNITS = ("days", "weeks", "months", "years")


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
        for cls, shape in self.forms.values():
            if type(value) is cls and self.fits(shape, value):
                return shape.write(value)
        raise TypeError(f"no form for {value!r}")

    def fits(self, shape: Shape[Any], value: T) -> bool:
        """Whether this form, of those for one class, is the one to write."""
        return not isinstance(shape, _HowShape) or shape.how == getattr(value, "how", "")

    def schema(self) -> JsonSchema:
        return {"anyOf": [shape.schema() for _, shape in self.forms.values()]}


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
        return _forms().read(node, reading)

    def write(self, value: Expression) -> Data:
        if isinstance(value, Pence):
            return MoneyText().write(value.pence)
        return _forms().write(value)

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


class _CountShape(Shape[Count]):
    def read(self, node: Node, reading: Reading) -> Count | Bad:
        if isinstance(node, Scalar):
            number = Number(1).read(node, reading)
            return number if isinstance(number, Bad) else WholeCount(number)
        return _COUNTS.read(node, reading)

    def write(self, value: Count) -> Data:
        return str(value.number) if isinstance(value, WholeCount) else _COUNTS.write(value)

    def schema(self) -> JsonSchema:
        return {"anyOf": [{"type": ["integer", "string"]}, _COUNTS.schema()]}


class _StepsShape(Shape[Steps]):
    record = Record(
        Steps,
        [
            Key(
                "steps",
                ListOf(
                    Record(
                        Step,
                        [Key("when", WHEN, True), Key("value", _OrNoFigure(), True)],
                        "a step",
                    )
                ),
                True,
            ),
            Key("otherwise", _OrNoFigure(), True),
        ],
        "a stepped amount",
    )

    def read(self, node: Node, reading: Reading) -> Steps | Bad:
        return self.record.read(node, reading)

    def write(self, value: Steps) -> Data:
        steps: list[Data] = [
            {"when": WHEN.write(step.when), "value": _OrNoFigure().write(step.value)}
            for step in value.steps
        ]
        return {"steps": steps, "otherwise": _OrNoFigure().write(value.otherwise)}

    def schema(self) -> JsonSchema:
        return self.record.schema()


EXPRESSION = ExpressionShape()
_EXPRESSIONS = ListOf(EXPRESSION)
COUNT = _CountShape()
_COUNTS: OneFormOf[Count] = OneFormOf(
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


def _record(make: Callable[..., Any], what: str, *keys: Key) -> tuple[Any, Shape[Any]]:
    return make, Record(make, list(keys), what)


_BUILT: list[OneFormOf[Expression]] = []


def _forms() -> OneFormOf[Expression]:
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
        return Moment(**values) if len(reading.problems) == before else BAD

    def write(self, value: Moment) -> Data:
        data: dict[str, Data] = (
            {"fact": value.fact} if value.fact else {"birthday": str(value.birthday)}
        )
        if value.duration:
            data["plus" if value.sign > 0 else "less"] = str(value.duration)
        return data

    def schema(self) -> JsonSchema:
        return {"type": "object", "maxProperties": 2}


class _FullCost(Shape[bool]):
    """`cost: full`: the actual cost, whatever it is."""

    def read(self, node: Node, reading: Reading) -> bool | Bad:
        word = Word(("full",), "a cost").read(node, reading)
        return word if isinstance(word, Bad) else True

    def write(self, value: bool) -> Data:
        return "full"

    def schema(self) -> JsonSchema:
        return {"const": "full"}


MOMENT = MomentShape()
_TEXTS = OneOrMany(Text())
_AMOUNT = Record(
    Amount,
    [
        Key("value", Lazy(lambda: EXPRESSION)),
        Key("per", OneOf(Per, "a period")),
        Key("up_to", Truth(), default=False),
        Key("times", COUNT),
        Key("kind", OneOf(Kind, "a kind of help"), default=Kind.CASH),
        Key("repay", Truth(), default=False),
        Key("pot", Truth(), default=False),
        Key(
            "parts",
            ListOf(
                Record(
                    Part,
                    [
                        Key("id", SLUG, True),
                        Key("title", Text(), True),
                        Key("value", EXPRESSION, True),
                    ],
                    "a part",
                )
            ),
        ),
        Key("draws_on", TABLE_ID),
        Key("cost", _FullCost(), default=False),
        Key("share", PERCENT),
        Key("matched", Truth(), default=False),
        Key(
            "limit",
            Record(
                Limit,
                [
                    Key("number", Number(1), True),
                    Key("of", Text(), True),
                    Key("per", OneOf(Per, "a period")),
                ],
                "a limit",
            ),
        ),
        Key("in_kind", Text()),
        Key("overall", Lazy(lambda: EXPRESSION)),
        Key("overall_times", Number(1)),
        Key(
            "one_use_at_most", Record(OneUse, [Key("percent", PERCENT, True)], "a limit on one use")
        ),
        Key(
            "instalments",
            ListOf(
                Record(
                    Instalment,
                    [Key("value", EXPRESSION, True), Key("when", Text(), True), Key("on", MOMENT)],
                    "an instalment",
                )
            ),
        ),
        Key("agreed_by", _TEXTS),
        Key("uses", _TEXTS),
    ],
    "an amount",
)


class AmountShape(Shape[Amount]):
    """An amount: a quoted sum, `no_figure`, or a mapping."""

    def read(self, node: Node, reading: Reading) -> Amount | Bad:
        if isinstance(node, Scalar):
            if node.text == "no_figure":
                return NO_FIGURE
            pence = MoneyText().read(node, reading)
            return pence if isinstance(pence, Bad) else Amount(Pence(pence), Per.ONCE)
        amount = _AMOUNT.read(node, reading)
        if isinstance(amount, Amount) and not _says_something(amount):
            what = "This amount says neither how much nor that there is no figure."
            return reading.problem(node.line, what, "Give a value, or write no_figure.")
        return amount

    def write(self, value: Amount) -> Data:
        if value == NO_FIGURE:
            return "no_figure"
        if isinstance(value.value, Pence) and value == Amount(value.value, Per.ONCE):
            return MoneyText().write(value.value.pence)
        return _AMOUNT.write(value)

    def schema(self) -> JsonSchema:
        return {"anyOf": [{"type": "string"}, _AMOUNT.schema()]}


def _says_something(amount: Amount) -> bool:
    stated = (amount.value, amount.in_kind, amount.draws_on, amount.limit, amount.share)
    return any(stated) or amount.cost or amount.matched or bool(amount.agreed_by or amount.uses)


AMOUNT = AmountShape()
