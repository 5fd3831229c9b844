"""A year's money: what is certain in one year, in pence, for one person or for everybody.

Counted is what somebody is entitled to, in cash, of a set sum that is theirs to keep. A
sum paid once is counted in the year in which it is paid. What needs a decision, is "up
to" a sum, is a loan, help in kind or off a bill, or has no figure, is counted apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from entitlements.evaluate import Evaluation
from entitlements.plan.build import PlanTable
from entitlements.plan.proof import Reading
from entitlements.plan.proof_amounts import Amounts, NotLinear, Sum
from entitlements.plan.sums import Range, Sums
from entitlements.plan.terms import Term
from entitlements.proof.yearly import yearly
from entitlements.rulebook.amounts import Amount, Kind
from entitlements.rulebook.model import Match, Outcome, Row


@dataclass(frozen=True)
class Total:
    """What is certain in a year, and the rows (table and row) that are counted apart."""

    pence: Term
    apart: tuple[str, ...]


def times_a_year(amount: Amount) -> int:
    """How many times in a year an amount is paid. Raises NotLinear where nothing says."""
    number = yearly(replace(amount, overall=None), 1)
    if number is None:
        raise NotLinear("nothing says how many times a year it is paid")
    return number


def in_a_year(amount: Amount, sum_: Sum) -> Sum:
    """A sum as it comes to in a year. Raises NotLinear."""
    return Sum(sum_.figure, sum_.pence * times_a_year(amount))


def is_certain(row: Row) -> bool:
    """Whether a row gives cash of a set sum, to keep, that nobody need decide on."""
    amount = row.amount
    if amount is None or amount.value is None or row.outcome is not Outcome.ENTITLED:
        return False
    return amount.kind is Kind.CASH and not amount.up_to and not amount.repay


def total_of(reading: Reading, amounts: Amounts) -> Total:
    """A year's certain money, for everybody at once."""
    parts, apart = list[Term](), list[str]()
    for table in reading.plan.tables:
        for place, row in enumerate(table.rows):
            if row.row.amount is None:
                continue
            try:
                counted = _counted(reading, amounts, table, place) if is_certain(row.row) else None
            except NotLinear:
                counted = None
            if counted is None:
                apart.append(f"{table.id} {row.row.id}")
            else:
                parts.append(counted)
    return Total(reading.terms.sum(parts), tuple(apart))


def _counted(reading: Reading, amounts: Amounts, table: PlanTable, place: int) -> Term:
    amount, read = table.rows[place].row.amount, reading.table(table.id)
    assert amount is not None
    sum_ = in_a_year(amount, amounts.amount(table, amount))
    together = table.table.match is Match.ALL and place < len(table.rows) - 1
    holds = read.rows[place].holds if together else read.wins[place]
    return reading.terms.if_(reading.terms.every((holds, sum_.figure)), sum_.pence, 0)


def money_of(evaluation: Evaluation) -> dict[str, int]:
    """A year's certain money for one person, by table, as the evaluator has it.

    Unit: pence; a sum that is not settled counts at its least
    """
    sums, found = Sums(evaluation), dict[str, int]()
    for table in evaluation.plan.tables:
        for place in evaluation.verdicts[table.number].winners:
            row = table.rows[place].row
            if row.amount is not None and is_certain(row):
                pence = _in_a_year(sums.amount(table, row.amount), row.amount)
                found[table.id] = found.get(table.id, 0) + pence
    return found


def moved_tables(one: Evaluation, other: Evaluation) -> tuple[str, ...]:
    """The tables that give somebody another sum for a year than before."""
    before, after = money_of(one), money_of(other)
    names = sorted({*before, *after})
    return tuple(name for name in names if before.get(name, 0) != after.get(name, 0))


def money_from(evaluation: Evaluation, names: tuple[str, ...]) -> int:
    """A year's certain money from some tables. Unit: pence."""
    found = money_of(evaluation)
    return sum(found.get(name, 0) for name in names)


def _in_a_year(found: Range | None, amount: Amount) -> int:
    try:
        return found[0] * times_a_year(amount) if found else 0
    except NotLinear:
        return 0
