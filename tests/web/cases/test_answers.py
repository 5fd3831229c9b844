"""Answers: every decision of a case on one page, in groups, never a silent no."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.staff import StaffVisit
from tests.web.cases.conftest import AtWork
from web.access import Role

CaseOf = Callable[..., AtWork]
SAM = {
    "date_of_birth": "2007-02-10",
    "authority": "dorset",
    "lives_in": "dorset",
    "care_periods": [
        {"start": "2019-05-01", "end": "2025-02-10", "basis": "care_order", "authority": "dorset"}
    ],
    "home": "own_tenancy",
    "moving_into_own_home": True,
}


@pytest.fixture
def sam(case_of: CaseOf) -> AtWork:
    """Nineteen, out of care at 18, in a first flat; pregnant, which not everybody may know."""
    return case_of(reference="CANARY-77", name="Sam Canary", **SAM, pregnant=True)


def lines(page) -> dict[str, str]:
    """What each line of the list says, by its title."""
    found = {}
    for one in (e for box in page.all("ul", css="app-answers") for e in box.iter("li")):
        words = " ".join("".join(one.itertext()).split())
        found[next(one.iter("a")).text] = words
    return found


def test_every_decision_has_one_line_with_a_page_of_its_own(sam: AtWork) -> None:
    page = sam.adviser(f"{sam.at}/answers")

    told = lines(page)
    assert len(told) == len([e for e in page.all("ul", css="app-answers") for _ in e.iter("li")])
    assert len(told) > 100
    assert page.links()["Festival gift"] == f"{sam.at}/answers/dorset/festival"


def test_a_line_says_how_much_how_binding_and_until_when(sam: AtWork) -> None:
    festival = lines(sam.adviser(f"{sam.at}/answers"))["Festival gift"]

    assert "£20 a year" in festival
    assert "your council's own policy" in festival
    assert "Until 9 February 2028" in festival


def test_what_is_not_known_is_named_and_never_nothing(case_of: CaseOf) -> None:
    nobody = case_of()

    page = nobody.adviser(f"{nobody.at}/answers?show=need")

    assert "Not known yet" in page.text
    assert all("Not known:" in words for words in lines(page).values())
    assert "£0" not in page.text


def test_the_list_is_narrowed_by_area_and_by_group(sam: AtWork) -> None:
    every = lines(sam.adviser(f"{sam.at}/answers"))
    festive = lines(sam.adviser(f"{sam.at}/answers?area=celebrations"))
    got = lines(sam.adviser(f"{sam.at}/answers?area=celebrations&show=get"))

    assert set(got) < set(festive) < set(every)
    assert "Festival gift" in got


def test_a_name_of_no_area_shows_everything(sam: AtWork) -> None:
    assert len(lines(sam.adviser(f"{sam.at}/answers?area=<b>&show=x"))) > 100


def test_a_colleague_is_told_what_was_left_out(sam: AtWork) -> None:
    own = lines(sam.adviser(f"{sam.at}/answers"))
    page = sam.colleague(f"{sam.at}/answers")

    assert "1 private fact was left out" in page.text
    assert "Not known:" in lines(page)["Free prescriptions when you are pregnant"]
    assert "Not known:" not in own["Free prescriptions when you are pregnant"]


def test_the_manager_sees_all(sam: AtWork) -> None:
    assert "left out" not in sam.manager(f"{sam.at}/answers").text


def test_who_it_is_stands_on_the_page_and_nowhere_else(sam: AtWork) -> None:
    page = sam.adviser(f"{sam.at}/answers")

    assert "Sam Canary" in page.text
    assert "Canary" not in page.title
    assert all("canary" not in address.lower() for address in page.links().values())


def test_a_case_of_others_is_not_found(sam: AtWork, signed_in: Callable[..., StaffVisit]) -> None:
    stranger = signed_in(Role.ADVISER)

    for page in ("answers", "answers/dorset/sim", "what-if", "dates", "checks"):
        stranger(f"{sam.at}/{page}", status=404)
