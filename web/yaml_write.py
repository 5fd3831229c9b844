"""New lines of a rule file; and lines of an earlier text, as they stood there."""

from __future__ import annotations

import yaml

from entitlements.rulebook.emit import OPENED, emit, flow, scalar
from entitlements.rulebook.shapes import Data
from web.yaml_lines import Lines, Stretch, body_end, composed, entries, is_block, items, undashed


class Known:
    """Lines of an earlier text, found by where they stand and what they say."""

    def __init__(self, text: str = "", data: Data = "") -> None:
        self.found: dict[tuple[int, str, str, bool], Lines] = {}
        node = composed(text)
        if isinstance(node, yaml.MappingNode) and isinstance(data, dict):
            lines = text.splitlines(keepends=True)
            self._mapping(lines, node, 0, len(lines), data)

    def lines(self, column: int, word: str, data: Data, whole: bool) -> Lines:
        """The lines that said this; `whole` with the comments above them. None: []."""
        return self.found.get((column, word, flow(data), whole), [])

    def _mapping(
        self, lines: Lines, node: yaml.MappingNode, start: int, end: int, data: dict[str, Data]
    ) -> None:
        for one in entries(lines, node, start, end):
            if one.key in data:
                column = node.start_mark.column
                last = body_end(lines, one, column)
                self._keep(lines, one, last, column, one.key, data[one.key])
                self._below(lines, one, last, data[one.key])

    def _below(self, lines: Lines, one: Stretch, end: int, data: Data) -> None:
        node = one.node
        if not is_block(node) or node.start_mark.line == one.line:
            return
        if isinstance(node, yaml.MappingNode) and isinstance(data, dict):
            self._mapping(lines, node, one.line + 1, end, data)
        elif isinstance(node, yaml.SequenceNode):
            self._sequence(lines, node, one, end, data if isinstance(data, list) else [data])

    def _sequence(
        self, lines: Lines, node: yaml.SequenceNode, above: Stretch, end: int, data: list[Data]
    ) -> None:
        column = node.start_mark.column
        for one, item in zip(items(lines, node, above.line + 1, end), data, strict=False):
            last = body_end(lines, one, column)
            self._keep(lines, one, last, column, f"{above.key}[]", item)
            if isinstance(one.node, yaml.MappingNode) and is_block(one.node):
                assert isinstance(item, dict)
                plain = list(undashed(lines, one.line, column))
                self._mapping(plain, one.node, one.line, last, item)

    def _keep(
        self, lines: Lines, one: Stretch, end: int, column: int, word: str, data: Data
    ) -> None:
        self.found.setdefault((column, word, flow(data), False), lines[one.line : end])
        self.found.setdefault((column, word, flow(data), True), lines[one.start : one.end])


def value_lines(word: str, data: Data, column: int, short: bool = False) -> Lines:
    """An entry "word: …". `short` keeps on one line what stood on one line."""
    margin = " " * column
    if short and not (isinstance(data, list) and word in OPENED):
        written = scalar(data) if isinstance(data, str) else flow(data)
        return [f"{margin}{scalar(word)}: {written}"]
    return [margin + line for line in emit({word: data}).splitlines()]


def item_lines(word: str, data: Data, column: int, short: bool = False) -> Lines:
    """An item "- …" of the list `word`, its dash at a column."""
    margin = " " * column
    if short:
        return [f"{margin}- {scalar(data) if isinstance(data, str) else flow(data)}"]
    _, *lines = _listed(word, data)
    return [margin + line[2:] for line in lines]


def _listed(word: str, data: Data) -> Lines:
    """A list of one item as a block, whatever its length."""
    lines = emit({word: [data]}).splitlines()
    if len(lines) > 1:
        return lines
    written = scalar(data) if isinstance(data, str) else flow(data)
    return [f"{word}:", f"  - {written}"]
