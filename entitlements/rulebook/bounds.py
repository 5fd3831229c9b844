"""Reading and writing what a fact is held against: bounds and durations."""

from __future__ import annotations

from datetime import date
from typing import Any

from entitlements.dates import DateProblem, Duration, parse_duration
from entitlements.problems import nearest
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.conditions import (
    AsAtBound,
    Between,
    Bound,
    FactBound,
    Literal,
    ParameterBound,
)
from entitlements.rulebook.nodes import Mapping, Node, Scalar
from entitlements.rulebook.shapes import (
    BAD,
    Bad,
    Data,
    Day,
    JsonSchema,
    MoneyText,
    Number,
    Reading,
    Shape,
    Text,
)


class DurationText(Shape[Duration]):
    """A length of time: "12 months", "28 days"."""

    def read(self, node: Node, reading: Reading) -> Duration | Bad:
        text = node.text if isinstance(node, Scalar) else ""
        try:
            return parse_duration(text)
        except DateProblem as problem:
            return reading.problem(node.line, str(problem))

    def write(self, value: Duration) -> Data:
        return str(value)

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": r"^0*[1-9]\d{0,3} (day|week|month|year)s?$"}


DURATION = DurationText()
NUMBER, MONEY, DAY, TEXT = Number(), MoneyText(), Day(), Text()


class BoundShape(Shape[Bound]):
    """A bound for an ordered fact of one type."""

    def __init__(self, type_: FactType) -> None:
        self.type = type_

    def read(self, node: Node, reading: Reading) -> Bound | Bad:
        if isinstance(node, Mapping):
            return self._read_reference(node, reading)
        if self.type is FactType.DATE:
            if isinstance(node, Scalar) and node.text == "as_at":
                return AsAtBound()
            if isinstance(node, Scalar) and node.text == "never":
                return Literal(date.max.toordinal())
            day = DAY.read(node, reading)
            return day if isinstance(day, Bad) else Literal(day.toordinal())
        literal = (MONEY if self.type is FactType.MONEY else NUMBER).read(node, reading)
        return literal if isinstance(literal, Bad) else Literal(literal)

    def _read_reference(self, node: Mapping, reading: Reading) -> Bound | Bad:
        words = set(node.entries)
        if words == {"parameter"} and self.type is not FactType.DATE:
            name = TEXT.read(node.entries["parameter"], reading)
            return name if isinstance(name, Bad) else ParameterBound(name)
        if self.type is FactType.DATE and len(words) == 1 and words <= {"ago", "ahead"}:
            (word, child) = next(iter(node.entries.items()))
            span = DURATION.read(child, reading)
            return span if isinstance(span, Bad) else AsAtBound(span, -1 if word == "ago" else 1)
        moved = {"fact", "plus", "less"} if self.type is FactType.DATE else {"fact"}
        if "fact" in words and words <= moved and len(words) <= 2:
            return self._read_fact(node, reading)
        what = "This bound is not one the language has."
        dated = ", {ago: 12 months}, {ahead: 28 days} or as_at"
        others = dated if self.type is FactType.DATE else ", {parameter: …}"
        return reading.problem(node.line, what, f"Use a value, {{fact: …}}{others}.")

    def _read_fact(self, node: Mapping, reading: Reading) -> Bound | Bad:
        fact = known_fact(node.entries["fact"], reading, self.type)
        for word, sign in (("plus", 1), ("less", -1)):
            if word in node.entries:
                span = DURATION.read(node.entries[word], reading)
                if isinstance(span, Bad) or isinstance(fact, Bad):
                    return BAD
                return FactBound(fact, span, sign)
        return fact if isinstance(fact, Bad) else FactBound(fact)

    def write(self, value: Bound) -> Data:
        if isinstance(value, ParameterBound):
            return {"parameter": value.parameter}
        if isinstance(value, FactBound):
            moved: dict[str, Data] = {"fact": value.fact}
            if value.duration:
                moved["plus" if value.sign > 0 else "less"] = str(value.duration)
            return moved
        if isinstance(value, AsAtBound):
            if value.duration is None:
                return "as_at"
            return {"ahead" if value.sign > 0 else "ago": str(value.duration)}
        return self._write_literal(value.value)

    def _write_literal(self, value: int) -> Data:
        if self.type is FactType.DATE:
            day = date.fromordinal(value)
            return "never" if day == date.max else DAY.write(day)
        return (MONEY if self.type is FactType.MONEY else NUMBER).write(value)

    def schema(self) -> JsonSchema:
        if self.type is not FactType.DATE:
            literal = (MONEY if self.type is FactType.MONEY else NUMBER).schema()
            return {"anyOf": [literal, _only("parameter"), _only("fact")]}
        words: JsonSchema = {"enum": ["as_at", "never"]}
        forms = [_only("ago", DURATION), _only("ahead", DURATION), _only("fact")]
        forms += [_only("fact", plus=DURATION), _only("fact", less=DURATION)]
        return {"anyOf": [DAY.schema(), words, *forms]}


def _only(word: str, shape: Shape[Any] = TEXT, **more: Shape[Any]) -> JsonSchema:
    """A mapping with these keys, all needed, and no other."""
    shapes = {word: shape, **more}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(shapes),
        "properties": {name: held.schema() for name, held in shapes.items()},
    }


class YearsShape(BoundShape):
    """A bound of an age: whole years, and nothing that moves."""

    def __init__(self) -> None:
        super().__init__(FactType.NUMBER)

    def read(self, node: Node, reading: Reading) -> Bound | Bad:
        years = _YEARS.read(node, reading)
        if isinstance(years, Bad) or years <= MOST_YEARS:
            return years if isinstance(years, Bad) else Literal(years)
        return reading.problem(node.line, f"Nobody is {years}.", "Write an age in whole years.")

    def schema(self) -> JsonSchema:
        return _YEARS.schema()


#: The oldest age that a test may name.
MOST_YEARS = 120
_YEARS = Number(0)


def known_fact(node: Node, reading: Reading, *types: FactType) -> str | Bad:
    """Read the id of a fact in the catalogue, of one of these types (any, if none is given)."""
    name = TEXT.read(node, reading)
    if isinstance(name, Bad) or reading.catalogue is None:
        return name
    definition = reading.catalogue.facts.get(name)
    if definition is None:
        fix = nearest(name, reading.catalogue.facts)
        return reading.problem(node.line, f"There is no fact {name!r} in facts.yaml.", fix)
    if types and definition.type not in types:
        what = f"{name} is a {definition.type} fact; here a {' or '.join(types)} fact is needed."
        return reading.problem(node.line, what)
    return name


#: The words for the four ends of a range: (which end, strict?).
_NUMBER_WORDS = {
    "from": ("low", False),
    "over": ("low", True),
    "under": ("high", True),
    "up_to": ("high", False),
}
_DATE_WORDS = {
    "from": ("low", False),
    "after": ("low", True),
    "before": ("high", True),
    "by": ("high", False),
}


class BetweenShape(Shape[Between]):
    """A range over an ordered fact: one or two named ends, or for a number one value."""

    def __init__(self, type_: FactType, bound: BoundShape | None = None) -> None:
        self.bound = bound or BoundShape(type_)
        self.words = _DATE_WORDS if type_ is FactType.DATE else _NUMBER_WORDS
        self.type = type_

    def read(self, node: Node, reading: Reading) -> Between | Bad:
        if not isinstance(node, Mapping):
            value = self.bound.read(node, reading)
            if isinstance(value, Bad):
                return value
            return Between(value, value, high_open=False, type=self.type.value)
        ends: dict[str, Any] = {}
        for word, child in node.entries.items():
            if word not in self.words:
                what = f"{word!r} is not an end of a range here."
                return reading.problem(node.lines[word], what, nearest(word, self.words))
            end, strict = self.words[word]
            bound = self.bound.read(child, reading)
            if isinstance(bound, Bad):
                return BAD
            if end in ends:
                what = f"This range has two {'lower' if end == 'low' else 'upper'} ends."
                return reading.problem(node.lines[word], what, "Keep one of them.")
            ends |= {end: bound, f"{end}_open": strict}
        if not ends:
            return reading.problem(node.line, "This range has no ends.")
        return Between(**ends, type=self.type.value)

    def write(self, value: Between) -> Data:
        closed = not value.low_open and not value.high_open
        exact = self.bound.write(value.low) if value.low and value.low == value.high else None
        if closed and isinstance(exact, str):
            return exact
        written: dict[str, Data] = {}
        for word, (end, strict) in self.words.items():
            bound = getattr(value, end)
            if bound is not None and getattr(value, f"{end}_open") == strict:
                written[word] = self.bound.write(bound)
        return written

    def schema(self) -> JsonSchema:
        bound = self.bound.schema()
        ends: JsonSchema = {
            "type": "object",
            "additionalProperties": False,
            "minProperties": 1,
            "properties": dict.fromkeys(self.words, bound),
        }
        return {"anyOf": [bound, ends]}
