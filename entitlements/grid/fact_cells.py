"""The cell of a fact's column: one test in plain words, read and written.

What is written is read back as the same test, for every test the language has:
what plain words cannot say exactly is written in the language's own brackets.
"""

from __future__ import annotations

from entitlements.grid.choices import (
    birthday_words,
    choice_words,
    read_birthdays,
    read_choice,
    read_choices,
    read_truth,
)
from entitlements.grid.plain import Unread, checked, flow_node, is_flow, node_of, shaped, tidy
from entitlements.grid.ranges import Ranges
from entitlements.problems import nearest
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.conditions import (
    AGE,
    ALWAYS,
    BIRTHDAY,
    Between,
    Check,
    Condition,
    IsTrue,
    NextBirthday,
    Test,
)
from entitlements.rulebook.emit import flow
from entitlements.rulebook.model import RuleBook
from entitlements.rulebook.nodes import Mapping, Node
from entitlements.rulebook.read_conditions import WHEN, write_entry

EMPTY = ("", "any", "-", "–", "*")


def place_of(column: str, row: str = "") -> str:
    """Where a cell is: "row moving, column where you live"."""
    return f"row {row}, column {column}" if row else f"column {column}"


def read_test(text: str, fact: str, book: RuleBook) -> Condition:
    """Read the cell of a fact's column. Raises `Unread`."""
    said = tidy(checked(text))
    if said.lower() in EMPTY:
        return ALWAYS
    if is_flow(said):
        return _through(fact, flow_node(said), book)
    test = Test(fact, _check(said, fact, book))
    return _through(fact, node_of(write_entry(test)[1]), book)


def _through(fact: str, node: Node, book: RuleBook) -> Condition:
    """Let the reader of rule files have the last word on what a test may say."""
    return shaped(WHEN, Mapping({fact: node}, {fact: 0}, 0), book)


def _check(said: str, fact: str, book: RuleBook) -> Check:
    if fact == BIRTHDAY:
        return read_birthdays(said)
    if fact == AGE:
        return Ranges(FactType.NUMBER, book).read(said.lower())
    held = book.catalogue.facts.get(fact)
    if held is None:
        what = f"There is no fact {fact!r} in facts.yaml."
        raise Unread(what, nearest(fact, book.catalogue.facts))
    if held.type is FactType.YES_NO:
        return read_truth(said, held)
    if held.type is FactType.CHOICE:
        return read_choice(said, held)
    if held.type is FactType.CHOICES:
        return read_choices(said, held)
    if held.type in (FactType.PERIODS, FactType.AWARDS):
        raise Unread(f"{held.label} cannot be tested directly.")
    return Ranges(held.type, book, held.unit).read(said.lower())


def write_test(test: Test, book: RuleBook) -> str:
    """Write a test as a cell: in plain words, or in brackets where words would be read wrong."""
    words = _words(test, book)
    try:
        if read_test(words, test.fact, book) == test:
            return words
    except Unread:
        pass
    data = write_entry(test)[1]
    return flow([data] if isinstance(data, str) else data)


def _words(test: Test, book: RuleBook) -> str:
    check = test.check
    if isinstance(check, IsTrue):
        return "yes" if check.value else "no"
    if isinstance(check, NextBirthday):
        return birthday_words(check)
    if isinstance(check, Between):
        return Ranges(FactType(check.type), book).words(check)
    return choice_words(check)
