"""A rule table as DMN 1.3: a decision for each version, an input for each fact.

Each row also carries its own text, word for word, in an extension that other tools
leave alone: so what comes back unchanged is the row again. `otherwise` is the default
output: it never catches what is not known.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as Xml

from entitlements.grid import Column, ColumnKind, Grid, grid_of
from entitlements.grid.grid import tests_by_fact
from entitlements.rulebook.emit import flow
from entitlements.rulebook.model import Match, Row, RuleBook, RuleTable, Version
from entitlements.rulebook.read_tables import TABLE, RowShape
from entitlements.rulebook.shapes import Data
from web.interchange.feel import ANY, feel, string
from web.interchange.lists import VERSION

MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"
OURS = "urn:care-leaver-entitlements:rules"
_TYPES = {"yes_no": "boolean", "number": "number", "money": "number", "date": "date"}
_HITS = {Match.FIRST: {"hitPolicy": "FIRST"}, Match.ALL: {"hitPolicy": "COLLECT"}}


def tag(word: str, space: str = MODEL) -> str:
    """The full name of an element."""
    return f"{{{space}}}{word}"


def export_dmn(table: RuleTable, version: Version | None, book: RuleBook) -> bytes:
    """One version of a table, or with None the whole table, as DMN XML."""
    Xml.register_namespace("", MODEL)
    Xml.register_namespace("rules", OURS)
    words = {
        "id": _id("table", table.id),
        "name": _shown(table.title),
        "namespace": f"{OURS}:{table.id}",
    }
    root = Xml.Element(tag("definitions"), words)
    data = TABLE.write(table)
    assert isinstance(data, dict)
    _carry(root, "table", {word: held for word, held in data.items() if word != "versions"})
    for number, held in enumerate(table.versions, 1):
        if version is None or held == version:
            _decision(root, table, number, held, book)
    Xml.indent(root)
    return Xml.tostring(root, encoding="utf-8", xml_declaration=True)


def _id(kind: str, name: str) -> str:
    return f"{kind}_" + re.sub(r"[^A-Za-z0-9_.-]", "_", name)


def _shown(text: str) -> str:
    """Words for a reader, without what XML cannot hold."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _carry(parent: Xml.Element, word: str, data: Data, **words: str) -> None:
    """The rule language's own text of a part, in an extension."""
    held = Xml.SubElement(parent, tag("extensionElements"))
    Xml.SubElement(held, tag(word, OURS), words).text = flow(data)


def _text(parent: Xml.Element, word: str, text: str) -> None:
    Xml.SubElement(Xml.SubElement(parent, tag(word)), tag("text")).text = text


def _decision(
    root: Xml.Element, table: RuleTable, number: int, version: Version, book: RuleBook
) -> None:
    words = {"id": f"version_{number}", "name": f"{_shown(table.title)}, version {number}"}
    decision = Xml.SubElement(root, tag("decision"), words)
    data = VERSION.write(version)
    kept = {word: held for word, held in data.items() if word != "rows"}
    _carry(decision, "version", kept, number=str(number))
    hit = {"id": f"rows_{number}", **_HITS[table.match]}
    rows = Xml.SubElement(decision, tag("decisionTable"), hit)
    grid = grid_of(version, book, whole=True)
    _head(rows, grid, number, book)
    for place, row in enumerate(version.rows, 1):
        rule = Xml.SubElement(rows, tag("rule"), {"id": f"row_{number}_{place}"})
        _carry(rule, "row", RowShape().write(row))
        for column, text in inputs_first(grid.columns, grid.rows[place - 1]):
            word = "outputEntry" if column.kind is ColumnKind.KEY else "inputEntry"
            _text(rule, word, entry(column, text, row))


def _head(rows: Xml.Element, grid: Grid, number: int, book: RuleBook) -> None:
    for place, column in enumerate(grid.columns, 1):
        words = {"id": f"column_{number}_{place}", "label": _shown(column.heading)}
        if column.kind is ColumnKind.KEY:
            held = {"name": column.name, "typeRef": "string"}
            output = Xml.SubElement(rows, tag("output"), words | held)
            if grid.otherwise and column.name != "id":
                _text(output, "defaultOutputEntry", string(grid.otherwise[place - 1]))
        else:
            _input(rows, words, column, book)
    inputs = [child for child in rows if child.tag == tag("input")]
    outputs = [child for child in rows if child.tag == tag("output")]
    rows[:] = [*inputs, *outputs]  # the order that the standard asks for


def _input(rows: Xml.Element, words: dict[str, str], column: Column, book: RuleBook) -> None:
    fact = book.catalogue.facts.get(column.name)
    kind = _TYPES.get(fact.type, "string") if fact else "number"
    kind = "string" if column.kind is ColumnKind.ALSO else kind
    held = Xml.SubElement(rows, tag("input"), words)
    asked = Xml.SubElement(held, tag("inputExpression"), {"typeRef": kind})
    Xml.SubElement(asked, tag("text")).text = column.name


def inputs_first(columns: tuple[Column, ...], cells: tuple[str, ...]) -> list[tuple[Column, str]]:
    """Columns with their cells, in the order that the standard asks for."""
    pairs = list(zip(columns, cells, strict=True))
    return sorted(pairs, key=lambda pair: pair[0].kind is ColumnKind.KEY)


def entry(column: Column, text: str, row: Row) -> str:
    """The FEEL of one cell of a row."""
    if column.kind is ColumnKind.FACT:
        test = tests_by_fact(row.when).get(column.name)
        return feel(test) if test else ANY
    if column.kind is ColumnKind.ALSO and not text:
        return ANY
    return string(text)
