"""Editing the text of a rule file: only the lines that must change do.

edited(text, after) is read as `after`, and every comment and every line of what did
not change is as it was. With the text that a draft began from as `like`, whatever is
put back comes back byte for byte.
"""

from __future__ import annotations

from typing import Any

import yaml

from entitlements.problems import Problem
from entitlements.rulebook.catalogue import Catalogue
from entitlements.rulebook.emit import flow
from entitlements.rulebook.model import RuleTable
from entitlements.rulebook.read import read_table
from entitlements.rulebook.read_tables import TABLE
from entitlements.rulebook.shapes import Data
from web.yaml_lines import Lines, Stretch, body_end, composed, entries, is_block, items, undashed
from web.yaml_write import Known, item_lines, value_lines

#: What tells the items of a list apart, and so pairs the old with the new.
_NAMED_BY = ("id", "name", "effective_from", "from", "by", "confirm", "value", "title")


class CannotEdit(ValueError):
    """The text as it stands cannot be read, so no line of it can be found."""


def edited(text: bytes, after: RuleTable, catalogue: Catalogue, like: bytes = b"") -> bytes:
    """The text, changed to say what `after` says. Raises `CannotEdit`."""
    old, new = _data(text, after.id, catalogue), TABLE.write(after)
    assert isinstance(new, dict)
    known = Known(like.decode("utf-8"), _data(like, after.id, catalogue)) if like else Known()
    return edited_data(text, old, new, known)


def _data(text: bytes, name: str, catalogue: Catalogue) -> dict[str, Data]:
    problems = list[Problem]()
    table = read_table(text, f"{name}.yaml", catalogue, problems)
    if table is None:
        raise CannotEdit("\n".join(map(str, problems)))
    data = TABLE.write(table)
    assert isinstance(data, dict)
    return data


def edited_data(
    text: bytes, old: dict[str, Data], new: dict[str, Data], known: Known | None = None
) -> bytes:
    """The text of `old`, changed to the text of `new`: any rule file, as plain data."""
    whole = text.decode("utf-8")
    node = composed(whole)
    if not isinstance(node, yaml.MappingNode) or not is_block(node):
        raise CannotEdit("This file is not a list of keys.")
    ending = "\r\n" if "\r\n" in whole else "\n"
    lines = (whole if whole.endswith("\n") else whole + ending).splitlines(keepends=True)
    editing = _Editing(lines, ending, known or Known())
    found = "".join(editing.mapping(node, 0, len(lines), old, new))
    return (found if whole.endswith("\n") else found.removesuffix(ending)).encode("utf-8")


class _Editing:
    """Gives the lines that a part of the file is to have."""

    def __init__(self, lines: Lines, ending: str, known: Known) -> None:
        self.lines, self.ending, self.known = lines, ending, known

    def mapping(
        self,
        node: yaml.MappingNode,
        start: int,
        end: int,
        old: dict[str, Data],
        new: dict[str, Data],
    ) -> Lines:
        """The lines of a block mapping."""
        held = entries(self.lines, node, start, end)
        column = node.start_mark.column
        found = {one.key: self._entry(one, column, old, new) for one in held}
        order = [one.key for one in held]
        for place, word in enumerate(new):
            if word not in found:
                fresh = self.known.lines(column, word, new[word], True)
                found[word] = self._ended(fresh or value_lines(word, new[word], column))
                order.insert(_after(order, list(new)[:place]), word)
        head = self.lines[start : held[0].start] if held else []
        return [*head, *(line for word in order for line in found[word])]

    def _entry(
        self, one: Stretch, column: int, old: dict[str, Data], new: dict[str, Data]
    ) -> Lines:
        lines = self.lines[one.start : one.end]
        if one.key not in new:  # a key that says what holds without it is not in `old` either
            return [] if one.key in old else lines
        if one.key in old and old[one.key] == new[one.key]:
            return lines
        end = body_end(self.lines, one, column)
        before, after = self.lines[one.start : one.line], self.lines[end : one.end]
        return [*before, *self._value(one, end, column, old.get(one.key, ""), new[one.key]), *after]

    def _value(self, one: Stretch, end: int, column: int, old: Data, new: Data) -> Lines:
        head, node = self.lines[one.line], one.node
        if is_block(node) and node.start_mark.line > one.line:
            first = one.line + 1
            top = self.lines[one.line : first]
            if isinstance(node, yaml.MappingNode) and isinstance(new, dict) and new:
                old = old if isinstance(old, dict) else {}
                return [*top, *self.mapping(node, first, end, old, new)]
            if isinstance(node, yaml.SequenceNode) and isinstance(new, list) and new:
                was = old if isinstance(old, list) else [old]
                return [*top, *self.sequence(node, first, end, was, new, one.key)]
        short = end == one.line + 1 and not is_block(node)
        held = self.known.lines(column, one.key, new, False)
        fresh = self._ended(held or value_lines(one.key, new, column, short))
        return [head[:column] + fresh[0][column:], *fresh[1:]]

    def sequence(
        self,
        node: yaml.SequenceNode,
        start: int,
        end: int,
        old: list[Data],
        new: list[Data],
        word: str,
    ) -> Lines:
        """The lines of a block list: each item is paired with the old one of its name."""
        column = node.start_mark.column
        held = items(self.lines, node, start, end)
        pairs = paired(old, new)
        head = self.lines[start : held[0].start] if held else []
        found = list(head)
        for place, item in enumerate(new):
            if place in pairs:
                found += self._item(held[pairs[place]], column, old[pairs[place]], item, word)
            else:
                fresh = self.known.lines(column, f"{word}[]", item, True)
                found += self._ended(fresh or item_lines(word, item, column))
        return found

    def _item(self, one: Stretch, column: int, old: Data, new: Data, word: str) -> Lines:
        if old == new:
            return self.lines[one.start : one.end]
        node = one.node
        end = body_end(self.lines, one, column)
        before, after = self.lines[one.start : one.line], self.lines[end : one.end]
        held = self.known.lines(column, f"{word}[]", new, False)
        if held and _comments(self.lines[one.line : end]) <= _comments(held):
            return [*before, *self._ended(held), *after]
        if is_block(node) and isinstance(node, yaml.MappingNode):
            assert isinstance(old, dict)
            assert isinstance(new, dict)
            return [*before, *self._dashed(one, end, column, old, new), *after]
        short = end == one.line + 1
        return [*before, *self._ended(item_lines(word, new, column, short)), *after]

    def _dashed(
        self, one: Stretch, end: int, column: int, old: dict[str, Data], new: dict[str, Data]
    ) -> Lines:
        """An item that is a mapping: edited as one, with its dash put back."""
        assert isinstance(one.node, yaml.MappingNode)
        plain = _Editing(list(undashed(self.lines, one.line, column)), self.ending, self.known)
        lines = plain.mapping(one.node, one.line, end, old, new)
        place = next(n for n, line in enumerate(lines) if line.strip() and line.strip()[0] != "#")
        lines[place] = lines[place][:column] + "-" + lines[place][column + 1 :]
        return lines

    def _ended(self, fresh: Lines) -> Lines:
        return [line + self.ending if not line.endswith("\n") else line for line in fresh]


def _after(order: list[str], before: list[str]) -> int:
    """Where a new key goes: after the last of those that stand before it."""
    return max((order.index(word) + 1 for word in before if word in order), default=0)


def _comments(lines: Lines) -> set[str]:
    return {line.strip() for line in lines if line.strip().startswith("#")}


def paired(old: list[Data], new: list[Data]) -> dict[int, int]:
    """For the place of each new item, the place of the old one that it is a change of."""
    pairs, free = dict[int, int](), list(range(len(old)))
    for same in (_whole, _name):
        for place, item in enumerate(new):
            if place in pairs or not same(item):
                continue
            match = next((n for n in free if same(old[n]) == same(item)), None)
            if match is not None:
                pairs[place] = match
                free.remove(match)
    return pairs


def _whole(item: Data) -> str:
    return flow(item)


def _name(item: Data) -> Any:
    if not isinstance(item, dict):
        return None
    return next((f"{word}: {item[word]}" for word in _NAMED_BY if word in item), None)
