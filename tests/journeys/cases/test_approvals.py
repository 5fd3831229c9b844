"""A manager's approval: what waits, what the rules say of it, and who may answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.journeys.cases.almanac import Almanac
from tests.journeys.cases.homes import HEAD_OF_SERVICE, MANAGER, TITLE, publish
from tests.journeys.cases.room import ADA, COL, EXPORT, HEAD, MANA, Worker

Desks = Callable[..., Worker]


@pytest.fixture(scope="module")
def raised(served: Flask, almanac: Almanac, team: int) -> None:
    """From today on there are £3,000 to set up home, in three parts."""
    publish(served, almanac.day, almanac.seconds())


def test_a_manager_approves(raised: None, pat: Worker, at_another_desk: Desks) -> None:
    titles(at_another_desk(ADA))
    mana = at_another_desk(MANA)
    number = asked_by_the_adviser(pat)
    from_the_queue(mana)
    pat.case(number, "/awards")
    pat.see("Agreed by Mana Ger, 22 November 2026")
    not_ones_own(mana, number)
    not_without_the_title(pat, mana, at_another_desk(HEAD), number)
    nobody_else_sees_the_queue(at_another_desk(COL), number)


def titles(ada: Worker) -> None:
    ada.follow("Teams")
    ada.follow("Change the tiers")
    tier = ada.page.get_by_role("group", name="Tier 1")
    tier.get_by_label("Who agrees").fill(MANAGER)
    tier.get_by_label("Up to").fill("five hundred")
    with ada.refused():
        ada.press("Save the tiers")
    ada.inspect()
    tier.get_by_label("Up to").fill("500")
    ada.press("Save the tiers")
    ada.see("Team manager: up to £500")
    for name, title in (("Mana Ger", MANAGER), ("Hed Deane", HEAD_OF_SERVICE)):
        with ada.page.expect_navigation():
            ada.page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
        ada.page.get_by_label(title, exact=True).check()
        ada.press("Save")


def asked_by_the_adviser(pat: Worker) -> int:
    number = pat.open_case("LC-9", "Noor", born="2007-02-10", care=EXPORT)
    pat.go("Facts")
    pat.act("Change", "Home")
    pat.page.get_by_label("Whether you are moving into your own home", exact=True).select_option(
        "Yes"
    )
    pat.press("Save")
    ask(pat, "400")
    return number


def ask(worker: Worker, sum_: str) -> None:
    worker.go("Awards")
    worker.act("Ask", TITLE)
    worker.page.get_by_label("How much?").fill(sum_)
    worker.page.get_by_label("Why?").fill("A bed and a cooker")
    worker.press("Send")


def from_the_queue(mana: Worker) -> None:
    mana.follow("Approvals")
    mana.see(f"For: {MANAGER} (1)")
    mana.see("Asked by Pat Lee, 22 November 2026")
    mana.see("A bed and a cooker")
    mana.inspect()
    mana.act(TITLE)
    mana.see("Up to £3,000 of £3,000 left.")
    mana.page.get_by_label("I refuse").check()
    with mana.refused():
        mana.press("Send the answer")
    mana.see("Say why you refuse, so that the adviser can tell the young person.")
    mana.inspect()
    mana.page.get_by_label("I agree").check()
    mana.press("Send the answer")
    mana.see("You agreed. It can be paid now.")
    mana.see("Nothing waits to be agreed in the teams that you manage.")


def not_ones_own(mana: Worker, number: int) -> None:
    """She may ask, and she has the title; somebody else has to agree."""
    mana.case(number)
    ask(mana, "300")
    mana.follow("Approvals")
    mana.see("You asked for this, so somebody else answers it.")
    mana.inspect()
    expect(mana.page.get_by_role("main").get_by_role("link", name=TITLE)).to_have_count(0)


def not_without_the_title(pat: Worker, mana: Worker, head: Worker, number: int) -> None:
    pat.case(number)
    ask(pat, "1500")
    mana.follow("Approvals")
    mana.see(f"For: {HEAD_OF_SERVICE} (1)")
    expect(mana.page.get_by_role("main").get_by_role("link", name=TITLE)).to_have_count(0)
    head.follow("Approvals")
    head.inspect()
    offered = head.page.get_by_role("main").get_by_role("link", name=TITLE)
    expect(offered).to_have_count(1)
    with head.page.expect_navigation():
        offered.click()
    head.page.get_by_label("I agree").check()
    head.press("Send the answer")
    head.see("You agreed. It can be paid now.")


def nobody_else_sees_the_queue(col: Worker, number: int) -> None:
    expect(col.page.get_by_role("link", name="Approvals")).to_have_count(0)
    with col.refused():
        col.open("/cases/approvals")
    col.see("Team manager")
