"""What if: what would start, stop or change, and what would have to be so for a yes."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.cases.room import EXPORT, Worker


def test_what_if(team: int, pat: Worker) -> None:
    pat.open_case("LC-21", "Mo", born="2007-02-10", care=EXPORT)
    before = answers_now(pat)
    moves_out_in_march(pat)
    turns_21(pat)
    something_of_ones_own(pat)
    a_no_and_what_would_have_to_be_so(pat)
    assert answers_now(pat) == before, "nothing of it is put in the case"


def answers_now(pat: Worker) -> str:
    pat.go("Answers")
    return pat.page.get_by_role("main").inner_text()


def row(pat: Worker, table: str, what: str, now: str, then: str) -> None:
    """One line of what would change: as it is, and as it would be."""
    line = pat.page.get_by_role("table", name=table, exact=True).get_by_role("row")
    line = line.filter(has_text=what)
    expect(line.get_by_role("cell").nth(0)).to_have_text(now)
    expect(line.get_by_role("cell").nth(1)).to_have_text(then)


def moves_out_in_march(pat: Worker) -> None:
    pat.go("What if")
    pat.inspect()
    pat.press("Moves out in March")
    pat.see("What would change by 1 March 2027")
    pays = "Somebody decides. Up to £180 a year, paid for you"
    row(pat, "Starts", "TV licence", "Not known yet", pays)
    row(pat, "Starts", "Rent in advance and deposit", "Not known yet", f"{pays[:17]} No set amount")
    own = "Staying with your foster carer after 18"
    row(pat, "Becomes a no", own, "Not known yet", "They do not get it")
    pat.inspect()


def turns_21(pat: Worker) -> None:
    pat.press("Turns 21")
    pat.see("What would change by 10 February 2028")
    row(pat, "Starts", "Coming back for help", "They do not get it", "They get it")
    silent = "No rule that we know of: not a no"
    row(pat, silent, "Festival gift", "They get it. £20 a year", "Nothing is published")
    other = "Other help your council must think about until 21"
    row(pat, "Stops", other, "Somebody decides. No set amount", "They do not get it")
    pat.inspect()


def something_of_ones_own(pat: Worker) -> None:
    """A fact of one's own choice, on a day of one's own choice; a bad one is named."""
    pat.go("What if")
    pat.page.get_by_label("Another fact").select_option("What are you doing at the moment?")
    pat.press("Add it")
    lasts = "How many years does your whole course last?"
    doing = pat.page.get_by_role("group", name="What are you doing at the moment?")
    doing.get_by_label("University or other higher education").check()
    pat.page.get_by_label("Another fact").select_option(
        "How many years does your whole course last?"
    )
    pat.press("Add it")
    years = pat.page.get_by_role("textbox", name=lasts)
    years.fill("some")
    with pat.refused():
        pat.press("Work it out")
    expect(doing.get_by_label("University or other higher education")).to_be_checked()
    pat.inspect()
    years.fill("3")
    pat.press("Work it out")
    apprentices = "Dorset apprentice bursary"
    row(pat, "Becomes a no", apprentices, "Not known yet", "They do not get it")
    pat.inspect()


def a_no_and_what_would_have_to_be_so(pat: Worker) -> None:
    """Time alone makes a yes of one; of another only what happens in their life."""
    ask_about(pat, "Coming back for help from 21 until 25")
    pat.see("What would have to be so:")
    pat.see("It is 10 February 2028 or later")
    pat.see("It would come to: They get it.")
    pat.see("Festival gift: Nothing is published")
    pat.inspect()
    ask_about(pat, "If your care record is wrong")
    pat.see("We found nothing that they could change")


def ask_about(pat: Worker, what: str) -> None:
    pat.go("What if")
    pat.page.get_by_label("What is a no now").select_option(what)
    pat.press("Ask about it")
