"""Who cannot be: nobody the engine can make is one of them, so a proof hides nobody real.

Each combination of `impossible` is made a table of its own, and random people are asked
whether they are in it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from random import Random

import pytest

from entitlements.care import CareAnswers, care_facts
from entitlements.evaluate import Engine, Evaluation, evaluate
from entitlements.facts import Facts
from entitlements.rulebook.conditions import AllOf
from entitlements.rulebook.model import Outcome
from tests.entitlements.people import TODAY, a_person, periods
from tests.rulebooks import shipped

PEOPLE = 800
NAMES = [one.id for one in shipped().catalogue.impossible]
LIKE = "england/pathway-plan"  #: any table will do as a frame


@cache
def engine() -> Engine:
    """The shipped book, with a table for each combination that cannot be."""
    frame = shipped().tables[LIKE]
    version = frame.versions[-1]
    row = replace(version.rows[0], outcome=Outcome.ENTITLED)
    tables = {
        f"england/cannot-be-{one.id}": replace(
            frame,
            id=f"england/cannot-be-{one.id}",
            versions=(replace(version, rows=(replace(row, when=one.when),), examples=()),),
        )
        for one in shipped().catalogue.impossible
    }
    return Engine(replace(shipped(), tables={**shipped().tables, **tables}))


@cache
def asked() -> tuple[tuple[Facts, Evaluation], ...]:
    """Random people: with answers, with a record of care, and with both."""
    found = []
    for place in range(PEOPLE):
        chance = Random(f"cannot be {place}")
        facts = a_person(chance, (1.0, 0.6, 0.3)[place % 3])
        if place % 2:
            facts = facts.knowing("care_periods", periods(chance, facts))
        found.append((facts, evaluate(engine(), facts, TODAY)))
    return tuple(found)


@pytest.mark.parametrize("name", NAMES)
def test_nobody_the_engine_can_make_is_one_who_cannot_be(name: str) -> None:
    held = [
        {fact: known[fact] for fact in known}
        for known, found in asked()
        if found[f"england/cannot-be-{name}"].outcome is Outcome.ENTITLED and _is_consistent(known)
    ]

    assert not held, held[:1]


def _is_consistent(facts: Facts) -> bool:
    """Whether answers and record agree; where they do not, the check says so to the person."""
    born, record = facts.get("date_of_birth"), facts.get("care_periods")
    if record is None or not isinstance(born, int):
        return True
    of_record = care_facts(CareAnswers(born=date.fromordinal(born), periods=record), TODAY)  # type: ignore[arg-type]
    said = {
        "in_care_now": of_record.looked_after_now,
        "in_care_at_16_or_17": of_record.looked_after_on_or_after_16,
        "in_care_13_weeks_since_14": of_record.thirteen_weeks_since_14,
    }
    return all(facts.get(fact) in (None, value) for fact, value in said.items())


def test_a_combination_that_can_be_is_caught() -> None:
    """The test would notice: most people are 18 or over, and some of them are in no care."""
    adult = AllOf(())
    frame = engine().book.tables[f"england/cannot-be-{NAMES[0]}"]
    version = frame.versions[-1]
    open_ = replace(version, rows=(replace(version.rows[0], when=adult),))
    book = replace(shipped(), tables={frame.id: replace(frame, versions=(open_,))})
    known, _ = asked()[0]

    assert evaluate(Engine(book), known, TODAY)[frame.id].outcome is Outcome.ENTITLED
