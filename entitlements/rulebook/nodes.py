"""YAML text as a tree of lines and text, before anything is given a type.

Plain YAML would read 57.90 as a float, `no` as false and 2026-04-01 as a date.
Here every scalar stays text and keeps its line; the shapes give it a type. The
dialect is small on purpose: no anchors, aliases, tags or repeated keys, and a
bound on depth and size, so that a rule file cannot be a bomb.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from entitlements.problems import Problem

#: The deepest nesting read. Rule tables need about twelve levels.
MOST_DEPTH = 24
#: The largest file read, in characters.
MOST_CHARACTERS = 1_000_000
#: The longest key read, in characters.
MOST_IN_A_KEY = 200


@dataclass(slots=True)
class Scalar:
    """A piece of text; `line` counts from 1."""

    text: str
    line: int
    quoted: bool = False


@dataclass(slots=True)
class Sequence:
    """Nodes in order."""

    items: list[Node]
    line: int


@dataclass(slots=True)
class Mapping:
    """Nodes by key. `lines` holds the line of each key."""

    entries: dict[str, Node]
    lines: dict[str, int]
    line: int


Node = Scalar | Sequence | Mapping

_STARTS = (SequenceStartEvent, MappingStartEvent)
_ENDS = (SequenceEndEvent, MappingEndEvent)
_NO_ANCHORS = ("Anchors and aliases are not used here.", "Write the value out.")


class _Refused(Exception):
    def __init__(self, line: int, what: str, fix: str) -> None:
        self.line, self.what, self.fix = line, what, fix


def parse(text: str, place: str) -> tuple[Node | None, list[Problem]]:
    """Parse one YAML document into nodes, or say why it cannot be read."""
    if len(text) > MOST_CHARACTERS:
        fix = f"Keep a file under {MOST_CHARACTERS:,} characters."
        return None, [Problem(place, 1, "The file is too large.", fix)]
    problems: list[Problem] = []
    try:
        return _build(_events(text), place, problems), problems
    except _Refused as refused:
        problems.append(Problem(place, refused.line, refused.what, refused.fix))
    except yaml.YAMLError as error:
        problems.append(_yaml_problem(error, place))
    return None, problems


def _events(text: str) -> Iterator[Any]:
    """The parser's events. Asked for one by one: `yaml.parse` peeks before each, at a cost."""
    loader = getattr(yaml, "CLoader", yaml.Loader)(text)
    try:
        while (event := loader.get_event()) is not None:
            yield event
    finally:
        loader.dispose()


def _yaml_problem(error: yaml.YAMLError, place: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error).split("\n")[0]
    fix = "Check the indent, the brackets and the quotes around here."
    return Problem(place, mark.line + 1 if mark else 1, f"This is not YAML: {what}.", fix)


class _Open:
    """A collection being filled."""

    __slots__ = ("key", "node")

    def __init__(self, node: Sequence | Mapping) -> None:
        self.node = node
        self.key: Scalar | None = None


def _build(events: Iterator[Any], place: str, problems: list[Problem]) -> Node | None:
    stack: list[_Open] = []
    root: Node | None = None
    for event in events:
        kind = event.__class__
        if kind is ScalarEvent or kind in _STARTS:
            node = _node(event, kind)
            if stack:
                _attach(stack[-1], node, place, problems)
            else:
                root = node
            if kind is not ScalarEvent:
                _open(stack, node)
        elif kind in _ENDS:
            stack.pop()
        elif kind is AliasEvent:
            raise _Refused(event.start_mark.line + 1, *_NO_ANCHORS)
        elif kind is DocumentStartEvent and root is not None:
            line = event.start_mark.line + 1
            raise _Refused(line, "A second document begins here.", "Keep one document a file.")
    return root


def _open(stack: list[_Open], node: Node) -> None:
    assert not isinstance(node, Scalar)
    if len(stack) >= MOST_DEPTH:
        raise _Refused(node.line, "This is nested too deeply.", "Use fewer levels.")
    stack.append(_Open(node))


def _node(event: Any, kind: type) -> Node:
    line = event.start_mark.line + 1
    if event.anchor is not None:
        raise _Refused(line, *_NO_ANCHORS)
    if event.tag is not None and event.tag != "!":
        raise _Refused(line, f"The tag {event.tag} is not used here.", "Write plain text.")
    if kind is ScalarEvent:
        return Scalar(event.value, line, bool(event.style))  # None, or '' from the C loader
    return Sequence([], line) if kind is SequenceStartEvent else Mapping({}, {}, line)


def _attach(open_: _Open, node: Node, place: str, problems: list[Problem]) -> None:
    parent = open_.node
    if isinstance(parent, Sequence):
        parent.items.append(node)
    elif open_.key is None:
        if not isinstance(node, Scalar):
            raise _Refused(node.line, "A key must be plain text.", "Write 'key: value'.")
        open_.key = node
    else:
        key, open_.key = open_.key, None
        if len(key.text) > MOST_IN_A_KEY:
            raise _Refused(key.line, "This key is too long.", "A key is a word or two.")
        if key.text in parent.entries:
            what = f"The key {key.text!r} is here twice."
            problems.append(Problem(place, key.line, what, "Keep one of them."))
            return
        parent.entries[key.text] = node
        parent.lines[key.text] = key.line
