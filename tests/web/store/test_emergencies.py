"""Emergencies: one person's word for a while, then a second signature or the text before."""

from __future__ import annotations

import pytest

from entitlements.signoff import NotAllowed, State
from tests.web.store.small_rules import (
    ADA,
    AT,
    BEN,
    CATALOGUE,
    DAY,
    HELP,
    OTHER,
    Office,
    table,
)
from web.store import audit, changes, register, verify

OVER = AT + 14 * DAY


def state_of(office: Office, number: int) -> State:
    change = changes.get(office.store, number)
    assert change is not None
    return change.state


def in_service(office: Office, path: str = HELP) -> bytes:
    return dict(register.files(office.store))[path]


@pytest.mark.parametrize("begin", [Office.draft, Office.proposed])
def test_one_person_publishes_a_draft_or_a_proposal_and_all_are_told(office: Office, begin) -> None:
    number = begin(office)
    assert changes.publish_in_emergency(office.store, number, ADA, "Letters.", OVER, AT) == 2
    assert in_service(office) == table(20)
    (waits,) = changes.emergencies(office.store, AT + 1)
    assert (waits.change_id, waits.by, waits.reason) == (number, "Ada", "Letters.")
    assert (waits.until, waits.overdue) == (OVER, False)
    change = changes.get(office.store, number)
    assert change is not None
    assert (change.state, change.publication) == (State.EMERGENCY, 2)


def test_a_second_person_makes_it_stand(office: Office) -> None:
    number = office.emergency()
    with pytest.raises(NotAllowed, match="no hand in it"):
        changes.countersign(office.store, number, ADA, AT)
    changes.countersign(office.store, number, BEN, AT + DAY)
    assert changes.emergencies(office.store, OVER) == []
    assert changes.expire_emergencies(office.store, OVER) == []
    assert (in_service(office), state_of(office, number)) == (table(20), State.PUBLISHED)
    assert verify.everything(office.store) == []


def test_without_one_the_text_before_comes_back_by_itself(office: Office) -> None:
    office.published(15)
    number = office.emergency(20)
    assert changes.expire_emergencies(office.store, OVER - 1) == []
    assert changes.expire_emergencies(office.store, OVER) == [number]
    assert changes.expire_emergencies(office.store, OVER) == []
    assert (in_service(office), state_of(office, number)) == (table(15), State.EXPIRED)
    back = register.revisions(office.store, HELP)[0]
    assert (back.publication, back.by, back.change_id) == (4, "emergency lapsed", number)
    (event,) = audit.events(office.store, limit=1)
    assert (event.action, event.actor) == ("expire", "the service itself")
    assert "not countersigned in time" in event.object
    assert verify.everything(office.store) == []


def test_one_that_others_built_on_stays_overdue_until_somebody_acts(office: Office) -> None:
    number = office.emergency(20)
    office.published(30)
    assert changes.expire_emergencies(office.store, OVER) == []
    (waits,) = changes.emergencies(office.store, OVER)
    assert (waits.overdue, waits.stays) == (
        True,
        "dorset/help.yaml was changed by Ben since, in publication 3.",
    )
    changes.countersign(office.store, number, BEN, OVER + DAY)
    assert changes.emergencies(office.store, OVER + DAY) == []


def test_one_that_the_book_now_needs_stays_too(office: Office) -> None:
    more = CATALOGUE + "  - {id: months, label: months, type: number, question: How long?}\n"
    number = changes.begin(office.store, "Ask for months", "", ADA, AT).id
    changes.save(office.store, number, "facts.yaml", more.encode(), 0, ADA, AT)
    changes.publish_in_emergency(office.store, number, ADA, "Now.", OVER, AT)
    needs = changes.begin(office.store, "Use months", "", ADA, AT).id
    tested = table(10, "other").replace(b"{home: flat}", b"{months: {from: 3}}")
    changes.save(office.store, needs, OTHER, tested, 0, ADA, AT)
    changes.propose(office.store, needs, ADA, office.digests(needs), {}, AT)
    changes.sign(office.store, needs, BEN, office.digests(needs), AT)
    changes.publish(office.store, needs, BEN, AT)
    assert changes.expire_emergencies(office.store, OVER) == []
    (waits,) = changes.emergencies(office.store, OVER)
    assert waits.stays.startswith("The rules could not be read without it: dorset/other.yaml")


def test_two_on_one_file_give_way_newest_first(office: Office) -> None:
    first, second = office.emergency(20), office.emergency(30)
    assert changes.expire_emergencies(office.store, OVER) == [second]
    assert in_service(office) == table(20)
    assert state_of(office, first) is State.EMERGENCY


def test_an_emergency_adds_no_file_and_needs_a_reason(office: Office) -> None:
    number = office.draft(5, "dorset/new.yaml")
    with pytest.raises(NotAllowed, match=r"new\.yaml would be new.*signed off instead"):
        changes.publish_in_emergency(office.store, number, ADA, "Now.", OVER, AT)
    with pytest.raises(NotAllowed, match="cannot wait"):
        changes.publish_in_emergency(office.store, number, ADA, " ", OVER, AT)
    with pytest.raises(NotAllowed, match="later than now"):
        changes.publish_in_emergency(office.store, number, ADA, "Now.", AT, AT)
    empty = changes.begin(office.store, "Nothing yet", "", ADA, AT).id
    with pytest.raises(NotAllowed, match="no text"):
        changes.publish_in_emergency(office.store, empty, ADA, "Now.", OVER, AT)
    assert register.latest(office.store) == 1
