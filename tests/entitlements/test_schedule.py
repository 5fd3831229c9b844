"""The schedule: every answer and every payment of one person, as rows of plain values."""

from __future__ import annotations

from datetime import date

from entitlements.awards import Entry, Step
from entitlements.evaluate import evaluate
from entitlements.facts import Award, Facts
from entitlements.receipt import receipt
from entitlements.schedule import COLUMNS, Payment, ScheduleRow, schedule
from tests.rulebooks import shipped_engine

TODAY = date(2026, 11, 22)
POT = "dorset/personal-budget"
FACTS = Facts(
    {
        "authority": "dorset",
        "date_of_birth": date(2007, 2, 10).toordinal(),
        "leaving_care_status": "former_relevant",
        "already_had": (Award(POT, 25_000, on=date(2026, 1, 10)),),
    }
)
PAID = Payment(
    Entry(7, POT, None, Step.PAID, 25_000, date(2026, 1, 10)), "the person", "bank transfer", "R-12"
)
AGREED = Payment(Entry(7, POT, None, Step.AGREED, 25_000, date(2026, 1, 8)))


def rows(*payments: Payment) -> list[ScheduleRow]:
    return list(schedule(evaluate(shipped_engine(), FACTS, TODAY), payments))


def test_every_table_has_a_row_and_each_step_has_one() -> None:
    found = rows(PAID, AGREED)
    tables = [table.id for table in shipped_engine().book.tables_for("dorset")]
    assert list(dict.fromkeys(row.entitlement for row in found)) == tables
    steps = [(row.step, row.on, row.sum) for row in found if row.entitlement == POT]
    assert steps == [("Agreed", date(2026, 1, 8), 25_000), ("Paid", date(2026, 1, 10), 25_000)]


def test_a_row_in_plain_words() -> None:
    paid = next(row for row in rows(PAID) if row.award == 7)
    assert (paid.title, paid.outcome) == ("Personal budget", "you can ask for this")
    assert paid.force == "It is your council's own policy."
    assert paid.legal_basis.endswith("personal budget")
    assert (paid.amount, paid.least, paid.most) == ("£450 of £700 left", 0, 45_000)
    assert (paid.version, paid.until) == (date(2021, 4, 1), date(2032, 2, 10))
    assert (paid.payee, paid.route, paid.receipt) == ("the person", "bank transfer", "R-12")


def test_what_was_paid_under_a_table_that_is_gone_is_not_left_out() -> None:
    gone = Payment(Entry(8, "dorset/old-fund", None, Step.PAID, None, date(2026, 1, 10)))
    last = rows(gone)[-1]
    assert (last.entitlement, last.outcome, last.sum) == (
        *("dorset/old-fund", "not in this rule book", None),
    )


def test_the_columns_are_those_of_a_row() -> None:
    row = rows()[0]
    assert len(row.cells) == len(COLUMNS) == len(set(COLUMNS.values()))


def test_sums_leave_in_pounds_and_no_figure_stays_empty() -> None:
    at = {name: place for place, name in enumerate(COLUMNS)}
    for row in rows():
        for name in ("least", "most", "sum"):
            pence, cell = getattr(row, name), row.cells[at[name]]
            assert cell is None if pence is None else round(float(str(cell)) * 100) == pence


def test_it_says_what_the_receipt_says() -> None:
    found = {row.entitlement: row for row in rows()}
    for told in receipt(evaluate(shipped_engine(), FACTS, TODAY))["decisions"]:
        row, amount = found[told["entitlement"]], told["amount"] or {}
        assert (row.least, row.most) == (amount.get("least"), amount.get("most"))
        assert row.start == (told["from"] and date.fromisoformat(told["from"]))
        assert row.until == (told["until"] and date.fromisoformat(told["until"]))
