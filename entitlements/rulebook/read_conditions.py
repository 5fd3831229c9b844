"""Reading and writing conditions: the `when` of a row.

Nesting is bounded by the parser (`nodes.MOST_DEPTH`), so reading a condition
inside a condition cannot run away.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

from entitlements.problems import nearest
from entitlements.rulebook.bounds import DURATION, BetweenShape, YearsShape
from entitlements.rulebook.catalogue import FactDef, FactType
from entitlements.rulebook.conditions import (
    AGE,
    BIRTHDAY,
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    HadTest,
    Holds,
    IsTrue,
    NextBirthday,
    Not,
    OneOfThese,
    OutcomeTest,
    Test,
)
from entitlements.rulebook.nodes import Mapping, Node, Sequence
from entitlements.rulebook.records import Key, Record
from entitlements.rulebook.shapes import (
    BAD,
    Bad,
    Data,
    JsonSchema,
    Number,
    OneOrMany,
    Reading,
    Shape,
    Text,
    Truth,
    Word,
)

T = TypeVar("T")
AGES = BetweenShape(FactType.NUMBER, YearsShape())
BIRTHDAYS = OneOrMany(Number(1))
OUTCOMES = ("entitled", "may_get", "elsewhere", "not_entitled", "not_provided", "not_published")
HAD = Record(
    HadTest,
    [
        Key("entitlement", Text(), needed=True),
        Key("part", Text()),
        Key("times", BetweenShape(FactType.NUMBER)),
        Key("amount", BetweenShape(FactType.MONEY)),
        Key("within", DURATION),
    ],
    "a test of what was already had",
)
GROUPS = ("any", "all", "not", "at_least")
#: Words that `when` keeps for itself, so that no fact can have them as its id.
KEPT = (*GROUPS, AGE, BIRTHDAY, "already_had")


class When(Shape[Condition]):
    """A mapping of tests, all of which must hold."""

    def read(self, node: Node, reading: Reading) -> Condition | Bad:
        if not isinstance(node, Mapping):
            return reading.problem(node.line, "Tests are written as 'fact: test'.")
        parts = [self._entry(word, child, node, reading) for word, child in node.entries.items()]
        good = [part for part in parts if not isinstance(part, Bad)]
        if len(good) < len(parts):
            return BAD
        return good[0] if len(good) == 1 else AllOf(tuple(good))

    def _entry(self, word: str, child: Node, node: Mapping, reading: Reading) -> Condition | Bad:
        if word in GROUPS:
            return self._group(word, child, reading)
        if "/" in word:
            return _read_outcome(word, child, reading)
        if word == "already_had":
            return _read_had(child, reading)
        if word == AGE:
            return _test(word, AGES.read(child, reading))
        if word == BIRTHDAY:
            years = _some(BIRTHDAYS, child, reading)
            return years if isinstance(years, Bad) else Test(word, NextBirthday(years))
        return _read_test(word, child, node.lines[word], reading)

    def _group(self, word: str, child: Node, reading: Reading) -> Condition | Bad:
        if word == "not":
            part = self._part(child, reading)
            return part if isinstance(part, Bad) else Not(part)
        if word == "at_least":
            return self._at_least(child, reading)
        parts = self._list(child, reading)
        if isinstance(parts, Bad):
            return parts
        if len(parts) == 1:
            return parts[0]
        return AnyOf(parts) if word == "any" else AllOf(parts)

    def _at_least(self, child: Node, reading: Reading) -> Condition | Bad:
        if not isinstance(child, Mapping) or set(child.entries) != {"number", "of"}:
            fix = "Write 'at_least: {number: 2, of: [{…}, {…}]}'."
            return reading.problem(child.line, "This group needs 'number' and 'of'.", fix)
        number = Number(1).read(child.entries["number"], reading)
        parts = self._list(child.entries["of"], reading)
        if isinstance(number, Bad) or isinstance(parts, Bad):
            return BAD
        if number > len(parts):
            what = f"At least {number} of {len(parts)} can never hold."
            return reading.problem(child.line, what, "Lower the number, or add tests.")
        return AtLeast(number, parts)

    def _list(self, node: Node, reading: Reading) -> tuple[Condition, ...] | Bad:
        if not isinstance(node, Sequence) or not node.items:
            return reading.problem(node.line, "A group is a list of tests.", "Write [{…}, {…}].")
        parts = [self._part(child, reading) for child in node.items]
        good = tuple(part for part in parts if not isinstance(part, Bad))
        return good if len(good) == len(parts) else BAD

    def _part(self, node: Node, reading: Reading) -> Condition | Bad:
        if isinstance(node, Mapping) and not node.entries:
            return reading.problem(
                node.line, "This test is empty.", "Write a test, or take it out."
            )
        return self.read(node, reading)

    def write(self, value: Condition) -> Data:
        parts = value.parts if isinstance(value, AllOf) else (value,)
        written: dict[str, Data] = {}
        for part in parts:
            word, data = write_entry(part)
            if word in written:  # a mapping cannot hold a key twice
                return {"all": [self.write(part) for part in parts]}
            written[word] = data
        return written

    def schema(self) -> JsonSchema:
        return {"$ref": "#/$defs/when"}


WHEN = When()
#: Rows share most of their tests: one object for each keeps a book small.
_same_test = lru_cache(maxsize=8_192)(Test)


def _test(fact: str, check: Any) -> Condition | Bad:
    return check if isinstance(check, Bad) else _same_test(fact, check)


def _read_test(word: str, child: Node, line: int, reading: Reading) -> Condition | Bad:
    catalogue = reading.catalogue
    definition = catalogue.facts.get(word) if catalogue else None
    if definition is None:
        words = [*(catalogue.facts if catalogue else ()), AGE, BIRTHDAY, *GROUPS]
        what = f"There is no fact {word!r} in facts.yaml."
        return reading.problem(line, what, nearest(word, words))
    read = _READERS.get(definition.type)
    if read is None:
        return reading.problem(line, f"{word} cannot be tested directly.")
    return _test(word, read(definition, child, reading))


def _read_truth(definition: FactDef, node: Node, reading: Reading) -> Any:
    value = Truth().read(node, reading)
    return value if isinstance(value, Bad) else IsTrue(value)


def _read_choice(definition: FactDef, node: Node, reading: Reading) -> Any:
    negated = isinstance(node, Mapping) and set(node.entries) == {"not"}
    inner = node.entries["not"] if negated and isinstance(node, Mapping) else node
    values = _values(definition, inner, reading)
    return values if isinstance(values, Bad) else OneOfThese(values, negated)


def _read_choices(definition: FactDef, node: Node, reading: Reading) -> Any:
    how = "any"
    if isinstance(node, Mapping) and len(node.entries) == 1:
        ((word, inner),) = node.entries.items()
        if word in ("all_of", "not"):
            how, node = ("all" if word == "all_of" else "none"), inner
    values = _values(definition, node, reading)
    return values if isinstance(values, Bad) else Holds(values, how)


def _values(definition: FactDef, node: Node, reading: Reading) -> tuple[str, ...] | Bad:
    word = Word(definition.values, f"a value of {definition.id}")
    return _some(OneOrMany(word), node, reading)


def _some(shape: OneOrMany[T], node: Node, reading: Reading) -> tuple[T, ...] | Bad:
    """One value or more: a test against none of them could never hold."""
    before = len(reading.problems)
    values = shape.read(node, reading)
    if values == () and len(reading.problems) == before:
        return reading.problem(node.line, "This list is empty.", "Write at least one value.")
    return values if len(reading.problems) == before else BAD


def _read_range(definition: FactDef, node: Node, reading: Reading) -> Any:
    return BetweenShape(definition.type).read(node, reading)


_READERS: dict[FactType, Callable[[FactDef, Node, Reading], Any]] = {
    FactType.YES_NO: _read_truth,
    FactType.CHOICE: _read_choice,
    FactType.CHOICES: _read_choices,
    FactType.NUMBER: _read_range,
    FactType.MONEY: _read_range,
    FactType.DATE: _read_range,
}


def _read_outcome(word: str, node: Node, reading: Reading) -> Condition | Bad:
    negated = isinstance(node, Mapping) and set(node.entries) == {"not"}
    inner = node.entries["not"] if negated and isinstance(node, Mapping) else node
    outcomes = _some(OneOrMany(Word(OUTCOMES, "an outcome")), inner, reading)
    return outcomes if isinstance(outcomes, Bad) else OutcomeTest(word, outcomes, negated)


def _read_had(node: Node, reading: Reading) -> HadTest | Bad:
    test = HAD.read(node, reading)
    if isinstance(test, HadTest) and test.times is None and test.amount is None:
        fix = "Add 'times: {under: 1}' or 'amount: {under: …}'."
        return reading.problem(node.line, "This does not say how often, or how much.", fix)
    return test


def write_entry(condition: Condition) -> tuple[str, Data]:
    """Write one condition as a key and its value."""
    if isinstance(condition, Test):
        return condition.fact, _write_check(condition)
    if isinstance(condition, OutcomeTest):
        return condition.table, _one_or_many(condition.outcomes, condition.negated)
    if isinstance(condition, HadTest):
        return "already_had", HAD.write(condition)
    if isinstance(condition, Not):
        return "not", WHEN.write(condition.part)
    if isinstance(condition, AtLeast):
        parts: Data = [WHEN.write(part) for part in condition.parts]
        return "at_least", {"number": Number().write(condition.number), "of": parts}
    word = "any" if isinstance(condition, AnyOf) else "all"
    return word, [WHEN.write(part) for part in condition.parts]


def _write_check(test: Test) -> Data:
    check = test.check
    if isinstance(check, IsTrue):
        return Truth().write(check.value)
    if isinstance(check, OneOfThese):
        return _one_or_many(check.values, check.negated)
    if isinstance(check, Holds):
        values = _one_or_many(check.values, check.how == "none")
        return {"all_of": values} if check.how == "all" else values
    if isinstance(check, NextBirthday):
        return BIRTHDAYS.write(check.years)
    return BetweenShape(FactType(check.type)).write(check)


def _one_or_many(values: tuple[str, ...], negated: bool) -> Data:
    data: Data = values[0] if len(values) == 1 else list(values)
    return {"not": data} if negated else data
