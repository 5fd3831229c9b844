"""The shapes of facts.yaml, sources.yaml and parameters.yaml."""

from __future__ import annotations

from functools import lru_cache

from entitlements.money import Per
from entitlements.rulebook.bounds import MONEY, NUMBER
from entitlements.rulebook.catalogue import (
    Asked,
    Axiom,
    Choice,
    Derivation,
    FactDef,
    FactType,
    Impossible,
    Sensitivity,
)
from entitlements.rulebook.conditions import ALWAYS
from entitlements.rulebook.ids import FACT_ID, SLUG, TABLE_ID
from entitlements.rulebook.model import Citation, Confidence, DatedValue, Parameter, Source
from entitlements.rulebook.nodes import Mapping, Node, Scalar
from entitlements.rulebook.read_conditions import WHEN
from entitlements.rulebook.records import Key, Record
from entitlements.rulebook.shapes import (
    BAD,
    Bad,
    Data,
    Day,
    JsonSchema,
    ListOf,
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

SECTIONS = ("about_you", "care", "home", "learning", "work", "money", "family", "health", "help")
SOURCE_KINDS = (
    "statute",
    "regulations",
    "guidance",
    "national_scheme",
    "council_decision",
    "council_page",
    "council_report",
    "case",
    "research",
    "news",
)
#: What `from` may say of a derived fact, and how many facts it names.
DERIVATIONS = ("table", "care", "age_on", "age_on_31_august", "academic_year", "less")


class CitationText(Shape[Citation]):
    """`<source id> <place in it>`."""

    def read(self, node: Node, reading: Reading) -> Citation | Bad:
        text = Text().read(node, reading)
        if isinstance(text, Bad):
            return text
        source, _, place = text.partition(" ")
        return _same_citation(source, place)

    def write(self, value: Citation) -> Data:
        return f"{value.source} {value.place}".strip()

    def schema(self) -> JsonSchema:
        return {"type": "string", "minLength": 1}


#: Many rows cite the same place: one object for each keeps a book small.
_same_citation = lru_cache(maxsize=8_192)(Citation)
CITATIONS = OneOrMany(CitationText())


_NAMED = {True: OneOrMany(TABLE_ID), False: OneOrMany(FACT_ID)}


class _DerivationShape(Shape[Derivation]):
    def read(self, node: Node, reading: Reading) -> Derivation | Bad:
        if not isinstance(node, Mapping) or len(node.entries) != 1:
            return reading.problem(node.line, "Write from: {table: …}, {care: …} or {age_on: …}.")
        ((kind, child),) = node.entries.items()
        word = Word(DERIVATIONS, "a way to derive a fact").read(Scalar(kind, node.line), reading)
        of = _NAMED[kind == "table"].read(child, reading)
        if isinstance(word, Bad) or isinstance(of, Bad):
            return BAD
        return Derivation(word, of)

    def write(self, value: Derivation) -> Data:
        of: Data = value.of[0] if len(value.of) == 1 else list(value.of)
        return {value.kind: of}

    def schema(self) -> JsonSchema:
        of = {kind: _NAMED[kind == "table"].schema() for kind in DERIVATIONS}
        return {
            "type": "object",
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
            "properties": of,
        }


CHOICE = Record(Choice, [Key("value", FACT_ID, True), Key("label", Text(), True)], "a choice")
_COMMON = [
    Key("id", FACT_ID, True),
    Key("type", OneOf(FactType, "a type of fact"), True),
    Key("section", Word(SECTIONS, "a section"), default="help"),
    Key("label", Text(), True),
]
_WORDS = [
    Key("choices", ListOf(CHOICE)),
    Key("unit", Text()),
    Key("per", OneOf(Per, "a period")),
    Key("never", Text()),
    Key("yes", Text()),
    Key("no", Text()),
    Key("note", Text()),
]
FACT = Record(
    FactDef,
    [
        *_COMMON,
        Key("question", Text(), True),
        Key("hint", Text()),
        Key("sensitivity", OneOf(Sensitivity, "a sensitivity"), default=Sensitivity.ORDINARY),
        Key("effort", Number(1), default=1),
        Key("changeable", Truth(), default=False),
        Key("asked", OneOf(Asked, "who is asked"), default=Asked.SELF_CHECK),
        Key("asked_when", WHEN, default=ALWAYS),  # read once every fact is known
        Key("least", Number(-1_000_000)),
        Key("most", Number()),
        *_WORDS,
    ],
    "a fact",
)
DERIVED = Record(
    FactDef,
    [*_COMMON, Key("from", _DerivationShape(), True, "derivation"), *_WORDS],
    "a derived fact",
)
AXIOM = Record(
    Axiom,
    [
        Key("id", SLUG, True),
        Key("if", WHEN, True, "condition"),
        Key("then", WHEN, True),
        Key("why", Text(), True),
    ],
    "an axiom",
)
IMPOSSIBLE = Record(
    Impossible,
    [Key("id", SLUG, True), Key("when", WHEN, True), Key("why", Text(), True)],
    "a combination that cannot be",
)
SOURCE = Record(
    Source,
    [
        Key("id", SLUG, True),
        Key("title", Text(), True),
        Key("kind", Word(SOURCE_KINDS, "a kind of source"), True),
        Key("url", Pattern(r"https?://[^\s]+", "a web address")),
        Key("dated", Text()),
        Key("seen", Day()),
        Key("read", Truth(), default=True),
        Key("note", Text()),
    ],
    "a source",
)


def dated_value(money: bool) -> Record[DatedValue]:
    """The shape of one dated value of a parameter."""
    return Record(
        DatedValue,
        [
            Key("from", Day(), True, "start"),
            Key("to", Day()),
            Key("value", MONEY if money else NUMBER, True),
            Key("source", CITATIONS, True),
            Key("confidence", OneOf(Confidence, "a confidence")),
            Key("note", Text()),
        ],
        "a dated value",
    )


def parameter_shape(money: bool) -> Record[Parameter]:
    """The shape of a parameter whose values are money, or whole numbers."""
    return Record(
        Parameter,
        [
            Key("id", SLUG, True),
            Key("title", Text(), True),
            Key("type", Word(("money", "number"), "a type of parameter"), True),
            Key("per", OneOf(Per, "a period")),
            Key("note", Text()),
            Key("values", ListOf(dated_value(money))),
        ],
        "a parameter",
    )


class ParameterShape(Shape[Parameter]):
    """A parameter; its type says how its values are read."""

    def read(self, node: Node, reading: Reading) -> Parameter | Bad:
        kind = node.entries.get("type") if isinstance(node, Mapping) else None
        money = not (isinstance(kind, Scalar) and kind.text == "number")
        return parameter_shape(money).read(node, reading)

    def write(self, value: Parameter) -> Data:
        return parameter_shape(value.type == "money").write(value)

    def schema(self) -> JsonSchema:
        return {"anyOf": [parameter_shape(True).schema(), parameter_shape(False).schema()]}
