"""The answers of one person: kept in the session as plain text, read as facts."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from datetime import date
from typing import Any, cast

from entitlements.facts import Award, Facts, Value
from entitlements.rulebook.catalogue import Catalogue, FactDef, FactType
from web.fields import Passed

GIVEN, PASSED, ORDER = "answers", "passed", "order"  #: what the session holds


class Answers:
    """What was answered, what was passed over, and in which order.

    It writes one fact at a time into the session, so that two tabs that answer
    one after the other never lose each other's answers.
    """

    def __init__(self, session: MutableMapping[str, Any], catalogue: Catalogue) -> None:
        self._session, self._catalogue = session, catalogue

    def __bool__(self) -> bool:
        return bool(self.order)

    def __getitem__(self, fact_id: str) -> Value | Passed | None:
        if fact_id in self.passed:
            return self.passed[fact_id]
        return self.given().get(fact_id)

    @property
    def order(self) -> list[str]:
        """Every fact answered or passed over, first answered first."""
        known = self._catalogue.facts
        return [fact for fact in self._session.get(ORDER, []) if fact in known]

    @property
    def passed(self) -> dict[str, Passed]:
        """The facts answered with "not sure" or "rather not say"."""
        return {fact: Passed(how) for fact, how in self._session.get(PASSED, {}).items()}

    def given(self) -> Facts:
        """The facts that were told."""
        kept = self._session.get(GIVEN, {})
        read = {f: _read(self._catalogue.facts[f], kept[f]) for f in self.order if f in kept}
        return Facts({fact: value for fact, value in read.items() if value is not None})

    def keep(self, fact: FactDef, answer: Value | Passed) -> None:
        """Keep one answer in place of any earlier one; it keeps its place in the order."""
        given, passed = (self._session.setdefault(part, {}) for part in (GIVEN, PASSED))
        given.pop(fact.id, None)
        passed.pop(fact.id, None)
        if isinstance(answer, Passed):
            passed[fact.id] = str(answer)
        else:
            given[fact.id] = _write(fact, answer)
        order = self._session.setdefault(ORDER, [])
        if fact.id not in order:
            order.append(fact.id)

    def before(self, fact_id: str) -> str | None:
        """The fact answered before this one, for the link back."""
        order = self.order
        place = order.index(fact_id) if fact_id in order else len(order)
        return order[place - 1] if place else None


def _write(fact: FactDef, value: Value) -> Any:
    if fact.type is FactType.DATE:
        return date.fromordinal(cast(int, value)).isoformat()
    if fact.type is FactType.CHOICES:
        return sorted(cast("frozenset[str]", value))
    if fact.type is FactType.AWARDS:
        return [[a.entitlement, a.amount] for a in cast("tuple[Award, ...]", value)]
    return value


def _read(fact: FactDef, kept: Any) -> Value | None:
    """A kept answer as a value; None if the rule book no longer knows the choice."""
    read: dict[FactType, Callable[[], Value | None]] = {
        FactType.DATE: lambda: date.fromisoformat(kept).toordinal(),
        FactType.CHOICE: lambda: kept if kept in fact.values else None,
        FactType.CHOICES: lambda: frozenset(kept) & frozenset(fact.values) or None,
        FactType.AWARDS: lambda: tuple(Award(name, amount) for name, amount in kept),
    }
    return read[fact.type]() if fact.type in read else cast(Value, kept)
