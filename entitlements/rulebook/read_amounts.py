"""Reading and writing amounts: how much, how often, in what form, within which limits."""

from __future__ import annotations

from entitlements.money import Per
from entitlements.rulebook.amounts import (
    NO_FIGURE,
    Amount,
    Instalment,
    Kind,
    Limit,
    OneUse,
    Part,
    Pence,
)
from entitlements.rulebook.ids import PERCENT, SLUG, TABLE_ID
from entitlements.rulebook.nodes import Node, Scalar
from entitlements.rulebook.read_counts import COUNT
from entitlements.rulebook.read_expressions import EXPRESSION
from entitlements.rulebook.read_moments import MOMENT
from entitlements.rulebook.records import Key, Record
from entitlements.rulebook.shapes import (
    Bad,
    Data,
    JsonSchema,
    ListOf,
    MoneyText,
    Number,
    OneOf,
    OneOrMany,
    Reading,
    Shape,
    Text,
    Truth,
    Word,
)


class _FullCost(Shape[bool]):
    """`cost: full`: the actual cost, whatever it is."""

    def read(self, node: Node, reading: Reading) -> bool | Bad:
        word = Word(("full",), "a cost").read(node, reading)
        return word if isinstance(word, Bad) else True

    def write(self, value: bool) -> Data:
        return "full"

    def schema(self) -> JsonSchema:
        return {"const": "full"}


_TEXTS = OneOrMany(Text())
AMOUNT_RECORD = Record(
    Amount,
    [
        Key("value", EXPRESSION),
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
        Key("overall", EXPRESSION),
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
        amount = AMOUNT_RECORD.read(node, reading)
        if isinstance(amount, Amount) and not says_something(amount):
            what = "This amount says neither how much nor that there is no figure."
            return reading.problem(node.line, what, "Give a value, or write no_figure.")
        return amount

    def write(self, value: Amount) -> Data:
        if value == NO_FIGURE:
            return "no_figure"
        if isinstance(value.value, Pence) and value == Amount(value.value, Per.ONCE):
            return MoneyText().write(value.value.pence)
        return AMOUNT_RECORD.write(value)

    def schema(self) -> JsonSchema:
        return {"anyOf": [MoneyText().schema(), {"const": "no_figure"}, AMOUNT_RECORD.schema()]}


def says_something(amount: Amount) -> bool:
    """Whether an amount says how much, or in words what there is instead of a figure."""
    stated = (amount.value, amount.in_kind, amount.draws_on, amount.limit, amount.share)
    return any(stated) or amount.cost or amount.matched or bool(amount.agreed_by or amount.uses)


AMOUNT = AmountShape()
