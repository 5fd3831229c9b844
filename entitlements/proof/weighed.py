"""Sums that turn on facts: weighed by really deciding for people at the corners.

Where two sums are not the same fixed sum or the same expression, no set of cells
says which is more. People who differ in the facts that the sums read are decided
on both sides, and the figures compared. What is found is so; that nothing was
found proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice, product

from entitlements.evaluate import Decision, Engine, evaluate
from entitlements.facts import Facts
from entitlements.plan.ledger import LEDGER
from entitlements.proof.direction import Way
from entitlements.proof.field import Field
from entitlements.proof.ground import Line
from entitlements.proof.person import facts_of
from entitlements.proof.space import Cells
from entitlements.proof.yearly import yearly
from entitlements.rulebook.amounts import FactCount, FactValue
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.model import RuleTable
from entitlements.rulebook.walk import counts_of, expressions_of

#: The most people decided to weigh two sums.
MOST_PEOPLE = 48
#: Sums and counts at the corners. Unit: pence; a count; days from the day of the proof
CORNERS = {
    FactType.MONEY: (100_000, 100, 0, 1_000_000),
    FactType.NUMBER: (1, 0, 2, 4),
    FactType.DATE: (-200, 0, 400, -800),
}


@dataclass(frozen=True)
class Weighed:
    """Somebody who was decided on both sides, and which way they move."""

    way: Way
    facts: Facts
    before: Decision
    after: Decision


def weighed(
    engines: tuple[Engine, Engine], field: Field, table: RuleTable, cells: Cells
) -> Iterator[Weighed]:
    """People of a set, decided on both sides."""
    sides = [reading.side for reading in field.readings]
    for facts in islice(_people(field, table, cells), MOST_PEOPLE):
        before = evaluate(engines[0], facts, sides[0].day)[table.id]
        after = evaluate(engines[1], facts, sides[1].day)[table.id]
        yield Weighed(_way(before, after), facts, before, after)


def _people(field: Field, table: RuleTable, cells: Cells) -> Iterator[Facts]:
    side = field.readings[0].side
    read = dict.fromkeys(
        fact for reading in field.readings for fact in _read(reading.side.lines(table))
    )
    for values in field.space.several(cells, MOST_PEOPLE // 8):
        facts = facts_of(values, side)
        facts = facts if LEDGER in facts else facts.knowing(LEDGER, ())
        rest = [fact for fact in read if fact not in facts]
        for chosen in product(*(_corners(field, fact, side.day) for fact in rest)):
            more = facts
            for fact, value in zip(rest, chosen, strict=True):
                more = more.knowing(fact, value)
            yield more


def _read(lines: Iterable[Line]) -> Iterator[str]:
    """The facts that the amounts of some rows read."""
    for line in lines:
        if line.row.amount is not None:
            parts = (*expressions_of(line.row.amount), *counts_of(line.row.amount))
            yield from (part.fact for part in parts if isinstance(part, FactValue | FactCount))


def _corners(field: Field, fact: str, day: date) -> tuple[int, ...]:
    definition = field.readings[0].side.ground.book.catalogue.facts[fact]
    found = CORNERS[definition.type]
    if definition.type is FactType.DATE:
        return tuple(day.toordinal() + number for number in found)
    most = definition.most
    return tuple(number for number in found if most is None or number <= most)


def _way(before: Decision, after: Decision) -> Way:
    sums = [_worth(decision) for decision in (before, after)]
    if sums[0] == sums[1]:
        return Way.SAME
    if sums[0] is None or sums[1] is None:
        return Way.CHANGED
    return Way.LESS if sums[1] < sums[0] else Way.MORE


def _worth(decision: Decision) -> int | None:
    figure = decision.figure
    if figure is None or figure.least is None or figure.least != figure.most:
        return None
    worth = yearly(figure.amount, figure.least)
    return figure.least if worth is None else worth
