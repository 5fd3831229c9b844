"""What a person typed, made plain; and the rule language's own text inside a cell."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Any, TypeVar

from entitlements.problems import Problem
from entitlements.rulebook.emit import flow
from entitlements.rulebook.model import RuleBook
from entitlements.rulebook.nodes import Mapping, Node, Scalar, Sequence, parse
from entitlements.rulebook.shapes import Bad, Data, Reading, Shape

T = TypeVar("T")
#: The longest cell that is read, in characters.
MOST_IN_A_CELL = 20_000


class Unread(ValueError):
    """A cell that cannot be read: what is wrong, and how to mend it."""

    def __init__(self, what: str, fix: str = "") -> None:
        self.what, self.fix = what, fix
        super().__init__(f"{what} {fix}".strip())


def checked(text: str) -> str:
    """The text of a cell, if it is of a length that can be read. Raises `Unread`."""
    if len(text) > MOST_IN_A_CELL:
        what = f"This cell holds {len(text):,} characters."
        raise Unread(what, f"Keep a cell under {MOST_IN_A_CELL:,}.")
    return text


def tidy(text: str) -> str:
    """One line of words: marks that cannot be seen go, and any run of blanks is one space."""
    if not text.isascii():
        text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return re.sub(r"[\s\x00-\x1f\x7f]+", " ", text).strip()


def quoted(text: str) -> str:
    """A typed text in a message: short, and on one line."""
    shown = tidy(text)
    return repr(shown if len(shown) <= 60 else shown[:57] + "...")


def is_flow(text: str) -> bool:
    """Whether a cell is written in the rule language's own brackets."""
    return text.startswith(("{", "["))


def node_of(data: Data) -> Node:
    """Plain data as the tree that the reader of rule files takes."""
    if isinstance(data, str):
        return Scalar(str(data), 0)
    if isinstance(data, list):
        return Sequence([node_of(item) for item in data], 0)
    entries = {word: node_of(item) for word, item in data.items()}
    return Mapping(entries, dict.fromkeys(entries, 0), 0)


def flow_node(text: str) -> Node:
    """Text of the rule language as a tree. Raises `Unread`."""
    node, problems = parse(text, "")
    if node is None or problems:
        first = problems[0] if problems else Problem("", 0, "This is empty.")
        raise Unread(first.what, first.fix)
    return node


def shaped(shape: Shape[T], node: Node, book: RuleBook) -> T:
    """Read a tree with the reader of rule files. Raises `Unread` with all it reports."""
    reading = Reading("", [], book.catalogue)
    value = shape.read(node, reading)
    if isinstance(value, Bad) or reading.problems:
        raise told(reading.problems)
    return value


def told(problems: list[Problem]) -> Unread:
    """Problems of one cell as one."""
    first, rest = problems[0], [str(replace(p, place="", line=0))[2:] for p in problems[1:]]
    return Unread(" ".join([first.what, *rest]), first.fix)


def flow_of(shape: Shape[Any], value: Any) -> str:
    """A value as the rule language writes it, on one line."""
    return flow(shape.write(value))
