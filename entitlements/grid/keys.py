"""The fixed columns of a grid: what a row says apart from its tests."""

from __future__ import annotations

from typing import Any

from entitlements.grid.amounts import read_amount, write_amount
from entitlements.grid.choices import plain_word
from entitlements.grid.plain import Unread, checked, node_of, quoted, shaped, tidy
from entitlements.grid.shape_cells import cell_of, node_for
from entitlements.problems import nearest
from entitlements.rulebook.model import STATED, Force, Row, RuleBook
from entitlements.rulebook.nodes import Scalar
from entitlements.rulebook.read_tables import RowShape
from entitlements.rulebook.shapes import Reading

#: Every key of a row but its tests, in the order of the columns, and what stands over each.
TITLES = {
    "id": "row",
    "outcome": "outcome",
    "force": "legal force",
    "value": "value",
    "amount": "amount",
    "elsewhere": "who pays instead",
    "says": "says",
    "source": "source",
    "evidence": "what to show",
    "approval": "who agrees",
    "paid_by": "how it is paid",
    "lead_time": "how long it takes",
    "also_needs": "also needs",
    "ends": "ends",
    "ask_by": "ask before",
    "ambiguous": "two readings",
    "todo": "to confirm",
    "note": "note",
}
#: Columns that every grid has.
CORE = ("id", "outcome", "force", "amount", "says", "source")
#: Columns that a grid has as soon as one of its rows has the key.
SHOWN = ("value", "elsewhere")
#: Keys that hold one word of a closed list, and the list.
_WORDS: dict[str, tuple[str, ...]] = {
    "outcome": tuple(STATED),
    "force": tuple(Force),
}
_SHAPES = {word: key.shape for word, key in RowShape().record.keys.items()}
_DEFAULTS = {word: getattr(Row, key.name, None) for word, key in RowShape().record.keys.items()}


def read_key(word: str, text: str, book: RuleBook) -> Any:
    """Read the cell of a fixed column; an empty one is the key left out. Raises `Unread`."""
    if word == "amount":
        return read_amount(text, book)
    if not tidy(checked(text)):
        return _DEFAULTS[word]
    if word in _WORDS:
        return _word(word, tidy(text))
    return shaped(_SHAPES[word], node_for(_SHAPES[word], text), book)


def _word(word: str, said: str) -> Any:
    known = {plain_word(value): value for value in _WORDS[word]}
    plain = said.lower().replace("_", " ")
    if plain not in known:
        raise Unread(f"{quoted(said)} is not one of these.", nearest(plain, known))
    return _SHAPES[word].read(Scalar(known[plain], 0), Reading(""))


def write_key(word: str, row: Row, book: RuleBook) -> str:
    """Write the cell of a fixed column."""
    value = getattr(row, word)
    if word == "amount":
        return write_amount(value, book)
    if word in _WORDS:
        return plain_word(value or "")
    return cell_of(_SHAPES[word], value)


def as_read(row: Row, book: RuleBook, otherwise: bool) -> Row:
    """A row as the reader of rule files gives it back. Raises `Unread` with what it reports."""
    shape = RowShape(otherwise)
    return shaped(shape, node_of(shape.write(row)), book)
