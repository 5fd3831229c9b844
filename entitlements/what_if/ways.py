"""The nearest yes: what would have to be so for a no to become a yes, tried before it is named.

Only facts that a person may change are changed, never who somebody is or what has
been, and time may pass. It says what would have to be so in fact: an answer that is
not true changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from entitlements.derive import vector_of
from entitlements.evaluate import Decision, Evaluation, evaluate
from entitlements.explain.nearest import better_rows
from entitlements.facts import Facts, Value
from entitlements.futures import Futures
from entitlements.in_short import GOOD
from entitlements.plan.sums import truth
from entitlements.plan.verdicts import NO
from entitlements.rulebook.model import Outcome
from entitlements.what_if.beside import Beside, what_if
from entitlements.what_if.meeting import Meeting

#: More rows than these, and more days to come with facts changed, are not tried.
_ROWS, _WAITS = 12, 3


@dataclass(frozen=True)
class Way:
    """What would have to be so: facts with other values, or a day, or both.

    `day` is None where it would be so at once. `decision` is what it would come to;
    `also_stops` what somebody would lose by it, or have less of, or not be sure of.
    """

    changes: Mapping[str, Value]
    day: date | None
    decision: Decision
    also_stops: tuple[Beside, ...] = ()

    def is_within(self, other: Way) -> bool:
        """Whether it asks nothing that the other does not, and no longer a wait."""
        sooner = self.day is None or (other.day is not None and self.day <= other.day)
        return sooner and self.changes.items() <= other.changes.items()


def nearest_yes(evaluation: Evaluation, entitlement: str, limit: int = 3) -> tuple[Way, ...]:
    """The nearest ways to something to have, where it is a no now; none where it is not a no.

    At once before later, fewer changes before more. Each was evaluated, and turns it.
    Raises: KeyError, for an entitlement that is not in this book
    """
    decision = evaluation[entitlement]
    if decision.outcome in (*GOOD, Outcome.UNDECIDED):
        return ()
    found = sorted(_ways(decision), key=_nearness)
    kept: list[Way] = []
    for way in found:
        if not any(other.is_within(way) for other in kept):
            kept.append(way)
    return tuple(_with_losses(way, evaluation) for way in kept[:limit])


def _nearness(way: Way) -> tuple[bool, int, date]:
    return way.day is not None, len(way.changes), way.day or date.min


def _ways(decision: Decision) -> Iterator[Way]:
    """Changes that turn it at once; time alone; and changes that turn it in time."""
    evaluation, waits = decision.evaluation, list[Facts]()
    yield from _by_time(evaluation, decision.entitlement, evaluation.facts)
    meeting = Meeting(evaluation)
    for near in better_rows(decision)[:_ROWS]:
        states, left = meeting.meet(near.failing)
        for facts in states:
            if facts is evaluation.facts:
                continue
            if left:
                waits.append(facts)
            else:
                yield from _at_once(evaluation, decision.entitlement, facts)
    for facts in waits[:_WAITS]:
        yield from _by_time(evaluation, decision.entitlement, facts)


def _by_time(now: Evaluation, entitlement: str, facts: Facts) -> Iterator[Way]:
    then = now if facts is now.facts else _tried(now, facts)
    if then is None:
        return
    futures = Futures(then)
    day = futures.first_day(entitlement, GOOD)
    if day is not None and _can_be(futures.on(day), _changes(now.facts, facts)):
        yield Way(_changes(now.facts, facts), day, futures.on(day)[entitlement])


def _at_once(now: Evaluation, entitlement: str, facts: Facts) -> Iterator[Way]:
    """The change, with nothing in it that is not needed."""
    then = _tried(now, facts)
    if then is None or then[entitlement].outcome not in GOOD:
        return
    for fact in _changes(now.facts, facts):
        less = _restored(facts, now.facts, fact)
        again = _tried(now, less)
        if again is not None and again[entitlement].outcome in GOOD:
            facts, then = less, again
    yield Way(_changes(now.facts, facts), None, then[entitlement])


def _restored(facts: Facts, had: Facts, fact: str) -> Facts:
    return facts.knowing(fact, had[fact]) if fact in had else facts.forgetting(fact)


def _changes(had: Facts, facts: Facts) -> dict[str, Value]:
    return {fact: value for fact, value in facts.items() if had.get(fact) != value}


def _tried(now: Evaluation, facts: Facts) -> Evaluation | None:
    """The person with these facts today; None where nobody can be so."""
    then = evaluate(now.engine, facts, now.as_at)
    return then if _can_be(then, _changes(now.facts, facts)) else None


def _can_be(then: Evaluation, changed: Iterable[str]) -> bool:
    """Whether no axiom is broken, and what changed is a question one could be asked."""
    vector = vector_of(then.plan, then.facts, then.as_at)
    gates = [then.plan.gates[fact] for fact in changed if fact in then.plan.gates]
    asked = all(truth(gate, then.leaves) != NO for gate in gates)
    return asked and then.compiled.evaluator.possible(vector, then.thresholds)


def _with_losses(way: Way, now: Evaluation) -> Way:
    losses = what_if(now, way.decision.evaluation).losses
    return Way(way.changes, way.day, way.decision, losses)
