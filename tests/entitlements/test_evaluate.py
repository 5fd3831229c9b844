"""Evaluating: any answers at all, in any order, and always the same answer."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from entitlements.dates import NEVER_DAY
from entitlements.evaluate import Engine, evaluate
from entitlements.facts import Facts, Value
from entitlements.questions import next_question
from entitlements.rulebook.catalogue import FactDef, FactType
from entitlements.rulebook.model import Outcome
from tests.entitlements.people import TODAY, a_person, answer, asked
from tests.entitlements.tiny import tiny_book
from tests.rulebooks import shipped, shipped_engine

ROOT = Path(__file__).resolve().parents[2]
DAYS = (TODAY, date(1900, 1, 1), date(2199, 12, 31), date(2024, 2, 29), date(2000, 1, 1))


def anything(chance: Random, fact: FactDef) -> Value:
    """Any value that a file may hold, sensible or not."""
    if fact.type is FactType.DATE:
        first, last = date(1900, 1, 1).toordinal(), date(2199, 12, 31).toordinal()
        days = [first, last, chance.randint(first, last), date(2008, 2, 29).toordinal()]
        return chance.choice([*days, NEVER_DAY] if fact.never else days)
    if fact.type in (FactType.NUMBER, FactType.MONEY):
        most = 10**11 if fact.most is None else fact.most
        return chance.choice((fact.least or 0, most, chance.randint(0, most)))
    return answer(chance, Facts(), fact, TODAY)


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_answered_there_is_a_decision_on_everything(seed: int) -> None:
    """Contradictions, dates out of order, a birth after the course: nothing is ever raised."""
    chance = Random(f"anything {seed}")
    facts = Facts({"authority": chance.choice(("dorset", "another"))})
    for fact in asked():
        if fact.id != "authority" and chance.random() < 0.5:
            facts = facts.knowing(fact.id, anything(chance, fact))
    evaluation = evaluate(shipped_engine(), facts, chance.choice(DAYS))
    for decision in evaluation:
        assert decision.outcome in Outcome
        assert isinstance(decision.missing + decision.amount_facts, tuple)
        figure = decision.figure
        if figure is not None and figure.least is not None and figure.most is not None:
            assert type(figure.least) is type(figure.most) is int
            assert 0 <= figure.least <= figure.most
    next_question(evaluation)


def test_each_table_is_decided_once_in_the_order_of_the_book() -> None:
    evaluation = evaluate(shipped_engine(), Facts({"authority": "dorset"}), TODAY)
    assert [d.entitlement for d in evaluation] == list(shipped().tables)
    england = evaluate(shipped_engine(), Facts(), TODAY)
    assert [d.entitlement for d in england] == [t for t in shipped().tables if t[:7] == "england"]
    with pytest.raises(KeyError):
        england["dorset/setting-up-home"]


EDGES = {
    "2019-12-31": "not_in_force",
    "2020-01-01": "entitled",
    "2020-12-31": "entitled",
    "2021-01-01": "not_in_force",
    "2021-12-31": "not_in_force",
    "2022-01-01": "entitled",
}


@pytest.mark.parametrize(("day", "outcome"), EDGES.items())
def test_a_day_that_no_version_covers_is_not_in_force(day: str, outcome: str) -> None:
    """
    facts:
      parent: yes_no
    tables:
      help:
        versions:
          - {effective_from: 2020-01-01, effective_to: 2021-01-01, rows: [{amount: "£1.00"}]}
          - {effective_from: 2022-01-01, rows: [{amount: "£2.00"}]}
    """
    tiny = tiny_book(test_a_day_that_no_version_covers_is_not_in_force.__doc__)
    assert tiny.ask(date.fromisoformat(day))["england/help"].outcome.value == outcome


def test_a_table_dated_by_a_fact_applies_the_version_of_that_day() -> None:
    """
    facts:
      started: {type: date, never: not started}
    tables:
      bursary:
        dated_by: started
        versions:
          - {effective_from: 2018-08-01, effective_to: 2023-08-01, rows: [{amount: "£1.00"}]}
          - {effective_from: 2023-08-01, rows: [{amount: "£3.00"}]}
    """
    tiny = tiny_book(test_a_table_dated_by_a_fact_applies_the_version_of_that_day.__doc__)

    def pence(day: date) -> object:
        decision = tiny.ask(started=day)["england/bursary"]
        return decision.figure.most if decision.figure else decision.outcome.value

    days = (date(2018, 7, 31), date(2018, 8, 1), date(2023, 7, 31), date(2023, 8, 1))
    assert [pence(day) for day in days] == ["not_in_force", 100, 100, 300]
    unknown = tiny.ask()["england/bursary"]
    assert (unknown.outcome, unknown.missing) == (Outcome.UNDECIDED, ("started",))


def test_otherwise_never_catches_what_is_not_known() -> None:
    """
    facts:
      one: yes_no
      two: yes_no
    tables:
      help:
        - {when: {one: true}}
        - {when: {two: true}, outcome: may_get}
      same:
        - {when: {one: true}, amount: "£1.00"}
        - {when: {two: true}, amount: "£2.00"}
        - {when: {one: false, two: false}, amount: "£5.00"}
    """
    tiny = tiny_book(test_otherwise_never_catches_what_is_not_known.__doc__)
    assert tiny.ask()["england/help"].outcome is Outcome.UNDECIDED
    assert tiny.ask(two=True)["england/help"].outcome is Outcome.UNDECIDED
    assert tiny.ask(one=True)["england/help"].outcome is Outcome.ENTITLED
    assert tiny.ask(one=False, two=False)["england/help"].outcome is Outcome.NOT_ENTITLED
    same = tiny.ask()["england/same"]
    assert same.outcome is Outcome.ENTITLED
    assert same.figure is not None
    assert (same.figure.least, same.figure.most) in ((0, 500), (100, 500))


def test_rows_that_hold_together_have_one_force_whatever_is_still_open() -> None:
    """
    facts:
      one: yes_no
    tables:
      help:
        match: all
        rows:
          - {when: {one: true}, force: duty}
          - {force: policy}
    """
    tiny = tiny_book(test_rows_that_hold_together_have_one_force_whatever_is_still_open.__doc__)
    assert tiny.ask()["england/help"].outcome is Outcome.UNDECIDED
    forces = [tiny.ask(one=answer)["england/help"].force for answer in (True, False)]
    assert [force and force.value for force in forces] == ["duty", "policy"]


def told(engine: Engine, facts: Facts, as_at: date) -> list[object]:
    """All that a decision says, in plain values."""
    return [
        (d.entitlement, d.outcome, d.force, d.verdict.winners, d.verdict.open, d.missing,
         d.figure and (d.figure.least, d.figure.most), d.sources)
        for d in evaluate(engine, facts, as_at)
    ]  # fmt: skip


def test_what_an_engine_did_before_changes_nothing() -> None:
    """Nothing one person said is kept for the next: a fresh engine finds the same."""
    used = shipped_engine()
    people = [a_person(Random(f"fresh {n}"), 0.2 * n) for n in range(6)]
    days = [TODAY + timedelta(200 * n) for n in range(6)]
    before = [told(used, facts, day) for facts, day in zip(people, days, strict=True)]
    for facts, day, found in zip(reversed(people), reversed(days), reversed(before), strict=True):
        assert told(Engine(shipped()), facts, day) == found


def test_facts_never_show_what_they_hold() -> None:
    facts = Facts({"date_of_birth": 1, "home": "custody"})
    assert repr(facts) == "Facts(['date_of_birth', 'home'])"
    assert "custody" not in f"{facts} {facts!r}"


PERSON = {
    "authority": "dorset",
    "as_at": "2026-11-22",
    "facts": {"date_of_birth": "2007-02-10", "doing": ["work", "college"], "home": "own_tenancy"},
}


def test_the_same_person_gets_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    person = tmp_path / "person.json"
    person.write_text(json.dumps(PERSON))
    words = [sys.executable, "-m", "entitlements", "check", str(person), "--json"]
    said = set()
    for seed in ("0", "1", "4242"):
        cache = {"PYTHONHASHSEED": seed, "XDG_CACHE_HOME": str(tmp_path / seed), "PATH": ""}
        done = subprocess.run(words, cwd=ROOT, env=cache, capture_output=True, check=True)
        said.add(done.stdout)
    assert len(said) == 1
    assert json.loads(said.pop())["next_question"]
