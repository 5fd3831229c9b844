"""People as variables of the solver: every fact that somebody can have, and its bounds.

A yes or no is one true-or-false variable; a choice one for each value, of which exactly
one holds; a set of choices the same, of which at least one holds; a number, a sum or a
day a whole number. What is worked out by arithmetic is tied to what it is worked out
from. What follows from care is free, within the axioms and what is said to be impossible.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from entitlements.dates import NEVER_DAY
from entitlements.plan.ledger import HadQuery
from entitlements.plan.proof_calendar import FIRST_DAY, LAST_DAY, Calendar
from entitlements.plan.terms import Term, Terms
from entitlements.plan.tree import BORN
from entitlements.rulebook.catalogue import Derivation, FactDef, FactType

#: The most a number and a sum of money (pence) can be, where the catalogue says no less.
MOST = {FactType.NUMBER: 100_000, FactType.MONEY: 10_000_000}
#: Derived facts that arithmetic settles.
WORKED_OUT = ("less", "age_on", "age_on_31_august", "academic_year")


@dataclass(eq=False)
class People:
    """Everybody there can be, as variables that are made when first asked for.

    `after` names the facts that an event changes: those have variables of their own, and
    everything else is shared with the same people before the event. `alone` leaves every
    derived fact free, as the cells do when they prove one table.
    """

    terms: Terms
    facts: Mapping[str, FactDef]
    as_at: date
    after: frozenset[str] = frozenset()
    alone: bool = False
    held: list[Term] = field(default_factory=list)  #: what holds of the variables made so far
    queries: tuple[HadQuery, ...] = ()  #: the questions of the ledger asked so far
    _bits: dict[str, dict[str, Term]] = field(default_factory=dict)
    _numbers: dict[str, Term] = field(default_factory=dict)
    _known: dict[str, Term] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.calendar = Calendar(self.terms, self.held.append)

    @property
    def made(self) -> tuple[str, ...]:
        """The facts that have variables, in the order of the catalogue."""
        return tuple(f for f in self.facts if f in self._bits or f in self._numbers)

    def name(self, fact: str) -> str:
        """What a fact's variable is called."""
        return f"{fact}'" if fact in self.after else fact

    def bits(self, fact: str) -> Mapping[str, Term]:
        """A condition for each value of a yes or no, a choice or a set of choices."""
        if fact not in self._bits:
            self._bits[fact] = self._made(self.facts[fact])
        return self._bits[fact]

    def _made(self, fact: FactDef) -> dict[str, Term]:
        if fact.type is FactType.YES_NO:
            yes = self.terms.truth(self.name(fact.id))
            return {"true": yes, "false": self.terms.opposite(yes)}
        found = {value: self.terms.truth(f"{self.name(fact.id)}={value}") for value in fact.values}
        join = self.terms.some if fact.type is FactType.CHOICES else self.terms.one_of
        self.held.append(join(found.values()))
        return found

    def number(self, fact: str) -> Term:
        """The number, sum in pence or day number that an ordered fact is."""
        if fact not in self._numbers:
            derivation = None if self.alone else self.facts[fact].derivation
            if derivation and derivation.kind in WORKED_OUT:
                self._numbers[fact] = self._worked_out(fact, derivation)
            else:
                self._numbers[fact] = self._free(self.facts[fact])
                self._tie(fact, derivation)
        return self._numbers[fact]

    def known(self, fact: str) -> Term:
        """When a fact is known of somebody who has answered everything that is asked."""
        if fact not in self.facts or self.alone:
            return True
        derivation = self.facts[fact].derivation
        if derivation and derivation.kind in WORKED_OUT:
            self.number(fact)
        return self._known.get(fact, True)

    def had(self, query: HadQuery) -> Term:
        """The answer to a question of the ledger."""
        if query.fact not in self.facts:
            self.queries = (*self.queries, query)
            kind = FactType.NUMBER if query.counts else FactType.MONEY
            definition = FactDef(query.fact, kind, "what they have already had", least=0)
            self.facts = {**self.facts, query.fact: definition}
        return self.number(query.fact)

    def _free(self, fact: FactDef) -> Term:
        number = self.terms.number(self.name(fact.id))
        if fact.type is FactType.DATE:
            last = self.as_at.toordinal() if fact.id == BORN else LAST_DAY
            inside = self.terms.every((number >= FIRST_DAY, number <= last))
            never = number == NEVER_DAY if fact.never or fact.is_derived else False
            self.held.append(self.terms.some((inside, never)))
        else:
            most = MOST[fact.type] if fact.most is None else fact.most
            self.held += [number >= (fact.least or 0), number <= most]
        return number

    def _tie(self, fact: str, derivation: Derivation | None) -> None:
        """The 18th birthday follows from the birth; the rest of what care decides is free."""
        if derivation and derivation.of == ("turned_18_on",) and BORN in self.facts:
            born = self.number(BORN)
            day = self.calendar.attained(born, self.name(BORN), 18)
            self.held.append(self._numbers[fact] == day)

    def _worked_out(self, fact: str, derivation: Derivation) -> Term:
        terms, parts = self.terms, [self.number(name) for name in derivation.of]
        if derivation.kind == "less":
            return terms.if_(parts[0] >= parts[1], parts[0] - parts[1], 0)
        day, name = parts[0], self.name(derivation.of[0])
        known = day != NEVER_DAY
        if derivation.kind == "academic_year":
            self._known[fact] = known
            return self._year_of(day, name)
        born = self.number(BORN)
        if derivation.kind == "age_on_31_august":
            day = self.calendar.last_of_august(self._year_of(day, name))
        known = self._known[fact] = terms.every((known, born <= day))
        return self._age(fact, born, day, known)

    def _year_of(self, day: Term, name: str) -> Term:
        """Of a day that is "never", the year of any day will do: nothing reads it."""
        real = self.terms.if_(day == NEVER_DAY, self.as_at.toordinal(), day)
        return self.calendar.academic_year(real, name)

    def _age(self, fact: str, born: Term, day: Term, known: Term) -> Term:
        age = self.terms.number(self.name(fact))
        start = self.calendar.attained(born, self.name(BORN), age)
        end = self.calendar.attained(born, self.name(BORN), age + 1)
        within = self.terms.every((age >= 0, start <= day, day < end))
        self.held.append(self.terms.some((self.terms.opposite(known), within)))
        return age
