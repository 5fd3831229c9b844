"""What is odd among rows that could be read: said, and changed by nobody."""

from __future__ import annotations

import pytest

from tests.entitlements.episodes.pastes import read, read_rows, said

CODED = "DECOM,RNE,LS,DEC,REC"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (
            ["10/05/2019,10/05/2019,C2"],
            "2: Care begins and ends on the same day, so no day counts.",
        ),
        (["10/05/2019,09/05/2019,C2"], "2: Care ends before it begins."),
        (["01/02/2007,10/05/2019,C2"], "2: Care begins before the date of birth."),
        (["10/02/2025,,C2"], "2: Care begins on or after the 18th birthday."),
        (["10/02/2023,01/03/2025,C2"], "2: Care ends after the 18th birthday."),
        (["01/01/2027,,C2"], "2: Care begins on a day still to come."),
        (
            ["01/01/2019,01/03/2019,C2", "02/03/2019,01/05/2019,C2"],
            "3: One day is missing after line 2.",
        ),
        (
            ["01/01/2019,01/03/2019,C2", "01/02/2019,01/05/2019,C2"],
            "3: These days are also in line 2. Each day counts once.",
        ),
        (
            ["01/01/2019,01/03/2019,C2,Kent", "01/02/2019,01/05/2019,C2"],
            "3: Two councils are on record for the same days.",
        ),
        (
            ["01/01/2019,,C2", "01/02/2020,01/05/2021,C2"],
            "3: The care of line 2 has no end, and this row begins after it.",
        ),
    ],
)
def test_what_is_odd_in_the_dates_is_said(rows: list[str], found: str) -> None:
    assert found in said(read_rows(*rows))


def test_a_gap_of_one_day_is_not_repaired() -> None:
    pasted = read_rows("01/01/2019,01/03/2019,C2", "02/03/2019,01/05/2019,C2")
    assert [str(period.end) for period in pasted.periods] == ["2019-03-01", "2019-05-01"]
    assert "first day out" in pasted.problems[0].fix


def test_short_breaks_a_day_apart_are_not_odd() -> None:
    assert not read_rows("01/01/2019,02/01/2019,V3", "03/01/2019,04/01/2019,V3").problems


def test_an_end_to_come_and_a_start_before_the_act_are_said() -> None:
    young = read("start,end,basis\n01/01/2026,01/01/2027,C2", born=None)
    assert said(young) == ["2: Care ends on a day still to come."]
    old = read("start,end,basis\n01/01/1991,01/01/1992,C2", born=None)
    assert said(old) == ["2: Care begins before 14 October 1991."]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["01/05/2019,S,C2,01/06/2019,"], "There is an end without a reason for it"),
        (["01/05/2019,S,C2,,E8"], "a reason without an end"),
        (["01/05/2019,S,C2,01/06/2019,X1"], "REC is X1, another row begins the same day"),
        (["01/05/2019,L,C2,01/06/2019,E8"], "RNE is L, care went on, but no row ends"),
        (
            ["01/05/2019,S,C1,01/06/2019,X1", "01/06/2019,S,C2,01/07/2019,E8"],
            "RNE is S, care began, but another row ends on this very day.",
        ),
    ],
)
def test_the_codes_of_a_return_are_held_to_its_rules(rows: list[str], found: str) -> None:
    """Rules 148, 388, 433 and 431."""
    says = " ".join(said(read_rows("01/01/2018,S,C2,01/02/2018,E8", *rows, headings=CODED)))
    assert found in says


def test_many_rows_over_the_same_days_are_told_once_each() -> None:
    rows = [f"01/05/2019,{1 + n:02}/06/2019,C2,council {n}" for n in range(28)]
    pasted = read_rows(*rows)
    assert len(pasted.periods) == 28
    assert len(pasted.problems) == 27


def test_every_problem_says_how_to_fix_it() -> None:
    pasted = read_rows("10/05/2019,01/01/2027,C2", "01/02/2019,,C2", "soon,?,x")
    assert len(pasted.problems) >= 5
    assert all(problem.fix and problem.line for problem in pasted.problems)
