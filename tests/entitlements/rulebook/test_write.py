"""Writing: what is read back is what was written, and one thing is written one way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from entitlements.rulebook.catalogue import Catalogue
from entitlements.rulebook.emit import WIDTH, emit, scalar
from entitlements.rulebook.model import RuleTable
from entitlements.rulebook.read import read_files, read_table
from entitlements.rulebook.read_catalogue import DERIVED, FACT, SOURCE, parameter_shape
from entitlements.rulebook.read_tables import TABLE
from entitlements.rulebook.write import (
    write_book,
    write_catalogue,
    write_parameters,
    write_sources,
    write_table,
)
from tests.entitlements.rulebook.at_random import of
from tests.entitlements.rulebook.conditions_at_random import AWKWARD, CATALOGUE
from tests.rulebooks import shipped

FEW = settings(
    max_examples=10,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def read(text: str, table: RuleTable, catalogue: Catalogue) -> RuleTable:
    problems: list[Any] = []
    found = read_table(text.encode(), f"{table.id}.yaml", catalogue, problems)
    assert found is not None, problems
    assert not problems
    return found


@FEW
@given(of(TABLE))
def test_any_table_is_read_back_as_it_was_written(table: RuleTable) -> None:
    text = write_table(table)
    found = read(text, table, CATALOGUE)

    assert found == replace(table, place=found.place)
    assert write_table(found) == text


@pytest.mark.parametrize("name", sorted(shipped().tables))
def test_a_shipped_table_is_read_back_as_it_was_written(name: str) -> None:
    table = shipped().tables[name]
    text = write_table(table)
    found = read(text, table, shipped().catalogue)

    assert found == table
    assert write_table(found) == text


def test_the_shipped_book_is_read_back_as_it_was_written() -> None:
    book = shipped()
    texts = write_book(book)
    found, problems = read_files([(name, text.encode()) for name, text in texts.items()])

    assert not problems
    assert found is not None
    assert found.catalogue == book.catalogue
    assert found.sources == book.sources
    assert found.parameters == book.parameters
    assert write_book(found) == texts


@FEW
@given(of(FACT), of(DERIVED))
def test_any_fact_is_read_back_as_it_was_written(fact: Any, derived: Any) -> None:
    text = write_catalogue(Catalogue({"a": fact, "b": derived}))
    found, _ = read_files([("facts.yaml", text.encode())])

    assert found is not None
    assert set(found.catalogue.facts.values()) <= {fact, derived} or "asked_when" in text


@FEW
@given(of(SOURCE), of(parameter_shape(money=True)))
def test_any_source_and_rate_is_read_back_as_it_was_written(source: Any, rate: Any) -> None:
    files = {"sources.yaml": write_sources([source]), "parameters.yaml": write_parameters([rate])}
    found, _ = read_files([(name, text.encode()) for name, text in files.items()])

    assert found is not None
    assert found.sources == {source.id: source}
    assert rate.type == "number" or found.parameters == {rate.id: rate}


@pytest.mark.parametrize("text", AWKWARD)
@pytest.mark.parametrize("bracketed", [False, True])
def test_text_that_looks_like_something_else_is_text_to_plain_yaml(
    text: str, bracketed: bool
) -> None:
    written = scalar(text, bracketed)
    plain = yaml.safe_load(f"[{written}]" if bracketed else f"key: {written}")

    assert plain == ([text] if bracketed else {"key": text})


def test_plain_yaml_reads_the_shipped_book_as_we_do() -> None:
    data = yaml.safe_load(write_table(shipped().tables["england/higher-education-bursary"]))
    row = next(row for row in data["versions"][0]["rows"] if "amount" in row)

    assert isinstance(row["amount"], str) or isinstance(row["amount"]["value"], str)


@pytest.mark.parametrize("name", sorted(shipped().tables))
def test_only_one_long_word_makes_a_long_line(name: str) -> None:
    for line in write_table(shipped().tables[name]).splitlines():
        assert len(line) <= WIDTH or " " not in line.strip().removeprefix("url: "), line


def test_short_things_stand_on_a_line_and_long_ones_fold() -> None:
    data: Any = {
        "amount": {"value": "£25.00", "per": "birthday"},
        "says": "word " * 30 + "end",
        "facts": {f"fact_{n}": "true" for n in range(9)},
        "when": {f"fact_{n}": ["one", "two", "three"] for n in range(5)},
    }

    assert emit(data).splitlines() == [
        'amount: {value: "£25.00", per: birthday}',
        "says: >-",
        "  " + " ".join(["word"] * 19),
        "  " + " ".join(["word"] * 11) + " end",
        'facts: {fact_0: "true", fact_1: "true", fact_2: "true", fact_3: "true", fact_4: "true",',
        '        fact_5: "true", fact_6: "true", fact_7: "true", fact_8: "true"}',
        "when:",
        *(f"  fact_{n}: [one, two, three]" for n in range(5)),
    ]
