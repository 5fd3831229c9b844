"""Find the sentences in rule files, for `pybabel extract` (mapped in pyproject.toml)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import yaml

#: The keys whose text a person reads. Everything else in a rule file is for the machine.
READ_BY_PEOPLE = {
    *("title", "summary", "payer", "ask", "how_to_get", "says", "evidence", "also_needs"),
    *("elsewhere", "paid_by", "lead_time", "question", "hint", "label", "never", "yes", "no"),
    *("reading", "other", "in_kind", "uses", "agreed_by", "of", "by", "why", "unit"),
}
NOT_SHOWN = {"examples", "todo", "if", "then", "asked_when"}
Message = tuple[int, str, tuple[str, str], list[str]]


def extract_rules(
    fileobj: BinaryIO, keywords: Any, comment_tags: Any, options: Any
) -> Iterator[Message]:
    """Yield line, function, (context, sentence), comments for each sentence of a rule file.

    The context is the table's id and the path of keys, so that one English sentence
    may be translated in two ways.
    """
    root = yaml.compose(fileobj, Loader=yaml.SafeLoader)
    if root is not None:
        yield from _sentences(root, _name_of(root), read=False)


def _sentences(node: yaml.Node, place: str, *, read: bool) -> Iterator[Message]:
    """Walk one node; `read` says that it stands under a key that people read."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value in NOT_SHOWN or _is_test(key, value):
                continue
            below = f"{place}.{key.value}".lstrip(".")
            yield from _sentences(value, below, read=key.value in {*READ_BY_PEOPLE, "when"})
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _sentences(item, f"{place}.{_name_of(item) or number}", read=read)
    elif read and any(letter.isalpha() for letter in node.value):
        yield node.start_mark.line + 1, "pgettext", (place, node.value), []


def _is_test(key: yaml.Node, value: yaml.Node) -> bool:
    """`when` is words in an instalment, and the tests of a row or a step elsewhere."""
    return key.value == "when" and not isinstance(value, yaml.ScalarNode)


def _name_of(node: yaml.Node) -> str:
    """What tells one item of a list from the next: its id, its choice, its first day."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    given = {str(key.value): str(value.value) for key, value in pairs}
    if "id" not in given and "label" in given:
        return given.get("value", "")
    return given.get("id") or given.get("effective_from", "")
