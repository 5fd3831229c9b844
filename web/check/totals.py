"""What it comes to: never one number. Certain money, "up to", loans, bills and things apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from entitlements.money import Per
from entitlements.rulebook.amounts import Amount, Kind
from entitlements.rulebook.model import Outcome
from web.check.items import Item
from web.wording import how_often


@dataclass(slots=True)
class Totals:
    """The sums of a results page, each kind apart."""

    certain: dict[Per, int] = field(default_factory=dict)  #: pence
    sources: dict[Per, list[Item]] = field(default_factory=dict)  #: what each sum is made of
    up_to: list[Item] = field(default_factory=list)
    no_figure: list[Item] = field(default_factory=list)
    loans: list[Item] = field(default_factory=list)
    off_bills: list[Item] = field(default_factory=list)
    in_kind: list[Item] = field(default_factory=list)

    @property
    def lines(self) -> list[tuple[str, list[Item]]]:
        """The certain sums in words, and what each is made of."""
        often = [per for per in Per if per in self.certain]
        return [(how_often(self.certain[per], per), self.sources[per]) for per in often]


def totals(items: Iterable[Item]) -> Totals:
    """Sort what can be got, or asked for, by what kind of money it is."""
    found = Totals()
    for item in items:
        figure = item.decision.figure
        if figure is None or figure.amount.draws_on:
            continue
        heap = _heap(found, figure.amount)
        if heap is not None:
            heap.append(item)
        elif figure.most is None:
            found.no_figure.append(item)
        elif is_certain(item):
            _add(found, item, figure.most)
        else:
            found.up_to.append(item)
    return found


def is_certain(item: Item) -> bool:
    """Whether a sum is one that the person will get, to the penny."""
    figure = item.decision.figure
    sure = item.outcome is Outcome.ENTITLED and figure is not None and figure.is_settled
    return sure and figure is not None and not figure.amount.up_to and not figure.amount.matched


def _heap(found: Totals, amount: Amount) -> list[Item] | None:
    if amount.kind is Kind.LOAN or amount.repay:
        return found.loans
    if amount.kind is Kind.OFF_BILL:
        return found.off_bills
    return None if amount.kind is Kind.CASH else found.in_kind


def _add(found: Totals, item: Item, pence: int) -> None:
    figure = item.decision.figure
    per = (figure.amount.per if figure else None) or Per.ONCE
    found.certain[per] = found.certain.get(per, 0) + pence
    found.sources.setdefault(per, []).append(item)
