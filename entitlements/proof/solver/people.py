"""From what the solver found to an invented person, checked on the real evaluator.

A person is reported only if the evaluator, asked about the same facts, says the same as
the solver. Then every fact is left out that it says the same without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import cast

from entitlements.facts import Award, Facts, Value
from entitlements.money import format_money
from entitlements.plan.build import Plan, PlanTable, parts_of
from entitlements.plan.leaves import leaves_of
from entitlements.plan.ledger import LEDGER
from entitlements.plan.proof import Reading
from entitlements.plan.proof_facts import WORKED_OUT
from entitlements.plan.tree import BORN, fact_ids
from entitlements.proof.finding import InventedPerson
from entitlements.proof.solver.asking import Answer
from entitlements.proof.words import person_words
from entitlements.rulebook.amounts import FactCount, FactValue, PeriodCount
from entitlements.rulebook.catalogue import FactDef, FactType
from entitlements.rulebook.conditions import FactBound

AUTHORITY = "authority"
#: Whether the evaluator says of some facts what the solver said.
Check = Callable[[Facts], bool]


class Disagreement(Exception):
    """The evaluator says otherwise than the solver: one of the two is wrong."""


def facts_of(answer: Answer, readings: Iterable[Reading]) -> Facts:
    """The facts of the person in a model, as far as any of some readings turns on them.

    What arithmetic or a table works out is left to the evaluator; a fact that its table
    gives no value is stated.
    """
    found, awards = dict[str, Value](), dict[Award, int]()
    for reading in readings:
        people = reading.people
        for name in people.made:
            fact = people.facts[name]
            fresh = name in reading.plan.book.catalogue.facts and name not in found
            if fresh and not _is_worked_out(fact, answer, reading):
                found[name] = _value(fact, answer, reading)
        if reading.plan.authority is not None:
            found.setdefault(AUTHORITY, reading.plan.authority)
        for award, number in _awards(answer, reading):
            awards[award] = max(number, awards.get(award, 0))
            found[LEDGER] = ()
    if LEDGER in found:
        found[LEDGER] = tuple(award for award, number in awards.items() for _ in range(number))
    return Facts(found)


def _is_worked_out(fact: FactDef, answer: Answer, reading: Reading) -> bool:
    if fact.derivation is None or reading.people.alone:
        return False
    if fact.id in reading.plan.deciding:
        return any(answer.truth(term) for term in reading.given(fact.id).values())
    return fact.derivation.kind in WORKED_OUT


def _value(fact: FactDef, answer: Answer, reading: Reading) -> Value:
    if fact.type in (FactType.NUMBER, FactType.MONEY, FactType.DATE):
        return answer.whole(reading.people.number(fact.id))
    bits = reading.people.bits(fact.id)
    if fact.type is FactType.YES_NO:
        return answer.truth(bits["true"])
    held = [value for value, term in bits.items() if answer.truth(term)]
    return frozenset(held) if fact.type is FactType.CHOICES else held[0]


def _awards(answer: Answer, reading: Reading) -> Iterator[tuple[Award, int]]:
    """Awards that answer each question of the ledger, and how many of each.

    Where questions overlap, together they may answer more: then nothing is confirmed.
    """
    day = reading.people.as_at
    for query in reading.people.queries:
        number = answer.whole(reading.people.number(query.fact))
        if query.counts:
            yield Award(query.entitlement, 0, query.part, day), number
        else:
            yield Award(query.entitlement, number, query.part, day), 1 if number else 0


def confirmed(facts: Facts, check: Check, cone: frozenset[str]) -> Facts:
    """As few of some facts as still make a check hold, those of the cone last to go.

    Raises: Disagreement, if the check does not hold of all of them
    """
    if not check(facts):
        raise Disagreement(f"{sorted(facts)}")
    outside = [name for name in facts if name not in cone and name != AUTHORITY]
    fewer = facts.forgetting(*outside)
    held = fewer if outside and check(fewer) else facts
    for name in sorted(held, key=lambda name: (name == BORN, name)):
        if name != AUTHORITY and check(held.forgetting(name)):
            held = held.forgetting(name)
    return held


def invented(facts: Facts, reading: Reading) -> InventedPerson:
    """A person as a finding holds one. In words, the council is left out beside other facts."""
    catalogue, day = reading.plan.book.catalogue, reading.people.as_at
    told = facts.forgetting(AUTHORITY, LEDGER)
    words = person_words(told or facts.forgetting(LEDGER), day, catalogue)
    awards = cast("tuple[Award, ...]", facts.get(LEDGER, ()))
    had = [f"has had {format_money(a.amount or 0)} of {a.entitlement}" for a in awards]
    return InventedPerson(facts, day, ", ".join([words, *had]))


def read_by(plan: Plan, names: tuple[str, ...]) -> frozenset[str]:
    """Every fact that some tables rest on, through other tables and what is worked out."""
    waiting, met, found = list(names), set[str](), set[str]()
    while waiting:
        name = waiting.pop()
        if name in met or name not in plan.by_id:
            continue
        met.add(name)
        table = plan.by_id[name]
        fresh = {*table.facts, *_facts_of_amounts(table, plan)}
        waiting += [*table.after, *(plan.deciding[fact] for fact in fresh if fact in plan.deciding)]
        found |= fresh
    return frozenset(found | set(_from_which(plan, found)) | {LEDGER})


def _from_which(plan: Plan, facts: set[str]) -> Iterator[str]:
    for name in facts:
        fact = plan.book.catalogue.facts.get(name)
        if fact and fact.derivation and fact.derivation.kind in WORKED_OUT:
            yield from (*fact.derivation.of, BORN)


def _facts_of_amounts(table: PlanTable, plan: Plan) -> Iterator[str]:
    for tree in table.steps.values():
        for number in leaves_of(tree):
            yield from fact_ids(plan.leaves[number])
    for row in table.rows:
        for part in parts_of(row.row.amount):
            if isinstance(part, FactValue | FactCount):
                yield part.fact
            elif isinstance(part, PeriodCount):
                bounds = (bound for bound in (part.start, part.end) if isinstance(bound, FactBound))
                yield from (bound.fact for bound in bounds)
