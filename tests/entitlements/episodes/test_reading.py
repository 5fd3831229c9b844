"""Care periods out of a paste: what is read, what is left out, what is refused."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from entitlements.care import CarePeriod
from entitlements.episodes import MOST_CHARACTERS, joined
from tests.entitlements.episodes.pastes import EPISODES, SPREADSHEET, read, read_rows, said


def test_an_episodes_file_is_read_without_a_problem() -> None:
    pasted = read(EPISODES)
    assert pasted.complete
    assert not pasted.problems
    assert pasted.periods == (
        CarePeriod(
            date(2019, 5, 1), date(2019, 9, 2), "interim_care_order", "dorset", "foster care"
        ),
        CarePeriod(date(2019, 9, 2), date(2021, 1, 11), "care_order", "dorset", "foster care"),
        CarePeriod(date(2021, 1, 11), date(2025, 2, 10), "care_order", "dorset", "children's home"),
    )
    assert len(joined(pasted.periods)) == 2


def test_what_is_not_kept_is_dropped_and_named() -> None:
    pasted = read(EPISODES)
    assert pasted.left_out == (
        "CHILD",
        "CIN",
        "PLACE_PROVIDER",
        "REASON_PLACE_CHANGE",
        "HOME_POST",
        "PL_POST",
        "URN",
    )
    kept = repr(pasted)
    assert not any(cell in kept for cell in ("D123", "DT1", "BH1", "N1", "PR4", "SC000001"))


def test_cells_copied_from_a_spreadsheet_are_read() -> None:
    pasted = read(SPREADSHEET)
    assert pasted.periods == (
        CarePeriod(date(2019, 5, 3), date(2020, 9, 2), "section_20", "dorset", "Foster care"),
        CarePeriod(date(2020, 9, 2), None, "care_order", "dorset", None),
    )
    assert pasted.rows[0].line == 2
    assert pasted.rows[1].line == 4
    assert pasted.rows[0].cells == ("3 May 2019", "2-Sep-2020", "S.20", "Foster care")
    assert pasted.left_out == ("Social Worker",)


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_commas_semicolons_and_tabs_are_one(between: str) -> None:
    cells = ["01/05/2019", "02/09/2020", "care order", '"Kent"']
    [period] = read(between.join(cells)).periods
    assert period == CarePeriod(date(2019, 5, 1), date(2020, 9, 2), "care_order", "Kent")


def test_a_quoted_cell_may_hold_what_parts_the_cells() -> None:
    pasted = read_rows(
        '01/05/2019,02/09/2020,C2,"Aunt\'s house, in Poole"', headings="start,end,ls,placement"
    )
    assert pasted.periods[0].placement == "Aunt's house, in Poole"


def test_a_quote_mark_left_open_swallows_no_row() -> None:
    pasted = read_rows('01/05/2019,02/09/2020,C2,"Kent', "02/09/2020,03/09/2021,C2,")
    assert len(pasted.rows) == 2
    assert "quote mark" in pasted.problems[0].what


@pytest.mark.parametrize(
    ("row", "basis"),
    [("01/05/2019,02/09/2020,C2", "care_order"), ("01/05/2019,02/09/2020,s20,Kent", "section_20")],
)
def test_without_headings_columns_are_in_the_plain_order(row: str, basis: str) -> None:
    [period] = read(row).periods
    assert (period.start, period.basis) == (date(2019, 5, 1), basis)


def test_two_columns_give_dates_and_ask_for_the_basis() -> None:
    """A basis decides if days count, so nothing stands in for one."""
    [row] = read("01/05/2019\t02/09/2020").rows
    assert (row.start, row.end, row.period) == (date(2019, 5, 1), date(2020, 9, 2), None)
    assert row.problems[0].what == "The legal basis is missing. It decides if these days count."


def test_five_columns_without_headings_are_not_guessed() -> None:
    pasted = read("01/05/2019,02/09/2020,C2,Kent,foster care")
    assert not pasted.rows
    assert said(pasted) == [
        "1: There are no headings that we know, and the widest row has 5 columns."
    ]


def test_a_title_above_the_headings_is_named() -> None:
    pasted = read("Legal status history\n\nstart,end,basis\n01/05/2019,02/09/2020,C2")
    assert len(pasted.periods) == 1
    assert said(pasted) == ["1: This line is above the headings, so it was not read."]


def test_an_unknown_heading_is_named_with_the_nearest() -> None:
    pasted = read_rows("01/05/2019,02/09/2020,C2,x", headings="start,end,basis,plcement")
    assert pasted.problems[0].what == (
        'We do not know the heading "plcement", so its column was not read.'
    )
    assert pasted.problems[0].fix == "Did you mean 'placement'?"
    assert len(pasted.periods) == 1


@pytest.mark.parametrize(
    ("headings", "what"),
    [
        ("finish,basis,la", "No column is headed as the start of care."),
        ("start,basis,la", "No column is headed as the end of care."),
        ("start,from,end", "2 columns are headed as the start."),
    ],
)
def test_columns_that_cannot_be_told_are_refused_with_the_reason(headings: str, what: str) -> None:
    pasted = read_rows("01/05/2019,02/09/2020,C2", headings=headings)
    assert not pasted.rows
    assert what in [problem.what for problem in pasted.problems]


def test_rows_of_several_children_are_refused_without_naming_them() -> None:
    pasted = read(EPISODES + "D777,01/05/2019,S,C1,N1,U4,PR1,02/09/2019,X1,,,,\n")
    assert not pasted.rows
    assert not pasted.periods
    assert said(pasted) == ["0: These rows are of 2 children."]
    assert "D777" not in repr(pasted)


def test_another_date_of_birth_is_said_and_not_shown() -> None:
    pasted = read_rows("01/05/2019,02/09/2020,C2,11/02/2007", headings="start,end,ls,DOB")
    assert "date of birth here is not the one" in pasted.problems[0].what
    assert "2007" not in repr(pasted)


def test_a_row_said_twice_is_kept_once() -> None:
    pasted = read_rows("01/05/2019,02/09/2020,C2", "2019-05-01,2 Sept 2020,care order")
    assert len(pasted.periods) == 1
    assert pasted.rows[1].same_as == 2
    assert said(pasted) == ["3: This row is the same as line 2, and is kept once."]
    assert pasted.complete


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("=1+1", "A cell begins like a formula."),
        ("<b>Kent</b>", "A cell holds web page code."),
        ("Ke\0nt", "A cell holds a sign that cannot be seen."),
    ],
)
def test_what_is_no_plain_text_is_a_problem_of_its_row(cell: str, what: str) -> None:
    pasted = read_rows(f"01/05/2019,02/09/2020,C2,{cell}", "02/09/2020,,C2,")
    assert said(pasted) == [f"2: {what}"]
    assert len(pasted.periods) == 1
    assert not pasted.complete


def test_a_row_with_more_cells_than_headings_is_a_problem() -> None:
    pasted = read_rows("01/05/2019,02/09/2020,C2,Kent,x")
    assert said(pasted) == ["2: This row has more cells than there are columns."]


def test_a_paste_that_is_too_long_is_refused_at_once() -> None:
    rows = read("start,end,basis\n" + "01/05/2019,02/09/2020,C2\n" * 5000)
    assert said(rows) == ["0: This is 5,001 lines, more than 500."]
    assert not rows.rows
    signs = read("x" * (MOST_CHARACTERS + 1))
    assert said(signs) == ["0: This is 200,001 characters, more than 200,000."]


def test_five_hundred_rows_are_read() -> None:
    days = [date.fromordinal(date(2019, 5, 1).toordinal() + n) for n in range(501)]
    rows = [f"{a},{b},C2" for a, b in pairwise(days)]
    pasted = read_rows(*rows)
    assert len(pasted.periods) == 500
    assert not pasted.problems
    assert len(joined(pasted.periods)) == 1


@pytest.mark.parametrize("text", ["", "  \n\t\n", "\ufeff"])
def test_nothing_pasted_is_said(text: str) -> None:
    assert said(read(text)) == ["0: There is nothing here to read."]


@pytest.mark.parametrize(
    ("typed", "council"),
    [
        ("", "dorset"),
        ("DORSET", "dorset"),
        ("Dorset Council", "dorset"),
        ("Dorset County Council", "Dorset County Council"),
        ("Kent", "Kent"),
    ],
)
def test_only_the_council_of_the_case_is_taken_for_it(typed: str, council: str) -> None:
    """Dorset County Council ended on 1 April 2019: two councils came of it."""
    assert read_rows(f"01/05/2019,02/09/2020,C2,{typed}").periods[0].authority == council
