"""Two advisers at one case, a connection that goes, the back button, a second press."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Route, expect

from tests.journeys.cases.room import COL, EXPORT, Worker

LIVES, MOVING = "Where you live", "Whether you are moving into your own home"
CLAIM = "Your Universal Credit claim"
BUDGET = "Personal budget"


def choose(worker: Worker, fact: str, answer: str) -> None:
    worker.page.get_by_label(fact, exact=True).select_option(answer)


def test_two_advisers_at_one_case(
    team: int, pat: Worker, at_another_desk: Callable[..., Worker]
) -> None:
    """The second sees both answers and chooses; what is in nobody's way is kept with it."""
    number = pat.open_case("LC-60", "Rae", born="2007-02-10", care=EXPORT)
    col = at_another_desk(COL)
    for one in (pat, col):
        one.case(number, "/facts")
        one.act("Change", "Home")
    choose(col, LIVES, "With my parents or family")
    col.press("Save")
    choose(pat, LIVES, "University halls")
    choose(pat, MOVING, "No")
    with pat.refused():
        pat.press("Save")
    pat.see("Somebody else changed this too")
    pat.see("Col League saved while you were typing.")
    pat.see("Nothing of yours is saved yet, and nothing is lost.")
    sides = pat.page.get_by_role("group", name=LIVES)
    expect(sides.get_by_label("Col League: With my parents or family")).to_be_checked()
    pat.see(f"These answers of yours are in nobody’s way, and are saved with it: {MOVING}.")
    pat.inspect()
    sides.get_by_label("Yours: University halls").check()
    pat.press("Save with these choices")
    expect(pat.line(LIVES)).to_contain_text("University halls")
    expect(pat.line(MOVING)).to_contain_text("No")
    col.page.reload()
    expect(col.line(LIVES)).to_contain_text("University halls")


def test_two_advisers_at_different_facts_do_not_meet(
    team: int, pat: Worker, at_another_desk: Callable[..., Worker]
) -> None:
    number = pat.open_case("LC-61", "Lou", born="2007-02-10", care=EXPORT)
    col = at_another_desk(COL)
    pat.case(number, "/facts/home")
    col.case(number, "/facts/money")
    choose(col, CLAIM, "Yes, and I am waiting for my first payment")
    col.press("Save")
    choose(pat, LIVES, "University halls")
    pat.press("Save")
    pat.see("Saved.")
    expect(pat.line(LIVES)).to_contain_text("University halls")
    expect(pat.line(CLAIM)).to_contain_text("Yes, and I am waiting for my first payment")


@contextmanager
def no_connection(worker: Worker) -> Iterator[None]:
    """What is done here does not reach the server."""
    worker.page.context.set_offline(True)
    yield
    worker.page.context.set_offline(False)
    held: list[str] = worker.page.complaints  # type: ignore[attr-defined]
    held[:] = [one for one in held if "ERR_INTERNET_DISCONNECTED" not in one]


def test_a_connection_that_goes_while_saving(team: int, pat: Worker) -> None:
    """What was typed is kept as it is typed, and offered again."""
    number = pat.open_case("LC-62", "Bo", born="2007-02-10", care=EXPORT)
    pat.case(number, "/facts/home")
    with pat.page.expect_response(lambda answer: answer.url.endswith("/typed")) as kept:
        choose(pat, LIVES, "University halls")
    assert kept.value.status == 204
    with no_connection(pat):
        pat.page.get_by_role("button", name="Save", exact=True).click()
        pat.page.wait_for_url("chrome-error://**")
    pat.case(number, "/facts/home")
    pat.see("You typed something here that was not saved.")
    expect(pat.page.get_by_label(LIVES, exact=True)).to_have_value("")
    pat.inspect()
    pat.follow("Show what I typed")
    expect(pat.page.get_by_label(LIVES, exact=True)).to_have_value("university_halls")
    pat.inspect()
    pat.press("Save")
    expect(pat.line(LIVES)).to_contain_text("University halls")
    pat.case(number, "/facts/home")
    pat.see_not("You typed something here")


def test_care_dates_typed_and_not_saved_are_offered_again(team: int, pat: Worker) -> None:
    """And what was typed can be thrown away."""
    number = pat.open_case("LC-63", "Vi", born="2007-02-10")
    pat.case(number, "/care")
    pat.press("Add a row")
    with pat.page.expect_response(lambda answer: answer.url.endswith("/count")):
        pat.page.get_by_label("Start").fill("1 May 2021")
    pat.case(number, "/care")
    pat.follow("Show what I typed")
    expect(pat.page.get_by_label("Start")).to_have_value("1 May 2021")
    pat.case(number, "/care")
    pat.press("Throw it away")
    pat.see_not("You typed something here")


def ask_for_a_bed(pat: Worker) -> None:
    pat.go("Awards")
    pat.act("Ask", BUDGET)
    pat.page.get_by_label("How much?").fill("100")
    pat.page.get_by_label("Why?").fill("A bed")


def waiting(pat: Worker) -> int:
    pat.go("Awards")
    return pat.page.get_by_role("region", name="Waiting to be agreed").get_by_text("A bed").count()


def test_an_answer_that_is_lost_and_a_second_press_keep_one_award(team: int, pat: Worker) -> None:
    number = pat.open_case("LC-64", "Di", born="2007-02-10", care=EXPORT)
    ask_for_a_bed(pat)

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch(max_redirects=0)  # it reaches the server; its answer never comes back
            route.abort("connectionreset")
        else:
            route.continue_()

    form = f"**/cases/{number}/awards/ask/**"
    pat.page.route(form, lose)
    pat.page.get_by_role("button", name="Send").click()
    pat.page.wait_for_url("chrome-error://**")
    pat.page.unroute(form)
    held: list[str] = pat.page.complaints  # type: ignore[attr-defined]
    held[:] = [one for one in held if "ERR_CONNECTION_RESET" not in one]
    pat.page.reload()  # the browser sends the form once more
    pat.see("It waits to be agreed")
    assert waiting(pat) == 1


def test_a_double_press_keeps_one_award(team: int, pat: Worker) -> None:
    pat.open_case("LC-65", "Ash", born="2007-02-10", care=EXPORT)
    ask_for_a_bed(pat)
    pat.page.get_by_role("button", name="Send").dblclick()
    pat.see("It waits to be agreed")
    assert waiting(pat) == 1


def test_the_back_button_keeps_one_award(team: int, pat: Worker) -> None:
    """Back at the form, with what the browser kept of it: the same once more is no second one."""
    pat.open_case("LC-66", "Max", born="2007-02-10", care=EXPORT)
    ask_for_a_bed(pat)
    pat.press("Send")
    pat.page.go_back()
    expect(pat.page.get_by_label("Why?")).to_have_value("A bed")
    pat.page.get_by_role("button", name="Send").click()
    pat.page.wait_for_load_state()
    assert waiting(pat) == 1
