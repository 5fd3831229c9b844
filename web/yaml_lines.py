"""A rule file as lines: which lines each entry and each item of a list stands on.

A comment belongs to what follows it. Nothing here changes a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

Lines = list[str]


@dataclass(frozen=True)
class Stretch:
    """Lines from `start` up to, not with, `end`, and the node that stands on them."""

    start: int
    end: int
    node: yaml.Node
    key: str = ""
    line: int = 0  #: the line of the key or the dash itself


def composed(text: str) -> yaml.Node | None:
    """The document as nodes that know their lines."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.compose(text, Loader=loader)


def is_block(node: yaml.Node) -> bool:
    """Whether a collection stands on lines of its own, and not in brackets."""
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def entries(lines: Lines, node: yaml.MappingNode, start: int, end: int) -> list[Stretch]:
    """The stretch of each entry of a block mapping that stands on lines start to end."""
    marked = [(key.start_mark.line, key.start_mark.column, key, value) for key, value in node.value]
    starts = _starts(lines, [(line, column) for line, column, _, _ in marked], start)
    ends = [*starts[1:], end]
    return [
        Stretch(first, last, value, key.value, line)
        for (line, _, key, value), first, last in zip(marked, starts, ends, strict=True)
    ]


def items(lines: Lines, node: yaml.SequenceNode, start: int, end: int) -> list[Stretch]:
    """The stretch of each item of a block list that stands on lines start to end."""
    column = node.start_mark.column
    marked = [(_dash_line(lines, item, column), column) for item in node.value]
    starts = _starts(lines, marked, start)
    ends = [*starts[1:], end]
    return [
        Stretch(first, last, item, "", line)
        for (line, _), item, first, last in zip(marked, node.value, starts, ends, strict=True)
    ]


def _dash_line(lines: Lines, item: yaml.Node, column: int) -> int:
    line = item.start_mark.line
    while line > 0 and lines[line][column : column + 1] != "-":
        line -= 1
    return int(line)


def _starts(lines: Lines, marked: list[tuple[int, int]], floor: int) -> list[int]:
    """Each start, moved up over the comments and blank lines that belong to it."""
    found = []
    for line, column in marked:
        start = line
        while start > floor and _is_aside(lines[start - 1], column):
            start -= 1
        found.append(start)
        floor = line + 1
    return found


def _is_aside(line: str, column: int) -> bool:
    said = line.strip()
    return not said or (said.startswith("#") and len(line) - len(line.lstrip()) <= column)


def body_end(lines: Lines, stretch: Stretch, column: int) -> int:
    """Where the lines of an entry end, without the comments and blank lines after it."""
    end = stretch.end
    while end > stretch.line + 1 and _is_aside(lines[end - 1], column):
        end -= 1
    return end


def undashed(lines: Lines, line: int, column: int) -> Iterator[str]:
    """The lines with the dash of an item blanked out, so that they are a mapping's."""
    for number, text in enumerate(lines):
        yield text[:column] + " " + text[column + 1 :] if number == line else text
