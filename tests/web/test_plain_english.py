"""Every sentence of the pages and messages is plain English, for a reader of nine to eleven."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from entitlements.answers import facts_from_data
from entitlements.evaluate import evaluate
from entitlements.explain import explain_all
from entitlements.messages import say
from entitlements.plain_english.scoring import LONGEST_SENTENCE, Text, mean_grade, report
from tests.page_texts import page_texts
from tests.rulebooks import shipped_engine

HARDEST_PAGES = 5.0  # mean grade
AS_AT = date(2026, 11, 22)
PEOPLE: dict[str, dict[str, Any]] = {
    "nobody knows anything": {},
    "in foster care at 17": {
        "authority": "dorset",
        "date_of_birth": "2009-03-01",
        "in_care_now": "true",
        "home": "foster_care",
        "doing": ["college"],
    },
    "a student of 20": {
        "authority": "another",
        "date_of_birth": "2006-03-01",
        "leaving_care_status": "former_relevant",
        "home": "university_halls",
        "doing": ["university"],
        "universal_credit": "refused",
    },
    "not a care leaver": {
        "authority": "dorset",
        "date_of_birth": "2003-03-01",
        "leaving_care_status": "none",
        "home": "own_tenancy",
        "landlord": "private",
        "doing": ["work"],
        "children": "1",
    },
}


def test_every_page_and_message_is_plain() -> None:
    found = report(page_texts())

    assert not found, f"{len(found)} texts to mend:\n" + "\n".join(found)


def test_the_pages_read_at_nine_to_eleven() -> None:
    assert mean_grade(page_texts()) <= HARDEST_PAGES


def test_the_sentences_of_templates_python_and_messages_are_all_here() -> None:
    folders = {text.place.rpartition("/")[0] for text in page_texts()}

    assert {"entitlements/messages", "web/check", "web/templates/check"} <= folders


@pytest.mark.parametrize("person", PEOPLE)
def test_reasons_put_together_from_several_texts_stay_short(person: str) -> None:
    said = reasons_for(PEOPLE[person])
    long = [reason for reason in said if Text("", listed(reason), "").longest > LONGEST_SENTENCE]

    assert said
    assert not long, "\n".join(long)


def reasons_for(data: dict[str, Any]) -> set[str]:
    """Every reason that a person's results give, in words."""
    engine = shipped_engine()
    facts, problems = facts_from_data(data, engine.book.catalogue, "a person", 1)
    assert not problems
    told = explain_all(evaluate(engine, facts, AS_AT)).values()
    reasons = [reason for one in told for reason in (*one.reasons, *one.failing, *one.change)]
    return {say(reason, engine.book.catalogue) for reason in reasons}


def listed(reason: str) -> str:
    """A reason as it is read: an answer or a title in quotes is one thing, a list is its items."""
    return re.sub(r"[;:] ", ". ", re.sub(r"“[^”]*”", "one", reason))
