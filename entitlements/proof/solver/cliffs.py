"""Cliffs, asked of the solver: the most that one event can take off a year's money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from entitlements.evaluate import Engine, Evaluation, evaluate
from entitlements.facts import Facts
from entitlements.money import format_money
from entitlements.plan.proof import Reading
from entitlements.plan.proof_amounts import Amounts
from entitlements.plan.proof_facts import People
from entitlements.plan.terms import Terms
from entitlements.plan.tree import BORN
from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.proof.solver.asking import Answer, Asking
from entitlements.proof.solver.change import METHOD, NOT_CONFIRMED, OUT_OF_TIME
from entitlements.proof.solver.climb import Most, most_of
from entitlements.proof.solver.events import Event, events
from entitlements.proof.solver.people import AUTHORITY, Disagreement, facts_of, invented, read_by
from entitlements.proof.solver.sides import Council, told
from entitlements.proof.solver.yearly import (
    Total,
    money_from,
    money_of,
    moved_tables,
    total_of,
)

#: A fall in a year's money past which a cliff needs a reason. Unit: pence.
MOST_FALL = 50_000


@dataclass(frozen=True)
class Pair:
    """People before and after events that change the same facts, and a solver over both."""

    readings: tuple[Reading, Reading]
    totals: tuple[Total, Total]
    asking: Asking


@dataclass(frozen=True)
class Fall:
    """An event, its people, and the most that their year falls."""

    event: Event
    pair: Pair
    most: Most

    @property
    def days(self) -> tuple[date, date]:
        """The day before the event, and the day after."""
        before, after = (reading.day for reading in self.pair.readings)
        return before, after


@dataclass
class Cliffs:
    """One book for one council, and what each event can take."""

    engine: Engine
    council: Council
    as_at: date
    milliseconds: int
    over: int = MOST_FALL
    _pairs: dict[tuple[frozenset[str], int], Pair] = field(default_factory=dict)

    def findings(self) -> Iterator[Finding]:
        """Every event: somebody whose year falls by more than the limit, or that nobody's does."""
        for event in self._events():
            yield self.finding(self.fall(event))

    def steeper_than(self, before: Cliffs) -> Iterator[Finding]:
        """The cliffs by which more is lost than in another book, or not known to be no more."""
        for event in self._events():
            fall = self.fall(event)
            if fall.most.answer is None and fall.most.proved:
                continue
            then = before.fall(event)
            if fall.most.number > then.most.number or not (then.most.proved and fall.most.proved):
                yield self.finding(fall)

    def _events(self) -> Iterator[Event]:
        return events(self.engine.book.catalogue.facts, self.as_at)

    def fall(self, event: Event) -> Fall:
        """The most that an event takes off a year's money, over the limit."""
        key = (event.changes, event.days)
        if key not in self._pairs:
            self._pairs[key] = self._pair(event)
        pair = self._pairs[key]
        people = [reading.people for reading in pair.readings]
        so = (*event.so(*people), *(self.council.holds(one) for one in people))
        fall = pair.totals[0].pence - pair.totals[1].pence
        return Fall(event, pair, most_of(pair.asking, fall, self.over, *so))

    def _pair(self, event: Event) -> Pair:
        plan, terms = self.engine.on(self.council.id, self.as_at)[0].plan, Terms()
        facts, later = self.engine.book.catalogue.facts, self.as_at + timedelta(days=event.days)
        before = Reading(plan, People(terms, facts, self.as_at))
        after = Reading(plan, People(terms, facts, later, after=event.changes))
        totals = (total_of(before, Amounts(before)), total_of(after, Amounts(after)))
        return Pair((before, after), totals, Asking(terms, (before, after), self.milliseconds))

    def finding(self, fall: Fall) -> Finding:
        """What is to be said of an event."""
        most, words = fall.most, fall.event.words
        if most.answer is None:
            shown = Shown.PROVED if most.proved else Shown.OUT_OF_TIME
            bound = f"Nobody's money for a year falls by more than {format_money(self.over)}"
            return self._bare(fall, shown, f"{bound} {words}." if most.proved else OUT_OF_TIME)
        try:
            pair, names = self._confirmed(fall, most.answer)
        except Disagreement:
            return self._bare(fall, Shown.NOT_ATTEMPTED, NOT_CONFIRMED)
        person = invented(pair[0], fall.pair.readings[0])
        bound = "the most that anybody can lose" if most.proved else "the most found in the time"
        what = f"A year's money can fall by {format_money(most.number)} {words}, {bound}."
        sums = [money_from(one, names) for one in self._evaluated(fall, pair)]
        return replace(
            self._bare(fall, Shown.DISPROVED, f"{what} One is {person.words}."),
            weight=Weight.ASKS,
            fix="Soften the step, or give the reason for it.",
            person=person,
            rows=names,
            before=f"{format_money(sums[0])} in a year",
            after=f"{format_money(sums[1])} in a year",
        )

    def _confirmed(self, fall: Fall, answer: Answer) -> tuple[list[Facts], tuple[str, ...]]:
        """Both people with no fact too many, and the tables that give them another sum.

        Raises: Disagreement, if their year comes to something else for the evaluator
        """
        pair = [facts_of(answer, (reading,)) for reading in fall.pair.readings]
        full = self._evaluated(fall, pair)
        if [sum(money_of(one).values()) for one in full] != self._sums(fall, answer):
            raise Disagreement(fall.event.id)
        names = moved_tables(*full)
        expected = [told(one, name) for one in full for name in names]
        cone = read_by(fall.pair.readings[0].plan, names)
        for name in sorted(pair[0], key=lambda name: (name in cone, name == BORN, name)):
            fewer = [facts.forgetting(name) for facts in pair]
            again = self._evaluated(fall, fewer) if name != AUTHORITY else ()
            if again and [told(one, table) for one in again for table in names] == expected:
                pair = fewer
        return pair, names

    def _sums(self, fall: Fall, answer: Answer) -> list[int]:
        return [answer.whole(total.pence) for total in fall.pair.totals]

    def _evaluated(self, fall: Fall, pair: list[Facts]) -> tuple[Evaluation, Evaluation]:
        held = zip(pair, fall.days, strict=True)
        before, after = (evaluate(self.engine, facts, day) for facts, day in held)
        return before, after

    def _bare(self, fall: Fall, shown: Shown, what: str) -> Finding:
        council = self.council.id or "england"
        return Finding(
            *(f"cliff:{council}:{fall.event.id}", "cliff", shown, Weight.TELLS, what),
            axioms=fall.most.axioms,
            days=fall.days,
            method=METHOD,
        )
