"""Floors and personas: read with all their problems, written back, held to the book."""

from __future__ import annotations

import pytest

from entitlements.checks.floors import check_floors, check_personas
from entitlements.rulebook.read import read_files
from entitlements.rulebook.write import write_book
from tests.entitlements.small_book import FACTS, PARAMETERS, rule, table
from tests.rulebooks import SOURCES, shipped

NATIONAL = table(rule("{}"), name="grant")
LOCAL = table(rule("{}"), name="grant").replace("id: england/", "id: dorset/")
FLOOR = """
floors:
  - {id: grant, title: The grant, kind: law, national: england/grant, local: dorset/grant,
     source: act s.1, confidence: confirmed}
"""
PERSONA = """
personas:
  - {id: sam, name: Sam, says: In a flat, authority: dorset, facts: {home: flat}}
"""


def files(**texts: str) -> list[tuple[str, bytes]]:
    given = {"facts": FACTS.split("derived:")[0], "sources": SOURCES, "parameters": PARAMETERS}
    found = {f"{name}.yaml": text for name, text in (given | texts).items()}
    found |= {"england/grant.yaml": NATIONAL, "dorset/grant.yaml": LOCAL}
    return [(name, text.encode()) for name, text in found.items()]


def problems(**texts: str) -> list[str]:
    book, found = read_files(files(**texts))
    assert book is not None
    return [str(p) for p in (*found, *check_floors(book), *check_personas(book))]


def test_a_book_can_do_without_floors_and_personas() -> None:
    assert problems() == []


def test_what_is_written_is_what_was_read() -> None:
    book, _ = read_files(files(floors=FLOOR, personas=PERSONA))
    assert book is not None
    again, found = read_files([(n, t.encode()) for n, t in write_book(book).items()])

    assert found == []
    assert again is not None
    assert (again.floors, again.personas) == (book.floors, book.personas)
    assert (len(book.floors), len(book.personas)) == (1, 1)


@pytest.mark.parametrize(
    ("floor", "says"),
    [
        (FLOOR.replace("national: england/grant", "national: england/grants"), "england/grants"),
        (FLOOR.replace("national: england/grant", "national: dorset/grant"), "one council"),
        (FLOOR.replace("local: dorset/grant", "local: england/grant"), "a national table"),
        (FLOOR.replace("source: act", "source: acts"), "'acts'"),
        (FLOOR.replace("kind: law", "kind: custom"), "'custom'"),
        (FLOOR.replace("title: The grant, ", ""), "needs 'title'"),
    ],
)
def test_a_floor_that_rests_on_nothing_is_a_problem(floor: str, says: str) -> None:
    found = problems(floors=floor)

    assert len(found) == 1
    assert says in found[0]


@pytest.mark.parametrize(
    ("persona", "says"),
    [
        (PERSONA.replace("home: flat", "home: castle"), "castle"),
        (PERSONA.replace("home: flat", "hone: flat"), "hone"),
        (PERSONA.replace("authority: dorset", "authority: dorsett"), "dorsett"),
        (PERSONA.replace("{home: flat}", "flat"), "'facts' is a mapping"),
    ],
)
def test_a_persona_who_cannot_be_read_is_a_problem(persona: str, says: str) -> None:
    found = problems(personas=persona)

    assert len(found) == 1
    assert says in found[0]


def test_the_shipped_personas_are_a_dozen_or_more() -> None:
    assert len(shipped().personas) >= 12
