"""The Corporate Parenting Board report: what each table says, and what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from entitlements.board import Young, as_rows, board_report, sections_of
from tests.entitlements.board.people import (
    ADULT,
    AS_AT,
    BURSARY,
    CTF,
    CTF_NO_BALANCE,
    JUNIOR_ISA,
    NAMES,
    SETTING_UP,
    cells,
    column,
    many,
    paid,
    unclaimed,
)


def test_having_none_and_nobody_having_checked_are_three_counts() -> None:
    young = (
        *many(12, Young(ADULT, savings=(CTF,))),
        *many(8, Young(ADULT, checked_savings=True)),
        *many(20, Young(ADULT)),
    )
    report = board_report(young, AS_AT)
    assert column(report, "savings") == {
        "Has savings on record": "12",
        "Checked, and none on record": "8",
        "Nobody has checked": "20",
        "All young people": "40",
    }


def test_balances_and_kinds_are_counted_by_person() -> None:
    young = (
        *many(9, Young(savings=(CTF, JUNIOR_ISA))),
        *many(6, Young(savings=(CTF_NO_BALANCE, CTF_NO_BALANCE))),
    )
    report = board_report(young, AS_AT, names=NAMES)
    assert column(report, "balances") == {
        "A balance is known": "9",
        "No balance is known": "6",
        "All with savings on record": "15",
    }
    assert column(report, "kinds") == {"Child Trust Fund": "15", "Junior ISA": "9"}


def test_a_small_number_takes_another_with_it() -> None:
    young = (
        *many(3, Young(savings=(CTF,))),
        *many(10, Young(checked_savings=True)),
        *many(20, Young()),
    )
    report = board_report(young, AS_AT)
    assert column(report, "savings") == {
        "Has savings on record": "c",
        "Checked, and none on record": "10",
        "Nobody has checked": "c",
        "All young people": "33",
    }
    assert column(report, "balances") == {
        "A balance is known": "c",
        "No balance is known": "0",
        "All with savings on record": "c",
    }
    assert column(report, "kinds") == {"Child trust fund": "c"}


def test_18th_birthdays_by_month() -> None:
    """The day itself has been attained; what is left of the month comes first."""
    young = (
        *many(10, Young(date(2008, 11, 22))),
        *many(7, Young(date(2008, 11, 23))),
        *many(8, Young(date(2009, 3, 5))),
        *many(9, Young(date(2009, 11, 1))),
        *many(6, Young(None)),
    )
    report = board_report(young, AS_AT)
    assert column(report, "turning_18") == {
        "Turns 18 in the 12 months to come": "15",
        "Is 18 or over": "10",
        "Turns 18 later": "9",
        "Date of birth not known": "6",
        "All young people": "40",
    }
    months = column(report, "months")
    assert next(iter(months)) == "November 2026, from the 23rd"
    assert list(months)[11:] == ["October 2027", "All 12 months"]
    counted = {month: text for month, text in months.items() if text != "0"}
    assert counted == {
        "November 2026, from the 23rd": "7",
        "March 2027": "8",
        "All 12 months": "15",
    }


def test_a_birthday_on_29_february_is_on_1_march() -> None:
    young = many(8, Young(date(2008, 2, 29)))
    assert column(board_report(young, date(2026, 2, 28)), "months")["March 2026"] == "8"


def test_one_birthday_a_month_tells_no_month() -> None:
    """Six cells of one each would follow from their total of six, so nought is hidden too."""
    turning = tuple(Young(date(2009, month, 10)) for month in range(1, 7))
    young = (*turning, *many(9, Young(ADULT)))
    months = column(board_report(young, AS_AT), "months")
    assert months.pop("All 12 months") == "6"
    assert set(months.values()) == {"c"}


def test_what_is_due_is_counted_for_those_who_turn_18() -> None:
    turning = Young(date(2009, 3, 5), at_18=("child_trust_fund", "A letter about savings"))
    young = (
        *many(8, turning),
        *many(7, replace(turning, at_18=("A letter about savings",))),
        *many(9, Young(ADULT, at_18=("child_trust_fund",))),
    )
    report = board_report(young, AS_AT, names=NAMES)
    assert column(report, "due_at_18") == {"A letter about savings": "15", "Child Trust Fund": "8"}


def test_payments_are_in_quarters_of_the_financial_year() -> None:
    young = (
        *many(7, Young(awards=(paid(SETTING_UP, 100_000, date(2026, 4, 1)),))),
        *many(6, Young(awards=(paid(SETTING_UP, 50_050, date(2026, 6, 30)),))),
        *many(8, Young(awards=(paid(SETTING_UP, 200_000, date(2026, 11, 22)),))),
        *many(6, Young(awards=(paid(SETTING_UP, 9_900, date(2025, 12, 31)),))),
        *many(6, Young(awards=(paid(SETTING_UP, 9_900, date(2026, 11, 23)),))),
        *many(6, Young(awards=(paid(SETTING_UP, 9_900, date(2026, 7, 1), "agreed"),))),
    )
    report = board_report(young, AS_AT)
    assert as_rows(report.table("payments")) == (
        (
            "Entitlement",
            "January to March 2026",
            "April to June 2026",
            "July to September 2026",
            "October to December 2026, so far",
            "All of these",
        ),
        ("Setting up home allowance", "0", "13", "0", "8", "21"),
    )
    assert cells(report, "sums_paid")["Setting up home allowance"] == (
        "£0",
        "£10,003",
        "£0",
        "£16,000",
        "£26,003",
    )


def test_what_was_paid_counts_when_the_case_is_closed_and_the_person_does_not() -> None:
    one = (paid(SETTING_UP, 100_000, date(2026, 4, 1)),)
    report = board_report(many(9, Young(awards=one)), AS_AT, closed=[one] * 8)
    assert report.people.value == 9
    assert cells(report, "payments")["Setting up home allowance"][1] == "17"
    assert cells(report, "sums_paid")["Setting up home allowance"][1] == "£17,000"


def test_few_payees_are_hidden_wherever_they_are() -> None:
    one = (paid(SETTING_UP, 100_000, date(2026, 4, 1)),)
    report = board_report(many(30, Young()), AS_AT, closed=[one] * 3)
    assert cells(report, "payments")["Setting up home allowance"][1] == "c"
    assert cells(report, "sums_paid")["Setting up home allowance"][1] == "c"


def test_many_payments_to_few_people_are_small_and_so_is_their_sum() -> None:
    often = tuple(paid(SETTING_UP, 10_000, date(2026, 5, day)) for day in range(1, 9))
    young = (
        *many(1, Young(awards=often)),
        *many(7, Young(awards=(paid(SETTING_UP, 10_000, date(2026, 8, 1)),))),
        *many(9, Young(awards=(paid(SETTING_UP, 10_000, date(2026, 2, 1)),))),
    )
    report = board_report(young, AS_AT)
    title = "Setting up home allowance"
    assert cells(report, "payments")[title] == ("9", "c", "c", "0", "24")
    assert cells(report, "sums_paid")[title] == ("£900", "c", "c", "£0", "£2,400")


def test_a_sum_nobody_wrote_down_is_not_nought() -> None:
    young = (
        *many(7, Young(awards=(paid(BURSARY, None, date(2026, 5, 1)),))),
        *many(7, Young(awards=(paid(BURSARY, 200_000, date(2026, 8, 1)),))),
        *many(7, Young(awards=(paid(BURSARY, None, date(2026, 8, 1)),))),
    )
    report = board_report(young, AS_AT)
    row = cells(report, "sums_paid")["Higher education bursary"]
    assert row == ("£0", "not known", "at least £14,000", "£0", "at least £14,000")


def test_a_sum_of_one_person_is_hidden_though_many_were_paid() -> None:
    young = (
        *many(7, Young(awards=(paid(BURSARY, None, date(2026, 5, 1)),))),
        *many(1, Young(awards=(paid(BURSARY, 40_000, date(2026, 5, 1)),))),
        *many(7, Young(awards=(paid(BURSARY, 200_000, date(2026, 8, 1)),))),
    )
    report = board_report(young, AS_AT)
    assert cells(report, "payments")["Higher education bursary"] == ("0", "8", "7", "0", "15")
    row = cells(report, "sums_paid")["Higher education bursary"]
    assert row == ("£0", "c", "£14,000", "£0", "c")


def test_what_was_paid_does_not_tell_what_is_unclaimed() -> None:
    """Of 7 people 6 were paid it: that it is unclaimed by 1 would follow."""
    young = (
        *many(6, Young(awards=(paid(BURSARY, 200_000, date(2026, 5, 1)),))),
        *many(1, Young(unclaimed=(unclaimed(BURSARY),))),
    )
    report = board_report(young, AS_AT)
    assert cells(report, "payments")["Higher education bursary"] == ("0", "c", "0", "0", "c")
    assert column(report, "unclaimed")["Higher education bursary"] == "c"
    assert column(report, "savings")["All young people"] == "c"


def test_what_is_unclaimed_is_counted_once_and_not_if_it_was_paid() -> None:
    both = (unclaimed(SETTING_UP), unclaimed(SETTING_UP), unclaimed(BURSARY))
    young = (
        *many(8, Young(unclaimed=both, status="former_relevant")),
        *many(6, Young(unclaimed=both, awards=(paid(BURSARY, 1, AS_AT),))),
        *many(6, Young()),
    )
    report = board_report(young, AS_AT)
    assert column(report, "unclaimed") == {
        "Higher education bursary": "8",
        "Setting up home allowance": "14",
        "Legal status not known": "12",
    }


@pytest.mark.parametrize(
    ("looked_at", "overridden", "texts"),
    [
        (40, 10, ("30", "10", "40", "25%")),
        (40, 3, ("c", "c", "40", "c")),
        (40, 0, ("40", "0", "40", "0%")),
        (4, 0, ("c", "0", "c", "c")),
        (0, 0, ("0", "0", "0", "not known")),
        (None, None, ("not known",) * 4),
    ],
)
def test_how_often_a_person_decided_otherwise(
    looked_at: int | None, overridden: int | None, texts: tuple[str, ...]
) -> None:
    report = board_report((), AS_AT, looked_at=looked_at, overridden=overridden)
    assert tuple(column(report, "overrides").values()) == texts


def test_a_note_tells_no_nought_from_a_hidden_number() -> None:
    one = board_report(many(8, Young()), AS_AT)
    other = board_report(many(8, Young(ADULT, "qualifying", (CTF,), True)), AS_AT)
    assert [table.note for table in one.tables] == [table.note for table in other.tables]


def test_every_table_says_its_day_its_people_and_what_c_is() -> None:
    for table in board_report(many(8, Young()), AS_AT).tables:
        assert table.note.startswith("As at 22 November 2026. There are 8 people in this report.")
        assert "The letter c is a number from 1 to 5" in table.note


@pytest.mark.parametrize(
    ("count", "says"), [(0, "Nobody is in this report."), (7, "fewer than 8 people")]
)
def test_a_report_about_few_says_no_number(count: int, says: str) -> None:
    report = board_report(many(count, Young()), AS_AT)
    assert says in report.table("savings").note
    assert report.people.value == (0 if count == 0 else None)


@pytest.mark.parametrize(
    "wrong", [{"threshold": 3}, {"quarters": 0}, {"looked_at": 3, "overridden": 4}]
)
def test_what_cannot_be_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"protects|quarters|check both"):
        board_report((), AS_AT, **wrong)  # type: ignore[arg-type]


def test_a_report_is_the_content_of_a_paper() -> None:
    sections = sections_of(board_report(many(7, Young(savings=(CTF,))), AS_AT))
    assert [section.id for section in sections][:3] == ["savings", "balances", "kinds"]
    assert all(section.blocks for section in sections)
