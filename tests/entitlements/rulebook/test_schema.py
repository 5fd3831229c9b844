"""The schema for editors: every shipped file fits it, and broken ones do not."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator as Validator

from entitlements.rulebook.schema import (
    facts_schema,
    floors_schema,
    parameters_schema,
    personas_schema,
    schema,
    sources_schema,
)
from tests.rulebooks import shipped, shipped_files

SCHEMAS = {
    "facts.yaml": facts_schema(),
    "sources.yaml": sources_schema(),
    "parameters.yaml": parameters_schema(),
    "floors.yaml": floors_schema(),
    "personas.yaml": personas_schema(),
}
TABLE = Validator(schema(shipped().catalogue))
FILES = dict(shipped_files())


class _Core(yaml.SafeLoader):
    """YAML as editors read it (1.2): truths, numbers and nothing have a type; days do not."""


_Core.yaml_implicit_resolvers = {}
for tag, pattern, begins in (
    ("bool", r"true|false", "tf"),
    ("int", r"-?[0-9]+", "-0123456789"),
    ("float", r"-?[0-9]+\.[0-9]+", "-0123456789"),
    ("null", r"null|~|", "n~"),
):
    resolver = re.compile(f"^(?:{pattern})$")
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", resolver, list(begins))


def plain(text: str | bytes) -> Any:
    return yaml.load(text, _Core)


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_shipped_file_fits(name: str) -> None:
    validator = Validator(SCHEMAS[name]) if name in SCHEMAS else TABLE
    faults = [
        f"{e.json_path}: {e.message[:120]}" for e in validator.iter_errors(plain(FILES[name]))
    ]

    assert not faults


@pytest.mark.parametrize("made", [schema(), schema(shipped().catalogue), *SCHEMAS.values()])
def test_a_schema_is_a_schema(made: Any) -> None:
    Validator.check_schema(made)


def test_without_a_catalogue_any_fact_may_be_named() -> None:
    table = plain(FILES["england/higher-education-bursary.yaml"])
    table["versions"][0]["rows"][0]["when"] = {"some_fact": {"from": 3}}

    assert Validator(schema()).is_valid(table)
    assert not TABLE.is_valid(table)


BREAKS: dict[str, Any] = {
    "a key it does not have": lambda table, row: table.update(versoins=[]),
    "no title": lambda table, row: table.pop("title"),
    "an area there is not": lambda table, row: table.update(area="hobbies"),
    "an outcome only worked out": lambda table, row: row.update(outcome="undecided"),
    "money without its sign": lambda table, row: row.update(amount=57.9),
    "a number where money is": lambda table, row: row.update(amount={"value": 57}),
    "a fact there is not": lambda table, row: row.update(when={"home_tipe": "custody"}),
    "a choice there is not": lambda table, row: row.update(when={"home": "castle"}),
    "an end of a range there is not": lambda table, row: row.update(when={"age": {"upto": 3}}),
    "a day in two digits": lambda table, row: table["versions"][0].update(checked_on="26-01-01"),
    "an empty group": lambda table, row: row.update(when={"any": []}),
    "a period there is not": lambda table, row: row.update(amount={"value": "£1", "per": "moon"}),
    "an expression there is not": lambda table, row: row.update(amount={"value": {"minus": []}}),
    "an example that expects weather": lambda table, row: table["versions"][0]["examples"][0][
        "expect"
    ].update(weather="fine"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_table_does_not_fit(name: str) -> None:
    table = plain(FILES["england/higher-education-bursary.yaml"])
    assert TABLE.is_valid(table)

    BREAKS[name](table, table["versions"][0]["rows"][0])

    assert not TABLE.is_valid(table)
