"""Worked examples: those that fail, and those of before that now come to something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from entitlements.answers import facts_from_data
from entitlements.evaluate import Decision, Engine
from entitlements.examples import check_example, decide_example
from entitlements.facts import Facts
from entitlements.messages import OUTCOMES, amount_of
from entitlements.messages.speech import capital
from entitlements.proof.finding import Finding, InventedPerson, Shown, Weight
from entitlements.proof.words import person_words
from entitlements.rulebook.model import Example, RuleTable, Version

METHOD = "examples"


@dataclass(frozen=True)
class Worked:
    """One worked example, where it stands."""

    table: RuleTable
    version: Version
    example: Example

    @property
    def name(self) -> str:
        """What a finding about it is called."""
        when = self.version.effective_from or self.version.checked_on or ""
        return f"example:{self.table.id}:{when}:{self.example.name}"

    def facts(self, engine: Engine) -> Facts:
        """Its person; of what a book cannot read, as much as it can."""
        data = cast(dict[str, Any], self.example.facts)
        facts, _ = facts_from_data(data, engine.book.catalogue, self.table.place, 0)
        if self.table.authority and "authority" not in facts:
            return facts.knowing("authority", self.table.authority)
        return facts


def worked(engine: Engine, names: frozenset[str] | None) -> Iterator[Worked]:
    """The worked examples of some tables, or of all."""
    for table in engine.book.tables.values():
        if names is None or table.id in names:
            for version in table.versions:
                yield from (Worked(table, version, example) for example in version.examples)


def failing(engine: Engine, names: frozenset[str] | None = None) -> Iterator[Finding]:
    """Examples that do not come to what they expect."""
    for one in worked(engine, names):
        for what in check_example(engine, one.table, one.example):
            yield Finding(
                *(one.name, "example", Shown.DISPROVED, Weight.STOPS),
                f"The example “{one.example.name}” fails: {what}.",
                "Mend the rows, or what the example expects.",
                table=one.table.id,
                version=str(one.version.effective_from or ""),
                person=_person(one, engine),
                method=METHOD,
            )


def moved(before: Engine, after: Engine, names: frozenset[str]) -> Iterator[Finding]:
    """Examples of before whose outcome, row or amount is another after the change."""
    for one in worked(before, names):
        now = after.book.tables.get(one.table.id)
        if now is None:
            continue
        was = decide_example(before, one.table, one.facts(before), one.example.as_at)
        becomes = decide_example(after, now, one.facts(after), one.example.as_at)
        if _of(was) != _of(becomes):
            yield Finding(
                *(f"{one.name}:moved", "example", Shown.DISPROVED, Weight.ASKS),
                f"The example “{one.example.name}” comes to something else.",
                "Mend the change, or say why this person should get something else.",
                table=one.table.id,
                version=str(one.version.effective_from or ""),
                rows=tuple(dict.fromkeys(row.id for d in (was, becomes) for row in d.rows)),
                person=_person(one, before),
                method=METHOD,
                before=told(was),
                after=told(becomes),
            )


def _of(decision: Decision) -> tuple[object, ...]:
    figure = decision.figure
    sums = (figure.least, figure.most, figure.amount) if figure else None
    return (decision.outcome, [row.id for row in decision.rows], sums, decision.value)


def told(decision: Decision) -> str:
    """What somebody gets, in words."""
    amount = amount_of(decision)
    said = capital(OUTCOMES[decision.outcome]).rstrip(".")
    return f"{said}. {capital(amount)}." if amount else f"{said}."


def _person(one: Worked, engine: Engine) -> InventedPerson:
    facts, day = one.facts(engine), one.example.as_at
    held = {name: value for name, value in facts.items() if name != "authority"}
    return InventedPerson(facts, day, person_words(held, day, engine.book.catalogue))
