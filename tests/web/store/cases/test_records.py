"""Opening, editing, finding and listing cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from entitlements.signoff import NotAllowed
from tests.web.store.cases.desk import KEYS, WHO, Desk, says
from tests.web.store.small_rules import ADA, AT, BEN, CAT
from web.store import audit, verify
from web.store.cases import CannotOpen, Keys, Vault, facts, records, teams
from web.store.cases.records import Case, Conflict, Contact, Details, ReferenceTaken, Summary

SUMMARY = Summary(date(2026, 12, 1), "Ask by", 114_000, 2, None, 3, 10, 4, 7)


def test_a_case_comes_back_as_it_was_opened(desk: Desk) -> None:
    made = records.open_case(desk.vault, WHO, desk.team, BEN, says(home="flat"), ADA, AT)
    found = desk.now(made)
    assert found == made
    assert (found.details, found.number, found.adviser_id, found.opened_at) == (WHO, 1, BEN, AT)
    assert (found.closed_at, found.purge_at, found.purged_at, found.summary) == (None,) * 4
    assert desk.known(found) == {"home": "flat"}


def test_there_may_be_no_such_case(desk: Desk) -> None:
    assert records.get(desk.vault, 99) is None
    assert records.by_reference(desk.vault, "none") is None


def test_a_case_is_found_by_its_reference(desk: Desk) -> None:
    made = desk.case("QX 77")
    assert records.by_reference(desk.vault, " qx  77") == made


def test_a_reference_is_taken_once(desk: Desk) -> None:
    first, second = desk.case("R-1"), desk.case("R-2")
    with pytest.raises(ReferenceTaken) as taken:
        desk.case("r-1")
    assert "r-1" not in str(taken.value).lower()
    with pytest.raises(ReferenceTaken):
        records.edit(desk.vault, second.id, 1, Details("R-1"), ADA, AT)
    assert desk.now(second) == second
    assert records.by_reference(desk.vault, "R-1") == first


def test_a_reference_is_needed(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="needs a reference"):
        desk.case("  ")


def test_a_form_sent_twice_opens_one_case(desk: Desk) -> None:
    opened = [
        records.open_case(desk.vault, WHO, desk.team, ADA, says(home="flat"), ADA, AT, once="o")
        for _ in range(2)
    ]
    assert opened[0] == opened[1]
    assert len(records.listed(desk.vault, ADA)) == 1


def test_a_team_and_an_adviser_must_be_there(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="no such team"):
        records.open_case(desk.vault, WHO, 99, ADA, {}, ADA, AT)
    with pytest.raises(NotAllowed, match="no account 99"):
        records.open_case(desk.vault, WHO, desk.team, 99, {}, ADA, AT)
    with pytest.raises(NotAllowed, match="no account 99"):
        records.open_case(desk.vault, WHO, desk.team, ADA, {}, 99, AT)
    assert records.listed(desk.vault, ADA) == []


def test_an_edit_is_a_save(desk: Desk) -> None:
    case = desk.case()
    after = records.edit(desk.vault, case.id, 1, WHO, BEN, AT + 5)
    assert isinstance(after, Case)
    assert (after.details, after.number, after.changed_at) == (WHO, 2, AT + 5)
    assert records.by_reference(desk.vault, "R-1") is None


def test_an_edit_over_somebody_elses_is_a_conflict_and_loses_nothing(desk: Desk) -> None:
    case = desk.case()
    theirs = replace(case.details, contact=Contact.OUT_OF_TOUCH)
    records.edit(desk.vault, case.id, 1, theirs, BEN, AT + 5)
    found = records.edit(desk.vault, case.id, 1, WHO, ADA, AT + 9)
    assert found == Conflict(2, "Ben", AT + 5, (), theirs)
    assert desk.now(case).details == theirs
    after = records.edit(desk.vault, case.id, found.number, WHO, ADA, AT + 9)
    assert isinstance(after, Case)
    assert after.details == WHO


def test_the_same_edit_twice_is_one_save(desk: Desk) -> None:
    case = desk.case()
    for _ in range(2):
        assert records.edit(desk.vault, case.id, 1, WHO, ADA, AT) == desk.now(case)
    assert desk.now(case).number == 2


def test_what_others_said_of_facts_is_no_conflict_for_an_edit(desk: Desk) -> None:
    case = desk.case()
    facts.save(desk.vault, case.id, 1, says(home="flat"), BEN, AT)
    assert isinstance(records.edit(desk.vault, case.id, 1, WHO, ADA, AT), Case)


def test_a_case_is_given_to_somebody_else(desk: Desk) -> None:
    case, south = desk.case(), teams.add(desk.store, "South", ADA, AT)
    after = records.assign(desk.vault, case.id, south.id, CAT, BEN, AT + 1)
    assert (after.team_id, after.adviser_id, after.number) == (south.id, CAT, 2)
    assert records.assign(desk.vault, case.id, south.id, CAT, BEN, AT + 2) == after
    with pytest.raises(NotAllowed, match="no such team"):
        records.assign(desk.vault, case.id, 99, CAT, BEN, AT)


def test_a_summary_comes_back_and_is_no_save(desk: Desk) -> None:
    case = desk.case()
    head = audit.head(desk.store)
    records.set_summary(desk.vault, case.id, SUMMARY)
    assert desk.now(case).summary == SUMMARY
    assert (desk.now(case).number, audit.head(desk.store)) == (1, head)


def test_a_list_has_ones_own_cases_and_those_of_ones_teams(desk: Desk) -> None:
    south = teams.add(desk.store, "South", ADA, AT)
    ours = desk.case("R-1")
    cats = records.open_case(desk.vault, Details("R-2"), south.id, CAT, {}, ADA, AT)
    adas = records.open_case(desk.vault, Details("R-3"), south.id, ADA, {}, ADA, AT)
    assert records.listed(desk.vault, ADA) == [ours, adas]
    assert records.listed(desk.vault, BEN) == [ours]
    assert records.listed(desk.vault, CAT) == [cats]


def test_a_list_has_open_cases_or_closed_ones(desk: Desk) -> None:
    kept, closed, purged = (desk.case(f"R-{n}") for n in range(3))
    closed = desk.closed(closed)
    desk.purged(purged)
    assert records.listed(desk.vault, ADA) == [kept]
    assert records.listed(desk.vault, ADA, closed=True) == [closed]


def test_a_list_takes_one_query_however_long_it_is(desk: Desk) -> None:
    for number in range(5):
        records.set_summary(desk.vault, desk.case(f"R-{number}").id, SUMMARY)
    asked: list[str] = []
    event.listen(desk.store, "before_cursor_execute", lambda *a: asked.append(a[2]))
    assert len(records.listed(desk.vault, BEN)) == 5
    assert len([sql for sql in asked if sql != "BEGIN"]) == 1


def test_another_key_opens_no_case(desk: Desk) -> None:
    desk.case()
    other = Vault(desk.store, Keys(b"x" * 32))
    with pytest.raises(CannotOpen):
        records.listed(other, ADA)
    assert records.by_reference(other, "R-1") is None
    assert other.keys != KEYS


def test_details_of_two_cases_cannot_be_swapped(desk: Desk) -> None:
    first, second = desk.case("R-1"), desk.case("R-2")
    with desk.store.begin() as connection:
        connection.exec_driver_sql(
            f"UPDATE case_file SET sealed = (SELECT sealed FROM case_file WHERE id = {second.id})"
            f" WHERE id = {first.id}"
        )
    with pytest.raises(CannotOpen):
        records.get(desk.vault, first.id)


def test_every_step_is_in_the_chain_by_ids_alone(desk: Desk) -> None:
    case = desk.case(home="flat")
    records.edit(desk.vault, case.id, 1, WHO, BEN, AT)
    records.assign(desk.vault, case.id, desk.team, CAT, BEN, AT)
    edited, opened = (audit.events(desk.store)[n] for n in (1, 2))
    assert (edited.actor, edited.action) == ("Ben (account 2)", "case edited")
    assert f'"case":{case.id}' in opened.object
    assert "flat" not in opened.object
    assert verify.everything(desk.store) == []
