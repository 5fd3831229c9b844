"""Asking the solver: a condition on people, and what came of it.

Each answer is that nobody meets the condition, with the axioms that were needed to see
it, or a model of somebody who does, or that the time ran out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from typing import Any

from entitlements.plan.proof import Reading
from entitlements.plan.proof_calendar import LAST_DAY
from entitlements.plan.proof_facts import People
from entitlements.plan.terms import Term, Terms
from entitlements.plan.tree import BORN
from entitlements.rulebook.catalogue import FactType

#: The same questions in the same order get the same answers: proofs are signed.
SEED = 7
#: How far from the day asked about dates lie in a likely person (days), and their most money.
NEAR, LIKELY_MONEY = 5 * 365, 100_000
YOUNGEST, OLDEST = 14 * 365, 26 * 365


class Met(Enum):
    """Whether anybody meets a condition."""

    NOBODY = "nobody"
    SOMEBODY = "somebody"
    OUT_OF_TIME = "out of time"


@dataclass(frozen=True)
class Answer:
    """What came of a question: a model where somebody meets it, else the axioms used."""

    met: Met
    model: Any = None
    axioms: tuple[str, ...] = ()

    def truth(self, term: Term) -> bool:
        """Whether a condition holds of the person in the model."""
        return term if isinstance(term, bool) else bool(self.model.eval(term, True))

    def whole(self, term: Term) -> int:
        """The number that a term is for the person in the model."""
        return term if isinstance(term, int) else int(self.model.eval(term, True).as_long())


@dataclass
class Asking:
    """One solver over some readings of the same people, asked one condition after another."""

    terms: Terms
    readings: tuple[Reading, ...]
    milliseconds: int
    _told: int = 0
    _axioms: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.solver = self.terms.z3.Solver(ctx=self.terms.context)
        self.solver.set("timeout", self.milliseconds)
        self.solver.set("random_seed", SEED)
        for place, reading in enumerate(self.readings):
            for name, holds in reading.rules_out:
                self._add_axiom(name, holds, place)

    def _add_axiom(self, name: str, holds: Term, place: int) -> None:
        """An axiom is held by name, so that a proof can say which it rests on."""
        if holds is not True:
            held = self._axioms[f"{name}#{place}"] = self.terms.truth(f"axiom {name}#{place}")
            self.solver.add(self.terms.z3.Implies(held, holds))

    def ask(self, *conditions: Term) -> Answer:
        """Whether anybody possible meets every one of some conditions."""
        wanted = self.terms.every(conditions)
        if wanted is False:
            return Answer(Met.NOBODY)
        self._tell_bounds()
        self.solver.push()
        try:
            return self._asked(wanted)
        finally:
            self.solver.pop()

    def _asked(self, wanted: Term) -> Answer:
        if wanted is not True:
            self.solver.add(wanted)
        found = self.solver.check(*self._axioms.values())
        if found == self.terms.z3.sat:
            return Answer(Met.SOMEBODY, self.solver.model())
        if found == self.terms.z3.unsat:
            return Answer(Met.NOBODY, axioms=self._used())
        return Answer(Met.OUT_OF_TIME)

    def ask_for_somebody_likely(self, *conditions: Term) -> Answer:
        """The same, and where somebody meets it somebody whom a reader can picture."""
        found = self.ask(*conditions)
        if found.met is not Met.SOMEBODY:
            return found
        people = self.readings[0].people
        for hopes in (tuple(likely(people)), tuple(of_age(people))):
            better = self.ask(*conditions, *hopes)
            if better.met is Met.SOMEBODY:
                return better
        return found

    def _tell_bounds(self) -> None:
        """The bounds of variables made since the last question, once each."""
        held = [term for reading in self.readings for term in reading.people.held]
        if len(held) != self._told:
            known = {term.get_id() for term in self.solver.assertions()}
            fresh = {term.get_id(): term for term in held if not isinstance(term, bool)}
            self.solver.add(*(term for name, term in fresh.items() if name not in known))
            self._told = len(held)

    def _used(self) -> tuple[str, ...]:
        core = {term.get_id() for term in self.solver.unsat_core()}
        held = self._axioms.items()
        used = {key.rpartition("#")[0] for key, term in held if term.get_id() in core}
        return tuple(sorted(used))


def of_age(people: People) -> Iterable[Term]:
    """What holds of somebody in their teens or twenties."""
    if BORN in people.made:
        ends = (people.as_at - timedelta(days=days) for days in (OLDEST, YOUNGEST))
        oldest, youngest = (day.toordinal() for day in ends)
        born = people.number(BORN)
        yield people.terms.every((born >= oldest, born <= youngest))


def likely(people: People) -> Iterable[Term]:
    """The same, with dates of late and little money."""
    yield from of_age(people)
    day = people.as_at.toordinal()
    for fact in people.made:
        kind = people.facts[fact].type
        if kind is FactType.DATE and fact != BORN:
            number = people.number(fact)
            near = people.terms.every((number >= day - NEAR, number <= day + NEAR))
            yield people.terms.some((near, number > LAST_DAY))
        elif kind is FactType.MONEY:
            yield people.number(fact) <= LIKELY_MONEY
