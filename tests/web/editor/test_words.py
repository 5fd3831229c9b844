"""The editor has a word for everything it can be handed, and the days it shows are right."""

from __future__ import annotations

from datetime import date

from entitlements.personas import Direction
from entitlements.proof.finding import KINDS, Shown, Weight
from entitlements.redline import How
from entitlements.rulebook.read import read_files
from entitlements.signoff import State
from tests.changed_books import ready
from web.editor import words
from web.editor.first_day import first_day


def test_every_kind_of_finding_state_and_verdict_has_a_word() -> None:
    assert set(words.KINDS) >= set(KINDS)
    assert set(words.STATES) == set(State)
    assert set(words.SHOWN) == set(Shown)
    assert set(words.WEIGHTS) == set(Weight)
    assert set(words.HOWS) == set(How)
    assert set(words.DIRECTIONS) == set(Direction)


def test_a_time_is_that_of_england() -> None:
    assert words.moment(1_782_000_000) == "21 June 2026 at 01:00"  # summer time
    assert words.moment(1_795_000_000) == "18 November 2026 at 11:06"


def test_a_change_is_first_felt_on_the_day_its_version_begins() -> None:
    (before, _), (after, _) = (read_files(list(files)) for files in ready())
    assert before
    assert after

    assert first_day(before, after, date(2026, 11, 22)) == date(2027, 4, 1)
    assert first_day(before, after, date(2027, 5, 1)) == date(2027, 5, 1)
    assert first_day(before, before, date(2026, 11, 22)) == date(2026, 11, 22)
