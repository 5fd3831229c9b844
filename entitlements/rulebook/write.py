"""Writing the rule book as canonical text: what is read back is what was written.

read_table(write_table(table)) == table
write_table(read_table(write_table(table))) == write_table(table)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from entitlements.rulebook.catalogue import Catalogue
from entitlements.rulebook.emit import emit
from entitlements.rulebook.model import Floor, Parameter, Persona, RuleBook, RuleTable, Source
from entitlements.rulebook.read import CATALOGUE, FLOORS, PARAMETERS, PERSONAS, SOURCES
from entitlements.rulebook.read_catalogue import (
    AXIOM,
    DERIVED,
    FACT,
    IMPOSSIBLE,
    SOURCE,
    ParameterShape,
)
from entitlements.rulebook.read_floors import FLOOR, PERSONA
from entitlements.rulebook.read_tables import TABLE
from entitlements.rulebook.shapes import Data, Shape


def write_table(table: RuleTable) -> str:
    """The text of one table."""
    data = TABLE.write(table)
    assert isinstance(data, dict)
    return emit(data)


def write_catalogue(catalogue: Catalogue) -> str:
    """The text of facts.yaml."""
    derived = [fact for fact in catalogue.facts.values() if fact.is_derived]
    lists = {
        "facts": _list(FACT, catalogue.asked()),
        "derived": _list(DERIVED, derived),
        "axioms": _list(AXIOM, catalogue.axioms),
        "impossible": _list(IMPOSSIBLE, catalogue.impossible),
    }
    return emit({word: items for word, items in lists.items() if items})


def write_sources(sources: Iterable[Source]) -> str:
    """The text of sources.yaml."""
    return emit({"sources": _list(SOURCE, sources)})


def write_parameters(parameters: Iterable[Parameter]) -> str:
    """The text of parameters.yaml."""
    return emit({"parameters": _list(ParameterShape(), parameters)})


def write_floors(floors: Iterable[Floor]) -> str:
    """The text of floors.yaml."""
    return emit({"floors": _list(FLOOR, floors)})


def write_personas(personas: Iterable[Persona]) -> str:
    """The text of personas.yaml."""
    return emit({"personas": _list(PERSONA, personas)})


def write_book(book: RuleBook) -> dict[str, str]:
    """The text of every file of a book, by path from the rules folder."""
    texts = {
        CATALOGUE: write_catalogue(book.catalogue),
        SOURCES: write_sources(book.sources.values()),
        PARAMETERS: write_parameters(book.parameters.values()),
    }
    if book.floors:
        texts[FLOORS] = write_floors(book.floors.values())
    if book.personas:
        texts[PERSONAS] = write_personas(book.personas.values())
    return texts | {f"{table.id}.yaml": write_table(table) for table in book.tables.values()}


def _list(shape: Shape[Any], items: Iterable[Any]) -> list[Data]:
    return [shape.write(item) for item in items]
