"""Who is in which team, who somebody is to a case, and who agrees to sums."""

from __future__ import annotations

import pytest

from entitlements.rulebook.model import Approval
from entitlements.signoff import NotAllowed
from tests.web.store.cases.desk import Desk
from tests.web.store.small_rules import ADA, AT, BEN, CAT
from web.store import audit, verify
from web.store.cases import teams
from web.store.cases.teams import Membership, Relation, Team


def test_who_somebody_is_to_a_case(desk: Desk) -> None:
    case = desk.case()
    assert teams.relation(desk.store, ADA, case) is Relation.OWN
    assert teams.relation(desk.store, BEN, case) is Relation.MANAGES
    assert teams.relation(desk.store, CAT, case) is Relation.NONE
    teams.put(desk.store, desk.team, CAT, False, BEN, AT)
    assert teams.relation(desk.store, CAT, case) is Relation.TEAM
    teams.remove(desk.store, desk.team, CAT, BEN, AT)
    assert teams.relation(desk.store, CAT, case) is Relation.NONE


def test_ones_own_case_stays_ones_own_outside_its_team(desk: Desk) -> None:
    case = desk.case()
    teams.remove(desk.store, desk.team, ADA, BEN, AT)
    assert teams.relation(desk.store, ADA, case) is Relation.OWN


def test_teams_and_their_people_are_listed_by_name(desk: Desk) -> None:
    east = teams.add(desk.store, "  East   Dorset ", ADA, AT)
    assert teams.all_teams(desk.store) == [Team(east.id, "East Dorset"), Team(desk.team, "North")]
    found = teams.members(desk.store, desk.team)
    assert [(one.name, manages) for one, manages in found] == [("Ada", False), ("Ben", True)]
    teams.put(desk.store, east.id, BEN, False, ADA, AT)
    assert teams.of_account(desk.store, BEN) == [
        Membership(east.id, "East Dorset", False),
        Membership(desk.team, "North", True),
    ]


def test_putting_somebody_in_again_changes_whether_they_manage(desk: Desk) -> None:
    teams.put(desk.store, desk.team, ADA, True, BEN, AT)
    assert teams.of_account(desk.store, ADA) == [Membership(desk.team, "North", True)]


def test_a_team_has_a_name_of_its_own(desk: Desk) -> None:
    south = teams.add(desk.store, "South", ADA, AT)
    for attempt in (
        lambda: teams.add(desk.store, "North", ADA, AT),
        lambda: teams.rename(desk.store, south.id, "North", ADA, AT),
    ):
        with pytest.raises(NotAllowed, match="this name already"):
            attempt()
    assert teams.rename(desk.store, south.id, "West", ADA, AT) == Team(south.id, "West")


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
def test_a_team_needs_a_name_of_some_length(desk: Desk, name: str) -> None:
    with pytest.raises(NotAllowed):
        teams.add(desk.store, name, ADA, AT)


def test_what_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="no such team"):
        teams.put(desk.store, 99, ADA, False, BEN, AT)
    with pytest.raises(NotAllowed, match="no such account"):
        teams.put(desk.store, desk.team, 99, False, BEN, AT)
    with pytest.raises(NotAllowed, match="no such team"):
        teams.rename(desk.store, 99, "East", BEN, AT)


LADDER = (Approval("Team manager", 50_000), Approval("Service manager", 300_000), Approval("Panel"))


def test_the_ladder_is_kept_lowest_sum_first(desk: Desk) -> None:
    assert teams.ladder(desk.store) == ()
    teams.set_ladder(desk.store, reversed(LADDER), ADA, AT)
    assert teams.ladder(desk.store) == LADDER
    teams.set_ladder(desk.store, LADDER[:1], ADA, AT)
    assert teams.ladder(desk.store) == LADDER[:1]


@pytest.mark.parametrize(
    "tiers",
    [[Approval(" ")], [Approval("Panel", 1), Approval(" panel ")], [Approval("Panel", 0)]],
)
def test_a_ladder_that_says_nothing_clear_is_refused(desk: Desk, tiers: list[Approval]) -> None:
    teams.set_ladder(desk.store, LADDER, ADA, AT)
    with pytest.raises(NotAllowed):
        teams.set_ladder(desk.store, tiers, ADA, AT)
    assert teams.ladder(desk.store) == LADDER


def test_titles_are_those_that_were_given_last(desk: Desk) -> None:
    assert teams.titles_of(desk.store, BEN) == frozenset()
    teams.set_titles(desk.store, BEN, ["Team  manager", "Panel", ""], ADA, AT)
    assert teams.titles_of(desk.store, BEN) == {"Team manager", "Panel"}
    teams.set_titles(desk.store, BEN, [], ADA, AT)
    assert teams.titles_of(desk.store, BEN) == frozenset()


def test_who_may_agree_is_in_the_chain(desk: Desk) -> None:
    teams.set_titles(desk.store, BEN, ["Panel"], ADA, AT)
    teams.set_ladder(desk.store, LADDER, "the command line", AT)
    ladder, titles = audit.events(desk.store, limit=2)
    assert (titles.actor, ladder.actor) == ("Ada (account 1)", "the command line")
    assert '"Panel"' in titles.object
    assert verify.everything(desk.store) == []
