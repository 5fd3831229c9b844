"""Reading a whole rule book from a folder of text.

Every problem in every file is collected; a book with problems is still given
back when its catalogue could be read, so that a writer sees everything at once.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from entitlements.problems import DataProblems, Problem, nearest
from entitlements.rulebook.catalogue import Catalogue
from entitlements.rulebook.files import digest, rule_files
from entitlements.rulebook.model import RuleBook, RuleTable
from entitlements.rulebook.nodes import Mapping, Node, Sequence, parse
from entitlements.rulebook.read_catalogue import (
    AXIOM,
    DERIVED,
    FACT,
    IMPOSSIBLE,
    SOURCE,
    ParameterShape,
)
from entitlements.rulebook.read_conditions import WHEN
from entitlements.rulebook.read_floors import FLOOR, PERSONA
from entitlements.rulebook.read_tables import TABLE
from entitlements.rulebook.shapes import Bad, Reading, Shape, kind_of

T = TypeVar("T")
#: The files that are not tables.
CATALOGUE, SOURCES, PARAMETERS = "facts.yaml", "sources.yaml", "parameters.yaml"
FLOORS, PERSONAS = "floors.yaml", "personas.yaml"
#: Those a book can do without: they are for proving a change, not for deciding.
OPTIONAL = (FLOORS, PERSONAS)
#: The lists that each of them holds; the first is needed.
PARTS = {
    CATALOGUE: ("facts", "derived", "axioms", "impossible"),
    SOURCES: ("sources",),
    PARAMETERS: ("parameters",),
    FLOORS: ("floors",),
    PERSONAS: ("personas",),
}


def read_book(folder: Path) -> RuleBook:
    """Read a rule book. Raises `DataProblems` with every problem, if there is one."""
    book, problems = read_files(rule_files(folder))
    if problems or book is None:
        raise DataProblems(problems)
    return book


def read_files(files: list[tuple[str, bytes]]) -> tuple[RuleBook | None, list[Problem]]:
    """Read a rule book from (path, text) pairs, with all the problems found."""
    texts, problems = dict(files), list[Problem]()
    catalogue = read_catalogue(texts.get(CATALOGUE), problems)
    sources = _read_list(texts.get(SOURCES), SOURCES, SOURCE, problems)
    parameters = _read_list(texts.get(PARAMETERS), PARAMETERS, ParameterShape(), problems)
    tables = {}
    for name in (name for name in texts if name not in PARTS):
        table = read_table(texts[name], name, catalogue, problems)
        if table is not None:
            tables[table.id] = table
    floors = _read_list(texts.get(FLOORS), FLOORS, FLOOR, problems)
    personas = _read_list(texts.get(PERSONAS), PERSONAS, PERSONA, problems)
    book = RuleBook(catalogue, sources, parameters, tables, digest(files), floors, personas)
    return book, problems


def read_table(
    text: bytes, place: str, catalogue: Catalogue, problems: list[Problem]
) -> RuleTable | None:
    """Read one table, adding what is wrong with it to `problems`."""
    node = _parse(text, place, problems)
    if node is None:
        return None
    reading = Reading(place, problems, catalogue)
    table = TABLE.read(node, reading)
    if isinstance(table, Bad):
        return None
    if f"{table.id}.yaml" != place:
        reading.problem(1, f"The id {table.id!r} is not the path of the file.")
    return replace(table, place=place)


def read_catalogue(text: bytes | None, problems: list[Problem]) -> Catalogue:
    """Read facts.yaml: the facts, the derived facts, then the conditions on them."""
    node = _parts(text, CATALOGUE, problems)
    if node is None:
        return Catalogue()
    gates = _take_gates(node)
    facts = _items(node, "facts", FACT, CATALOGUE, problems)
    derived = _items(node, "derived", DERIVED, CATALOGUE, problems)
    catalogue = Catalogue({fact.id: fact for fact in (*facts, *derived)})
    _report_repeats([fact.id for fact in (*facts, *derived)], CATALOGUE, problems)
    return _with_conditions(catalogue, gates, node, problems)


def _take_gates(node: Mapping) -> dict[str, Node]:
    """Set the `asked_when` of each fact aside: it can be read once all facts are known."""
    gates: dict[str, Node] = {}
    facts = node.entries.get("facts")
    for item in facts.items if isinstance(facts, Sequence) else ():
        if isinstance(item, Mapping) and "asked_when" in item.entries:
            name = item.entries.get("id")
            gates[getattr(name, "text", "")] = item.entries.pop("asked_when")
    return gates


def _with_conditions(
    catalogue: Catalogue, gates: dict[str, Node], node: Mapping, problems: list[Problem]
) -> Catalogue:
    reading = Reading(CATALOGUE, problems, catalogue)
    facts = dict(catalogue.facts)
    for name, gate in gates.items():
        condition = WHEN.read(gate, reading)
        if not isinstance(condition, Bad) and name in facts:
            facts[name] = replace(facts[name], asked_when=condition)
    axioms = _items(node, "axioms", AXIOM, CATALOGUE, problems, catalogue)
    impossible = _items(node, "impossible", IMPOSSIBLE, CATALOGUE, problems, catalogue)
    return Catalogue(facts, tuple(axioms), tuple(impossible))


def _parts(text: bytes | None, place: str, problems: list[Problem]) -> Mapping | None:
    """Read a file of lists, and report whatever in it is not one of its lists."""
    if text is None and place in OPTIONAL:
        return None
    if text is None:
        problems.append(Problem(place, 0, "This file is missing.", "Add it to the rules folder."))
        return None
    node, reading = _parse(text, place, problems), Reading(place, problems)
    words = PARTS[place]
    if not isinstance(node, Mapping):
        if node is not None:
            reading.problem(1, "This file is not made of lists.", f"Begin with '{words[0]}:'.")
        return None
    for key, child in node.entries.items():
        if key not in words:
            reading.problem(node.lines[key], f"There is no part {key!r}.", nearest(key, words))
        elif not isinstance(child, Sequence):
            reading.problem(node.lines[key], f"Here is {kind_of(child)}; {key!r} is a list.")
    if words[0] not in node.entries:
        reading.problem(1, f"This file needs {words[0]!r}.", f"Add '{words[0]}:'.")
    return node


def _read_list(
    text: bytes | None, place: str, shape: Shape[Any], problems: list[Problem]
) -> dict[str, Any]:
    node = _parts(text, place, problems)
    items = [] if node is None else _items(node, PARTS[place][0], shape, place, problems)
    _report_repeats([item.id for item in items], place, problems)
    return {item.id: item for item in items}


def _items(
    node: Mapping,
    word: str,
    shape: Shape[T],
    place: str,
    problems: list[Problem],
    catalogue: Catalogue | None = None,
) -> list[T]:
    reading = Reading(place, problems, catalogue)
    child = node.entries.get(word)
    if not isinstance(child, Sequence):
        return []
    values = [shape.read(item, reading) for item in child.items]
    return [value for value in values if not isinstance(value, Bad)]


def _report_repeats(ids: list[str], place: str, problems: list[Problem]) -> None:
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        problems.append(Problem(place, 0, f"The id {name!r} is here twice.", "Keep one of them."))


def _parse(text: bytes, place: str, problems: list[Problem]) -> Node | None:
    try:
        node, found = parse(text.decode("utf-8"), place)
    except UnicodeDecodeError as error:
        what = f"Byte {error.start} is not UTF-8."
        problems.append(Problem(place, 1, what, "Save the file as UTF-8."))
        return None
    if node is None and not found:
        found = [Problem(place, 1, "The file is empty.", "Write the table, or take the file away.")]
    problems.extend(found)
    return node
