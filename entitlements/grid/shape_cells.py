"""Any key of the rule language as the text of a cell, by its shape.

Words stand as they are, a list of words one a line, and what has parts in brackets.
"""

from __future__ import annotations

from typing import Any

from entitlements.grid.plain import Unread, flow_node, is_flow, quoted
from entitlements.rulebook.emit import flow
from entitlements.rulebook.nodes import Node, Scalar, Sequence
from entitlements.rulebook.read_catalogue import CitationText
from entitlements.rulebook.shapes import Day, ListOf, Number, OneOf, OneOrMany, Shape, Text

_WORDS = (Text, CitationText)
_PLAIN = (*_WORDS, OneOf, Day, Number)


def cell_of(shape: Shape[Any], value: Any) -> str:
    """The text of a cell for a value; "" for none."""
    if value is None or value == ():
        return ""
    data = shape.write(value)
    if isinstance(data, str) and not _has_parts(shape):
        return str(data)
    if _is_lines(shape):
        return "\n".join(str(item) for item in (data if isinstance(data, list) else [data]))
    return flow(data)


def node_for(shape: Shape[Any], text: str) -> Node:
    """The text of a cell as the tree that its shape reads. Raises `Unread`."""
    if _is_lines(shape):
        lines = [line.strip() for line in text.replace("\r", "\n").split("\n")]
        return Sequence([Scalar(line, 0) for line in lines if line], 0)
    if not _has_parts(shape):
        return Scalar(text.strip(), 0)
    if not is_flow(text.strip()):
        fix = "Write it in brackets, as in the rule file: {birthday: 25}."
        raise Unread(f"{quoted(text)} is not in brackets.", fix)
    return flow_node(text.strip())


def _is_lines(shape: Shape[Any]) -> bool:
    return isinstance(shape, OneOrMany | ListOf) and isinstance(shape.item, _WORDS)


def _has_parts(shape: Shape[Any]) -> bool:
    return not isinstance(shape, _PLAIN) and not _is_lines(shape)
