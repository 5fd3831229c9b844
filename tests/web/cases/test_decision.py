"""One decision: in plain words beside the law, with what an adviser needs to act on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from entitlements.awards import Step
from entitlements.rulebook.model import Approval
from tests.web.cases.conftest import OPENED, AtWork
from tests.web.cases.test_answers import SAM
from web.store.cases import awards, teams

CaseOf = Callable[..., AtWork]


@pytest.fixture
def sam(case_of: CaseOf) -> AtWork:
    """Nineteen, out of care at 18, in a first flat."""
    return case_of(**SAM)


def rows(page) -> dict[str, str]:
    """What stands in the short lists, by their leads."""
    pairs = {}
    for row in page.all(css="govuk-summary-list__row"):
        lead, words = (" ".join("".join(e.itertext()).split()) for e in list(row)[:2])
        pairs[lead] = words
    return pairs


def test_both_readers_have_their_side(sam: AtWork) -> None:
    page = sam.adviser(f"{sam.at}/answers/dorset/festival")

    headings = [e.text for e in page.all("h2")]
    assert headings[:2] == ["In plain words, for the young person", "In law, for the file"]
    assert "They get it. £20 a year" in page.text
    assert "It is your council's own policy." in page.text
    assert "Now, until 9 February 2028: They get it, £20 a year" in page.text
    assert "It has held since 10 February 2025" in page.text
    assert "How to disagree" in page.text


def test_the_rules_tried_are_all_there(sam: AtWork) -> None:
    page = sam.adviser(f"{sam.at}/answers/dorset/sim")

    assert "Rule 1: this fits" in page.text
    assert any(href.startswith("https://") for href in page.links().values())


def test_two_texts_that_disagree_are_both_shown(sam: AtWork) -> None:
    page = sam.adviser(f"{sam.at}/answers/dorset/advocacy")

    assert "Two texts do not agree." in page.text
    assert "How we read it:" in page.text
    assert "The other text:" in page.text


def test_proof_route_and_time_are_for_the_adviser(sam: AtWork) -> None:
    page = sam.adviser(f"{sam.at}/answers/england/setting-up-home-guidance")

    assert "Prices for the things you need" in rows(page)["Proof to ask for"]
    assert "Often in stages" in rows(page)["How it is paid"]
    assert "How long it takes" not in rows(page)
    assert "Nothing is written down of this: " in page.text
    assert page.links()["Ask for an award"] == (
        f"{sam.at}/awards/ask/england/setting-up-home-guidance"
    )


def test_what_is_left_follows_what_was_paid(sam: AtWork) -> None:
    by = sam.adviser.account.id
    for name, pence in (("dorset/personal-budget", 200_00),):
        awards.add(
            sam.vault,
            sam.case,
            entitlement=name,
            step=Step.PAID,
            amount=pence,
            on=date(2026, 11, 19),
            by=by,
            at=OPENED + 1,
        )

    page = sam.adviser(f"{sam.at}/answers/dorset/personal-budget")

    assert rows(page)["What is left"].startswith("Up to £500 of £700 left")


def test_who_has_to_agree_goes_by_the_sum(sam: AtWork) -> None:
    tiers = (Approval("Team manager", 500_00), Approval("Head of service", None))
    teams.set_ladder(sam.vault.store, tiers, sam.manager.account.id, OPENED + 1)

    small = rows(sam.adviser(f"{sam.at}/answers/england/tv-licence"))
    large = sam.adviser(f"{sam.at}/answers/england/setting-up-home-guidance")

    assert small["Who has to agree"] == "For £180: Team manager"
    assert "Head of service" in rows(large)["Who has to agree"]
    assert "Up to £500: Team manager" in large.text


def test_what_is_not_known_is_listed(case_of: CaseOf) -> None:
    nobody = case_of(authority="dorset")

    page = nobody.adviser(f"{nobody.at}/answers/dorset/festival")

    assert "What we do not know:" in page.text
    assert page.links()["your date of birth"].endswith("/facts/about_you#fact-date_of_birth"), (
        "it leads to where it can be written down"
    )
    assert "Find out what is not known first." in page.text
    assert "Nothing is written down" not in page.text
    assert "They do not get it" not in page.text.split("Every rule that was tried")[0]


def test_what_is_settled_is_not_called_not_known(sam: AtWork) -> None:
    """Somebody decides on the budget; only what was had before is not known."""
    page = sam.adviser(f"{sam.at}/answers/dorset/personal-budget")

    assert "What we do not know:" not in page.text
    assert page.links()["what you have already had"] == f"{sam.at}/awards"


def test_a_no_leads_to_what_would_have_to_be_so(sam: AtWork) -> None:
    page = sam.adviser(f"{sam.at}/answers/england/support-21-to-25")

    assert "They do not get it" in page.text
    link = page.links()["What would have to be so for a yes?"]
    assert link == f"{sam.at}/what-if?about=england/support-21-to-25"


def test_no_such_entitlement_is_not_found(sam: AtWork) -> None:
    sam.adviser(f"{sam.at}/answers/dorset/no-such-thing", status=404)
