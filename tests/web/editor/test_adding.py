"""Adding to a file of lists: what is added can be read, and no other byte moves."""

from __future__ import annotations

from datetime import date

import pytest

from entitlements.rulebook.catalogue import Choice, FactDef, FactType
from entitlements.rulebook.model import Citation, DatedValue, Source
from entitlements.rulebook.read import read_files
from tests.rulebooks import shipped, shipped_files
from web.editor.adding import with_fact, with_rate, with_source

FILES = dict(shipped_files())
FACT = FactDef(
    "has_bus_pass", FactType.YES_NO, "whether you have a bus pass", question="Have you a bus pass?"
)


def lines_added(before: bytes, after: bytes) -> bytes:
    """What stands in the later text and not in the earlier; the rest must be as it was."""
    start = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    at = len(before) if start is None else start
    size = len(after) - len(before)
    assert before == after[:at] + after[at + size :]
    return after[at : at + size]


def read(**changed: bytes) -> object:
    named = {f"{name}.yaml": text for name, text in changed.items()}
    book, problems = read_files(list((FILES | named).items()))
    assert not problems
    return book


def test_a_fact_is_added_with_its_choices() -> None:
    fact = FactDef(
        "pet", FactType.CHOICE, "your pet", question="Which?", choices=(Choice("cat", "A cat"),)
    )
    text = with_fact(FILES["facts.yaml"], fact, shipped())

    assert lines_added(FILES["facts.yaml"], text)
    assert read(facts=text).catalogue.facts["pet"] == fact  # type: ignore[attr-defined]


def test_a_source_is_added() -> None:
    source = Source("cabinet-2027", "Cabinet of 3 March 2027", "council_decision", read=False)
    text = with_source(FILES["sources.yaml"], source, shipped())

    assert lines_added(FILES["sources.yaml"], text)
    assert read(sources=text).sources["cabinet-2027"] == source  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(shipped().parameters))
def test_a_rate_is_added_to_any_parameter(name: str) -> None:
    parameter = shipped().parameters[name]
    source = next(iter(shipped().sources))
    value = DatedValue(date(2039, 4, 1), 12_345, (Citation(source),))
    text = with_rate(FILES["parameters.yaml"], parameter, value, shipped())
    after = read(parameters=text).parameters  # type: ignore[attr-defined]

    if parameter.values:  # a rate with none yet has an empty list to fill
        assert lines_added(FILES["parameters.yaml"], text)
    assert after[name].values == (*parameter.values, value)
    assert {n: p for n, p in after.items() if n != name} == {
        n: p for n, p in shipped().parameters.items() if n != name
    }


def test_a_file_without_a_last_line_break_is_ended_first() -> None:
    text = with_fact(FILES["facts.yaml"].rstrip(b"\n"), FACT, shipped())

    assert read(facts=text).catalogue.facts["has_bus_pass"] == FACT  # type: ignore[attr-defined]
