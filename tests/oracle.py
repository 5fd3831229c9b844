"""A plain second reading of the rules: a walk over the model, for somebody of whom all is known.

It shares no code with the plan: no slots, no leaves, no cuts, no generated source.
It knows two values only. Where a value cannot be known (a rate that nobody
published, a fact a table leaves open) it gives up with `NotKnown`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from entitlements.care import care_facts
from entitlements.dates import NEVER, NEVER_DAY, add_duration, attains_age
from entitlements.derive import care_answers
from entitlements.facts import Award, Facts
from entitlements.rulebook.catalogue import FactDef, FactType
from entitlements.rulebook.conditions import (
    AGE,
    AllOf,
    AnyOf,
    AsAtBound,
    AtLeast,
    Between,
    Bound,
    Condition,
    HadTest,
    Holds,
    IsTrue,
    Literal,
    NextBirthday,
    Not,
    OneOfThese,
    OutcomeTest,
    ParameterBound,
    Test,
)
from entitlements.rulebook.model import Match, Outcome, Row, RuleBook, RuleTable, Version

STRONGEST_FIRST = (
    Outcome.ENTITLED,
    Outcome.MAY_GET,
    Outcome.ELSEWHERE,
    Outcome.NOT_PUBLISHED,
    Outcome.NOT_PROVIDED,
    Outcome.NOT_ENTITLED,
)


class NotKnown(Exception):
    """Something that no answer of the person could settle."""


@dataclass
class Oracle:
    """One rule book read for one person on one day."""

    book: RuleBook
    facts: Facts
    as_at: date
    _decided: dict[str, tuple[Outcome, tuple[Row, ...]]] = field(default_factory=dict)

    def decide(self, name: str) -> tuple[Outcome, tuple[Row, ...]]:
        """The outcome of a table, and the rows that make it."""
        if name not in self._decided:
            self._decided[name] = self._decide(self.book.tables[name])
        return self._decided[name]

    def _decide(self, table: RuleTable) -> tuple[Outcome, tuple[Row, ...]]:
        version = self._version(table)
        if version is None or version.otherwise is None:
            return Outcome.NOT_IN_FORCE, ()
        if table.match is Match.FIRST:
            held = next((row for row in version.rows if self.holds(row.when)), version.otherwise)
            return held.outcome, (held,)
        together = [row for row in version.rows if self.holds(row.when)] or [version.otherwise]
        together.sort(key=lambda row: STRONGEST_FIRST.index(row.outcome))
        return together[0].outcome, tuple(together)

    def _version(self, table: RuleTable) -> Version | None:
        day = self.as_at
        if table.dated_by:
            day = date.fromordinal(self.value(table.dated_by))
        return next((version for version in table.versions if version.in_force(day)), None)

    def holds(self, condition: Condition) -> bool:
        """Whether a condition holds."""
        if isinstance(condition, AllOf):
            return all(self.holds(part) for part in condition.parts)
        if isinstance(condition, AnyOf):
            return any(self.holds(part) for part in condition.parts)
        if isinstance(condition, AtLeast):
            return sum(self.holds(part) for part in condition.parts) >= condition.number
        if isinstance(condition, Not):
            return not self.holds(condition.part)
        if isinstance(condition, OutcomeTest):
            return self._has_outcome(condition) != condition.negated
        if isinstance(condition, HadTest):
            return self._was_had(condition)
        return self._test(condition)

    def _has_outcome(self, test: OutcomeTest) -> bool:
        known = [t.id for t in self.book.tables_for(self.facts.get("authority"))]  # type: ignore[arg-type]
        return test.table in known and self.decide(test.table)[0].value in test.outcomes

    def _test(self, test: Test) -> bool:
        check = test.check
        if isinstance(check, NextBirthday):
            return self._next_birthday() in check.years
        if test.fact == AGE:
            assert isinstance(check, Between)
            return self._within(self._age(), check)
        value = self.value(test.fact)
        if isinstance(check, IsTrue):
            return bool(value) is check.value
        if isinstance(check, OneOfThese):
            return (value in check.values) != check.negated
        if isinstance(check, Holds):
            held = [word in value for word in check.values]
            return {"any": any(held), "all": all(held), "none": not any(held)}[check.how]
        return self._within(value, check)

    def _within(self, value: int, check: Between) -> bool:
        if check.low is not None:
            low = self._bound(check.low)
            if value < low or (check.low_open and value == low):
                return False
        if check.high is not None:
            high = self._bound(check.high)
            return value < high or (not check.high_open and value == high)
        return True

    def _bound(self, bound: Bound) -> int:
        if isinstance(bound, Literal):
            return bound.value
        if isinstance(bound, ParameterBound):
            parameter = self.book.parameters.get(bound.parameter)
            held = parameter.on(self.as_at) if parameter else None
            if held is None:
                raise NotKnown(bound.parameter)
            return held.value
        day = self.as_at.toordinal() if isinstance(bound, AsAtBound) else self.value(bound.fact)
        if bound.duration is None or day == NEVER_DAY:
            return int(day)
        moved = add_duration(date.fromordinal(day), bound.duration, 1 if bound.sign > 0 else -1)
        return moved.toordinal()

    def _born(self) -> date:
        return date.fromordinal(self.value("date_of_birth"))

    def _age(self) -> int:
        """Years attained; minus one before the birth."""
        return sum(attains_age(self._born(), years) <= self.as_at for years in range(130)) - 1

    def _next_birthday(self) -> int:
        """The birthday that comes next, today counting."""
        eve = self.as_at - timedelta(days=1)
        return sum(attains_age(self._born(), years) <= eve for years in range(130))

    def _was_had(self, test: HadTest) -> bool:
        awards: Any = self.value("already_had")
        mine = [award for award in awards if award.entitlement == test.entitlement]
        mine = [award for award in mine if test.part is None or award.part == test.part]
        if test.within is not None:
            since = add_duration(self.as_at, test.within, -1)
            mine = [award for award in mine if _day_of(award) > since]
        if test.times is not None and not self._within(len(mine), test.times):
            return False
        if test.amount is None:
            return True
        return self._within(sum(_sum_of(award) for award in mine), test.amount)

    def value(self, fact: str) -> Any:
        """A fact's value: given, decided by a table, or worked out."""
        if fact in self.facts:
            return self.facts[fact]
        definition = self.book.catalogue.facts[fact]
        if definition.derivation is None:
            raise NotKnown(fact)
        if definition.derivation.kind == "table":
            return self._given_by_a_table(definition)
        if definition.derivation.kind == "care":
            return self._about_care(definition)
        if definition.derivation.kind == "less":
            one, other = (self.value(name) for name in definition.derivation.of)
            return max(one - other, 0)
        return self._on_a_day(definition.derivation.kind, self.value(definition.derivation.of[0]))

    def _given_by_a_table(self, definition: FactDef) -> Any:
        known = [t.id for t in self.book.tables_for(self.facts.get("authority"))]  # type: ignore[arg-type]
        deciding = [t for t in self.book.tables.values() if t.decides == definition.id]
        for table in deciding:
            rows = self.decide(table.id)[1] if table.id in known else ()
            if rows and rows[0].value is not None:
                is_choice = definition.type is FactType.CHOICE
                return rows[0].value if is_choice else rows[0].value == "true"
        raise NotKnown(definition.id)

    def _about_care(self, definition: FactDef) -> Any:
        assert definition.derivation is not None
        worked_out = care_facts(care_answers(self.facts), self.as_at)
        value = getattr(worked_out, definition.derivation.of[0])
        if value is None or (isinstance(value, tuple) and value[0] != value[1]):
            raise NotKnown(definition.id)
        if isinstance(value, date):
            return value.toordinal()
        return value[0] if isinstance(value, tuple) else value

    def _on_a_day(self, kind: str, number: int) -> int:
        day = date.fromordinal(number)
        if day == NEVER:
            raise NotKnown(kind)
        if kind == "academic_year":
            return day.year if day.month >= 8 else day.year - 1
        if kind == "age_on_31_august":
            day = date(day.year if day.month >= 8 else day.year - 1, 8, 31)
        if day < self._born():
            raise NotKnown(kind)
        return sum(attains_age(self._born(), years) <= day for years in range(130)) - 1


def _day_of(award: Award) -> date:
    if award.on is None:
        raise NotKnown("already_had")
    return award.on


def _sum_of(award: Award) -> int:
    if award.amount is None:
        raise NotKnown("already_had")
    return award.amount
