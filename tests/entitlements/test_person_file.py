"""Facts written as a person's file come back as they were, whatever they look like."""

from __future__ import annotations

import json
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entitlements.answers import read_person
from entitlements.care import CarePeriod
from entitlements.dates import NEVER_DAY
from entitlements.evaluate import evaluate
from entitlements.facts import Award, Facts
from entitlements.person_file import facts_as_data, facts_of, person_text
from entitlements.problems import DataProblems
from tests.entitlements.people import TODAY, a_person
from tests.entitlements.tiny import tiny_book
from tests.rulebooks import shipped, shipped_engine

SAM = Facts(
    {
        "authority": "dorset",
        "date_of_birth": date(2007, 2, 10).toordinal(),
        "care_periods": (
            CarePeriod(date(2019, 5, 1), date(2025, 2, 10), "care_order", "dorset", "foster care"),
            CarePeriod(date(2025, 2, 10), None, "section_20"),
        ),
        "home": "own_tenancy",
        "doing": frozenset({"work", "college"}),
        "savings": 120_050,
        "children": 1,
        "pregnant": False,
        "left_care_on": NEVER_DAY,
        "already_had": (Award("dorset/laptop", 30_000, "case", date(2026, 1, 2)), Award("x/y")),
    }
)


def test_each_kind_of_fact_is_written_as_a_file_has_it() -> None:
    assert facts_as_data(SAM, shipped().catalogue) == {
        "already_had": [
            {"entitlement": "dorset/laptop", "part": "case", "amount": "£300.00"}
            | {"on": "2026-01-02"},
            {"entitlement": "x/y"},
        ],
        "authority": "dorset",
        "care_periods": [
            {"start": "2019-05-01", "end": "2025-02-10", "basis": "care_order"}
            | {"authority": "dorset", "placement": "foster care"},
            {"start": "2025-02-10", "end": "never", "basis": "section_20"},
        ],
        "children": 1,
        "date_of_birth": "2007-02-10",
        "doing": ["college", "work"],
        "home": "own_tenancy",
        "left_care_on": "never",
        "pregnant": False,
        "savings": "£1,200.50",
    }


def test_what_is_not_known_is_not_written() -> None:
    assert facts_as_data(Facts(), shipped().catalogue) == {}


def test_null_is_not_known() -> None:
    assert dict(facts_of({"home": None, "children": 2}, shipped().catalogue)) == {"children": 2}


@pytest.mark.parametrize("seed", range(25))
def test_facts_come_back_from_data_and_from_text(seed: int) -> None:
    facts, catalogue = a_person(Random(f"written {seed}"), 0.8), shipped().catalogue
    data = facts_as_data(facts, catalogue)
    text = person_text(facts, TODAY, "dorset", catalogue)
    again = facts_of(json.loads(json.dumps(data)), catalogue)
    person = read_person(text, catalogue, "person.json")

    assert dict(again) == dict(facts)
    assert dict(person.facts) == dict(facts) | {"authority": "dorset"}
    assert (person.as_at, person.authority) == (TODAY, "dorset")
    assert evaluate(shipped_engine(), again, TODAY).leaves == (
        evaluate(shipped_engine(), facts, TODAY).leaves
    )


def test_the_same_facts_give_the_same_text_whatever_their_order() -> None:
    turned = Facts({name: SAM[name] for name in sorted(SAM, reverse=True)})
    one, other = (person_text(f, TODAY, None, shipped().catalogue) for f in (SAM, turned))
    assert one == other
    assert (
        person_text(
            read_person(one, shipped().catalogue, "p").facts, TODAY, None, shipped().catalogue
        )
        == one
    )


@pytest.mark.parametrize("authority", ["dorset", "another", "leeds", None])
def test_the_council_comes_back(authority: str | None) -> None:
    """One that is not in the book is another council, by its own name in the file."""
    catalogue = shipped().catalogue
    facts = Facts({"home": "own_tenancy"})
    text = person_text(facts, None, authority, catalogue)
    person = read_person(text, catalogue, "person.json")
    assert person.authority == authority
    assert person.as_at is None
    again = person_text(person.facts, None, person.authority, catalogue)
    assert again == text


def test_a_word_that_looks_like_something_else_is_a_word() -> None:
    """
    facts:
      told: ["none", "never", "null", "not_known", "true", "no", "inf", "nan"]
      many: {choices: ["null", "no", "e3"]}
    tables:
      help: []
    """
    tiny = tiny_book(test_a_word_that_looks_like_something_else_is_a_word.__doc__)
    catalogue = tiny.book.catalogue
    for word in catalogue.facts["told"].values:
        facts = Facts({"told": word, "many": frozenset({"null", "e3"})})
        assert dict(facts_of(facts_as_data(facts, catalogue), catalogue)) == dict(facts)
        text = person_text(facts, None, None, catalogue)
        assert dict(read_person(text, catalogue, "p").facts) == dict(facts)


@settings(max_examples=100, derandomize=True)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_a_placement_in_any_script_comes_back(name: str) -> None:
    words = " ".join(name.split())
    if not words:
        return
    period = CarePeriod(date(2020, 1, 1), None, "section_20", None, words)
    facts = Facts({"care_periods": (period,)})
    text = person_text(facts, None, None, shipped().catalogue)
    assert dict(read_person(text, shipped().catalogue, "p").facts) == dict(facts)


def test_every_problem_is_told_with_what_to_do() -> None:
    data = {"hom": "flat", "home": "castle", "children": 1.5, "pregnant": "perhaps"}
    with pytest.raises(DataProblems) as refused:
        facts_of(data, shipped().catalogue)
    assert len(refused.value.problems) == 4
    assert "Did you mean 'home'?" in str(refused.value)


def test_a_fact_of_no_catalogue_cannot_be_written() -> None:
    with pytest.raises(KeyError, match="castle"):
        facts_as_data(Facts({"castle": True}), shipped().catalogue)
