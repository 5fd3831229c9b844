"""The shapes of floors.yaml and personas.yaml: what a change is held to, and tried on."""

from __future__ import annotations

from dataclasses import replace

from entitlements.rulebook.ids import SLUG, TABLE_ID
from entitlements.rulebook.model import Confidence, Floor, FloorKind, Persona
from entitlements.rulebook.nodes import Node
from entitlements.rulebook.read_catalogue import CITATIONS
from entitlements.rulebook.read_tables import PlainData
from entitlements.rulebook.records import Key, Record
from entitlements.rulebook.shapes import (
    Bad,
    Data,
    JsonSchema,
    OneOf,
    OneOrMany,
    Reading,
    Shape,
    Text,
)

FLOOR = Record(
    Floor,
    [
        Key("id", SLUG, True),
        Key("title", Text(), True),
        Key("kind", OneOf(FloorKind, "what a floor rests on"), True),
        Key("national", TABLE_ID, True),
        Key("local", OneOrMany(TABLE_ID), True),
        Key("source", CITATIONS, True),
        Key("confidence", OneOf(Confidence, "a confidence"), True),
        Key("note", Text()),
    ],
    "a floor",
)


class PersonaShape(Shape[Persona]):
    """An invented person; the facts are held to the catalogue when they are used."""

    record = Record(
        Persona,
        [
            Key("id", SLUG, True),
            Key("name", Text(), True),
            Key("says", Text(), True),
            Key("authority", Text()),
            Key("facts", PlainData(), True),
        ],
        "a persona",
    )

    def read(self, node: Node, reading: Reading) -> Persona | Bad:
        persona = self.record.read(node, reading)
        if isinstance(persona, Bad):
            return persona
        if not isinstance(persona.facts, dict):
            return reading.problem(node.line, "'facts' is a mapping of fact to value.")
        return replace(persona, line=node.line)

    def write(self, value: Persona) -> Data:
        return self.record.write(value)

    def schema(self) -> JsonSchema:
        schema = self.record.schema()
        schema["properties"]["facts"] = {"type": "object"}
        return schema


PERSONA = PersonaShape()
