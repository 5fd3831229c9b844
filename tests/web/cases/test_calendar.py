"""The calendar file: read back with the same library, and safe to have on a phone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from tests.staff import StaffVisit
from tests.web.cases.conftest import OPENED, AtWork
from tests.web.cases.test_answers import SAM
from web.documents.calendar import Marked, calendar_file
from web.store.cases import facts, records
from web.store.cases.facts import Said, State
from web.store.cases.records import SafeContact

CaseOf = Callable[..., AtWork]


@pytest.fixture
def sam(case_of: CaseOf) -> AtWork:
    """Nineteen; nobody has asked yet whether it is safe to write."""
    return case_of(reference="CANARY-78", name="Sam Canary", **SAM)


def is_safe(sam: AtWork) -> None:
    details = replace(sam.case.details, safe_contact=SafeContact.SAFE)
    records.edit(
        sam.vault, sam.case.id, sam.now.number, details, sam.adviser.account.id, OPENED + 1
    )


def taken(sam: AtWork, query: str = "", by: StaffVisit | None = None) -> bytes:
    visit = by or sam.adviser
    response = visit.client.get(f"{sam.at}/dates/dates.ics{query}")
    assert response.status_code == 200
    assert response.content_type == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="dates.ics"'
    return response.data


def events(file: bytes) -> list:
    return list(Calendar.from_ical(file).walk("VEVENT"))


def test_each_date_is_a_whole_day_with_a_word_four_weeks_before(sam: AtWork) -> None:
    found = events(taken(sam, "?titles=plain"))

    assert found
    for event in found:
        assert type(event["DTSTART"].dt) is date
        assert event["DTEND"].dt == event["DTSTART"].dt + timedelta(days=1)
        (alarm,) = event.walk("VALARM")
        assert alarm["TRIGGER"].dt == timedelta(days=-28)
        assert alarm["ACTION"] == "DISPLAY"


def test_a_birthday_is_one_entry_with_all_that_changes(sam: AtWork) -> None:
    found = {str(e["SUMMARY"]): e for e in events(taken(sam, "?titles=plain"))}

    birthday = found["You turn 21: some help changes"]
    assert birthday["DTSTART"].dt == date(2028, 2, 10)
    assert "Festival gift" in birthday["DESCRIPTION"]
    assert "Not known from here on: Festival gift" not in found
    assert found["Last day to ask: Personal budget"]["DTSTART"].dt == date(2032, 2, 9)


def test_the_same_case_in_the_same_state_gives_the_same_bytes(sam: AtWork) -> None:
    assert taken(sam) == taken(sam) == taken(sam, by=sam.manager)


def test_an_entry_keeps_its_mark_when_its_date_moves(sam: AtWork) -> None:
    def marks() -> dict[str, str]:
        found = events(taken(sam, "?titles=plain"))
        return {str(e["SUMMARY"]): str(e["UID"]) for e in found}

    before, stamp = marks(), events(taken(sam))[0]["SEQUENCE"]
    born = Said("date_of_birth", State.KNOWN, "2007-03-10", "council_record")
    me = sam.adviser.account.id
    facts.save(sam.vault, sam.case.id, sam.now.number, {"date_of_birth": born}, me, OPENED + 5)
    after = marks()

    assert after["You turn 21: some help changes"] == before["You turn 21: some help changes"]
    assert events(taken(sam))[0]["SEQUENCE"] == stamp + 1


def test_marks_differ_between_cases_and_say_nothing(sam: AtWork, case_of: CaseOf) -> None:
    other = case_of(**SAM)

    ours, theirs = ({str(e["UID"]) for e in events(taken(one))} for one in (sam, other))
    assert not ours & theirs
    assert len(ours) == len(events(taken(sam)))


def test_no_name_and_no_reference_is_in_the_file(sam: AtWork) -> None:
    for titles in ("plain", "neutral"):
        assert b"canary" not in taken(sam, f"?titles={titles}").lower()


def test_titles_are_neutral_until_somebody_says_it_is_safe(sam: AtWork) -> None:
    assert {str(e["SUMMARY"]) for e in events(taken(sam))} == {"Money date"}
    assert b"DESCRIPTION:You" not in taken(sam)
    assert not any("Festival" in str(e.get("DESCRIPTION", "")) for e in events(taken(sam)))

    is_safe(sam)

    assert "You turn 21: some help changes" in {str(e["SUMMARY"]) for e in events(taken(sam))}
    assert {str(e["SUMMARY"]) for e in events(taken(sam, "?titles=neutral"))} == {"Money date"}


def test_there_is_a_warning_before_the_file_unless_it_is_safe(sam: AtWork) -> None:
    link = sam.adviser(f"{sam.at}/dates").links()["Calendar file to keep"]
    assert link == f"{sam.at}/dates/to-keep"
    assert "Nobody has said that it is safe" in sam.adviser(link).text

    is_safe(sam)

    link = sam.adviser(f"{sam.at}/dates").links()["Calendar file to keep"]
    assert link == f"{sam.at}/dates/dates.ics"


def test_lines_are_folded_and_markup_is_kept_as_text() -> None:
    says = "Ask; and, then\n" + "é" * 200
    file = calendar_file(
        [Marked("m1", date(2028, 2, 29), "A, b; c\\d " * 12, says)], 1_700_000_000, 3
    )

    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    (event,) = events(file)
    assert str(event["SUMMARY"]) == "A, b; c\\d " * 12
    assert str(event["DESCRIPTION"]) == says
    assert event["DTEND"].dt == date(2028, 3, 1)
    assert event["SEQUENCE"] == 3


def test_a_calendar_without_dates_can_be_read_too() -> None:
    assert events(calendar_file([], 0, 1)) == []
