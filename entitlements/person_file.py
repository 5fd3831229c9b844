"""Writing facts as a person's file: the other way round of `entitlements.answers`.

    facts_as_data(facts, catalogue) -> plain data, for a file or a record
    facts_of(data, catalogue) -> Facts
    person_text(facts, as_at, authority, catalogue) -> the text of a person's file

The same facts always give the same text, byte for byte. A word in quotes is a word:
a choice called "null" comes back as itself and never as "not known".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from entitlements.answers import known_council, read_value
from entitlements.care import CarePeriod
from entitlements.dates import NEVER_DAY, format_day
from entitlements.facts import Award, Facts, Value
from entitlements.money import format_exact
from entitlements.problems import DataProblems, nearest
from entitlements.rulebook.catalogue import Catalogue, FactType
from entitlements.rulebook.nodes import Mapping as MappingNode
from entitlements.rulebook.nodes import Node, Scalar, Sequence
from entitlements.rulebook.shapes import Bad, Reading

PLACE = "facts"
#: Characters that JSON leaves as they are and a reader of YAML refuses or folds.
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def facts_as_data(facts: Facts, catalogue: Catalogue) -> dict[str, Any]:
    """Facts as plain JSON data, by fact id in order.

    Days are year first or `never`, sums are "£1,000.00", sets are sorted lists.
    Raises: KeyError, for a fact that is not in the catalogue
    """
    kinds = catalogue.facts
    return {name: _written(kinds[name].type, facts[name]) for name in sorted(facts)}


def _written(kind: FactType, value: Value) -> Any:
    write = _WRITERS.get(kind)
    return value if write is None else write(value)


def _day(number: int) -> str:
    return "never" if number >= NEVER_DAY else format_day(date.fromordinal(number))


def _period(period: CarePeriod) -> dict[str, str]:
    told = {
        "start": format_day(period.start),
        "end": format_day(period.end) if period.end else "never",
        "basis": period.basis,
        "authority": period.authority,
        "placement": period.placement,
    }
    return {key: text for key, text in told.items() if text is not None}


def _award(award: Award) -> dict[str, str]:
    told = {
        "entitlement": award.entitlement,
        "part": award.part,
        "amount": None if award.amount is None else format_exact(award.amount),
        "on": format_day(award.on) if award.on else None,
    }
    return {key: text for key, text in told.items() if text is not None}


_WRITERS: dict[FactType, Callable[[Any], Any]] = {
    FactType.DATE: _day,
    FactType.MONEY: format_exact,
    FactType.CHOICES: sorted,
    FactType.PERIODS: lambda periods: [_period(period) for period in periods],
    FactType.AWARDS: lambda awards: [_award(award) for award in awards],
}


def person_text(
    facts: Facts, as_at: date | None, authority: str | None, catalogue: Catalogue
) -> str:
    """A person's file as JSON, which `read_person` reads back as the same person.

    `authority` may be a council that is not in the book. With one given, the fact
    `authority` is what stands for it, and is not written twice.
    """
    told = facts_as_data(facts, catalogue)
    if authority is not None and told.get("authority") == known_council(authority, catalogue):
        del told["authority"]
    data: dict[str, Any] = {"facts": told}
    data |= {} if authority is None else {"authority": authority}
    data |= {} if as_at is None else {"as_at": format_day(as_at)}
    text = json.dumps(data, sort_keys=True, indent=2, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def facts_of(data: Mapping[str, Any], catalogue: Catalogue) -> Facts:
    """Facts from plain data, in the forms that `facts_as_data` writes.

    Raises: DataProblems, with every problem in it
    """
    reading, values = Reading(PLACE, [], catalogue), dict[str, Value]()
    for name, told in data.items():
        value = _read(str(name), told, catalogue, reading)
        if value is not None and not isinstance(value, Bad):
            values[str(name)] = value
    if reading.problems:
        raise DataProblems(reading.problems)
    return Facts(values)


def _read(name: str, told: object, catalogue: Catalogue, reading: Reading) -> Value | Bad | None:
    definition = catalogue.facts.get(name)
    if definition is None:
        return reading.problem(0, f"There is no fact {name!r}.", nearest(name, catalogue.facts))
    return None if told is None else read_value(definition, _node(told), reading)


def _node(told: object) -> Node:
    """Plain data as what the reader of files reads; text stands in quotes."""
    if isinstance(told, Mapping):
        entries = {str(key): _node(value) for key, value in told.items() if value is not None}
        return MappingNode(entries, dict.fromkeys(entries, 0), 0)
    if isinstance(told, list | tuple):
        return Sequence([_node(value) for value in told], 0)
    if isinstance(told, bool):
        return Scalar(str(told).lower(), 0)
    return Scalar(told, 0, True) if isinstance(told, str) else Scalar(str(told), 0)
