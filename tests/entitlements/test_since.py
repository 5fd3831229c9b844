"""Since when an answer has held: the day before, it was something else."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from entitlements.answers import read_person
from entitlements.dates import attains_age
from entitlements.evaluate import Evaluation, evaluate
from entitlements.facts import Facts
from entitlements.since import held_since
from tests.rulebooks import shipped, shipped_engine

AS_AT = date(2026, 11, 22)
FOLDER = Path(__file__).parent.parent / "journeys" / "people"
PEOPLE = [path for path in sorted(FOLDER.glob("*.yaml")) if ".expect" not in path.name]


def facts_of(text: str) -> Facts:
    return read_person(text, shipped().catalogue, "person").facts


def on(facts: Facts, day: date) -> Evaluation:
    return evaluate(shipped_engine(), facts, day)


def test_a_birthday_gift_has_been_there_since_18() -> None:
    facts = facts_of(
        "authority: dorset\n"
        "facts: {date_of_birth: 2007-02-10, leaving_care_status: former_relevant}"
    )
    since = held_since(on(facts, AS_AT))

    assert since["dorset/festival"] == attains_age(date(2007, 2, 10), 18)


def test_an_answer_is_no_older_than_the_version_it_stands_in() -> None:
    """The housing list rule began on 10 July 2025, whenever somebody became a care leaver."""
    facts = facts_of(
        "facts: {date_of_birth: 2003-02-10, leaving_care_status: former_relevant,"
        " allocations_care_leaver: true}"
    )

    assert held_since(on(facts, AS_AT))["england/local-connection"] == date(2025, 7, 10)


def test_nothing_says_since_when_for_somebody_with_no_dates() -> None:
    """Where neither a day back nor a version tells, there is no first day to show."""
    since = held_since(on(Facts(), AS_AT))

    assert since["england/apprenticeship-bursary"] == date.min


@pytest.mark.parametrize("path", PEOPLE, ids=lambda path: path.stem)
def test_the_day_before_it_was_something_else(path: Path) -> None:
    """Unless it began with its version, or nothing back to birth was different."""
    facts = facts_of(path.read_text("utf-8"))
    now = on(facts, AS_AT)
    for entitlement, began in held_since(now).items():
        decision = now.as_found(entitlement)
        version = decision.version
        if began == date.min or (version and version.effective_from == began):
            continue
        then = on(facts, began).as_found(entitlement)
        before = on(facts, began - timedelta(days=1)).as_found(entitlement)
        assert then.outcome is decision.outcome, entitlement
        assert (before.outcome, before.row) != (decision.outcome, decision.row), entitlement
