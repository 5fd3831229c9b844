"""Closing starts a clock, opening again stops it, and a purge forgets for good."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from entitlements.signoff import NotAllowed
from tests.web.store.cases.desk import DAY, REFERENCE, Desk, says
from tests.web.store.small_rules import ADA, AT, BEN
from web.store import audit, case_models, verify
from web.store.cases import CannotOpen, actions, facts, held, looked, records, retention
from web.store.cases.records import Case, ClosedWhy, Contact, Details, Summary


def rows(desk: Desk, model: Any, case: Case) -> list[Any]:
    table = model.__table__
    with desk.store.connect() as connection:
        return list(connection.execute(select(table).where(table.c.case_id == case.id)))


def test_closing_starts_the_clock(desk: Desk) -> None:
    case = desk.case()
    after = retention.close(desk.vault, case.id, ClosedWhy.REACHED_26, BEN, AT, AT + DAY)
    assert (after.closed_at, after.closed_why, after.purge_at) == (
        AT,
        ClosedWhy.REACHED_26,
        AT + DAY,
    )
    assert after.number == 2
    assert retention.due(desk.store, AT + DAY - 1) == []
    assert retention.due(desk.store, AT + DAY) == [case.id]


def test_opening_it_again_stops_the_clock(desk: Desk) -> None:
    case = desk.closed(desk.case(home="flat"))
    after = retention.reopen(desk.vault, case.id, BEN, AT + 1)
    assert (after.closed_at, after.closed_why, after.purge_at) == (None, None, None)
    assert retention.due(desk.store, AT + 99 * DAY) == []
    assert retention.purge_due(desk.vault, AT + 99 * DAY) == 0
    assert desk.known(case) == {"home": "flat"}


def test_closing_twice_is_closing_once(desk: Desk) -> None:
    case = desk.closed(desk.case())
    assert retention.close(desk.vault, case.id, ClosedWhy.DIED, ADA, AT + 9, AT) == case
    opened = retention.reopen(desk.vault, case.id, BEN, AT)
    assert retention.reopen(desk.vault, case.id, BEN, AT) == opened


def test_a_case_may_be_closed_without_a_day_to_purge_it(desk: Desk) -> None:
    case = desk.case()
    retention.close(desk.vault, case.id, ClosedWhy.MOVED_ON, BEN, AT, None)
    assert retention.due(desk.store, AT * 2) == []
    retention.purge(desk.vault, case.id, BEN, AT)
    assert desk.now(case).purged_at == AT


def test_an_open_case_is_not_purged(desk: Desk) -> None:
    case = desk.case(home="flat")
    with pytest.raises(NotAllowed, match="Close it first"):
        retention.purge(desk.vault, case.id, BEN, AT)
    assert desk.now(case) == case
    assert desk.known(case) == {"home": "flat"}


def test_what_is_due_is_purged_and_nothing_else(desk: Desk) -> None:
    due, later, still_open = (desk.case(f"R-{n}") for n in range(3))
    desk.closed(due), desk.closed(later, AT + 9 * DAY)
    assert retention.purge_due(desk.vault, AT + DAY) == 1
    assert desk.now(due).purged_at == AT + DAY
    assert desk.now(later).purged_at is desk.now(still_open).purged_at is None
    assert retention.purge_due(desk.vault, AT + DAY) == 0
    assert audit.events(desk.store)[0].actor == audit.BY_ITSELF
    assert retention.counts(desk.store, AT + DAY) == {
        "open": 1,
        "closed": 1,
        "due": 0,
        "purged": 1,
    }


def test_a_purged_case_is_a_number_and_nothing_more(desk: Desk) -> None:
    case = desk.full()
    desk.purged(case)
    found = desk.now(case)
    assert found.details == Details("", contact=Contact.NONE_WANTED)
    assert (found.purged_at, found.summary, found.closed_why) == (
        AT + 1,
        None,
        ClosedWhy.MOVED_ON,
    )
    with pytest.raises(CannotOpen, match="purged"):
        found.seal.open(b"x" * 40, "case_fact.sealed")
    assert records.listed(desk.vault, ADA) == records.listed(desk.vault, ADA, closed=True) == []


def test_what_an_audit_of_money_needs_stays_without_what_was_sealed(desk: Desk) -> None:
    case = desk.full()
    with desk.store.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE award_approval SET answer = 'agreed', answered_by = 2, answered_at = 5"
        )
    desk.purged(case)
    for model in retention.BLANKED:
        (row,) = rows(desk, model, case)
        assert row.sealed is None
    (award,) = rows(desk, case_models.AwardEntry, case)
    assert (award.amount, award.on_day, award.entitlement) == (5_000, "2026-11-26", "dorset/help")
    (approval,) = rows(desk, case_models.AwardApproval, case)
    assert (approval.asked_by, approval.answered_by, approval.answer) == (ADA, BEN, "agreed")
    assert approval.sealed_answer is None


def test_what_only_an_open_case_needs_is_deleted(desk: Desk) -> None:
    case, other = desk.full(), desk.full(Details("R-2"))
    desk.purged(case)
    for model in retention.DELETED:
        assert rows(desk, model, case) == []
        assert len(rows(desk, model, other)) == 1


def test_every_table_of_a_case_is_deleted_or_blanked() -> None:
    named = {model.__table__.name for model in (*retention.DELETED, *retention.BLANKED)}
    tables = case_models.Base.metadata.tables.values()
    assert named == {table.name for table in tables if "case_id" in table.c}
    sealed = {table.name for table in tables if any(c.name.startswith("sealed") for c in table.c)}
    assert sealed <= {*named, "case_file"}


def test_the_reference_is_free_again(desk: Desk) -> None:
    desk.purged(desk.full())
    assert records.by_reference(desk.vault, REFERENCE) is None
    again = desk.case(REFERENCE)
    assert records.by_reference(desk.vault, REFERENCE) == again


SUMMARY = Summary(date(2026, 12, 1), "Ask", None, 0, None, None, 0, 0, 0)


def test_every_way_of_writing_to_a_purged_case_is_refused_clearly(desk: Desk) -> None:
    case = desk.full()
    desk.purged(case)
    for attempt in (
        lambda: facts.save(desk.vault, case.id, 1, says(home="flat"), ADA, AT),
        lambda: records.edit(desk.vault, case.id, 1, Details("R-3"), ADA, AT),
        lambda: records.assign(desk.vault, case.id, desk.team, BEN, ADA, AT),
        lambda: records.set_summary(desk.vault, case.id, SUMMARY),
        lambda: actions.add(desk.vault, case, "Ring", None, ADA, AT),
        lambda: actions.done(desk.vault, case, 1, ADA, AT),
        lambda: held.keep(desk.vault, case, ADA, "cases.facts", {}, 1, AT),
        lambda: looked.note(desk.store, ADA, case.id, "cases.facts", AT),
        lambda: retention.close(desk.vault, case.id, ClosedWhy.DIED, ADA, AT, None),
        lambda: retention.reopen(desk.vault, case.id, ADA, AT),
        lambda: retention.purge(desk.vault, case.id, ADA, AT),
    ):
        with pytest.raises(NotAllowed, match="This case was purged"):
            attempt()
    assert verify.everything(desk.store) == []


def test_after_a_year_of_work_and_a_purge_all_is_as_it_was_written(desk: Desk) -> None:
    cases = [desk.full(Details(f"R-{n}", f"Person {n}")) for n in range(4)]
    for week in range(52):
        at, case = AT + week * 7 * DAY, cases[week % 4]
        number = desk.now(case).number
        saved = facts.save(desk.vault, case.id, number, says(home=f"home {week}"), ADA, at)
        assert isinstance(saved, Case)
        action = actions.add(desk.vault, case, f"Week {week}", None, BEN, at)
        actions.done(desk.vault, case, action.id, ADA, at)
        records.edit(desk.vault, case.id, saved.number, Details(f"R-{case.id}-{week}"), ADA, at)
    assert verify.everything(desk.store, head := str(audit.head(desk.store))) == []
    desk.purged(cases[0])
    desk.closed(cases[1])
    assert retention.purge_due(desk.vault, AT + 400 * DAY) == 1
    assert verify.everything(desk.store, head) == []
    assert desk.known(cases[2])["home"] == "home 50"
