"""Teams: an administrator says who works together, who manages, who may agree to what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.staff import StaffVisit
from web.access import Role
from web.store.accounts import Account
from web.store.cases import teams

SignIn = Callable[..., StaffVisit]


@pytest.fixture
def admin(signed_in: SignIn) -> StaffVisit:
    """An administrator."""
    return signed_in(Role.ADMINISTRATOR)


@pytest.fixture
def west(admin: StaffVisit) -> int:
    """The number of the team West."""
    admin("/cases/teams")
    admin.post("/cases/teams", {"name": "West"})
    return next(one.id for one in teams.all_teams(store(admin)) if one.name == "West")


def store(visit: StaffVisit):
    return visit.client.application.extensions["entitlements.store"]


def test_a_new_installation_says_that_a_team_comes_first(admin: StaffVisit) -> None:
    page = admin("/cases/teams")

    assert "There is no team yet" in page.text
    assert "any manager of the team agrees to each award" in page.text


def test_a_team_is_made_and_people_join_it(
    admin: StaffVisit, west: int, make_account: Callable[..., Account]
) -> None:
    adviser = make_account(Role.ADVISER, name="Ade Viser")
    manager = make_account(Role.MANAGER, name="Mana Ger")
    lead = make_account(Role.POLICY_LEAD, name="Poli Lead")
    page = admin(f"/cases/teams/{west}")
    assert "Ade Viser" in page.text
    assert lead.name not in page.text, "a policy lead has no cases"

    admin.post(f"/cases/teams/{west}", {"account": adviser.id})
    page = admin.post(f"/cases/teams/{west}", {"account": manager.id, "manages": "y"})

    assert "Manages this team" in page.text
    members = {(one.name, manages) for one, manages in teams.members(store(admin), west)}
    assert members == {("Ade Viser", False), ("Mana Ger", True)}


def test_a_member_becomes_a_manager_and_leaves(
    admin: StaffVisit, west: int, make_account: Callable[..., Account]
) -> None:
    adviser = make_account(Role.ADVISER)
    admin(f"/cases/teams/{west}")
    admin.post(f"/cases/teams/{west}", {"account": adviser.id})
    address = f"/cases/teams/{west}/member/{adviser.id}"

    admin.post(address, {"act": "manage"})
    assert teams.of_account(store(admin), adviser.id)[0].manages

    page = admin.post(address, {"act": "leave"})
    assert "give them to somebody else" in page.text
    assert not teams.of_account(store(admin), adviser.id)


def test_two_teams_never_share_a_name(admin: StaffVisit, west: int) -> None:
    page = admin.post("/cases/teams", {"name": " west "}, status=422)

    assert "There is a team with this name already." in page.text


def test_a_team_without_a_name_is_refused(admin: StaffVisit) -> None:
    admin("/cases/teams")
    page = admin.post("/cases/teams", {"name": "  "}, status=422)

    assert "Give the team a name." in page.text


def test_the_ladder_is_kept_in_order_of_sums(admin: StaffVisit) -> None:
    admin("/cases/ladder")
    typed = {"tiers-0-title": "Head of service", "tiers-0-up_to": ""}
    typed |= {"tiers-1-title": "Team manager", "tiers-1-up_to": "£1,250.50"}
    page = admin.post("/cases/ladder", typed)

    assert "Team manager: up to £1,250.50" in page.text
    kept = [(tier.by, tier.up_to) for tier in teams.ladder(store(admin))]
    assert kept == [("Team manager", 125_050), ("Head of service", None)]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"tiers-0-title": "Manager", "tiers-0-up_to": "lots"}, "Write a sum of money"),
        ({"tiers-0-title": "", "tiers-0-up_to": "500"}, "Say who agrees to this sum"),
    ],
)
def test_a_tier_that_cannot_be_is_refused(
    admin: StaffVisit, typed: dict[str, str], says: str
) -> None:
    admin("/cases/ladder")
    page = admin.post("/cases/ladder", typed, status=422)

    assert says in page.text
    assert teams.ladder(store(admin)) == ()


def test_a_manager_is_given_titles(admin: StaffVisit, make_account: Callable[..., Account]) -> None:
    manager = make_account(Role.MANAGER, name="Mana Ger")
    admin("/cases/ladder")
    admin.post("/cases/ladder", {"tiers-0-title": "Team manager", "tiers-0-up_to": "500"})
    page = admin(f"/cases/titles/{manager.id}")
    assert "social worker, who has to allow the account" in page.text, "rules name people too"

    admin.post(f"/cases/titles/{manager.id}", {"titles": ["Team manager"]})

    assert teams.titles_of(store(admin), manager.id) == {"Team manager"}


def test_a_title_that_nobody_named_is_refused(
    admin: StaffVisit, make_account: Callable[..., Account]
) -> None:
    manager = make_account(Role.MANAGER)
    admin(f"/cases/titles/{manager.id}")
    admin.post(f"/cases/titles/{manager.id}", {"titles": ["Emperor"]}, status=422)

    assert teams.titles_of(store(admin), manager.id) == frozenset()


def test_what_is_not_there_is_not_found(admin: StaffVisit, west: int) -> None:
    admin("/cases/teams/999", status=404)
    admin(f"/cases/titles/{admin.account.id}", status=404)
    admin(f"/cases/teams/{west}")
    admin.post(f"/cases/teams/{west}/member/1", {"act": "dance"}, status=400)
