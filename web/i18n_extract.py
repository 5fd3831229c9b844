"""Find the sentences in rule files, for `pybabel extract` (mapped in pyproject.toml)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import yaml

#: The keys whose text a person reads. Everything else in a rule file is for the machine.
READ_BY_PEOPLE = frozenset(
    "title summary ask how_to_get says question hint label evidence also_needs text".split()
)
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
        yield from _sentences(root, _id_of(root))


def _sentences(node: yaml.Node, place: str, read: bool = False) -> Iterator[Message]:
    """Walk one node; `read` says that a key above it is one that people read."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = str(key.value)
            yield from _sentences(value, f"{place}.{name}", read or name in READ_BY_PEOPLE)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _sentences(item, f"{place}.{_id_of(item) or number}", read)
    elif read and node.value.strip():
        yield node.start_mark.line + 1, "pgettext", (place, node.value), []


def _id_of(node: yaml.Node) -> str:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((str(value.value) for key, value in pairs if key.value == "id"), "")
