"""Decision receipts: what was said is kept, worked out again, and held against today."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from tests.staff import StaffVisit, new_account
from tests.web.cases.room import NOW, Room
from web.access import Role
from web.store.cases import checks, facts
from web.store.cases.facts import Said, State
from web.store.cases.records import Case


@pytest.fixture
def room(app: Flask) -> Room:
    """A team at work."""
    return Room.of(app)


@pytest.fixture
def sam(room: Room) -> Case:
    """The adviser's case, with a private fact."""
    return room.open()


def keep(room: Room, case: Case, once: str = "") -> str:
    """Keep the answers of the day, and return their code."""
    room.adviser(f"/cases/{case.id}/checks")
    page = room.adviser.post(f"/cases/{case.id}/checks/keep", {"once": once})
    assert "These answers are kept." in page.text
    return page.path.rpartition("/")[2]


def test_a_kept_check_says_what_was_said(room: Room, sam: Case) -> None:
    code = keep(room, sam)

    page = room.adviser(f"/cases/{sam.id}/checks/{code}")
    assert "About the day 22 November 2026" in page.text
    assert "Kept by Pat Lee" in page.text
    assert "Festival gift £20 a year" in page.text
    assert "10 February 2007" in page.text
    assert "Publication 1" in page.text
    assert code in page.title


def test_the_list_has_its_code_its_day_and_who_kept_it(room: Room, sam: Case) -> None:
    code = keep(room, sam)

    page = room.adviser(f"/cases/{sam.id}/checks")
    assert page.links()[code] == f"/cases/{sam.id}/checks/{code}"
    assert "About 22 November 2026" in page.text
    assert "Kept by Pat Lee" in page.text


def test_a_form_sent_twice_keeps_one_check(room: Room, sam: Case) -> None:
    assert keep(room, sam, "one-form") == keep(room, sam, "one-form")
    assert len(checks.of_case(room.vault, sam)) == 1


def test_worked_out_again_it_is_the_same(room: Room, sam: Case) -> None:
    code = keep(room, sam)

    page = room.adviser(f"/cases/{sam.id}/checks/{code}/again")
    assert "It is the same" in page.text
    assert "Each answer, each word and each test came out as it was kept." in page.text


def test_it_is_the_same_by_its_own_rules_after_others_are_published(room: Room, sam: Case) -> None:
    code = keep(room, sam)
    room.publish()

    assert "It is the same" in room.adviser(f"/cases/{sam.id}/checks/{code}/again").text


def test_what_the_facts_changed_is_told_apart_from_what_the_rules_did(
    room: Room, sam: Case
) -> None:
    code = keep(room, sam)
    me = room.adviser.account.id
    moved = Said("home", State.KNOWN, "with_family", "them")
    facts.save(room.vault, sam.id, sam.number, {"home": moved}, me, NOW + 5)

    page = room.adviser(f"/cases/{sam.id}/checks/{code}/since")
    by_rules, by_facts = page.text.split("Because facts of the case changed")
    assert "Nothing is other." in by_rules
    assert "If people you live with get Universal Credit" in by_facts
    assert "Said then" in by_facts


def test_what_new_rules_changed_stands_apart_from_the_facts(make_app) -> None:
    room = Room.of(make_app(fixed_date=date(2027, 5, 1)))
    sam = room.open()
    code = keep(room, sam)
    room.publish()

    page = room.adviser(f"/cases/{sam.id}/checks/{code}/since")
    by_rules, by_facts = page.text.split("Because facts of the case changed")
    assert "£3,000" in by_rules
    assert "Setting up home money" in by_rules
    assert "Nothing is other." in by_facts


def test_what_was_said_stays_as_it_was(room: Room, sam: Case) -> None:
    code = keep(room, sam)
    me = room.adviser.account.id
    before = room.adviser(f"/cases/{sam.id}/checks/{code}").text
    moved = Said("home", State.KNOWN, "with_family", "them")
    facts.save(room.vault, sam.id, sam.number, {"home": moved}, me, NOW + 5)

    assert room.adviser(f"/cases/{sam.id}/checks/{code}").text == before


def test_a_code_is_found_however_it_is_typed(room: Room, sam: Case) -> None:
    code = keep(room, sam)

    typed = code.lower().replace("-", " ")
    page = room.adviser(f"/cases/find-check?code={typed}", follow=True)
    assert page.path == f"/cases/{sam.id}/checks/{code}"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Type the code."),
        ("K7QM", "This has 4 letters and digits. A code has 11."),
        ("K7QM-3XRD-9T!", "No code has the sign '!'."),
        ("U7QM-3XRD-9T5", "No code has the sign 'U'."),
    ],
)
def test_what_is_no_code_is_told_why(room: Room, typed: str, says: str) -> None:
    page = room.adviser(f"/cases/find-check?code={typed}", status=422)

    assert says in page.text
    assert page.all("input", css="govuk-input")[0].get("value") == typed


def test_a_slip_in_a_code_is_noticed(room: Room, sam: Case) -> None:
    code = keep(room, sam)
    slip = ("A" if code[0] != "A" else "B") + code[1:]

    assert "is wrong" in room.adviser(f"/cases/find-check?code={slip}", status=422).text


def test_a_stranger_is_told_the_same_of_a_check_as_of_none(room: Room, sam: Case) -> None:
    code, stranger = keep(room, sam), StaffVisit(room.app, new_account(room.app, Role.ADVISER))

    real = stranger(f"/cases/find-check?code={code}", status=422).text
    made_up = stranger(f"/cases/find-check?code={checks.new_code()}", status=422).text
    assert "No check of your cases has this code." in real
    assert real == made_up
    stranger(f"/cases/{sam.id}/checks/{code}", status=404)


def test_a_check_of_another_case_is_not_found_under_this_one(room: Room, sam: Case) -> None:
    code, other = keep(room, sam), room.open(name="Kim")

    room.adviser(f"/cases/{other.id}/checks/{code}", status=404)
    room.adviser(f"/cases/{sam.id}/checks/K7QM", status=404)


def test_private_facts_in_a_check_are_not_for_a_colleague(room: Room, sam: Case) -> None:
    code = keep(room, sam)

    for end in ("", "/again", "/since"):
        page = room.colleague(f"/cases/{sam.id}/checks/{code}{end}")
        assert "This check rests on private facts." in page.text
        assert "Festival gift" not in page.text


def test_a_colleagues_check_says_that_facts_were_left_out(room: Room, sam: Case) -> None:
    room.colleague(f"/cases/{sam.id}/checks")
    page = room.colleague.post(f"/cases/{sam.id}/checks/keep", {})

    assert "Private facts, as they were not for whoever kept it to see" in page.text
    assert "Festival gift" in page.text


def test_a_check_that_was_changed_in_the_store_is_refused(room: Room, sam: Case) -> None:
    code, other = keep(room, sam), keep(room, sam)
    with room.vault.store.begin() as connection:
        for (name,) in connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'kept_check'"
        ).all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql(
            "UPDATE kept_check SET sealed = (SELECT sealed FROM kept_check WHERE code = ?)"
            " WHERE code = ?",
            (other, code),
        )

    page = room.adviser(f"/cases/{sam.id}/checks/{code}", status=409)
    assert "This check is not as it was kept." in page.text
