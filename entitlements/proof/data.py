"""Findings as plain data: what is written to proof.json, and what its digest is taken of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from entitlements.care import CarePeriod
from entitlements.dates import NEVER_DAY, format_day
from entitlements.facts import Award
from entitlements.proof.finding import Finding, InventedPerson

Data = dict[str, Any]


def as_data(findings: Iterable[Finding]) -> list[Data]:
    """Findings as JSON can hold them, in a stable order. What is empty is left out.

    A fact that is a day is written as it is held, as a day number: `words` says it.
    """
    return [_finding(finding) for finding in sorted(findings, key=lambda finding: finding.id)]


def _finding(finding: Finding) -> Data:
    data: Data = {
        name: getattr(finding, name)
        for name in ("id", "kind", "what", "fix", "table", "version", "method", "before", "after")
    }
    data |= {"shown": finding.shown.value, "weight": finding.weight.value}
    data |= {"rows": list(finding.rows), "axioms": list(finding.axioms)}
    if finding.person is not None:
        data["person"] = _person(finding.person)
    if finding.days is not None:
        data["days"] = [format_day(day) for day in finding.days]
    return {name: data[name] for name in sorted(data) if data[name]}


def _person(person: InventedPerson) -> Data:
    facts = {name: _value(person.facts[name]) for name in sorted(person.facts)}
    return {"as_at": format_day(person.as_at), "facts": facts, "words": person.words}


def _value(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    if isinstance(value, CarePeriod | Award):
        fields = {name: getattr(value, name) for name in value.__dataclass_fields__}
        return {name: _value(held) for name, held in fields.items() if held is not None}
    if isinstance(value, date):
        return format_day(value)
    return "never" if value == NEVER_DAY else value
