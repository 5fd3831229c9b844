"""Two advisers at one case: nothing is overwritten silently, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

from tests.inspection import Page
from tests.staff import StaffVisit
from tests.web.cases.conftest import OPENED, AtWork
from web.store.cases import facts, retention
from web.store.cases.records import ClosedWhy

CaseOf = Callable[..., AtWork]


def save(visit: StaffVisit, work: AtWork, number: int, status: int = 200, **given: str) -> Page:
    visit(f"{work.at}/facts/home")
    sent = {"number": str(number), "all-said-by": "young_person", "all-on": "2026-11-20", **given}
    return visit.post(f"{work.at}/facts/home", sent, status=status)


def hidden(page: Page) -> dict[str, str]:
    """What a form carries beside what is chosen."""
    found = (e for e in page.all("input") if e.get("type") == "hidden")
    return {e.get("name", ""): e.get("value", "") for e in found}


def values(work: AtWork) -> dict[str, object]:
    return {fact: said.value for fact, said in facts.current(work.vault, work.now).items()}


def test_different_facts_stand_beside_each_other(case_of: CaseOf) -> None:
    work = case_of()
    save(work.adviser, work, 1, home="own_tenancy")
    save(work.colleague, work, 1, landlord="private")

    assert values(work) == {"home": "own_tenancy", "landlord": "private"}


def test_one_fact_changed_by_both_is_chosen_and_the_rest_is_saved_with_it(case_of: CaseOf) -> None:
    work = case_of()
    save(work.adviser, work, 1, home="own_tenancy")
    page = save(work.colleague, work, 1, 409, home="custody", landlord="council")

    assert page.h1 == "Somebody else changed this too"
    assert "A flat or house I rent myself" in page.text
    assert "Yours:" in page.text
    assert values(work) == {"home": "own_tenancy"}
    hidden = {
        e.get("name", ""): e.get("value", "")
        for e in page.all("input")
        if e.get("type") == "hidden"
    }
    work.colleague.post(f"{work.at}/facts/settle", {**hidden, "home": "mine"})
    assert values(work) == {"home": "custody", "landlord": "council"}
    said = [one.value for one in facts.history(work.vault, work.now, "home")]
    assert said == ["custody", "own_tenancy"]


def test_theirs_may_stand(case_of: CaseOf) -> None:
    work = case_of()
    save(work.adviser, work, 1, home="own_tenancy")
    page = save(work.colleague, work, 1, 409, home="custody", landlord="council")
    hidden = {
        e.get("name", ""): e.get("value", "")
        for e in page.all("input")
        if e.get("type") == "hidden"
    }
    work.colleague.post(f"{work.at}/facts/settle", {**hidden, "home": "theirs"})

    assert values(work) == {"home": "own_tenancy", "landlord": "council"}


def test_a_form_that_was_tampered_with_saves_nothing(case_of: CaseOf) -> None:
    work = case_of()
    work.colleague(f"{work.at}/facts")
    for mine in ("", "[]", '{"pregnant": ["known", true, "", "", null]}', '{"age": 3}'):
        answer = work.colleague.client.post(
            f"{work.at}/facts/settle",
            data={
                "csrf_token": work.colleague.last.csrf_token,  # type: ignore[union-attr]
                "mine": mine,
                "number": "1",
                "then": "https://example.org/",
            },
        )
        assert answer.status_code < 500
        assert "example.org" not in answer.headers.get("Location", "")
    assert values(work) == {}


def test_a_case_purged_meanwhile_is_gone_for_whoever_edits_it(case_of: CaseOf) -> None:
    work = case_of(home="own_tenancy")
    work.adviser(f"{work.at}/facts/home")
    me = work.manager.account.id
    retention.close(work.vault, work.case.id, ClosedWhy.MOVED_ON, me, OPENED, OPENED)
    retention.purge(work.vault, work.case.id, me, OPENED)

    work.adviser.post(f"{work.at}/facts/home", {"number": "1", "home": "custody"}, status=404)
    work.adviser(work.at, status=404)


def test_what_a_form_only_showed_is_no_change_of_whoever_sends_it(case_of: CaseOf) -> None:
    """A browser sends every field of a form, those that nobody touched too."""
    work = case_of()
    heard = {"home-said-by": "young_person", "home-on": "2026-11-20"}
    save(work.adviser, work, 1, home="own_tenancy")
    save(work.adviser, work, 2, home="custody")
    old = {"home": "own_tenancy", "home-state": "known", **heard}
    save(work.colleague, work, 2, **old, landlord="private")

    assert values(work) == {"home": "custody", "landlord": "private"}
