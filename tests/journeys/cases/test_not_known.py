"""What nobody has said or published is never "no", never £0, and never settled silently."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.cases.room import EXPORT, MANA, Worker

Desks = Callable[..., Worker]


def test_what_is_not_published_is_never_called_a_no(team: int, pat: Worker) -> None:
    """The council gives it, and nobody could find how much: that is no "no"."""
    pat.open_case("LC-22", "Mia", born="2007-02-10", care=EXPORT)
    pat.go("What if")
    pat.press("Moves out in March")
    noes = pat.page.get_by_role("table", name="Becomes a no")
    expect(noes).not_to_contain_text("Nothing is published")
    offered = pat.page.get_by_label("What is a no now")
    expect(offered).not_to_contain_text("Cook book")  # of which no rule is published


def test_an_award_does_not_say_what_was_had_before(
    team: int, pat: Worker, at_another_desk: Desks
) -> None:
    """Nobody has said what was had before the case; a payment of today is no answer to that."""
    pat.open_case("LC-8", "Bea", born="2007-02-10", care=EXPORT)
    pat.go("Awards")
    pat.see("Up to £700 of £700 left.")
    pat.act("Ask", "Personal budget")
    pat.page.get_by_label("How much?").fill("100")
    pat.page.get_by_label("Why?").fill("A coat")
    pat.press("Send")
    mana = at_another_desk(MANA)
    mana.follow("Approvals")
    mana.act("Personal budget")
    mana.page.get_by_label("I agree").check()
    mana.press("Send the answer")
    pat.go("Awards")
    pat.see("Nobody has said if anything was had before this case was opened")
    pat.see("Up to £700 of £700 left")


def test_dates_of_somebody_else_are_not_taken_silently(team: int, pat: Worker) -> None:
    """The export says who it is of; where that is not this person, whoever opens is told."""
    with pat.refused():
        pat.open_case("LC-1043", "Kai", born="2008-02-10", care=EXPORT)
    pat.see("The date of birth here is not the one that is kept for this person.")
