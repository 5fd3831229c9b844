"""Invented young people for the board report, a heap at a time."""

from __future__ import annotations

from datetime import date

from entitlements.board import AwardStep, BoardReport, Saving, Unclaimed, Young, as_rows

AS_AT = date(2026, 11, 22)
ADULT = date(2007, 2, 10)

CTF = Saving("child_trust_fund", True, date(2026, 9, 1))
CTF_NO_BALANCE = Saving("child_trust_fund", False)
JUNIOR_ISA = Saving("junior_isa", True, date(2026, 9, 1))
NAMES = {"child_trust_fund": "Child Trust Fund", "junior_isa": "Junior ISA"}

SETTING_UP = ("dorset/setting-up-home", "Setting up home allowance")
BURSARY = ("england/higher-education-bursary", "Higher education bursary")


def paid(what: tuple[str, str], amount: int | None, on: date, step: str = "paid") -> AwardStep:
    return AwardStep(*what, step, amount, on)


def unclaimed(what: tuple[str, str]) -> Unclaimed:
    return Unclaimed(*what)


def cells(report: BoardReport, table: str) -> dict[str, tuple[str, ...]]:
    """The rows of a table as text, by their labels."""
    return {label: tuple(texts) for label, *texts in as_rows(report.table(table))[1:]}


def column(report: BoardReport, table: str) -> dict[str, str]:
    """The rows of a table that has one column."""
    return {label: text for label, (text,) in cells(report, table).items()}


def many(count: int, young: Young) -> tuple[Young, ...]:
    return (young,) * count
