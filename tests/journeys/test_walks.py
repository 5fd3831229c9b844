"""Eight people from start to result: every page inspected, every answer as the law says."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from entitlements.answers import read_person
from entitlements.evaluate import Engine, Evaluation, evaluate
from entitlements.rulebook.model import Outcome
from tests.journeys.walks import (
    LONGEST_WALK,
    NAMES,
    answers_of,
    asked_at,
    mismatches,
    shown,
    text_of,
    the_book,
    typed_for,
)
from tests.visits import Visit
from web.told.heaps import OUTCOMES, Heap, is_about_status

Walk = tuple[list[str], str]
Walker = Callable[[str], Walk]
#: Nobody is covered yet by this law, so the "no" rests on no fact of anybody's.
NOT_A_NO = {"england/intentional-homelessness"}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(the_book())


@pytest.fixture(scope="module")
def walk(make_app: Callable[..., Flask]) -> Callable[[str], Walk]:
    """Walk as one of the people, once; give what was asked and the results page."""
    app = make_app()
    return cache(lambda name: _walk(Visit(app.test_client()), answers_of(name)))


def _walk(visit: Visit, answers: dict[str, Any]) -> Walk:
    """Answer whatever is asked until nothing is."""
    page = visit("/next", follow=True)
    asked: list[str] = []
    while (fact := asked_at(page.path)) is not None:
        assert fact not in asked, f"{fact} is asked twice"
        assert len(asked) < LONGEST_WALK, asked
        asked.append(fact)
        filled = MultiDict(typed_for(fact, answers)).to_dict(flat=False)
        page = visit.post(page.path, filled)
    assert page.path == "/results"
    return asked, page.response.text


def by_the_engine(engine: Engine, name: str) -> Evaluation:
    person = read_person(text_of(name), engine.book.catalogue, name)
    assert person.as_at is not None
    return evaluate(engine, person.facts, person.as_at)


@pytest.mark.parametrize("name", NAMES)
def test_the_page_shows_what_the_law_and_the_council_say(walk: Walker, name: str) -> None:
    asked, html = walk(name)

    assert asked[0] == "authority"
    wrong = mismatches(name, html)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", NAMES)
def test_the_page_agrees_with_the_engine_on_the_same_facts(
    walk: Walker, engine: Engine, name: str
) -> None:
    """Every table, though only the questions that matter were asked."""
    _asked, html = walk(name)
    found = shown(html)
    differ = []
    for decision in by_the_engine(engine, name):
        if is_about_status(decision.table):
            continue
        heap = OUTCOMES[decision.outcome]
        allowed = {heap, Heap.COMING} if heap is Heap.NOT_NOW else {heap}
        if found[decision.entitlement].heap not in allowed:
            differ.append(f"{decision.entitlement}: {found[decision.entitlement].heap}, not {heap}")
    assert not differ, "\n".join(differ)


def test_not_knowing_is_never_a_no(walk: Walker, engine: Engine) -> None:
    _asked, html = walk("not-sure-of-anything")

    refused = {table for table, item in shown(html).items() if item.heap == "not-now"}
    assert refused <= NOT_A_NO
    assert by_the_engine(engine, "not-sure-of-anything")["england/priority-need"].outcome is (
        Outcome.UNDECIDED
    )


def test_savings_in_care_and_help_on_leaving_both_show_around_18(walk: Walker) -> None:
    _asked, html = walk("foster-care-17")
    found = shown(html)

    assert "dorset/savings-for-a-child-in-care" in found
    assert found["england/support-to-21"].heap == "coming"


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_asked_more_than_five_minutes_hold(walk: Walker, name: str) -> None:
    asked, _html = walk(name)

    assert len(asked) <= 40, asked
