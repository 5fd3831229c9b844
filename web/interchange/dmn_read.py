"""Reading DMN as sheets: our own word for word, another tool's as far as FEEL is simple.

A row may carry our own text. An entry that still says what that text says is the cell
of that text; an entry that was changed elsewhere is read from its FEEL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Xml

import defusedxml.ElementTree as SafeXml
from defusedxml import DefusedXmlException

from entitlements.grid import Column, ColumnKind
from entitlements.grid.grid import key_column, row_cells
from entitlements.grid.plain import Unread, flow_node, shaped
from entitlements.problems import Problem
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.conditions import AGE
from entitlements.rulebook.model import Match, Row, RuleBook
from entitlements.rulebook.nodes import Mapping
from entitlements.rulebook.read_tables import TABLE, RowShape
from web.interchange.dmn import OURS, entry, tag
from web.interchange.feel import ANY, strings_of, text_of
from web.interchange.imported import Refused
from web.interchange.lists import Table
from web.interchange.sheets import OTHERWISE, column_named

MOST_BYTES = 10_000_000
#: How rows combine under each hit policy that is read. Without one, UNIQUE is meant.
_HITS = {"FIRST": Match.FIRST, "UNIQUE": Match.FIRST, "ANY": Match.FIRST, "COLLECT": Match.ALL}


@dataclass(frozen=True)
class Decision:
    """One decision of a file: its rows as a sheet, and what it carries of ours."""

    name: str
    sheet: Table
    rows: tuple[Row, ...]
    number: int | None
    version: Any  #: the tree of our own text, None for another tool's


def parsed(data: bytes) -> Xml.Element:
    """The document, with no entity and no outside part resolved. Raises `Refused`."""
    if len(data) > MOST_BYTES:
        raise Refused(f"This file holds {len(data):,} bytes.", f"Keep it under {MOST_BYTES:,}.")
    try:
        root: Xml.Element = SafeXml.fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        what = "This file declares a document type or entities."
        raise Refused(what, "Save it again without them.") from None
    except (Xml.ParseError, ValueError, LookupError) as error:
        raise Refused(f"This file is not XML: {error}.", "Export it again.") from None
    for element in root.iter():  # each version of DMN has a namespace of its own
        if isinstance(element.tag, str) and not element.tag.startswith(f"{{{OURS}}}"):
            element.tag = tag(element.tag.rpartition("}")[2])
    return root


def words_of(root: Xml.Element, book: RuleBook) -> dict[str, Any]:
    """The words of a table that a file carries. Raises `Unread`."""
    held = _carried(root, "table")
    node = flow_node(held.text or "") if held is not None else None
    if not isinstance(node, Mapping):
        return {}
    keys = {word: key for word, key in TABLE.keys.items() if word in node.entries}
    return {k.name: shaped(k.shape, node.entries[word], book) for word, k in keys.items()}


def decisions(
    root: Xml.Element, match: Match, book: RuleBook, problems: list[Problem]
) -> list[Decision]:
    """The decision tables of a file, in its order."""
    found = [
        one for one in root.iter(tag("decision")) if one.find(tag("decisionTable")) is not None
    ]
    if not found:
        raise Refused("This file holds no decision table.", "Export one from your tool.")
    return [_Reader(one, book, problems).decision(match) for one in found]


def _carried(element: Xml.Element, word: str) -> Xml.Element | None:
    return element.find(f"{tag('extensionElements')}/{tag(word, OURS)}")


def _said(element: Xml.Element | None) -> str:
    text = element.find(tag("text")) if element is not None else None
    return (text.text or "").strip() if text is not None else ""


class _Reader:
    """Reads one decision."""

    def __init__(self, element: Xml.Element, book: RuleBook, problems: list[Problem]) -> None:
        self.element, self.book, self.problems = element, book, problems
        self.name = element.get("name") or element.get("id") or "decision"

    def decision(self, match: Match) -> Decision:
        table = self.element.find(tag("decisionTable"))
        assert table is not None
        self._check_hits(table.get("hitPolicy", "UNIQUE"), match)
        columns = self._columns(table)
        if all(column.name != "id" for column in columns):
            columns.append(key_column("id"))
        read = [self._row(n, one, columns) for n, one in enumerate(table.iter(tag("rule")), 1)]
        sheet = [[column.heading for column in columns], *(cells for cells, _ in read)]
        last = self._otherwise(table, columns)
        held = _carried(self.element, "version")
        return Decision(
            self.name,
            [*sheet, last] if last else sheet,
            tuple(row for _, row in read if row),
            _number(held),
            self._own(held) if held is not None else None,
        )

    def _check_hits(self, policy: str, match: Match) -> None:
        if _HITS.get(policy) is not match:
            need = "FIRST" if match is Match.FIRST else "COLLECT"
            what = f"The hit policy {policy} is not how rows of this table combine."
            self._problem("", what, f"Use {need}.")

    def _columns(self, table: Xml.Element) -> list[Column]:
        found = list[Column]()
        for one in table.findall(tag("input")):
            asked = _said(one.find(tag("inputExpression")))
            found.append(self._column([asked, one.get("label", "")], ColumnKind.FACT))
        for one in table.findall(tag("output")):
            found.append(self._column([one.get("name", ""), one.get("label", "")], ColumnKind.KEY))
        return found

    def _column(self, names: list[str], kind: ColumnKind) -> Column:
        for name in names:
            column = column_named(name, self.book) if name else None
            if column and (column.kind is ColumnKind.KEY) == (kind is ColumnKind.KEY):
                return column
        said = next((name for name in names if name), "?")
        what = "a fact" if kind is ColumnKind.FACT else "a part of a row"
        self._problem("", f"{said[:60]!r} is not {what}.", "Rename it, or take it out.")
        return Column(kind, said, said)

    def _row(
        self, number: int, rule: Xml.Element, columns: list[Column]
    ) -> tuple[list[str], Row | None]:
        own = self._own_row(number, rule)
        kept = (
            dict(zip(columns, row_cells(own, tuple(columns), self.book), strict=True))
            if own
            else {}
        )
        said = [
            _said(one) for word in ("inputEntry", "outputEntry") for one in rule.findall(tag(word))
        ]
        if len(said) < len(columns) and columns[-1].name == "id":
            said.append(f'"{_slug(rule.get("id", ""), number)}"')
        if len(said) != len(columns):
            what = f"This rule has {len(said)} entries for {len(columns)} columns."
            self._problem(f"rule {number}", what, "Give it one for each.")
        cells = [
            kept[column]
            if own and entry(column, kept[column], own) == text
            else self._cell(number, column, text)
            for column, text in zip(columns, said, strict=False)
        ]
        return cells, own

    def _own_row(self, number: int, rule: Xml.Element) -> Row | None:
        held = _carried(rule, "row")
        if held is None:
            return None
        try:
            return shaped(RowShape(), flow_node(held.text or ""), self.book)
        except Unread as unread:
            self._problem(f"rule {number}", unread.what, unread.fix)
            return None

    def _cell(self, number: int, column: Column, said: str) -> str:
        try:
            if column.kind is ColumnKind.FACT:
                return text_of(said, self._type(column.name))
            return _output(said)
        except Unread as unread:
            self._problem(f"rule {number}, {column.title}", unread.what, unread.fix)
            return ""

    def _type(self, fact: str) -> FactType | None:
        held = self.book.catalogue.facts.get(fact)
        return held.type if held else (FactType.NUMBER if fact == AGE else None)

    def _otherwise(self, table: Xml.Element, columns: list[Column]) -> list[str]:
        outputs = [one.find(tag("defaultOutputEntry")) for one in table.findall(tag("output"))]
        if all(one is None for one in outputs):
            return []
        said = dict(zip([c for c in columns if c.kind is ColumnKind.KEY], outputs, strict=False))
        return [
            OTHERWISE
            if column.name == "id"
            else self._cell(0, column, _said(said.get(column)) or ANY)
            if column.kind is ColumnKind.KEY
            else ""
            for column in columns
        ]

    def _own(self, held: Xml.Element) -> Any:
        try:
            return flow_node(held.text or "")
        except Unread as unread:
            self._problem("", unread.what, unread.fix)
            return None

    def _problem(self, where: str, what: str, fix: str) -> None:
        place = f"decision {self.name}" + (f", {where}" if where else "")
        self.problems.append(Problem(place, 0, what, fix))


def _number(held: Xml.Element | None) -> int | None:
    text = held.get("number", "") if held is not None else ""
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,2}", text) else None


def _slug(name: str, number: int) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or f"row-{number}"


def _output(said: str) -> str:
    if said in ("", ANY):
        return ""
    return strings_of(said)[0] if said.startswith('"') else said
