"""Entries that are not all: what was had is at least this, and perhaps more."""

from __future__ import annotations

from datetime import date

import pytest

from entitlements.awards import (
    PERHAPS_MORE,
    Entry,
    Step,
    after_birth_corrected,
    already_had,
    balance_words,
    balances,
    impossible_steps,
    top_ups,
)
from entitlements.evaluate import evaluate
from entitlements.facts import ANYTHING, Award, Facts
from entitlements.plan.ledger import LEDGER, HadQuery, had
from tests.entitlements.people import TODAY
from tests.rulebooks import shipped_engine

BUDGET = "dorset/personal-budget"
BORN = date(2007, 2, 10).toordinal()
KNOWN = Facts(
    {"authority": "dorset", "date_of_birth": BORN, "leaving_care_status": "former_relevant"}
)
PAID = (
    Entry(1, BUDGET, None, Step.AGREED, 10_000, date(2026, 11, 1)),
    Entry(1, BUDGET, None, Step.PAID, 10_000, date(2026, 11, 2)),
)


def words(entries: tuple[Entry, ...]) -> str:
    found = {b.entitlement: b for b in balances(shipped_engine(), KNOWN, entries, TODAY)}
    return balance_words(found[BUDGET])


def test_what_is_left_is_at_most_so_much() -> None:
    assert words(PAID) == "£600 of £700 left"
    assert words((*PAID, PERHAPS_MORE)) == "up to £600 of £700 left"


@pytest.mark.parametrize("counts", [True, False])
def test_a_question_of_the_ledger_is_at_least_what_is_written(counts: bool) -> None:
    query = HadQuery(BUDGET, None, None, counts)
    sure, open_ = (
        had(already_had(entries), query, TODAY) for entries in (PAID, (*PAID, PERHAPS_MORE))
    )
    assert sure[0] == sure[1] == open_[0] == (1 if counts else 10_000)
    assert open_[1] > 1_000_000


def test_it_is_asked_for_where_it_decides() -> None:
    facts = KNOWN.knowing(LEDGER, (Award(ANYTHING),))
    unknown, open_ = (evaluate(shipped_engine(), f, TODAY) for f in (KNOWN, facts))
    for decision in unknown:
        assert open_[decision.entitlement].outcome is decision.outcome
        assert open_[decision.entitlement].missing == decision.missing


def test_it_is_no_award_of_anybody() -> None:
    open_ = (*PAID, PERHAPS_MORE)
    later = KNOWN.knowing("date_of_birth", BORN + 400)

    assert impossible_steps(open_, TODAY) == impossible_steps(PAID, TODAY)
    assert len(after_birth_corrected(shipped_engine(), KNOWN, later, open_)) == len(
        after_birth_corrected(shipped_engine(), KNOWN, later, PAID)
    )
    assert top_ups(shipped_engine(), KNOWN, (PERHAPS_MORE,), TODAY) == ()
