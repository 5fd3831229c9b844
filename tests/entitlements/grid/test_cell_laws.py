"""Cells of conditions: what is written is read back, and nothing typed can break the reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entitlements.grid import ALSO, help_for, read_cell, write_cell
from entitlements.grid.grid import others
from entitlements.grid.grid import tests_by_fact as facts_tested
from entitlements.problems import Problem
from entitlements.rulebook.conditions import (
    AnyOf,
    AtLeast,
    Between,
    Condition,
    IsTrue,
    Literal,
    Not,
    OutcomeTest,
)
from entitlements.rulebook.conditions import (
    Test as FactTest,
)
from tests.entitlements.rulebook.conditions_at_random import BOOK, conditions
from tests.rulebooks import shipped

FEW = settings(max_examples=60, derandomize=True, deadline=None)

ALSO_LINES = [
    (
        "any of [age: under 25; age_at_course_start: under 25]",
        AnyOf(
            (
                FactTest("age", Between(None, Literal(25))),
                FactTest("age_at_course_start", Between(None, Literal(25))),
            )
        ),
    ),
    ("not [pregnant: yes]", Not(FactTest("pregnant", IsTrue(True)))),
    (
        "1 of [pregnant: yes; partner: no]",
        AtLeast(1, (FactTest("pregnant", IsTrue(True)), FactTest("partner", IsTrue(False)))),
    ),
    (
        "england/universal-credit-in-education: entitled or may get",
        OutcomeTest("england/universal-credit-in-education", ("entitled", "may_get")),
    ),
    (
        "any: [{pregnant: true}, {partner: false}]",
        AnyOf((FactTest("pregnant", IsTrue(True)), FactTest("partner", IsTrue(False)))),
    ),
]


@pytest.mark.parametrize(("text", "condition"), ALSO_LINES)
def test_the_also_cell_takes_words_and_the_rule_language(text: str, condition: Any) -> None:
    assert read_cell(text, ALSO, shipped()) == condition


def shipped_conditions() -> Iterator[Condition]:
    for table in shipped().tables.values():
        for version in table.versions:
            for row in version.rows:
                yield from facts_tested(row.when).values()
                yield from others(row.when)


def test_every_shipped_condition_is_read_back_as_it_was_written() -> None:
    for condition in shipped_conditions():
        column = condition.fact if isinstance(condition, FactTest) else ALSO
        assert read_cell(write_cell(condition, shipped()), column, shipped()) == condition


def test_no_shipped_test_needs_brackets() -> None:
    cells = {write_cell(c, shipped()) for c in shipped_conditions() if isinstance(c, FactTest)}

    assert len(cells) > 100
    assert not {cell for cell in cells if cell.startswith(("{", "["))}


@FEW
@given(conditions())
def test_any_condition_is_read_back_as_it_was_written(condition: Condition) -> None:
    column = condition.fact if isinstance(condition, FactTest) else ALSO
    cell = write_cell(condition, BOOK)

    assert read_cell(cell, column, BOOK) == condition
    assert write_cell(condition, BOOK) == cell


COLUMNS = st.sampled_from(["pregnant", "home", "doing", "hours", "bill", "left_on", "age", ALSO])
WORDS = st.lists(
    st.sampled_from(
        [
            "\x00",
            "\u202e",
            "or",
            "and",
            "not",
            "of",
            "[",
            "]",
            "{",
            "}",
            ";",
            ":",
            "home",
            "18",
            "£2",
            "under",
            "to",
            "-",
            "the rate",
            "ago",
            "plus",
            "3 days",
            "any",
            "all",
            "yes",
        ]
    )
).map(" ".join)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text() | WORDS, COLUMNS)
def test_whatever_is_typed_is_a_condition_or_a_problem(text: str, column: str) -> None:
    found = read_cell(text, column, BOOK)

    assert isinstance(found, Problem) or read_cell(write_cell(found, BOOK), column, BOOK) == found


@pytest.mark.parametrize("letter", ["x", "[", "{", "a or ", "1 and ", "\x00", "\u202e", "any of ["])
@pytest.mark.parametrize("column", ["home", "hours", "left_on", ALSO])
def test_a_cell_of_a_megabyte_is_refused(letter: str, column: str) -> None:
    found = read_cell(letter * (1_000_000 // len(letter)), column, BOOK)

    assert isinstance(found, Problem)
    assert "characters" in found.what


@pytest.mark.parametrize("letter", ["x", "[", "{a: ", "a or ", "1 and ", "not [", "any of [", "; "])
@pytest.mark.parametrize("column", ["home", "hours", "left_on", "doing", ALSO])
def test_the_longest_cell_is_read_or_refused(letter: str, column: str) -> None:
    assert isinstance(read_cell(letter * (19_000 // len(letter)), column, BOOK), Problem)


@pytest.mark.parametrize("fact", [*shipped().catalogue.facts, "age", "birthday"])
def test_every_example_of_the_help_can_be_typed(fact: str) -> None:
    held = help_for(fact, shipped())

    assert held.label
    for text in (*held.examples, *(choice.value for choice in held.choices)):
        assert isinstance(read_cell(text, fact, shipped()), FactTest), text
