"""Adding one item to a file of lists, with every other byte left as it was."""

from __future__ import annotations

from entitlements.rulebook.catalogue import FactDef
from entitlements.rulebook.emit import emit
from entitlements.rulebook.model import DatedValue, Parameter, Source
from entitlements.rulebook.nodes import Mapping, Scalar, Sequence, parse
from entitlements.rulebook.read_catalogue import FACT, SOURCE, dated_value
from entitlements.rulebook.shapes import Data


def with_fact(text: bytes, fact: FactDef) -> bytes:
    """facts.yaml with one more fact, last of those that are asked."""
    return _with_item(text, "facts", FACT.write(fact))


def with_source(text: bytes, source: Source) -> bytes:
    """sources.yaml with one more source."""
    return _with_item(text, "sources", SOURCE.write(source))


def with_rate(text: bytes, parameter: Parameter, value: DatedValue) -> bytes:
    """parameters.yaml with one more dated value of a parameter, last of its values."""
    lines = text.decode("utf-8").splitlines(keepends=True)
    parameters = _list(text, "parameters")
    place = next(n for n, item in enumerate(parameters.items) if _id(item) == parameter.id)
    after = parameters.items[place + 1].line - 1 if place + 1 < len(parameters.items) else None
    end = _end(lines, len(lines) if after is None else after)
    data = dated_value(parameter.type == "money").write(value)
    return _spliced(lines, end, _indented(emit({"values": [data]}), 4))


def _with_item(text: bytes, word: str, data: Data) -> bytes:
    lines = text.decode("utf-8").splitlines(keepends=True)
    node, _ = parse(text.decode("utf-8"), word)
    assert isinstance(node, Mapping)
    later = [line for line in node.lines.values() if line > node.lines[word]]
    end = _end(lines, min(later) - 1 if later else len(lines))
    return _spliced(lines, end, _indented(emit({word: [data]}), 0))


def _list(text: bytes, word: str) -> Sequence:
    node, _ = parse(text.decode("utf-8"), word)
    assert isinstance(node, Mapping)
    found = node.entries[word]
    assert isinstance(found, Sequence)
    return found


def _id(item: object) -> str:
    name = item.entries.get("id") if isinstance(item, Mapping) else None
    return name.text if isinstance(name, Scalar) else ""


def _indented(written: str, more: int) -> list[str]:
    """The lines of a list as the writer has them, without its key, so far further in."""
    return [" " * more + line for line in written.splitlines(keepends=True)[1:]]


def _end(lines: list[str], stop: int) -> int:
    """Where a list ends before a line: blank lines and comments belong to what follows."""
    while stop and (not lines[stop - 1].strip() or lines[stop - 1].lstrip().startswith("#")):
        stop -= 1
    return stop


def _spliced(lines: list[str], at: int, more: list[str]) -> bytes:
    before = lines[:at]
    if before and not before[-1].endswith("\n"):
        before[-1] += "\n"
    return "".join([*before, *more, *lines[at:]]).encode()
