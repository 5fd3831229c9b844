"""What help comes to: never one number. Certain money, "up to", loans, bills, things apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from entitlements.evaluate import Decision
from entitlements.figures import Figure
from entitlements.messages.amount_templates import PER
from entitlements.money import Per, format_money
from entitlements.rulebook.amounts import Amount, Kind
from entitlements.rulebook.model import Outcome

#: The outcomes under which somebody gets help, or may ask for it.
GOT = (Outcome.ENTITLED, Outcome.MAY_GET)


class Sort(StrEnum):
    """What sort of money a decision is about; sorts are never added together."""

    CERTAIN = "certain"
    UP_TO = "up_to"
    NO_FIGURE = "no_figure"
    LOAN = "loan"
    OFF_BILL = "off_bill"
    IN_KIND = "in_kind"


def sort_of(decision: Decision) -> Sort | None:
    """The sort of one decision; None where no money is counted, or it is counted elsewhere."""
    figure = decision.figure
    if figure is None or figure.amount.draws_on:
        return None
    apart = _apart(figure.amount)
    if apart is not None:
        return apart
    if figure.most is None:
        return Sort.NO_FIGURE
    return Sort.CERTAIN if _is_certain(decision.outcome, figure) else Sort.UP_TO


def _is_certain(outcome: Outcome, figure: Figure) -> bool:
    """Whether a sum is one that the person will get, to the penny."""
    amount = figure.amount
    sure = outcome is Outcome.ENTITLED and figure.is_settled
    return sure and not amount.up_to and not amount.matched


def _apart(amount: Amount) -> Sort | None:
    if amount.kind is Kind.LOAN or amount.repay:
        return Sort.LOAN
    if amount.kind is Kind.OFF_BILL:
        return Sort.OFF_BILL
    return None if amount.kind is Kind.CASH else Sort.IN_KIND


@dataclass(frozen=True)
class Totals:
    """The help of one person on one day, each sort apart.

    Unit: `certain` is pence by how often they come; the rest are titles of tables
    """

    certain: tuple[tuple[Per, int], ...] = ()
    up_to: tuple[str, ...] = ()
    no_figure: tuple[str, ...] = ()
    loans: tuple[str, ...] = ()
    off_bills: tuple[str, ...] = ()
    in_kind: tuple[str, ...] = ()

    @property
    def sums(self) -> tuple[str, ...]:
        """The certain sums in words, one for each way of paying."""
        return tuple(PER[per].format(sum=format_money(pence)) for per, pence in self.certain)


NO_HELP = Totals()


def totals_of(decisions: Iterable[Decision]) -> Totals:
    """Sort the decisions of one person."""
    certain: dict[Per, int] = {}
    titles: dict[Sort, list[str]] = {sort: [] for sort in Sort}
    for decision in decisions:
        sort = sort_of(decision) if decision.outcome in GOT else None
        if sort is Sort.CERTAIN and decision.figure is not None:
            per = decision.figure.amount.per or Per.ONCE
            certain[per] = certain.get(per, 0) + (decision.figure.most or 0)
        elif sort is not None:
            titles[sort].append(decision.table.title)
    apart = (Sort.UP_TO, Sort.NO_FIGURE, Sort.LOAN, Sort.OFF_BILL, Sort.IN_KIND)
    in_order = tuple((per, certain[per]) for per in Per if per in certain)
    return Totals(in_order, *(tuple(titles[sort]) for sort in apart))
