"""One tiny worked table for each shape that councils' rules have: the language says it.

The tables are rule files like any other, in `book/`, each named by its code in the
survey of published rules: A01 to A37 are shapes of amount, C01 to C38 of condition.
Their worked examples hold the outcome, the row, the sum to the penny, and what an
unknown fact leaves open.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from entitlements.checks import check_book
from entitlements.dates import Duration
from entitlements.evaluate import Decision, Engine, evaluate
from entitlements.examples import run_table
from entitlements.facts import Facts
from entitlements.rulebook.amounts import (
    Amount,
    Instalment,
    Kind,
    Limit,
    Moment,
    OneUse,
    Pence,
    WholeCount,
)
from entitlements.rulebook.model import Approval, RuleBook, RuleTable
from entitlements.rulebook.read import read_book
from entitlements.rulebook.write import write_book

BOOK = Path(__file__).parent / "book"
TODAY = date(2026, 11, 22)
AMOUNTS = [f"A{number:02}" for number in range(1, 38)]
CONDITIONS = [f"C{number:02}" for number in range(1, 39)]


@cache
def book() -> RuleBook:
    return read_book(BOOK)


@cache
def engine() -> Engine:
    return Engine(book())


@cache
def tables() -> dict[str, RuleTable]:
    """The tables by their code."""
    return {table.title[:3]: table for table in book().tables.values()}


def titles() -> list[str]:
    return sorted(table.title for table in book().tables.values())


def test_every_shape_has_a_table() -> None:
    assert sorted(tables()) == [*AMOUNTS, *CONDITIONS]


@pytest.mark.parametrize("title", titles())
def test_the_language_says(title: str) -> None:
    table = tables()[title[:3]]
    found = list(run_table(engine(), table))

    assert not found, "\n".join(map(str, found))


#: Nothing unknown can matter to these: they always come out the same.
ALWAYS = ("A09", "A11", "A12", "A13", "A14", "A26", "A29", "A30", "A33", "A36", "A37")
ALWAYS += ("C21", "C22", "C23")


@pytest.mark.parametrize("title", [title for title in titles() if title[:3] not in ALWAYS])
def test_an_unknown_fact_is_never_a_no_and_never_nothing(title: str) -> None:
    table = tables()[title[:3]]
    decision = evaluate(engine(), Facts(), TODAY)[table.id]
    figure = decision.figure

    assert decision.outcome.value not in ("not_entitled", "not_provided")
    assert decision.outcome.value == "undecided" or figure is not None
    assert figure is None or (figure.least, figure.most) != (0, 0)


def test_the_conformance_book_is_clean_and_canonical() -> None:
    found = check_book(book())
    assert not found, "\n".join(map(str, found))

    texts = write_book(book())
    for table in tables().values():
        assert (BOOK / table.place).read_text("utf-8") == texts[table.place]


def decided(code: str) -> Decision:
    """What a table decides for somebody of whom enough is known."""
    known = Facts({"apprenticeship_start": date(2026, 9, 1).toordinal(), "already_had": ()})
    for fact, value in {"doing": frozenset({"college"}), "universal_credit": "waiting"}.items():
        known = known.knowing(fact, value)
    return evaluate(engine(), known, TODAY)[tables()[code].id]


def amount_of(code: str) -> Amount:
    figure = decided(code).figure
    assert figure is not None
    return figure.amount


#: What the engine does not work out, but carries to the screen.
CARRIED: dict[str, Callable[[Amount], object]] = {
    "A03": lambda amount: amount.overall_times == 1,
    "A08": lambda amount: amount.times == WholeCount(5),
    "A11": lambda amount: amount.cost and amount.kind is Kind.THIRD_PARTY,
    "A12": lambda amount: amount.limit == Limit(10, "lessons"),
    "A13": lambda amount: amount.cost and amount.share == "50",
    "A14": lambda amount: amount.matched and amount.kind is Kind.SAVED,
    "A29": lambda amount: (amount.in_kind or "").startswith("SIM card"),
    "A32": lambda amount: (amount.overall, amount.overall_times) == (Pence(250_000), 3),
    "A33": lambda amount: amount.repay and amount.kind is Kind.LOAN,
    "A36": lambda amount: amount.one_use_at_most == OneUse("50"),
    "C22": lambda amount: amount.agreed_by[0] == "your social worker",
    "C32": lambda amount: amount.uses == ("food", "heating"),
}


@pytest.mark.parametrize("code", CARRIED)
def test_what_is_not_worked_out_is_carried(code: str) -> None:
    row = next(row for row in tables()[code].versions[0].rows if row.amount)
    assert row.amount is not None
    assert CARRIED[code](row.amount)


def test_a_pot_shows_what_is_left_of_each_part() -> None:
    figure = decided("A06").figure
    assert figure is not None

    assert [(part.part.id, part.left) for part in figure.parts] == [
        ("starter", (15_000, 15_000)),
        ("bedding", (10_000, 10_000)),
        ("licence", (16_950, 16_950)),
        ("rest", (258_050, 258_050)),
    ]


def test_a_payment_plan_keeps_its_dates() -> None:
    last = amount_of("A28").instalments[-1]

    assert amount_of("A28").instalments[0].on == _after("apprenticeship_start", 60)
    assert last == Instalment(Pence(50_000), "When you finish")


def _after(fact: str, days: int) -> Moment:
    return Moment(fact=fact, duration=Duration(days, "day"))


def test_a_ceiling_and_a_sum_look_different() -> None:
    assert amount_of("A04").up_to
    assert not amount_of("A28").up_to


def test_tiers_of_approval_reach_the_decision() -> None:
    row = decided("C23").row
    assert row is not None

    assert row.approval == (
        Approval("your adviser", 5_000, row.approval[0].per),
        Approval("the team manager", 20_000),
        Approval("the head of service"),
    )
    assert row.approval[0].per == "week"


def test_when_it_ends_is_whichever_comes_first() -> None:
    row = tables()["C31"].versions[0].rows[0]

    assert row.ends == (Moment(fact="course_end"), Moment(birthday=25))


def test_a_stated_nil_says_where_to_go() -> None:
    decision = decided("A37")

    assert decision.figure is None
    assert decision.row is not None
    assert decision.row.elsewhere == "The local charity"
