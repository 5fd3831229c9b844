"""The shapes of a rule table's file."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from entitlements.money import Per
from entitlements.rulebook.bounds import MONEY
from entitlements.rulebook.ids import FACT_ID, SLUG, TABLE_ID
from entitlements.rulebook.model import (
    STATED,
    Ambiguous,
    Approval,
    Approved,
    Confidence,
    Example,
    Force,
    Match,
    Outcome,
    Row,
    RuleTable,
    Status,
    Todo,
    Version,
)
from entitlements.rulebook.nodes import Node, Scalar, Sequence
from entitlements.rulebook.read_amounts import AMOUNT
from entitlements.rulebook.read_catalogue import CITATIONS
from entitlements.rulebook.read_conditions import WHEN
from entitlements.rulebook.read_moments import MOMENT
from entitlements.rulebook.records import Key, Record
from entitlements.rulebook.shapes import (
    Bad,
    Bare,
    Data,
    Day,
    JsonSchema,
    ListOf,
    OneOf,
    OneOrMany,
    Reading,
    Shape,
    Text,
    Word,
)

AREAS = (
    "status",
    "support",
    "home",
    "council_tax",
    "learning",
    "work",
    "money",
    "savings",
    "family",
    "health",
    "documents",
    "custody",
    "emergency",
    "celebrations",
    "contact",
    "rights",
    "immigration",
)
TEXTS = OneOrMany(Text())
#: The most rows of a version: a table that nobody can read through decides nothing well.
MOST_ROWS = 400


#: What stands without quotes in plain data: a whole number, a day, true, false, not known.
_TYPED = re.compile(r"-?(0|[1-9][0-9]*)|[0-9]{4}-[0-9]{2}-[0-9]{2}|true|false|null")


class PlainData(Shape[Any]):
    """Data as it stands (a person's facts in an example): lists, mappings and text."""

    def read(self, node: Node, reading: Reading) -> Any:
        if isinstance(node, Scalar):
            return node.text
        if isinstance(node, Sequence):
            return [self.read(item, reading) for item in node.items]
        return {word: self.read(child, reading) for word, child in node.entries.items()}

    def write(self, value: Any) -> Data:
        if isinstance(value, list):
            return [self.write(item) for item in value]
        if isinstance(value, dict):
            return {word: self.write(child) for word, child in value.items()}
        return Bare(value) if _TYPED.fullmatch(value) else str(value)

    def schema(self) -> JsonSchema:
        return {}


class _Stated(Shape[Outcome]):
    word = Word([outcome.value for outcome in STATED], "an outcome that a row can state")

    def read(self, node: Node, reading: Reading) -> Outcome | Bad:
        text = self.word.read(node, reading)
        return text if isinstance(text, Bad) else Outcome(text)

    def write(self, value: Outcome) -> Data:
        return value.value

    def schema(self) -> JsonSchema:
        return self.word.schema()


class _Value(Text):
    """The value given to the fact that a table decides: a choice, or true or false."""

    def write(self, value: str) -> Data:
        return Bare(value) if value in ("true", "false") else value

    def schema(self) -> JsonSchema:
        return {"anyOf": [super().schema(), {"type": "boolean"}]}


TODO = Record(Todo, [Key("confirm", Text(), True), Key("ask", Text(), True)], "a todo")
APPROVED = Record(
    Approved, [Key("body", Text(), True), Key("on", Day()), Key("minute", Text())], "an approval"
)
APPROVAL = Record(
    Approval,
    [Key("by", Text(), True), Key("up_to", MONEY), Key("per", OneOf(Per, "a period"))],
    "whose agreement is needed",
)
AMBIGUOUS = Record(
    Ambiguous,
    [Key("reading", Text(), True), Key("other", Text(), True), Key("source", CITATIONS)],
    "an ambiguity",
)
_FOLLOWS = [
    Key("outcome", _Stated(), True),
    Key("force", OneOf(Force, "a legal force")),
    Key("value", _Value()),
    Key("amount", AMOUNT),
    Key("elsewhere", Text()),
    Key("says", Text(), True),
    Key("also_needs", TEXTS),
    Key("evidence", TEXTS),
    Key("approval", OneOrMany(APPROVAL)),
    Key("paid_by", Text()),
    Key("lead_time", Text()),
    Key("ends", OneOrMany(MOMENT)),
    Key("ask_by", OneOrMany(MOMENT)),
    Key("ambiguous", AMBIGUOUS),
    Key("source", CITATIONS),
    Key("todo", TODO),
    Key("note", Text()),
]


class RowShape(Shape[Row]):
    """A row, or `otherwise`: then it has no id and no tests of its own."""

    def __init__(self, otherwise: bool = False) -> None:
        own = [] if otherwise else [Key("id", SLUG, True), Key("when", WHEN)]
        self.what = "otherwise" if otherwise else "a row"
        self.otherwise = otherwise
        self.record: Record[Row] = Record(self._make, [*own, *_FOLLOWS], self.what)

    def _make(self, **values: Any) -> Row:
        return Row(**({"id": "otherwise"} | values if self.otherwise else values))

    def read(self, node: Node, reading: Reading) -> Row | Bad:
        row = self.record.read(node, reading)
        if isinstance(row, Bad):
            return row
        self._check(row, node.line, reading)
        return replace(row, line=node.line)

    def _check(self, row: Row, line: int, reading: Reading) -> None:
        name = f"The row {row.id!r}"
        if row.force is None and row.outcome is not Outcome.NOT_ENTITLED:
            fix = "Add 'force: …' (duty, guidance, policy, …)."
            reading.problem(line, f"{name} does not say how binding it is.", fix)
        if not row.source and not self.otherwise:
            reading.problem(line, f"{name} has no source.", "Add 'source: <id> <place>'.")
        if row.outcome is Outcome.ELSEWHERE and not row.elsewhere:
            reading.problem(line, f"{name} does not say who pays.", "Add 'elsewhere: …'.")

    def write(self, value: Row) -> Data:
        data = self.record.write(value)
        if isinstance(data, dict) and data.get("when") == {}:
            del data["when"]
        return data

    def schema(self) -> JsonSchema:
        return self.record.schema()


#: What an example may expect.
EXPECTED = ("outcome", "row", "amount", "value", "missing")


class _ExampleShape(Shape[Example]):
    record = Record(
        Example,
        [
            Key("name", Text(), True),
            Key("as_at", Day(), True),
            Key("facts", PlainData(), True),
            Key("expect", PlainData(), True),
        ],
        "an example",
    )

    def read(self, node: Node, reading: Reading) -> Example | Bad:
        example = self.record.read(node, reading)
        if isinstance(example, Bad):
            return example
        if not isinstance(example.facts, dict) or not isinstance(example.expect, dict):
            return reading.problem(node.line, "'facts' and 'expect' are mappings.")
        for word in example.expect:
            Word(EXPECTED, "something an example expects").read(Scalar(word, node.line), reading)
        return Example(example.name, example.as_at, example.facts, example.expect, node.line)

    def write(self, value: Example) -> Data:
        return self.record.write(value)

    def schema(self) -> JsonSchema:
        schema = self.record.schema()
        expect = dict.fromkeys(EXPECTED, PlainData().schema())
        schema["properties"] |= {
            "facts": {"type": "object"},
            "expect": {"type": "object", "additionalProperties": False, "properties": expect},
        }
        return schema


class _VersionShape(Shape[Version]):
    record = Record(
        Version,
        [
            Key("effective_from", Day()),
            Key("effective_to", Day()),
            Key("status", OneOf(Status, "a status"), default=Status.IN_FORCE),
            Key("approved", APPROVED),
            Key("checked_on", Day(), True),
            Key("confidence", OneOf(Confidence, "a confidence"), True),
            Key("dates_note", Text()),
            Key("note", Text()),
            Key("says", Text()),
            Key("source", CITATIONS),
            Key("todo", OneOrMany(TODO)),
            Key("rows", ListOf(RowShape(), most=MOST_ROWS)),
            Key("otherwise", RowShape(otherwise=True)),
            Key("examples", ListOf(_ExampleShape())),
        ],
        "a version",
    )

    def read(self, node: Node, reading: Reading) -> Version | Bad:
        version = self.record.read(node, reading)
        if isinstance(version, Bad):
            return version
        self._check(version, node.line, reading)
        return replace(version, line=node.line)

    def _check(self, version: Version, line: int, reading: Reading) -> None:
        if version.status is Status.PENDING:
            if not version.says or not version.source:
                what = "A pending version needs 'says' and 'source'."
                reading.problem(line, what, "Say what is announced, and where.")
            return
        if version.effective_from is None:
            reading.problem(line, "A version in force needs 'effective_from'.")
        if version.otherwise is None:
            fix = "Say what holds for everyone else: 'otherwise: {outcome: not_entitled, says: …}'."
            reading.problem(line, "A version needs 'otherwise'.", fix)

    def write(self, value: Version) -> Data:
        return self.record.write(value)

    def schema(self) -> JsonSchema:
        return self.record.schema()


TABLE = Record(
    RuleTable,
    [
        Key("id", TABLE_ID, True),
        Key("title", Text(), True),
        Key("also_called", TEXTS),
        Key("area", Word(AREAS, "an area"), True),
        Key("summary", Text(), True),
        Key("payer", Text(), True),
        Key("ask", Text(), True),
        Key("how_to_get", Text(), True),
        Key("match", OneOf(Match, "a way for rows to combine"), True),
        Key("dated_by", FACT_ID),
        Key("decides", FACT_ID),
        Key("versions", ListOf(_VersionShape(), least=1), True),
    ],
    "a rule table",
)
