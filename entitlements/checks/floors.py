"""Floors and personas: the tables, sources and facts that they name exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from entitlements.answers import facts_from_data
from entitlements.problems import Problem, nearest
from entitlements.rulebook.model import Floor, RuleBook
from entitlements.rulebook.read import FLOORS, PERSONAS


def check_floors(book: RuleBook) -> Iterator[Problem]:
    """Floors that name a table or a source which is not there, or hold a national table."""
    for floor in book.floors.values():
        for name in (floor.national, *floor.local):
            if name not in book.tables:
                what = f"The floor {floor.id} names the table {name!r}, and there is none."
                yield Problem(FLOORS, 0, what, nearest(name, book.tables))
        yield from _wrong_way_round(book, floor)
        for citation in floor.source:
            if citation.source not in book.sources:
                what = f"There is no source {citation.source!r} in sources.yaml."
                yield Problem(FLOORS, 0, what, nearest(citation.source, book.sources))


def _wrong_way_round(book: RuleBook, floor: Floor) -> Iterator[Problem]:
    national = book.tables.get(floor.national)
    if national is not None and national.authority is not None:
        what = f"The floor {floor.id} rests on {floor.national}, which one council decides."
        yield Problem(FLOORS, 0, what, "Name a table of England.")
    for name in floor.local:
        if name in book.tables and book.tables[name].authority is None:
            what = f"The floor {floor.id} holds {name} to a floor, and it is a national table."
            yield Problem(FLOORS, 0, what, "Name a council's table.")


def check_personas(book: RuleBook) -> Iterator[Problem]:
    """Personas with facts that the catalogue does not have, or cannot read."""
    councils = {table.authority for table in book.tables.values()} - {None}
    for persona in book.personas.values():
        data = cast(dict[str, Any], persona.facts)
        _, problems = facts_from_data(data, book.catalogue, PERSONAS, persona.line)
        yield from problems
        if persona.authority is not None and persona.authority not in councils:
            what = f"The persona {persona.id} is of {persona.authority!r}, which has no rules."
            fix = nearest(persona.authority, cast(set[str], councils))
            yield Problem(PERSONAS, persona.line, what, fix)
