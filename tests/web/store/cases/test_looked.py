"""Who looked at whose case."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from entitlements.signoff import NotAllowed
from tests.web.store.cases.desk import Desk
from tests.web.store.small_rules import ADA, AT, BEN
from web.store import audit
from web.store.cases import looked, teams
from web.store.cases.looked import Look


def test_looks_come_newest_first(desk: Desk) -> None:
    case, other = desk.case("R-1"), desk.case("R-2")
    for account, page, at in ((ADA, "cases.facts", AT), (BEN, "cases.overview", AT + 1)):
        looked.note(desk.store, account, case.id, page, at)
    looked.note(desk.store, BEN, other.id, "cases.facts", AT + 2)
    assert looked.of_case(desk.store, case.id) == [
        Look("Ben", "cases.overview", AT + 1, BEN, case.id),
        Look("Ada", "cases.facts", AT, ADA, case.id),
    ]
    assert [one.at for one in looked.of_case(desk.store, case.id, limit=1)] == [AT + 1]


def test_the_looks_of_a_team_are_those_at_its_cases(desk: Desk) -> None:
    case, south = desk.case(), teams.add(desk.store, "South", ADA, AT)
    looked.note(desk.store, ADA, case.id, "cases.facts", AT)
    looked.note(desk.store, ADA, None, "cases.caseload", AT)
    assert [one.case_id for one in looked.of_team(desk.store, desk.team)] == [case.id]
    assert looked.of_team(desk.store, south.id) == []


def test_a_look_is_no_event(desk: Desk) -> None:
    case = desk.case()
    head = audit.head(desk.store)
    looked.note(desk.store, ADA, case.id, "cases.facts", AT)
    assert audit.head(desk.store) == head


def test_old_looks_are_forgotten(desk: Desk) -> None:
    case = desk.case()
    for at in (AT, AT + 1, AT + 2):
        looked.note(desk.store, ADA, case.id, "cases.facts", at)
    assert looked.forget_before(desk.store, AT + 2) == 2
    assert [one.at for one in looked.of_case(desk.store, case.id)] == [AT + 2]


def test_nobody_looks_at_a_purged_case(desk: Desk) -> None:
    case = desk.case()
    looked.note(desk.store, ADA, case.id, "cases.facts", AT)
    desk.purged(case)
    assert looked.of_case(desk.store, case.id) == []
    for number in (case.id, 99):
        with pytest.raises(NotAllowed, match="purged"):
            looked.note(desk.store, ADA, number, "cases.facts", AT)


def test_a_look_is_never_rewritten(desk: Desk) -> None:
    looked.note(desk.store, ADA, desk.case().id, "cases.facts", AT)
    with desk.store.begin() as connection, pytest.raises(IntegrityError):
        connection.exec_driver_sql("UPDATE case_view SET account_id = 2")
