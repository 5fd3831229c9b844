"""A person's file: read whole, or refused with every problem in it."""

from __future__ import annotations

import json
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entitlements.answers import Person, read_person
from entitlements.care import CarePeriod
from entitlements.dates import NEVER_DAY
from entitlements.evaluate import evaluate
from entitlements.facts import Award, Facts
from entitlements.money import format_exact
from entitlements.problems import DataProblems
from entitlements.rulebook.catalogue import FactDef, FactType
from tests.entitlements.people import TODAY, a_person
from tests.rulebooks import shipped, shipped_engine


def read(text: str) -> Person:
    return read_person(text, shipped().catalogue, "person.yaml")


def problems(text: str) -> list[str]:
    with pytest.raises(DataProblems) as refused:
        read(text)
    return [str(problem) for problem in refused.value.problems]


def test_each_kind_of_fact_is_read() -> None:
    person = read("""
authority: dorset
as_at: 2026-11-22
facts:
  date_of_birth: 2007-02-10
  care_periods:
    - {start: 2019-05-01, end: 2025-02-10, basis: care_order, authority: dorset}
    - {start: 2025-02-10, basis: section_20}
  home: own_tenancy
  doing: [work, college]
  savings: "£1,200.50"
  children: 1
  pregnant: false
  left_care_on: never
  has_passport: not_known
  already_had: [{entitlement: dorset/laptop, amount: "£300.00", on: 2026-01-02}]
""")
    assert person.as_at == date(2026, 11, 22)
    assert person.authority == "dorset"
    assert dict(person.facts) == {
        "authority": "dorset",
        "date_of_birth": date(2007, 2, 10).toordinal(),
        "care_periods": (
            CarePeriod(date(2019, 5, 1), date(2025, 2, 10), "care_order", "dorset"),
            CarePeriod(date(2025, 2, 10), None, "section_20"),
        ),
        "home": "own_tenancy",
        "doing": frozenset({"work", "college"}),
        "savings": 120_050,
        "children": 1,
        "pregnant": False,
        "left_care_on": NEVER_DAY,
        "already_had": (Award("dorset/laptop", 30_000, on=date(2026, 1, 2)),),
    }


def test_json_is_read_the_same_way() -> None:
    told = {"date_of_birth": "2007-02-10", "home": "own_tenancy", "pregnant": False, "children": 2}
    as_json = read(json.dumps({"facts": told, "as_at": "2026-11-22"}))
    as_yaml = read(
        "{as_at: 2026-11-22, facts: {date_of_birth: 2007-02-10, home: own_tenancy, "
        "pregnant: false, children: 2}}"
    )
    assert dict(as_json.facts) == dict(as_yaml.facts)


@pytest.mark.parametrize("nothing", ["null", "~", "not_known", ""])
def test_not_known_is_not_an_answer(nothing: str) -> None:
    assert not dict(read(f"facts: {{pregnant: {nothing}, home: {nothing}}}").facts)


def test_a_word_in_quotes_is_an_answer_and_may_be_a_wrong_one() -> None:
    assert problems('facts: {home: "null"}')


def test_a_council_that_is_not_in_the_book_is_another_council() -> None:
    assert read("{authority: leeds, facts: {}}").facts["authority"] == "another"


@pytest.mark.parametrize(
    "facts",
    [
        "{date_of_birth: 2007-02-30}",
        "{date_of_birth: 10/02/2007}",
        "{date_of_birth: 07-02-10}",
        "{date_of_birth: 2300-01-01}",
        "{course_start: 0001-01-01}",
        "{date_of_birth: never}",
        "{home: castle}",
        "{doing: [work, flying]}",
        "{children: -1}",
        "{children: 13}",
        "{children: 1.5}",
        "{children: one}",
        "{savings: 1200}",
        '{savings: "£12.345"}',
        '{savings: "-£5.00"}',
        "{pregnant: perhaps}",
        "{pregnant: [true]}",
        "{care_periods: [{start: 2025-02-10, end: 2019-05-01, basis: care_order}]}",
        "{care_periods: [{start: 2025-02-10, basis: borrowed}]}",
        "{care_periods: [{basis: care_order}]}",
        "{care_periods: 5}",
        '{already_had: [{amount: "£5.00"}]}',
        "{hom: own_tenancy}",
        "{age: 19}",
        "[home]",
    ],
)
def test_what_cannot_be_an_answer_is_refused_with_its_line(facts: str) -> None:
    found = problems(f"facts:\n  {facts}")
    assert found
    assert all("person.yaml:" in problem for problem in found)


def test_every_problem_is_reported_at_once() -> None:
    found = problems("""
council: dorset
as_at: tomorrow
facts:
  home: castle
  hom: flat
  children: many
""")
    assert len(found) == 5


@pytest.mark.parametrize(
    "text", ["", "[]", "facts", "{", "facts: {a: &x 1, b: *x}", "\t", "--- a\n--- b"]
)
def test_what_is_no_file_of_a_person_is_refused_in_words(text: str) -> None:
    if text:
        assert problems(text)


@settings(max_examples=150, derandomize=True)
@given(st.text(max_size=60) | st.text("facts:{}[]-\n 'home\"&*!|>#,0123456789", max_size=60))
def test_whatever_is_pasted_is_read_or_refused(text: str) -> None:
    try:
        person = read(text)
    except DataProblems:
        return
    assert isinstance(person.facts, Facts)


def written(fact: FactDef, value: Any) -> Any:
    """A value as a file would say it."""
    if fact.type is FactType.DATE:
        return "never" if value == NEVER_DAY else date.fromordinal(value).isoformat()
    if fact.type is FactType.MONEY:
        return format_exact(value)
    if fact.type is FactType.CHOICES:
        return sorted(value)
    if fact.type is FactType.PERIODS:
        return [_period(period) for period in value]
    if fact.type is FactType.AWARDS:
        return [_award(award) for award in value]
    return value


def _period(period: CarePeriod) -> dict[str, str]:
    end = {"end": period.end.isoformat()} if period.end else {}
    whose = {"authority": period.authority} if period.authority else {}
    return {"start": period.start.isoformat(), "basis": period.basis} | end | whose


def _award(award: Award) -> dict[str, str]:
    amount = {} if award.amount is None else {"amount": format_exact(award.amount)}
    on = {"on": award.on.isoformat()} if award.on else {}
    return {"entitlement": award.entitlement} | amount | on


@pytest.mark.parametrize("seed", range(25))
def test_a_person_written_to_a_file_comes_back_the_same(seed: int) -> None:
    facts = a_person(Random(f"written {seed}"), 0.8)
    catalogue = shipped().catalogue.facts
    told = {name: written(catalogue[name], value) for name, value in facts.items()}
    text = json.dumps({"authority": told.pop("authority"), "facts": told})
    again = read(text).facts
    assert dict(again) == dict(facts)
    one, other = (evaluate(shipped_engine(), who, TODAY) for who in (facts, again))
    assert [d.outcome for d in one] == [d.outcome for d in other]
