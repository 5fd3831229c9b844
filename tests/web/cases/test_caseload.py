"""The list of cases: whose, what is next, and what it never puts in an address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.web.cases.conftest import OPENED, AtWork
from web.access import Role
from web.store.cases import rechecks, records
from web.store.cases.records import Summary

CaseOf = Callable[..., AtWork]


def told(work: AtWork, **given: Any) -> None:
    """Store a summary, as a save does."""
    values = {
        **{"next_day": None, "next_what": "", "money_left": None, "open_actions": 0},
        **{"checked_on": None, "publication": 1, "entitled": 0, "may_get": 0, "undecided": 0},
    }
    records.set_summary(work.vault, work.case.id, Summary(**(values | given)))


def test_an_adviser_sees_their_own_cases_and_their_teams(case_of: CaseOf) -> None:
    one, other = case_of("R-1", name="Sam"), case_of("R-2", name="Zoë")

    for visit in (one.adviser, one.colleague, one.manager):
        page = visit("/cases/")
        assert "Sam" in page.text
        assert "Zoë" not in page.text
    assert "Zoë" in other.adviser("/cases/").text


def test_a_line_says_what_is_next_and_no_figure_is_not_nothing(case_of: CaseOf) -> None:
    work = case_of(name="Sam")
    told(work, next_day=date(2026, 12, 1), next_what="Turns 21", open_actions=3)

    text = work.adviser("/cases/").text

    assert "1 December 2026 Soon Turns 21" in text
    assert "no figure" in text
    assert "£0" not in text
    told(work, money_left=0)
    assert "£0" in work.adviser("/cases/").text


def test_a_search_finds_by_name_or_reference_and_leaves_the_address_alone(case_of: CaseOf) -> None:
    work = case_of("QX-77", name="Zoë Quill")
    work.adviser("/cases/")

    for words in ("quill", "qx-77", "Zoë  QX"):
        page = work.adviser.post("/cases/", {"words": words})
        assert "1 of 1 cases" in page.text
        assert "quill" not in page.response.request.full_path.casefold()
        assert "Quill" not in page.title
    assert "0 of 1 cases" in work.adviser.post("/cases/", {"words": "somebody"}).text


def test_filters_are_neutral_words(case_of: CaseOf) -> None:
    work = case_of(name="Sam")
    told(work, next_day=date(2026, 12, 1), next_what="Turns 21")

    assert "Sam" in work.adviser("/cases/?show=mine&contact=active&sort=name").text
    assert "Sam" not in work.colleague("/cases/?show=mine").text
    assert "Sam" in work.colleague("/cases/?show=due").text
    assert "Sam" not in work.adviser("/cases/?contact=out_of_touch").text
    assert "Sam" in work.manager(f"/cases/?show=team-{work.team}").text
    assert "Sam" not in work.adviser("/cases/?show=closed").text
    assert "Sam" in work.adviser("/cases/?show=nonsense&sort=nonsense").text


def test_who_is_in_no_team_is_told_so(signed_in: Callable[..., Any]) -> None:
    visit = signed_in(Role.ADVISER)

    assert "You have no cases yet" in visit("/cases/").text
    assert "Ask an administrator" in visit("/cases/open").text


def test_names_are_text_whatever_they_are_written_in(case_of: CaseOf) -> None:
    for name in ("<script>alert(1)</script>", "👩🏽‍🎓", "ليلى", "{{ 7 * 7 }}"):
        work = case_of(name=name)
        assert name in work.adviser("/cases/").text
        assert work.adviser(work.at).h1 == name


def test_cases_that_new_rules_change_are_marked_until_somebody_looks(case_of: CaseOf) -> None:
    work, store = case_of(name="Sam"), case_of().vault.store
    rechecks.begin(store, 1, 1, OPENED)
    rechecks.record(work.vault, 1, {work.case.id: {"moves": []}}, 99, 2, OPENED)

    page = work.adviser("/cases/")
    assert "New rules change something in 1 of your cases" in page.text
    assert "New rules change this" in page.text
    assert "Sam" in work.adviser("/cases/?show=changed").text
    rechecks.seen(work.vault, work.case, 1, work.adviser.account.id, OPENED)
    assert "New rules change this" not in work.adviser("/cases/").text
