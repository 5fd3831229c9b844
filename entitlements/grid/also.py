"""The "also" cell: what is not one test of one fact, one condition a line.

    any of [age: under 25; age_at_course_start: under 25]
    2 of [pregnant: yes; home: custody; doing: work or college]
    not [universal_credit: refused]
    england/universal-credit-standard: entitled or may get
    already_had: {entitlement: dorset/laptop, times: {under: 1}}

A line may also be the rule language's own text: any: [{home: custody}, {home: hospital}].
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from entitlements.grid.choices import plain_word
from entitlements.grid.fact_cells import read_test, write_test
from entitlements.grid.names import fact_named
from entitlements.grid.plain import (
    Unread,
    checked,
    flow_node,
    flow_of,
    is_flow,
    quoted,
    shaped,
    tidy,
)
from entitlements.problems import Problem, nearest
from entitlements.rulebook.conditions import (
    ALWAYS,
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    Not,
    OutcomeTest,
    Test,
)
from entitlements.rulebook.model import STATED, RuleBook
from entitlements.rulebook.nodes import MOST_DEPTH
from entitlements.rulebook.read_conditions import GROUPS, WHEN

#: The name of the column.
ALSO = "also"
_GROUP = re.compile(r"(?i)(any of|all of|not|(?:at least )?(\d{1,3}) of) ?\[(.*)\]")
_OWN = re.compile(rf"(?:{'|'.join((*GROUPS, 'already_had'))}): .*")
_OUTCOMES = {plain_word(outcome): outcome.value for outcome in STATED}


def read_also(text: str, book: RuleBook) -> tuple[tuple[Condition, ...], list[Problem]]:
    """Read every line, with a problem for each that is not a condition."""
    found, problems = list[Condition](), list[Problem]()
    for number, line in enumerate(text.replace("\r", "\n").split("\n"), 1):
        try:
            if tidy(checked(line)):
                found.append(read_line(line, book))
        except Unread as unread:
            problems.append(Problem("", 0, f"Line {number}: {unread.what}", unread.fix))
    return tuple(found), problems


def read_line(text: str, book: RuleBook, depth: int = 0) -> Condition:
    """Read one condition. Raises `Unread`."""
    said = tidy(text)
    if depth > MOST_DEPTH:
        raise Unread("This is nested too deeply.", "Use fewer levels.")
    if is_flow(said):
        return _own(said, book)
    if found := _GROUP.fullmatch(said):
        return _group(found, book, depth)
    if _OWN.fullmatch(said):
        return _own("{" + said + "}", book)
    return _one(said, book)


def _own(text: str, book: RuleBook) -> Condition:
    return shaped(WHEN, flow_node(text), book)


def _group(found: re.Match[str], book: RuleBook, depth: int) -> Condition:
    items = [item for item in split(found[3]) if item.strip()]
    if not items:
        raise Unread("This group is empty.", "Write conditions in it, with “;” between them.")
    parts = tuple(read_line(item, book, depth + 1) for item in items)
    word = found[1].lower()
    if word == "not":
        return Not(parts[0] if len(parts) == 1 else AllOf(parts))
    if found[2]:
        if not 1 <= int(found[2]) <= len(parts):
            raise Unread(
                f"{found[2]} of {len(parts)} can never be asked for.", "Change the number."
            )
        return AtLeast(int(found[2]), parts)
    if len(parts) == 1:
        return parts[0]
    return AnyOf(parts) if word == "any of" else AllOf(parts)


def split(text: str) -> list[str]:
    """Split at semicolons that stand outside all brackets."""
    parts, depth, start = list[str](), 0, 0
    for place, letter in enumerate(text):
        if letter in "[{":
            depth += 1
        elif letter in "]}":
            depth -= 1
        elif letter == ";" and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def _one(said: str, book: RuleBook) -> Condition:
    """A fact and its test, or another table and its outcome."""
    name, colon, test = said.partition(":")
    if not colon or not test.strip():
        fix = "Write “fact: test”, or “any of [fact: test; fact: test]”."
        raise Unread(f"{quoted(said)} is not a condition.", fix)
    if "/" in name and " " not in name.strip():
        return _outcome(name.strip(), tidy(test).lower(), book)
    fact = fact_named(name, book)
    if not fact:
        raise Unread(f"There is no fact {quoted(name)}.", nearest(name, book.catalogue.facts))
    condition = read_test(test, fact, book)
    if condition == ALWAYS:
        raise Unread(f"{quoted(said)} tests nothing.", "Write a test, or take the line out.")
    return condition


def _outcome(table: str, said: str, book: RuleBook) -> Condition:
    if table not in book.tables:
        raise Unread(f"There is no table {quoted(table)}.", nearest(table, book.tables))
    if is_flow(said):
        return _own(f"{{{table}: {said}}}", book)
    negated = said.startswith("not ") and said not in _OUTCOMES
    words = re.split(r" or |, ?", said.removeprefix("not ") if negated else said)
    plain = [plain_word(word.strip()) for word in words]
    for word in plain:
        if word not in _OUTCOMES:
            raise Unread(f"{quoted(word)} is not an outcome.", nearest(word, _OUTCOMES))
    return OutcomeTest(table, tuple(_OUTCOMES[word] for word in plain), negated)


def write_also(conditions: Iterable[Condition], book: RuleBook) -> str:
    """Write conditions, one a line."""
    return "\n".join(write_line(condition, book) for condition in conditions)


def write_line(condition: Condition, book: RuleBook) -> str:
    """One condition in words, or in brackets where words would be read wrong."""
    words = _line_words(condition, book)
    try:
        if words and read_line(words, book) == condition:
            return words
    except Unread:
        pass
    return flow_of(WHEN, condition)


def _line_words(condition: Condition, book: RuleBook) -> str:
    """What words there are; "" for a condition that has none."""
    if isinstance(condition, Test):
        return f"{condition.fact}: {write_test(condition, book)}"
    if isinstance(condition, OutcomeTest):
        outcomes = " or ".join(map(plain_word, condition.outcomes))
        return f"{condition.table}: {'not ' if condition.negated else ''}{outcomes}"
    if isinstance(condition, Not):
        return f"not [{write_line(condition.part, book)}]"
    if isinstance(condition, AnyOf | AllOf | AtLeast):
        parts = "; ".join(write_line(part, book) for part in condition.parts)
        return f"{_head(condition)} [{parts}]"
    return ""


def _head(condition: AnyOf | AllOf | AtLeast) -> str:
    if isinstance(condition, AtLeast):
        return f"{condition.number} of"
    return "any of" if isinstance(condition, AnyOf) else "all of"
