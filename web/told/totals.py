"""What it comes to: never one number. Certain money, "up to", loans, bills and things apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from entitlements.money import Per
from entitlements.totals import Sort, sort_of
from web.told.items import Item
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
    heaps = {
        Sort.UP_TO: found.up_to,
        Sort.NO_FIGURE: found.no_figure,
        Sort.LOAN: found.loans,
        Sort.OFF_BILL: found.off_bills,
        Sort.IN_KIND: found.in_kind,
    }
    for item in items:
        sort = sort_of(item.decision)
        if sort is Sort.CERTAIN:
            _add(found, item)
        elif sort is not None:
            heaps[sort].append(item)
    return found


def _add(found: Totals, item: Item) -> None:
    figure = item.decision.figure
    assert figure is not None  # a certain sum has a figure
    per = figure.amount.per or Per.ONCE
    found.certain[per] = found.certain.get(per, 0) + (figure.most or 0)
    found.sources.setdefault(per, []).append(item)
