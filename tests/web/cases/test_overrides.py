"""An adviser's note and override stand beside the answer. What the rules say stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from entitlements.rulebook.model import Outcome
from tests.web.cases.conftest import AtWork
from tests.web.cases.test_answers import SAM, lines
from web.cases.beside import overrides_of
from web.store.cases import notes

CaseOf = Callable[..., AtWork]
NAME = "england/support-21-to-25"
TITLE = "Coming back for help from 21 until 25"
WHY = "The service director agreed in person.\nSee the minute of 3 November."


@pytest.fixture
def sam(case_of: CaseOf) -> AtWork:
    """Nineteen: too young for help from 21."""
    return case_of(**SAM)


def put(sam: AtWork, **changes: str):
    """Send the form of an override, as the page shows it."""
    sam.adviser(f"{sam.at}/answers/{NAME}")
    sent = {"found": "not_entitled", "instead": "entitled", "amount": "", "reason": WHY}
    sent |= {"once": "one-form", **changes}
    status = 422 if changes.pop("bad", "") else 200
    sent.pop("bad", None)
    return sam.adviser.post(f"{sam.at}/override/{NAME}", sent, status=status)


def kept(sam: AtWork) -> list[notes.Note]:
    return notes.of_case(sam.vault, sam.case)


def test_an_override_stands_beside_the_rules_own_answer(sam: AtWork) -> None:
    page = put(sam, amount="£250")

    assert "They do not get it" in page.text
    assert "The rules said then: They do not get it" in page.text
    assert "They get it, £250" in page.text
    assert "The service director agreed in person." in page.text
    assert sam.adviser.account.name in page.text


def test_the_list_of_answers_marks_it_in_its_own_group(sam: AtWork) -> None:
    put(sam)

    line = lines(sam.adviser(f"{sam.at}/answers?show=coming"))[TITLE]
    assert "Override" in line
    assert "Put beside it by an adviser: They get it" in line


def test_it_is_there_for_what_leaves_the_room(sam: AtWork) -> None:
    put(sam, amount="250")

    with sam.adviser.client.application.app_context():
        note = overrides_of(sam.case)[NAME]
    assert (note.instead, note.amount) == (Outcome.ENTITLED, 250_00)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"reason": "  "}, "Say why. Nobody can follow it without a reason."),
        ({"instead": ""}, "Choose what is put in its place."),
        ({"instead": "undecided"}, "Choose what is put in its place."),
        ({"instead": "not_entitled"}, "The rules say this already."),
        ({"amount": "a lot"}, "Write the sum as money, like 57.90."),
        ({"found": "entitled"}, "The answer of the rules changed while you wrote."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(sam: AtWork, changes, says) -> None:
    page = put(sam, **changes, bad="yes")

    assert says in page.text
    assert not kept(sam)
    if "reason" not in changes:
        assert any("service director" in (e.text or "") for e in page.all("textarea"))


def test_another_sum_for_the_same_outcome_is_an_override(sam: AtWork) -> None:
    page = sam.adviser(f"{sam.at}/answers/dorset/festival")
    page = sam.adviser.post(
        f"{sam.at}/override/dorset/festival",
        {"found": "entitled", "instead": "entitled", "amount": "40", "reason": "Twins."},
    )

    assert "They get it, £40" in page.text
    assert "They get it. £20 a year" in page.text


def test_a_form_sent_twice_is_kept_once(sam: AtWork) -> None:
    put(sam)
    put(sam)

    assert len(kept(sam)) == 1


def test_taking_back_needs_a_reason_and_leaves_what_was_written(sam: AtWork) -> None:
    put(sam)
    number = str(kept(sam)[0].id)
    address = f"{sam.at}/take-back/{NAME}"

    page = sam.adviser.post(address, {"note": number, "why": ""}, status=422)
    assert "Say why it is taken back." in page.text
    assert not kept(sam)[0].withdrawn

    page = sam.adviser.post(address, {"note": number, "why": "It was the wrong person."})
    assert "Taken back" in page.text
    assert "It was the wrong person." in page.text
    assert "The service director agreed in person." in page.text
    assert "Override" not in lines(sam.adviser(f"{sam.at}/answers?show=coming"))[TITLE]


def test_a_note_of_another_answer_cannot_be_taken_back_here(sam: AtWork) -> None:
    put(sam)
    number = str(kept(sam)[0].id)
    sam.adviser(f"{sam.at}/answers/dorset/sim")

    sam.adviser.post(f"{sam.at}/take-back/dorset/sim", {"note": number, "why": "x"}, status=404)
    sam.adviser.post(f"{sam.at}/take-back/dorset/sim", {"note": "x", "why": "x"}, status=404)


def test_a_note_with_markup_is_shown_as_it_was_typed(sam: AtWork) -> None:
    sam.adviser(f"{sam.at}/answers/{NAME}")
    page = sam.adviser.post(f"{sam.at}/note/{NAME}", {"text": "<b>Ask</b> again & again"})

    assert "<b>Ask</b> again & again" in page.text
    assert "Note" in lines(sam.adviser(f"{sam.at}/answers?show=coming"))[TITLE]


def test_an_empty_note_is_refused(sam: AtWork) -> None:
    sam.adviser(f"{sam.at}/answers/{NAME}")

    assert (
        "Write the note first."
        in sam.adviser.post(f"{sam.at}/note/{NAME}", {"text": " "}, status=422).text
    )


def test_whoever_does_not_see_all_facts_overrides_nothing(case_of: CaseOf) -> None:
    sam = case_of(**SAM, pregnant=True)
    put(sam)

    page = sam.colleague(f"{sam.at}/answers/{NAME}")

    assert "you must see all the facts" in page.text
    assert "The service director agreed" not in page.text
    sam.colleague.post(
        f"{sam.at}/override/{NAME}",
        {"found": "not_entitled", "instead": "entitled", "reason": "I say so."},
        status=403,
    )
    assert len(kept(sam)) == 1
