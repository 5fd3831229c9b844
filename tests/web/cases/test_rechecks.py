"""After a publication each open case is gone through, and advisers see which of theirs change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from entitlements.evaluate import Engine
from tests.changed_books import FROM, RAISED, raised_books
from tests.rulebooks import shipped_engine
from tests.web.cases.room import NOW, Room
from web.__main__ import main
from web.cases.rechecking import books_of, compared_with, go_on
from web.store.cases import rechecks

TODAY = date(2026, 11, 22)


@pytest.fixture
def room(app: Flask) -> Room:
    """A team at work."""
    return Room.of(app)


def test_the_days_asked_about_are_those_on_which_the_rules_say_something_else() -> None:
    before, now = (Engine(book) for book in raised_books())

    assert books_of(before, now, TODAY).days == (FROM,)
    assert books_of(before, now, FROM).days == (FROM,)
    assert books_of(before, before, TODAY).days == ()


def test_a_rate_that_changes_is_asked_about_too() -> None:
    book = shipped_engine().book
    rate = next(one for one in book.parameters.values() if one.values)
    later = replace(rate.values[-1], start=FROM, value=rate.values[-1].value + 1, to=None)
    dearer = replace(rate, values=(*rate.values, later))
    now = replace(book, parameters={**book.parameters, rate.id: dearer}, digest="another")

    assert FROM in books_of(shipped_engine(), Engine(now), TODAY).days


def test_with_the_first_rules_there_is_nothing_to_compare(room: Room) -> None:
    page = room.adviser("/cases/rechecks")
    assert "The rules have not changed" in page.text

    page = room.adviser.post("/cases/rechecks")
    assert "The rules have not changed" in page.text


def test_an_adviser_sees_which_of_their_cases_change_and_from_when(room: Room) -> None:
    room.open("Sam")
    room.open("Alex", moving_into_own_home=False)
    room.publish()
    page = room.adviser("/cases/rechecks")
    assert "Nobody has gone through the cases yet" in page.text
    assert rechecks.progress(room.vault.store, 2) is None, "looking does nothing"

    page = room.adviser.post("/cases/rechecks")
    assert "2 cases were gone through" in page.text
    assert "Sam" in page.text
    assert "Alex" not in page.text
    assert raised_books()[1].tables[RAISED].title in page.text
    assert "1 April 2027" in page.text
    assert "£3,000" in page.text


def test_what_was_seen_is_marked(room: Room) -> None:
    case = room.open("Sam")
    room.publish()
    room.adviser("/cases/rechecks")
    room.adviser.post("/cases/rechecks")
    page = room.adviser.post(f"/cases/{case.id}/recheck-seen")

    assert "Seen already (1)" in page.text
    assert "Nothing new changes for your cases" in page.text


def test_a_colleague_is_not_told_what_private_facts_may_hang_on(room: Room) -> None:
    case = room.open("Sam")
    room.publish()
    room.adviser("/cases/rechecks")
    room.adviser.post("/cases/rechecks")

    assert "Sam" not in room.colleague("/cases/rechecks").text
    assert "Sam" in room.manager("/cases/rechecks").text
    room.colleague.post(f"/cases/{case.id}/recheck-seen", status=404)


def test_a_batch_at_a_time_with_progress_between(room: Room) -> None:
    for name in ("Sam", "Alex", "Jo"):
        room.open(name)
    room.publish()
    store, vault = room.vault.store, room.vault
    before, now = (Engine(book) for book in raised_books())
    rechecks.begin(store, 2, 1, NOW + 61)
    progress = go_on(vault, 2, books_of(before, now, TODAY), NOW + 62, size=2)
    assert (progress.done, progress.total, progress.ended_at) == (2, 3, None)

    page = room.adviser("/cases/rechecks")
    assert "2 of 3 cases" in page.text
    assert [bar.get("value") for bar in page.all("progress")] == ["2"]

    page = room.adviser.post("/cases/rechecks")
    assert "3 cases were gone through" in page.text


def test_the_next_recheck_compares_with_the_last_one_that_was_ended(room: Room) -> None:
    room.open("Sam")
    room.publish()
    store = room.vault.store
    assert compared_with(store, 4) == 3
    rechecks.begin(store, 2, 1, NOW + 61)
    go_on(room.vault, 2, books_of(shipped_engine(), shipped_engine(), TODAY), NOW + 62)

    assert compared_with(store, 4) == 2


def test_the_command_prints_counts_only(
    room: Room, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    room.open("Quillfeather")
    room.publish()
    monkeypatch.setenv("ENTITLEMENTS_INSTANCE_DIR", room.app.instance_path)
    monkeypatch.setenv("ENTITLEMENTS_FIXED_DATE", "2026-11-22")

    assert main(["cases", "recheck"]) == 0
    told = capsys.readouterr()
    assert "1 cases were gone through." in told.out
    assert "Quillfeather" not in told.out + told.err
    data = rechecks.of_account(room.vault, room.adviser.account.id, 2)[0][1]
    assert [one["entitlement"] for one in data] == [RAISED]
