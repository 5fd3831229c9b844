"""The pack prints what was proved, what was not, floors and cliffs, and the reasons given."""

from __future__ import annotations

from datetime import date

from entitlements.pack import Given, make_pack
from entitlements.proof import prove_change
from entitlements.proof.finding import Finding, Shown, Weight
from tests.changed_books import read, ready
from tests.entitlements.pack.packs import (
    CLIFF,
    FLOOR,
    LATE,
    LESS,
    PROPOSAL,
    PROVED,
    TODAY,
    columns,
    pack,
    said,
)


def test_a_floor_says_that_it_is_guidance_and_prints_the_reason_given() -> None:
    given = Given("The budget allows no more this year.", "Cy Dale", date(2026, 11, 20))
    made = pack(FLOOR, answers={FLOOR.id: given})
    (line,) = columns("floors", made)

    assert "Money to set up a first home\nGovernment guidance. The council should." in said(
        "floors", made
    )
    assert line == (
        "From 1 April 2027",
        FLOOR.what,
        "Found",
        "The budget allows no more this year. (Cy Dale on 20 November 2026)",
    )


def test_a_floor_with_no_reason_says_so() -> None:
    (line,) = columns("floors", pack(FLOOR))

    assert line[-1] == "No reason is given yet"


def test_a_floor_that_was_not_looked_at_is_not_said_to_be_met() -> None:
    assert said("floors").endswith("It was not looked at.")
    assert said("floors", pack(LESS)).endswith("No finding names it.")


def test_a_fault_that_is_proved_is_no_good_news() -> None:
    dead = Finding("dead:1", "dead_row", Shown.PROVED, Weight.STOPS, "A row can never win.")
    made = pack(dead)

    assert "To be mended before this can be agreed" in said("proofs", made)
    assert "The checks leave 1 to mend, none" in said("summary", made)


def test_what_is_not_so_names_a_person_and_both_sides() -> None:
    found = columns("proofs", pack(LESS, PROVED, LATE))

    assert found[0] == (
        "Somebody gets less. Before: £50. After: £40.",
        "Found",
        "21, former relevant, in a shared flat, as at 1 April 2027",
        "No reason is given yet",
    )
    assert found[1][:2] == ("Two rows may clash.", "Out of time: not known")
    assert len(found) == 2


def test_what_is_proved_stands_apart() -> None:
    text = said("proofs", pack(PROVED))

    assert text.endswith("Proved\nEvery person meets some row.")


def test_the_summary_counts_what_the_checks_raise() -> None:
    text = said("summary", pack(LESS, PROVED, LATE, FLOOR))

    assert "The checks leave none to mend, 2 to give a reason for, and 1 not shown." in text


def test_cliffs_have_a_section_of_their_own() -> None:
    made = pack(CLIFF)

    assert CLIFF.what in said("cliffs", made)
    assert CLIFF.what not in said("proofs", made)


def test_the_change_that_is_ready_leaves_nothing_to_mend() -> None:
    before, after = (read(files) for files in ready())
    findings = prove_change(before, after, TODAY)
    made = make_pack(before, after, PROPOSAL, findings, TODAY)

    assert "The checks leave none to mend" in said("summary", made)
    assert "“Setting up home money”, from 1 April 2027: Everybody has an answer." in said(
        "proofs", made
    )
    assert "Row “over-21-when-the-rules-began”\nFrom 1 April 2027\nTaken out" in said("why", made)
