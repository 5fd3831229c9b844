"""Plain data as canonical YAML text: one way to write each thing.

A short collection stands on one line in brackets, a long one as a block, and long
words are folded. Money, and text that plain YAML would take for something else,
stands in quotes, so that other tools read what we read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap

from entitlements.rulebook.shapes import Bare, Data

WIDTH = 98
#: Lists that are always a block, and so is each of their items.
OPENED = (
    "versions",
    "rows",
    "examples",
    "facts",
    "sources",
    "parameters",
    "floors",
    "personas",
)
#: Lists that are always a block; an item may stand on one line.
LISTED = (
    "derived",
    "axioms",
    "impossible",
    "choices",
    "values",
    "todo",
    "steps",
    "parts",
    "instalments",
)
#: Mappings that fill several lines in brackets when one is too short.
FILLED = ("facts", "expect")

#: What plain YAML takes for a mark, in a text and between brackets.
_MARK = re.compile(r":( |$)| #|^£[0-9,.]+$")
_BRACKET = re.compile(r"[,\[\]{}]")
#: What plain YAML (1.1 or 1.2) takes for a number, a day, a truth or nothing.
_TYPED = re.compile(
    r"true|false|yes|no|on|off|null|y|n|[0-9][0-9_,.:]*(e[-+]?[0-9]+)?"
    r"|0[xob][0-9a-f_]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t ].*)?",
    re.IGNORECASE,
)


def emit(data: dict[str, Data]) -> str:
    """Write a mapping as one YAML document."""
    return "\n".join(_mapping(data, 0)) + "\n"


def scalar(text: str, bracketed: bool = False) -> str:
    """Write one piece of text, with quotes where it needs them."""
    if isinstance(text, Bare) or _is_plain(text, bracketed):
        return str(text)
    return '"' + "".join(map(_escaped, text)) + '"'


def _is_plain(text: str, bracketed: bool) -> bool:
    begins = text[:1].isalnum() or text[:1] == "£"
    if not begins or text.endswith(" ") or not text.isprintable():
        return False
    if _MARK.search(text) or _TYPED.fullmatch(text):
        return False
    return not (bracketed and _BRACKET.search(text))


def _escaped(letter: str) -> str:
    if letter in ("\\", '"'):
        return "\\" + letter
    return letter if letter.isprintable() else f"\\U{ord(letter):08x}"


def flow(data: Data) -> str:
    """Write data on one line, collections in brackets."""
    if isinstance(data, str):
        return scalar(data, bracketed=True)
    if isinstance(data, list):
        return "[" + ", ".join(map(flow, data)) + "]"
    return "{" + ", ".join(_entries(data)) + "}"


def _entries(data: dict[str, Data]) -> list[str]:
    return [f"{scalar(word, bracketed=True)}: {flow(value)}" for word, value in data.items()]


def _mapping(data: dict[str, Data], indent: int) -> Iterator[str]:
    for word, value in data.items():
        yield from _value(f"{' ' * indent}{scalar(word)}:", value, indent + 2, word)


def _value(head: str, data: Data, indent: int, word: str) -> Iterator[str]:
    """Lines of a value; `head` is what stands before it, `indent` is for lines below it."""
    if isinstance(data, str):
        yield from _text(head, data, indent)
    elif _stands_on_one_line(head, data, word):
        yield f"{head} {flow(data)}"
    elif isinstance(data, dict) and word in FILLED:
        yield from _filled(head, data, indent)
    else:
        yield head
        yield from _block(data, indent, word)


def _stands_on_one_line(head: str, data: Data, word: str) -> bool:
    if not data:
        return True
    opened = isinstance(data, list) and word in (*OPENED, *LISTED)
    return not opened and len(head) + 1 + len(flow(data)) <= WIDTH


def _text(head: str, text: str, indent: int) -> Iterator[str]:
    """A text on one line, or folded: a folded text needs no quotes."""
    line = f"{head} {scalar(text)}"
    foldable = text.isprintable() and text == " ".join(text.split()) and " " in text
    if len(line) <= WIDTH or not foldable:
        yield line
    else:
        yield f"{head} >-"
        folded = wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
        yield from (" " * indent + part for part in folded)


def _block(data: Data, indent: int, word: str) -> Iterator[str]:
    if isinstance(data, dict):
        yield from _mapping(data, indent)
    else:
        for item in data:
            yield from _item(item, indent, word)


def _item(item: Data, indent: int, word: str) -> Iterator[str]:
    head = " " * indent + "-"
    if isinstance(item, dict) and (word in OPENED or not _stands_on_one_line(head, item, "")):
        lines = list(_mapping(item, indent + 2))
        yield f"{head} {lines[0][indent + 2 :]}"
        yield from lines[1:]
    else:
        yield from _value(head, item, indent + 2, "")


def _filled(head: str, data: dict[str, Data], indent: int) -> Iterator[str]:
    """A mapping in brackets over as many lines as it fills, or a block if an entry is too wide."""
    entries, start = _entries(data), len(head) + 2
    if any(start + len(entry) + 1 > WIDTH for entry in entries):
        yield head
        yield from _mapping(data, indent)
        return
    line = f"{head} {{"
    for place, entry in enumerate(entries):
        gap = " " if place else ""
        if len(line) + len(gap) + len(entry) + 1 > WIDTH:
            yield line
            line, gap = " " * start, ""
        line += gap + entry + ("," if place < len(entries) - 1 else "}")
    yield line
