"""Worked examples: held to what they expect, and told what comes out instead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from entitlements.examples import check_example, comes_out, examples_of
from tests.rulebooks import shipped, shipped_engine

EXAMPLES = list(examples_of(shipped().tables.values()))[::17]


@pytest.mark.parametrize(("table", "example"), EXAMPLES, ids=lambda one: getattr(one, "name", ""))
def test_what_comes_out_is_what_an_example_can_expect(table, example) -> None:
    found = comes_out(shipped_engine(), table, example)

    assert found is not None
    assert not check_example(shipped_engine(), table, replace(example, expect=found))


def test_an_example_that_expects_nothing_is_given_row_outcome_and_amount() -> None:
    table = shipped().tables["england/higher-education-bursary"]
    example = next(e for e in table.versions[-1].examples if e.expect.get("amount") == "£2,000.00")
    found = comes_out(shipped_engine(), table, replace(example, expect={}))

    assert found is not None
    assert set(found) == {"row", "outcome", "amount"}
    assert found["amount"] == "£2,000.00"


def test_facts_that_cannot_be_read_come_out_as_nothing() -> None:
    table = shipped().tables["england/higher-education-bursary"]
    example = replace(table.versions[-1].examples[0], facts={"no_such_fact": "yes"})

    assert comes_out(shipped_engine(), table, example) is None
