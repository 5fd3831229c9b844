"""JSON Schema (2020-12) of the rule files, for editors: generated from the shapes.

With a catalogue, the tests that `when` may hold are those of its facts, so that an
editor can complete them; without one, any fact may be named.
"""

from __future__ import annotations

from typing import Any

from entitlements.rulebook.bounds import MONEY, BetweenShape
from entitlements.rulebook.catalogue import Catalogue, FactDef, FactType
from entitlements.rulebook.conditions import AGE, BIRTHDAY
from entitlements.rulebook.read_catalogue import (
    AXIOM,
    DERIVED,
    FACT,
    IMPOSSIBLE,
    SOURCE,
    ParameterShape,
)
from entitlements.rulebook.read_conditions import AGES, BIRTHDAYS, HAD, OUTCOMES
from entitlements.rulebook.read_expressions import expression_forms
from entitlements.rulebook.read_floors import FLOOR, PERSONA
from entitlements.rulebook.read_tables import TABLE
from entitlements.rulebook.shapes import JsonSchema, ListOf, Number, Shape, Truth

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_WHEN = {"$ref": "#/$defs/when"}
_TEXT = {"type": "string", "minLength": 1}


def schema(catalogue: Catalogue | None = None) -> JsonSchema:
    """The schema of a rule table's file."""
    return _document("A rule table", TABLE.schema(), catalogue)


def facts_schema() -> JsonSchema:
    """The schema of facts.yaml."""
    lists: dict[str, Shape[Any]] = {"facts": FACT, "derived": DERIVED, "axioms": AXIOM}
    lists["impossible"] = IMPOSSIBLE
    return _document("Facts, derived facts, axioms and who cannot be", _lists(lists), None)


def sources_schema() -> JsonSchema:
    """The schema of sources.yaml."""
    return _document("Sources", _lists({"sources": SOURCE}), None)


def parameters_schema() -> JsonSchema:
    """The schema of parameters.yaml."""
    return _document("Parameters", _lists({"parameters": ParameterShape()}), None)


def floors_schema() -> JsonSchema:
    """The schema of floors.yaml."""
    return _document("Floors", _lists({"floors": FLOOR}), None)


def personas_schema() -> JsonSchema:
    """The schema of personas.yaml."""
    return _document("Personas", _lists({"personas": PERSONA}), None)


def _lists(shapes: dict[str, Shape[Any]]) -> JsonSchema:
    properties = {word: ListOf(shape).schema() for word, shape in shapes.items()}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _document(title: str, body: JsonSchema, catalogue: Catalogue | None) -> JsonSchema:
    expression = {"anyOf": [MONEY.schema(), *expression_forms().schema()["anyOf"]]}
    definitions = {"when": _when(catalogue), "expression": expression, "test": _any_test()}
    return {"$schema": DIALECT, "title": title, **body, "$defs": definitions}


def _when(catalogue: Catalogue | None) -> JsonSchema:
    """A mapping of tests: groups, ages, the ledger, other tables, and facts by id."""
    facts = catalogue.facts.values() if catalogue else ()
    return {
        "type": "object",
        "properties": {fact.id: _test_of(fact) for fact in facts} | _kept_words(),
        "patternProperties": {"^[a-z][a-z0-9-]*/": _or_not(_word(list(OUTCOMES)))},
        "additionalProperties": {"$ref": "#/$defs/test"} if catalogue is None else False,
    }


def _kept_words() -> JsonSchema:
    group = {"type": "array", "items": _WHEN, "minItems": 1}
    at_least = {"number": Number(1).schema(), "of": group}
    return {
        "any": group,
        "all": group,
        "not": _WHEN,
        "at_least": _mapping(at_least),
        AGE: AGES.schema(),
        BIRTHDAY: BIRTHDAYS.schema(),
        "already_had": HAD.schema(),
    }


def _mapping(properties: JsonSchema) -> JsonSchema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _test_of(fact: FactDef) -> JsonSchema:
    """What a fact may be held against, and its label as a hint."""
    told = {"description": fact.label}
    if fact.type is FactType.YES_NO:
        return Truth().schema() | told
    if fact.type is FactType.CHOICE:
        return _or_not(_word(list(fact.values))) | told
    if fact.type is FactType.CHOICES:
        return _choices(_word(list(fact.values))) | told
    if fact.type in (FactType.PERIODS, FactType.AWARDS):
        return {"not": {}} | told
    return BetweenShape(fact.type).schema() | told


def _word(words: list[str]) -> JsonSchema:
    """One of some words, or a list of them."""
    one: JsonSchema = {"enum": words}
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}


def _or_not(word: JsonSchema) -> JsonSchema:
    return {"anyOf": [*word["anyOf"], _mapping({"not": word})]}


def _choices(word: JsonSchema) -> JsonSchema:
    return {"anyOf": [*_or_not(word)["anyOf"], _mapping({"all_of": word})]}


def _any_test() -> JsonSchema:
    """A test of a fact whose type is not known here."""
    words: JsonSchema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}
    ranges = [BetweenShape(kind).schema() for kind in (FactType.NUMBER, FactType.MONEY)]
    dates = BetweenShape(FactType.DATE).schema()
    return {"anyOf": [Truth().schema(), *_choices(words)["anyOf"], *ranges, dates]}
