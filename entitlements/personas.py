"""Invented people on whom a change is tried: what each would get before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, cast

from entitlements.answers import facts_from_data, known_council
from entitlements.evaluate import Decision, Engine, Evaluation, evaluate
from entitlements.figures import Figure
from entitlements.messages import FORCES, OUTCOMES, amount_of
from entitlements.messages.speech import Speech, capital
from entitlements.rulebook.amounts import Kind
from entitlements.rulebook.model import Outcome, Persona, RuleBook
from entitlements.rulebook.read import PERSONAS
from entitlements.totals import NO_HELP, Totals, totals_of

NOT_THERE = "Not in the rules"


class Direction(StrEnum):
    """Which way a decision moves for one person."""

    MORE = "more"
    LESS = "less"
    CHANGED = "changed"  #: neither plainly more nor plainly less
    UNDECIDED = "undecided"  #: known before, and not known now


@dataclass(frozen=True)
class Effect:
    """One decision that a change moves for one person, in words."""

    entitlement: str
    title: str
    before: str
    after: str
    direction: Direction


@dataclass(frozen=True)
class PersonaResult:
    """What a change does for one invented person. `problems`: facts that cannot be read."""

    id: str
    name: str
    says: str
    effects: tuple[Effect, ...] = ()
    before: Totals = NO_HELP
    after: Totals = NO_HELP
    problems: tuple[str, ...] = ()

    def moves(self, direction: Direction) -> bool:
        """Whether any decision moves this way."""
        return any(effect.direction is direction for effect in self.effects)


def try_personas(before: RuleBook, after: RuleBook, as_at: date) -> tuple[PersonaResult, ...]:
    """Try a change on every persona of the later book, as at one day."""
    engines = Engine(before), Engine(after)
    return tuple(_tried(persona, *engines, as_at) for persona in after.personas.values())


def _tried(persona: Persona, old: Engine, new: Engine, as_at: date) -> PersonaResult:
    named = (persona.id, persona.name, persona.says)
    now, problems = _evaluated(persona, new, as_at)
    if problems:
        return PersonaResult(*named, problems=problems)
    was, unread = _evaluated(persona, old, as_at)
    unread = tuple(f"In the rules before the change: {what}" for what in unread)
    effects = tuple(_effects(was, now))
    return PersonaResult(*named, effects, totals_of(was), totals_of(now), unread)


def _evaluated(persona: Persona, engine: Engine, as_at: date) -> tuple[Evaluation, tuple[str, ...]]:
    catalogue = engine.book.catalogue
    data = cast("dict[str, Any]", persona.facts)
    facts, problems = facts_from_data(data, catalogue, PERSONAS, persona.line)
    if persona.authority is not None:
        facts = facts.knowing("authority", known_council(persona.authority, catalogue))
    return evaluate(engine, facts, as_at), tuple(problem.what for problem in problems)


def _effects(was: Evaluation, now: Evaluation) -> Iterator[Effect]:
    old = {decision.entitlement: decision for decision in was}
    new = {decision.entitlement: decision for decision in now}
    for name in dict.fromkeys((*new, *old)):
        before, after = old.get(name), new.get(name)
        words = (_words(before), _words(after))
        if words[0] != words[1]:
            table = (after or old[name]).table
            yield Effect(name, table.title, *words, _direction(before, after))


def _words(decision: Decision | None) -> str:
    """A decision in words: what it comes to, how much, how binding it is."""
    if decision is None:
        return NOT_THERE
    force = FORCES[decision.force].rstrip(".") if decision.force else ""
    parts = (OUTCOMES[decision.outcome], _value(decision), amount_of(decision) or "", force)
    return ". ".join(capital(part) for part in parts if part)


def _value(decision: Decision) -> str:
    """The value a table gives to the fact it decides, in words."""
    decides, value = decision.table.decides, decision.value
    if decides is None or value is None:
        return ""
    speech = Speech(decision.evaluation.book.catalogue)
    if isinstance(value, bool):
        return speech.yes_no(decides, value)
    return speech.choice(decides, value) if isinstance(value, str) else str(value)


#: From the worst to the best. "Nothing is published" is better than a no: one can still ask.
_RANK = {
    Outcome.NOT_IN_FORCE: 0,
    Outcome.NOT_ENTITLED: 1,
    Outcome.NOT_PROVIDED: 1,
    Outcome.NOT_PUBLISHED: 2,
    Outcome.ELSEWHERE: 3,
    Outcome.MAY_GET: 4,
    Outcome.ENTITLED: 5,
}


def _direction(before: Decision | None, after: Decision | None) -> Direction:
    was = before.outcome if before else Outcome.NOT_IN_FORCE
    now = after.outcome if after else Outcome.NOT_IN_FORCE
    if now is Outcome.UNDECIDED and was is not Outcome.UNDECIDED:
        return Direction.UNDECIDED
    if Outcome.UNDECIDED in (was, now):
        return Direction.CHANGED
    sums = _sums(before.figure if before else None, after.figure if after else None)
    signs = {_sign(_RANK[now] - _RANK[was]), sums}
    if 1 in signs and -1 not in signs:
        return Direction.MORE
    return Direction.LESS if -1 in signs and 1 not in signs else Direction.CHANGED


def _sums(was: Figure | None, now: Figure | None) -> int:
    """1 for more, -1 for less, 0 for the same or what cannot be held together."""
    if was is None or now is None or not _alike(was, now):
        return 0
    ends = ((was.least, now.least), (was.most, now.most))
    signs = {_sign(b - a) for a, b in ends if a is not None and b is not None} - {0}
    return signs.pop() if len(signs) == 1 else 0


def _alike(was: Figure, now: Figure) -> bool:
    """Whether two sums are of one kind, paid as often. More of a loan is not more help."""
    owed = was.amount.repay or now.amount.repay or Kind.LOAN in (was.amount.kind, now.amount.kind)
    return not owed and (was.amount.kind, was.amount.per) == (now.amount.kind, now.amount.per)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
