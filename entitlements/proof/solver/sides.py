"""Sides: one book, or a book before and after a change, read for the same people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from entitlements.evaluate import Engine, Evaluation, evaluate
from entitlements.facts import Facts
from entitlements.plan.proof import Reading
from entitlements.plan.proof_amounts import Amounts
from entitlements.plan.proof_facts import People
from entitlements.plan.proof_rows import TableRead
from entitlements.plan.terms import Term, Terms
from entitlements.proof.solver.asking import Answer, Asking
from entitlements.proof.solver.people import AUTHORITY, Check, confirmed, facts_of, read_by
from entitlements.rulebook.model import RuleBook

#: What a table comes to for one person: outcomes still possible, rows, and the figure.
Told = tuple[int, tuple[int, ...], tuple[int | None, int | None] | None]


@dataclass(frozen=True)
class Council:
    """A council with tables of its own; or all the others together, by one of them."""

    id: str | None
    values: tuple[str, ...] = ()  #: of the fact `authority`; none: nothing is asked of it

    def holds(self, people: People) -> Term:
        """When somebody's council is one of these."""
        bits = people.bits(AUTHORITY) if self.values else {}
        return people.terms.some(bits[value] for value in self.values) if bits else True


def councils(books: Iterable[RuleBook]) -> tuple[Council, ...]:
    """Whom the tables of some books are for: councils with their own, then all the others."""
    listed = list(books)
    own = {table.authority for book in listed for table in book.tables.values()} - {None}
    facts = [book.catalogue.facts.get(AUTHORITY) for book in listed]
    known = [fact.values for fact in facts if fact is not None]
    if len(known) < len(listed):
        return (*(Council(name) for name in sorted(filter(None, own))), Council(None))
    values = [value for value in known[0] if all(value in held for held in known)]
    found = [Council(value, (value,)) for value in values if value in own]
    rest = tuple(value for value in values if value not in own)
    return (*found, Council(rest[0], rest)) if rest else tuple(found)


@dataclass(frozen=True)
class Sides:
    """One reading a side, and a solver that is asked about the people of all."""

    engines: tuple[Engine, ...]
    readings: tuple[Reading, ...]
    amounts: tuple[Amounts, ...]
    asking: Asking
    council: Council

    @property
    def terms(self) -> Terms:
        """The language of every side."""
        return self.asking.terms

    @property
    def day(self) -> date:
        """The day it is about."""
        return self.readings[0].day

    def tables(self, name: str) -> tuple[TableRead, ...]:
        """A table on every side."""
        return tuple(reading.table(name) for reading in self.readings)

    def ask(self, *conditions: Term) -> Answer:
        """Whether one of these people meets some conditions, and a likely one who does."""
        return self.asking.ask_for_somebody_likely(self.who, *conditions)

    @property
    def who(self) -> Term:
        """When somebody is one of these people."""
        return self.council.holds(self.readings[0].people)

    def evaluated(self, facts: Facts) -> tuple[Evaluation, ...]:
        """A person as the evaluator has them, on every side."""
        return tuple(evaluate(engine, facts, self.day) for engine in self.engines)

    def person(self, answer: Answer, names: tuple[str, ...], check: Check) -> Facts:
        """The person of an answer, confirmed and with no fact too many. Raises Disagreement."""
        cone = frozenset[str]().union(*(read_by(r.plan, names) for r in self.readings))
        return confirmed(facts_of(answer, self.readings), check, cone)


def sides(
    engines: tuple[Engine, ...],
    council: Council,
    as_at: date,
    milliseconds: int,
    alone: bool = False,
) -> Sides:
    """Make the sides ready. Raises ImportError where there is no solver."""
    terms = Terms()
    readings = tuple(
        Reading(
            engine.on(council.id, as_at)[0].plan,
            People(terms, engine.book.catalogue.facts, as_at, alone=alone),
            alone,
        )
        for engine in engines
    )
    asking = Asking(terms, readings, milliseconds)
    return Sides(engines, readings, tuple(map(Amounts, readings)), asking, council)


def told(evaluation: Evaluation, name: str) -> Told | None:
    """What a table comes to, so that two evaluations can be held against each other."""
    table = evaluation.plan.by_id.get(name)
    if table is None:
        return None
    verdict = evaluation.verdicts[table.number]
    figure = evaluation.as_found(name).figure
    return (verdict.mask, verdict.winners, (figure.least, figure.most) if figure else None)


def leads(answer: Answer, read: TableRead) -> int | None:
    """The row that decides a table for the person in a model; None where none does."""
    return next((n for n, term in enumerate(read.wins) if answer.truth(term)), None)
