"""The short letter: four pages, every answer by name, and what has no room is said to be there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.rulebooks import shipped_engine
from tests.web.documents.test_letter import CODE, NOBODY_KNOWS, SAM, STUDENT, found, letter, read
from web.documents.letter import letter_of
from web.documents.letter_content import Asked
from web.documents.telling import Told, telling


@pytest.fixture(autouse=True)
def _page() -> Iterator[None]:
    """Words are those of a page: there is one."""
    with Flask("letters").app_context():
        yield


def test_a_short_letter_is_four_pages_at_most() -> None:
    for persona in shipped_engine().book.personas:
        assert len(read(letter(persona, short=True)).pages) <= 4, persona


@pytest.mark.parametrize("persona", [SAM, NOBODY_KNOWS, STUDENT])
def test_a_short_letter_names_every_answer_and_says_where_the_rest_is(persona: str) -> None:
    text = str(letter_of(found(persona), Asked(CODE, short=True)))

    for heap, items in Told(telling(found(persona))).heaps().items():
        assert [item.title for item in items if item.title not in text] == [], heap
    assert "The long letter has every reason and every text that this rests on." in text


def test_a_short_letter_keeps_what_is_not_known_from_what_is_a_no() -> None:
    (part,) = letter_of(found(NOBODY_KNOWS), Asked(CODE, short=True)).parts
    said = {one.heading: str(one) for one in part.rest}

    assert "Not known is not a no." in said["We need to know more"]
    assert "Universal Credit from 18" in said["We need to know more"]
    assert "Universal Credit from 18" not in said["Not for you right now"]


def test_a_short_letter_says_of_the_first_things_what_to_do_and_by_when() -> None:
    first = " ".join(read(letter(short=True)).pages[0].extract_text().split())

    assert "£1,600 a year off your bill. You should get this. What to do: " in first
    assert "Somebody decides about this." in first
    assert "Last day to ask: 9 February 2032" in first
    assert "Pat Lee" in first
