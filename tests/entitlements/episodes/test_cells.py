"""Days, legal bases and placements as they are typed."""

from __future__ import annotations

from datetime import date

import pytest

from entitlements.care import BASES, COUNTED_BASES
from entitlements.episodes.bases import BASIS_OF, CODES, NotABasis, read_basis
from entitlements.episodes.days import NotADay, read_day, read_end
from entitlements.episodes.headings import Column, column_of
from entitlements.episodes.places import place_words

THIRD_OF_MAY = date(2019, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "03/05/2019",
        "3/5/2019",
        "3.5.2019",
        "03-05-2019",
        "2019-05-03",
        "2019/05/03",
        "2019-05-03T00:00:00",
        "03/05/2019 00:00",
        "3 May 2019",
        "3rd May 2019",
        "03-MAY-2019",
        "Friday 3 May 2019",
        "Fri, 3 May 2019",
        "May 3, 2019",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_day(text) == THIRD_OF_MAY


@pytest.mark.parametrize(
    ("text", "what", "fix"),
    [
        ("3/5/19", "two digits for the year", "Write all four digits."),
        ("03-May-19", "two digits for the year", "Write all four digits."),
        ("43588", "number that a spreadsheet keeps", "Format the column as dates"),
        ("43588.5", "number that a spreadsheet keeps", "Format the column as dates"),
        ("05/13/2019", "has the month first", "Write the day first"),
        ("30/02/2019", "not a day in the calendar", "Check it."),
        ("03/05/0019", "not a year that can be right", "Check the year."),
        ("03/05/201", "not a year that can be right", "Check the year."),
        ("3 Mai 2019", "is no month", "Write it like"),
        ("soon", "is not a date", "Write it like"),
        ("٣/٥/٢٠١٩", "is not a date", "Write it like"),
        ("x" * 500, "…", "Write it like"),
    ],
)
def test_what_is_not_one_day_only_is_refused(text: str, what: str, fix: str) -> None:
    with pytest.raises(NotADay) as refused:
        read_day(text)
    assert what in refused.value.what
    assert fix in refused.value.fix
    assert len(refused.value.what) < 120


@pytest.mark.parametrize("text", ["", "-", "NULL", "ongoing", "Present", "to date", "n/a"])
def test_an_end_may_be_still_to_come(text: str) -> None:
    assert read_end(text) is None


@pytest.mark.parametrize("text", ["?", "unknown", "TBC", "not known"])
def test_an_end_that_nobody_knows_is_not_care_that_goes_on(text: str) -> None:
    with pytest.raises(NotADay, match="does not say if care goes on"):
        read_end(text)


def test_codes_agree_with_what_counts() -> None:
    """C1, C2, D1, E1, V2, L1 to L3 and J1 to J3 count; V3 and V4 do not: data reference 4."""
    counted = {code for code, basis in CODES.items() if basis in COUNTED_BASES}
    assert counted == {"C1", "C2", "D1", "E1", "V2", "L1", "L2", "L3", "J1", "J2", "J3"}
    assert set(CODES) - counted == {"V3", "V4"}
    assert set(CODES.values()) | set(BASIS_OF.values()) == set(BASES)


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("c2", "care_order"),
        ("C2 - Full Care Order", "care_order"),
        ("Full care order (s31)", "care_order"),
        ("interim_care_order", "interim_care_order"),
        ("ICO", "interim_care_order"),
        ("Section 20", "section_20"),
        ("s.20", "section_20"),
        ("V2 Single period of accommodation under section 20 (Children Act 1989)", "section_20"),
        ("Respite", "short_breaks"),
        ("V4: short breaks", "short_breaks"),
        ("Police protection", "emergency"),
        ("On remand", "remand"),
        ("Freeing order", "placement_order"),
    ],
)
def test_a_basis_is_read_from_codes_and_words(text: str, basis: str) -> None:
    assert read_basis(text) == basis


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "The legal basis is missing"),
        ("section 17", "Section 17 help is not being looked after"),
        ("SGO", "Special guardianship is not being looked after"),
        ("C1 - full care order", "says two things"),
        ("X9", "is not a legal basis that we know"),
        ("care ordr", "Did you mean 'care order'"),
    ],
)
def test_what_is_no_basis_is_refused(text: str, says: str) -> None:
    with pytest.raises(NotABasis, match=says):
        read_basis(text)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("U2", "foster care with family or friends"),
        ("K3", "supported accommodation"),
        ("Z13", "other placement"),
        ("P1", "with parents"),
        ("Aunt's house", "Aunt's house"),
    ],
)
def test_a_placement_code_becomes_plain_words(code: str, words: str) -> None:
    assert place_words(code) == words


@pytest.mark.parametrize("heading", ["Legal_Status", " legal status ", "LEGAL-STATUS:", "LS"])
def test_a_heading_is_known_whatever_its_case(heading: str) -> None:
    assert column_of(heading) is Column.BASIS
