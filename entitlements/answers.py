"""Reading facts from text: a person's file, or the facts of a worked example.

    authority: dorset
    as_at: 2026-11-22
    facts: {date_of_birth: 2007-02-10, home: own_tenancy}

YAML or JSON, the same forms. Every problem is reported with its line.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from datetime import date
from typing import Any

from entitlements.care import BASES, CarePeriod, ImpossiblePeriod
from entitlements.dates import EARLIEST_YEAR, LATEST_YEAR, NEVER
from entitlements.facts import Award, Facts, Value
from entitlements.problems import DataProblems, Problem, nearest
from entitlements.rulebook.catalogue import Catalogue, FactDef, FactType
from entitlements.rulebook.nodes import Mapping, Node, Scalar, Sequence, parse
from entitlements.rulebook.records import Key, Record
from entitlements.rulebook.shapes import (
    Bad,
    Day,
    ListOf,
    MoneyText,
    Number,
    OneOrMany,
    Reading,
    Shape,
    Text,
    Truth,
    Word,
)

#: What means "not known" in a file, for any fact.
NOT_KNOWN = ("not_known", "null", "~", "")


@dataclass(frozen=True, slots=True)
class Person:
    """What a person's file says: facts, the day asked about, the responsible council."""

    facts: Facts
    as_at: date | None
    authority: str | None


def read_person(text: str, catalogue: Catalogue, place: str) -> Person:
    """Read a person's file. Raises `DataProblems` with every problem in it."""
    node, problems = parse(text, place)
    reading = Reading(place, problems, catalogue)
    if node is not None and not isinstance(node, Mapping):
        reading.problem(1, "A person's file is a mapping.", "Begin with 'facts:'.")
    entries = node.entries if isinstance(node, Mapping) else {}
    for word in entries:
        if word not in ("authority", "as_at", "facts"):
            line = node.lines[word] if isinstance(node, Mapping) else 0
            fix = nearest(word, ("authority", "as_at", "facts"))
            reading.problem(line, f"A person's file has no part {word!r}.", fix)
    if "facts" not in entries and (node is not None or not problems):
        reading.problem(1, "A person's file needs 'facts'.", "Add 'facts: {…}'.")
    person = _person(entries, catalogue, reading)
    if problems:
        raise DataProblems(problems)
    return person


def _person(entries: dict[str, Node], catalogue: Catalogue, reading: Reading) -> Person:
    values = _facts(entries.get("facts"), catalogue, reading)
    authority = Text().read(entries["authority"], reading) if "authority" in entries else None
    as_at = DayOfALife().read(entries["as_at"], reading) if "as_at" in entries else None
    if isinstance(authority, str):
        values["authority"] = known_council(authority, catalogue)
    return Person(
        Facts(values),
        None if isinstance(as_at, Bad) else as_at,
        None if isinstance(authority, Bad) else authority,
    )


def known_council(authority: str, catalogue: Catalogue) -> str:
    """The choice that stands for a council: its own, or `another` for one not in the book."""
    definition = catalogue.facts.get("authority")
    known = definition.values if definition else ()
    return authority if authority in known else "another"


def _facts(node: Node | None, catalogue: Catalogue, reading: Reading) -> dict[str, Value]:
    if node is None:
        return {}
    if not isinstance(node, Mapping):
        reading.problem(node.line, "'facts' is a mapping of fact to value.")
        return {}
    values: dict[str, Value] = {}
    for name, child in node.entries.items():
        definition = catalogue.facts.get(name)
        if definition is None:
            what, fix = f"There is no fact {name!r}.", nearest(name, catalogue.facts)
            reading.problem(node.lines[name], what, fix)
        elif not (isinstance(child, Scalar) and not child.quoted and child.text in NOT_KNOWN):
            value = read_value(definition, child, reading)
            if not isinstance(value, Bad):
                values[name] = value
    return values


def read_value(definition: FactDef, node: Node, reading: Reading) -> Value | Bad:
    """Read one fact's value, and hold it to the bounds of its definition."""
    value = _shape(definition).read(node, reading)
    if isinstance(value, Bad):
        return value
    if definition.type is FactType.CHOICES:
        return frozenset(value)
    if definition.type is FactType.DATE:
        if value == NEVER and definition.never is None and not definition.is_derived:
            fix = "Leave it out if it is not known."
            return reading.problem(node.line, f"{definition.id} cannot be 'never'.", fix)
        return int(value.toordinal())
    bounds = (definition.least, definition.most)
    if (
        isinstance(value, int)
        and not isinstance(value, bool)
        and any(b is not None for b in bounds)
    ):
        return _bounded(definition, value, node, reading)
    return value  # type: ignore[no-any-return]


def _bounded(definition: FactDef, value: int, node: Node, reading: Reading) -> int | Bad:
    if definition.least is not None and value < definition.least:
        return reading.problem(node.line, f"{definition.id} is less than {definition.least}.")
    if definition.most is not None and value > definition.most:
        return reading.problem(node.line, f"{definition.id} is more than {definition.most}.")
    return value


class DayOfALife(Day):
    """A day that somebody alive can have lived, or can still see."""

    def read(self, node: Node, reading: Reading) -> date | Bad:
        day = super().read(node, reading)
        if isinstance(day, Bad) or EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            return day
        fix = f"Give a year from {EARLIEST_YEAR} to {LATEST_YEAR}."
        return reading.problem(node.line, f"{day} is out of range.", fix)


class DayOrNever(DayOfALife):
    """A day, or `never` for something that has not happened."""

    def read(self, node: Node, reading: Reading) -> date | Bad:
        if isinstance(node, Scalar) and node.text == "never":
            return NEVER
        return super().read(node, reading)


def _shape(definition: FactDef) -> Shape[Any]:
    kind = definition.type
    if kind is FactType.CHOICE:
        return Word(definition.values, f"a value of {definition.id}")
    if kind is FactType.CHOICES:
        return OneOrMany(Word(definition.values, f"a value of {definition.id}"))
    return _SHAPES[kind]


class _PeriodShape(Shape[CarePeriod]):
    record: Record[dict[str, Any]] = Record(
        dict,
        [
            Key("start", DayOfALife(), True),
            Key("end", DayOrNever()),
            Key("basis", Word(sorted(BASES), "a legal basis for being in care"), True),
            Key("authority", Text()),
            Key("placement", Text()),
        ],
        "a care period",
    )

    def read(self, node: Node, reading: Reading) -> CarePeriod | Bad:
        if isinstance(node, Mapping) and _is_null(node.entries.get("end")):
            del node.entries["end"]
        values = self.record.read(node, reading)
        if isinstance(values, Bad):
            return values
        if values.get("end") == NEVER:
            values["end"] = None
        try:
            return CarePeriod(**({"end": None} | values))
        except ImpossiblePeriod as problem:
            return reading.problem(node.line, f"{problem}.", "Check both dates.")


def _is_null(node: Node | None) -> bool:
    return isinstance(node, Scalar) and not node.quoted and node.text in NOT_KNOWN


_AWARD = Record(
    Award,
    [
        Key("entitlement", Text(), True),
        Key("part", Text()),
        Key("amount", MoneyText()),
        Key("on", DayOfALife()),
    ],
    "something already had",
)
_SHAPES: dict[FactType, Shape[Any]] = {
    FactType.YES_NO: Truth(),
    FactType.NUMBER: Number(),
    FactType.MONEY: MoneyText(),
    FactType.DATE: DayOrNever(),
    FactType.PERIODS: ListOf(_PeriodShape()),
    FactType.AWARDS: ListOf(_AWARD),
}


def facts_from_data(
    data: MappingType[str, Any], catalogue: Catalogue, place: str, line: int
) -> tuple[Facts, list[Problem]]:
    """Facts from plain data of text, as the examples of a table hold them."""
    reading = Reading(place, [], catalogue)
    return Facts(_facts(_node(data, line), catalogue, reading)), reading.problems


def _node(data: object, line: int) -> Node:
    if isinstance(data, MappingType):
        entries = {str(word): _node(value, line) for word, value in data.items()}
        return Mapping(entries, dict.fromkeys(entries, line), line)
    if isinstance(data, list | tuple):
        return Sequence([_node(value, line) for value in data], line)
    return Scalar(str(data), line)
