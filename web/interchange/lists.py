"""Records of the rule language as a sheet: words of a table, its versions, its examples."""

from __future__ import annotations

from typing import Any

from entitlements.grid.plain import Unread, shaped, tidy
from entitlements.grid.shape_cells import cell_of, node_for
from entitlements.problems import Problem, nearest
from entitlements.rulebook.model import RuleBook
from entitlements.rulebook.read_tables import TABLE
from entitlements.rulebook.records import Key
from entitlements.rulebook.shapes import ListOf, OneOrMany

Table = list[list[str]]

#: The shapes that stand inside a table: a version, and an example of one.
VERSION: Any = TABLE.keys["versions"].shape.item  # type: ignore[attr-defined]
EXAMPLE: Any = VERSION.record.keys["examples"].shape.item
WORDS = [key for word, key in TABLE.keys.items() if word != "versions"]
DAYS = [k for w, k in VERSION.record.keys.items() if w not in ("rows", "otherwise", "examples")]
PARTS = list(EXAMPLE.record.keys.values())


def cells_of(keys: list[Key], value: Any) -> list[str]:
    """The cells of one record."""
    return [cell_of(key.shape, getattr(value, key.name)) for key in keys]


def listed(keys: list[Key], values: Any) -> Table:
    """Records one a row, under the words of their keys."""
    return [[key.word for key in keys], *(cells_of(keys, value) for value in values)]


def stacked(keys: list[Key], value: Any) -> Table:
    """One record, one key a row."""
    return [[key.word, text] for key, text in zip(keys, cells_of(keys, value), strict=True)]


def read_listed(
    sheet: str, table: Table, keys: list[Key], book: RuleBook, problems: list[Problem]
) -> list[dict[str, Any]]:
    """The values of each record, with a problem for each cell that cannot be read."""
    rows = [(number, row) for number, row in enumerate(table, 1) if any(map(str.strip, row))]
    if not rows:
        return []
    (_, head), *rest = rows
    return [
        read_record(
            f"sheet {sheet}, row {number}", dict(zip(head, row, strict=False)), keys, book, problems
        )
        for number, row in rest
    ]


def read_stacked(
    sheet: str, table: Table, keys: list[Key], book: RuleBook, problems: list[Problem]
) -> dict[str, Any]:
    """The values of one record that stands one key a row."""
    held = {row[0]: row[1] for row in table if len(row) > 1 and row[0].strip()}
    return read_record(f"sheet {sheet}", held, keys, book, problems)


def read_record(
    place: str, held: dict[str, str], keys: list[Key], book: RuleBook, problems: list[Problem]
) -> dict[str, Any]:
    """The values of one record by the words of its keys."""
    by_word, values = {key.word: key for key in keys}, dict[str, Any]()
    for word, text in held.items():
        key = by_word.get(tidy(word))
        try:
            if key is None:
                if not word.strip() and not text.strip():
                    continue
                raise Unread(f"There is no key {tidy(word)!r} here.", nearest(tidy(word), by_word))
            values[key.name] = _value(key, text, book)
        except Unread as unread:
            problems.append(Problem(f"{place}, {tidy(word)}", 0, unread.what, unread.fix))
    return values


def _value(key: Key, text: str, book: RuleBook) -> Any:
    if text.strip():
        return shaped(key.shape, node_for(key.shape, text), book)
    if key.needed:
        raise Unread("This is empty.", "It is needed.")
    return key.default if key.default is not None else _none(key)


def _none(key: Key) -> Any:
    return () if isinstance(key.shape, ListOf | OneOrMany) else None
