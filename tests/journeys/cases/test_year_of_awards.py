"""A year of awards: asked for, agreed, paid, given back; and what is left said at each step."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.journeys.cases.almanac import Almanac
from tests.journeys.cases.homes import HEAD_OF_SERVICE, MANAGER, TITLE, publish
from tests.journeys.cases.room import ADA, EXPORT, HEAD, MANA, Worker
from web.cases.award_forms import HOW, How
from web.cases.award_words import ROUTES

FORMULA = '=HYPERLINK("http://elsewhere.example","pay")'
Desks = Callable[..., Worker]


@pytest.fixture(scope="module")
def raised(served: Flask, almanac: Almanac, team: int) -> None:
    """From 1 April 2027 there are £3,000 to set up home, in three parts."""
    publish(served, date(2027, 4, 1), almanac.seconds())


def test_a_year_of_awards(
    raised: None, almanac: Almanac, pat: Worker, at_another_desk: Desks, folder: Path
) -> None:
    titles_are_given(at_another_desk(ADA))
    almanac.move_to(date(2027, 4, 2))
    mana, head = at_another_desk(MANA), at_another_desk(HEAD)
    begins(pat)
    almanac.move_to(date(2027, 4, 6))
    agreed_by_the_manager(pat, mana)
    almanac.move_to(date(2027, 5, 4))
    paid_in_two_parts(pat)
    almanac.move_to(date(2027, 6, 1))
    some_comes_back(pat)
    almanac.move_to(date(2027, 8, 16))
    a_crisis(pat, mana)
    almanac.move_to(date(2027, 10, 5))
    more_than_is_left(pat, mana, head)
    almanac.move_to(date(2028, 3, 1))
    one_is_refused(pat)
    a_schedule_to_take_away(pat, folder)


def titles_are_given(ada: Worker) -> None:
    """Who may agree to which sum stands in the rules; the administrator says who that is."""
    for name, title in (("Mana Ger", MANAGER), ("Hed Deane", HEAD_OF_SERVICE)):
        ada.follow("Teams")
        ada.page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
        ada.page.get_by_label(title, exact=True).check()
        ada.inspect()
        ada.press("Save")
        ada.see("It is saved what they may agree to.")


def left(pat: Worker, words: str) -> None:
    """What the ledger says is left."""
    pat.go("Awards")
    row = pat.page.locator(".govuk-summary-list__row").filter(has_text=TITLE)
    expect(row.locator("dd").first).to_have_text(words)


def begins(pat: Worker) -> None:
    pat.open_case("LC-7", "Ali", born="2007-02-10", care=EXPORT)
    pat.go("Facts")
    pat.act("Change", "Home")
    moving = pat.page.get_by_label("Whether you are moving into your own home", exact=True)
    moving.select_option("Yes")
    pat.press("Save")
    left(pat, "Up to £3,000 of £3,000 left.")
    pat.see("Nobody has written down what was had before this case was opened.")
    pat.inspect()
    pat.press("Nothing was had before")
    left(pat, "£3,000 of £3,000 left.")


def ask(pat: Worker, how: str, sum_: str, part: str, why: str, **paid: str) -> None:
    pat.go("Awards")
    pat.act("Ask", TITLE)
    box = pat.page.get_by_label
    box(how).check()
    box("Which part is it for?").select_option(part)
    box("How much?").fill(sum_)
    box("Why?").fill(why)
    if paid:
        box("How was it paid?").select_option(paid["route"])
        box("To whom?").fill(paid["payee"])
    pat.inspect()
    pat.press("Send")


def agreed_by_the_manager(pat: Worker, mana: Worker) -> None:
    ask(pat, HOW[How.ASK], "900", "Everything else", "A bed, a table and a cooker")
    pat.see(f"It waits to be agreed by {MANAGER}. Pay nothing before that.")
    left(pat, "£3,000 of £3,000 left.")
    pat.inspect()
    answered(mana, "I agree")
    left(pat, "£3,000 of £3,000 left, £900 of it agreed and not yet paid.")
    pat.see("Agreed to by Mana Ger.")


def answered(manager: Worker, answer: str, why: str = "") -> None:
    manager.follow("Approvals")
    manager.inspect()
    manager.act(TITLE)
    manager.inspect()
    manager.page.get_by_label(answer).check()
    manager.page.get_by_label("Why?").fill(why)
    manager.press("Send the answer")


def pay(pat: Worker, sum_: str, payee: str, on: str) -> None:
    pat.go("Awards")
    pat.act("Write down a payment")
    box = pat.page.get_by_label
    box("How much?").fill(sum_)
    box("When was it paid?").fill(on)
    box("How was it paid?").select_option(ROUTES["third_party"])
    box("To whom?").fill(payee)
    box("Receipt or reference").fill("R-12")
    pat.inspect()
    pat.press("Write it down")


def paid_in_two_parts(pat: Worker) -> None:
    pay(pat, "640.50", "A bed shop", "2027-04-20")
    left(pat, "£2,359.50 of £3,000 left, £259.50 of it agreed and not yet paid.")
    pat.see("Still to pay: £259.50.")
    with pat.refused():
        pay(pat, "300", FORMULA, "2027-05-04")
    pat.see("£300 is more than the £259.50 that is agreed and not paid yet.")
    pat.page.get_by_label("How much?").fill("259.50")
    pat.press("Write it down")
    left(pat, "£2,100 of £3,000 left.")
    pat.inspect()


def some_comes_back(pat: Worker) -> None:
    pat.act("Money came back")
    pat.page.get_by_label("How much?").fill("40.50")
    pat.page.get_by_label("A note").fill("The chair was broken, and went back.")
    pat.inspect()
    pat.press("Write it down")
    left(pat, "£2,140.50 of £3,000 left.")


def a_crisis(pat: Worker, mana: Worker) -> None:
    """Paid first, in an emergency, and agreed to afterwards."""
    how = HOW[How.PAID]
    said = {"route": ROUTES["shopping"], "payee": "A supermarket"}
    ask(pat, how, "150", "Starter pack", "Nothing to cook with or sleep under", **said)
    pat.see("The payment is written down. It now waits to be agreed by Team manager.")
    left(pat, "£1,990.50 of £3,000 left, Starter pack part used up.")
    pat.see("Paid, not agreed yet")
    pat.inspect()
    answered(mana, "I agree")
    mana.see("You agreed to what was paid.")
    left(pat, "£1,990.50 of £3,000 left, Starter pack part used up.")
    pat.see_not("Paid, not agreed yet")


def more_than_is_left(pat: Worker, mana: Worker, head: Worker) -> None:
    """A person decides: the page warns, and whoever means it may go on."""
    with pat.refused():
        ask(pat, HOW[How.ASK], "2200", "Everything else", "A fridge and carpets")
    pat.see("£2,200 is more than is left of")
    pat.inspect()
    pat.page.get_by_label("Yes, I mean this sum").check()
    pat.press("Send")
    pat.see(f"It waits to be agreed by {HEAD_OF_SERVICE}.")
    mana.follow("Approvals")
    mana.see(f"For: {HEAD_OF_SERVICE}")
    expect(mana.page.get_by_role("main").get_by_role("link", name=TITLE)).to_have_count(0)
    answered(head, "I refuse", "It is more than there is. Ask for £1,800.")
    left(pat, "£1,990.50 of £3,000 left, Starter pack part used up.")
    pat.see("Refused by Hed Deane, 5 October 2027")
    pat.see("It is more than there is. Ask for £1,800.")
    ask(pat, HOW[How.ASK], "1800", "Everything else", "A fridge and carpets")
    answered(head, "I agree")
    pay_all = "£1,990.50 of £3,000 left, £1,800 of it agreed and not yet paid, Starter pack part"
    left(pat, f"{pay_all} used up.")
    pay(pat, "1800", "A carpet shop", "2027-10-05")
    left(pat, "£190.50 of £3,000 left, Starter pack part used up.")


def one_is_refused(pat: Worker) -> None:
    ask(pat, HOW[How.REFUSED], "180", "TV licence", "The landlord pays it")
    left(pat, "£190.50 of £3,000 left, Starter pack part used up.")
    pat.see("Refused 1 March 2028: £180")
    pat.inspect()


def a_schedule_to_take_away(pat: Worker, folder: Path) -> None:
    """Every step, and nothing that a spreadsheet would run."""
    taken = pat.take("Get the spreadsheet", folder)
    rows = list(csv.reader(taken.read_text(encoding="utf-8-sig").splitlines()))
    cells = [cell for row in rows for cell in row]
    assert f"'{FORMULA}" in cells
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t")]
    at = {name: place for place, name in enumerate(rows[0])}
    steps = [row for row in rows if TITLE in row and row[at["Step"]]]
    told = [(row[at["Step"]], row[at["Sum (£)"]], row[at["Date"]]) for row in steps]
    assert told == [
        ("Agreed", "900.00", "2027-04-06"),
        ("Paid", "640.50", "2027-04-20"),
        ("Paid", "259.50", "2027-05-04"),
        ("Returned", "40.50", "2027-06-01"),
        ("Paid", "150.00", "2027-08-16"),
        ("Agreed", "1800.00", "2027-10-05"),
        ("Paid", "1800.00", "2027-10-05"),
        ("Refused", "180.00", "2028-03-01"),
    ]
    assert {row[at["How much"]] for row in steps} == {"£190.50 of £3,000 left"}
    assert not [cell for cell in cells if "Ali" in cell], "it holds no names"
