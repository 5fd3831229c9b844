"""From the facts of a person to the vector an evaluator reads, on one day.

Derived facts are worked out here (care history, ages at dates, what was already
had) or decided by a table while the plan is evaluated. A derived fact that was
given directly, as a worked example may, is left as it was given.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from entitlements.care import CareAnswers, care_facts
from entitlements.dates import NEVER, academic_year_start, age_on
from entitlements.facts import Award, Facts, Value
from entitlements.plan.build import Plan
from entitlements.plan.ledger import LEDGER, had
from entitlements.plan.slots import FAR, NO, YES, Slot, Vector
from entitlements.rulebook.catalogue import Derivation

#: The facts that answer something about care, and the answer each gives.
CARE_ANSWERS = {
    "care_periods": "periods",
    "in_care_now": "in_care_now",
    "in_care_13_weeks_since_14": "thirteen_weeks_since_14",
    "in_care_at_16_or_17": "in_care_at_16_or_17",
    "months_continuously_in_care": "months_continuously_in_care",
    "special_guardianship_from_care": "special_guardianship_from_care",
    "detained_or_in_hospital_at_16": "detained_or_in_hospital_at_16",
}
CARE_DATES = {
    "date_of_birth": "born",
    "left_care_on": "left_care_on",
    "adopted_on": "adopted_on",
    "returned_home_on": "returned_home_on",
    "home_broke_down_on": "home_broke_down_on",
}
CARE_INPUTS = (*CARE_DATES, *CARE_ANSWERS)


def vector_of(plan: Plan, facts: Facts, as_at: date) -> Vector:
    """Write what is known, and what follows from it, into a vector."""
    vector = plan.slots.blank()
    for name, value in facts.items():
        slot = plan.slots.get(name)
        if slot is not None:
            slot.put(vector, slot.encode(value))
    derive(plan, facts, vector, as_at)
    return vector


def derive(plan: Plan, facts: Facts, vector: Vector, as_at: date) -> None:
    """Work the derived facts out and write them where none was given."""
    care = care_facts(care_answers(facts), as_at)
    for slot, derivation in plan.derived:
        if slot.fact.id in facts:
            continue
        if derivation.kind == "care":
            write_care(slot, getattr(care, derivation.of[0]), vector)
        else:
            slot.put(vector, _calculated(derivation, plan, vector) or slot.unknown)
    write_ledger(plan, facts, vector, as_at)


def care_answers(facts: Mapping[str, Value]) -> CareAnswers:
    """What is known about care, in the terms of `entitlements.care`."""
    known: dict[str, Any] = {}
    for fact, name in CARE_ANSWERS.items():
        if fact in facts:
            known[name] = facts[fact]
    for fact, name in CARE_DATES.items():
        if fact in facts:
            known[name] = date.fromordinal(cast(int, facts[fact]))
    return CareAnswers(**known)


def write_care(slot: Slot, value: object, vector: Vector) -> None:
    """Write one fact about care: yes or no, a span, a date, or not known."""
    at = slot.at
    if value is True or value is False:
        vector[at] = YES if value else NO
    elif value is None:
        vector[at : at + slot.width] = slot.unknown
    elif isinstance(value, date):
        vector[at] = vector[at + 1] = value.toordinal()
    else:
        vector[at : at + 2] = cast(tuple[int, int], value)


def _calculated(derivation: Derivation, plan: Plan, vector: Vector) -> tuple[int, int] | None:
    """An age, a year or a difference, where the facts it rests on are known."""
    slots = [plan.slots[fact] for fact in derivation.of]
    if derivation.kind == "less":
        (a, b), (c, d) = ((vector[s.at], vector[s.at + 1]) for s in slots)
        return (max(a - d, 0) if a > -FAR else a, max(b - c, 0))
    day = _known_day(slots[0], vector)
    born = _known_day(plan.slots["date_of_birth"], vector)
    if day is None or day == NEVER or (derivation.kind != "academic_year" and born is None):
        return None
    number = _at_day(derivation.kind, born or day, day)
    return None if number is None else (number, number)


def _at_day(kind: str, born: date, day: date) -> int | None:
    """A year, or an age; None for a day before the birth, when one of the two is a slip."""
    if kind == "academic_year":
        return academic_year_start(day)
    if kind == "age_on_31_august":  # of the year in which the academic year starts
        day = date(academic_year_start(day), 8, 31)
    return age_on(born, day) if born <= day else None


def _known_day(slot: Slot, vector: Vector) -> date | None:
    low, high = vector[slot.at], vector[slot.at + 1]
    return date.fromordinal(low) if low == high else None


def write_ledger(plan: Plan, facts: Facts, vector: Vector, as_at: date) -> None:
    """Answer each question of the ledger: how often, or how much, was already had."""
    awards = cast("tuple[Award, ...] | None", facts.get(LEDGER))
    for query in plan.had:
        slot = plan.slots[query.fact]
        slot.put(vector, had(awards, query, as_at))
