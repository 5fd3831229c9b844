"""An invented person for a cell: facts that can be evaluated, and as few words as will do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

from entitlements.facts import Award, Facts, Value
from entitlements.plan.ledger import LEDGER, HadQuery
from entitlements.plan.tree import BORN
from entitlements.proof.field import Field
from entitlements.proof.finding import InventedPerson
from entitlements.proof.side import Side
from entitlements.proof.space import Cells
from entitlements.proof.words import person_words


def person_in(field: Field, cells: Cells) -> InventedPerson:
    """The likeliest person of a set that is not empty; in words, only what matters.

    A fact does not matter where the person stays in the set whatever it is.
    """
    side = field.readings[0].side
    values = field.space.first(cells & field.possible)
    return _person(field, facts_of(values, side), _kept(field, cells, values))


def somebody(field: Field, cells: Cells, facts: Facts) -> InventedPerson:
    """Somebody of a set of whom more is known than the set tells apart; that is said too."""
    axes = field.space.axes
    values = {axis.name: facts[axis.name] for axis in axes if axis.name in facts}
    beside = {name: value for name, value in facts.items() if name not in values}
    kept = _kept(field, cells, values) | beside
    return _person(field, facts, {n: v for n, v in kept.items() if n not in ("authority", LEDGER)})


def _person(field: Field, facts: Facts, kept: Mapping[str, object]) -> InventedPerson:
    side = field.readings[0].side
    return InventedPerson(facts, side.day, person_words(kept, side.day, side.ground.book.catalogue))


def _kept(field: Field, cells: Cells, values: Mapping[str, object]) -> dict[str, object]:
    """The values that keep somebody in a set: the fewest, one by one."""
    kept = dict(values)
    for name in sorted(values, key=lambda name: (name == BORN, name in _told(field), name)):
        fewer = {fact: value for fact, value in kept.items() if fact != name}
        if not _all_of(field, fewer) & ~cells:
            kept = fewer
    return kept


def _told(field: Field) -> frozenset[str]:
    """Facts that a person is asked for: kept, where one that is worked out can go."""
    catalogue = field.readings[0].side.ground.book.catalogue
    return frozenset(fact.id for fact in catalogue.asked())


def _all_of(field: Field, values: Mapping[str, object]) -> Cells:
    """Everybody of whom this much is so."""
    cells = field.possible
    for name, value in values.items():
        number = field.space.axes[field.space.places[name]].values.index(value)
        cells &= field.space.where(name, (number,))
    return cells


def facts_of(values: Mapping[str, object], side: Side) -> Facts:
    """The facts of a cell, with the council and with awards that answer the ledger's questions."""
    found = {
        name: cast(Value, value)
        for name, value in values.items()
        if name in side.ground.book.catalogue.facts
    }
    if side.authority is not None:
        found["authority"] = side.authority
    queries = [query for query in side.ground.forest.had if query.fact in values]
    if queries:
        found[LEDGER] = tuple(
            award
            for query in queries
            for award in _awards(query, cast(int, values[query.fact]), side.day)
        )
    return Facts(found)


def _awards(query: HadQuery, number: int, day: date) -> tuple[Award, ...]:
    if query.counts:
        return (Award(query.entitlement, 0, query.part, day),) * number
    return (Award(query.entitlement, number, query.part, day),) if number else ()
