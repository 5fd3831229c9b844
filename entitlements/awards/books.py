"""Balances: each sum of one person, with nothing had, with what was had, and with what is agreed.

The engine takes off what was had itself. So the whole is what comes out with
nothing had, and what is left is what comes out with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from entitlements.awards.balance import Balance, Drawn, PartBalance, drawn_of
from entitlements.awards.between import ANYTHING, Between
from entitlements.awards.entries import Entry, already_had, committed, until
from entitlements.awards.periods import had_within, period_at, times_within
from entitlements.dates import Window
from entitlements.evaluate import Decision, Engine, Evaluation, evaluate
from entitlements.facts import Award, Facts
from entitlements.money import percent_of
from entitlements.plan.ledger import LEDGER, HadQuery, had
from entitlements.plan.sums import PartLeft
from entitlements.rulebook.amounts import Amount


def balances(
    engine: Engine, facts_without_had: Facts, entries: Sequence[Entry] | None, as_at: date
) -> tuple[Balance, ...]:
    """The balance of each pot, each sum for a period, and whatever else was agreed or paid.

    Entries of a later day are left out. `entries` None means that nobody has written
    down what was had, which is not nothing; facts are those of the person, without
    the fact `already_had`.
    """
    return tuple(_Books(engine, facts_without_had, entries, as_at).balances())


class _Books:
    """One person, with nothing had, with what was had, and with what is agreed too."""

    def __init__(
        self, engine: Engine, facts: Facts, entries: Sequence[Entry] | None, as_at: date
    ) -> None:
        self.engine, self.as_at = engine, as_at
        self.facts = facts.forgetting(LEDGER)
        self.entries = None if entries is None else until(entries, as_at)
        self.had = None if self.entries is None else already_had(self.entries)
        self.agreed = committed(self.entries or ())

    @cached_property
    def untouched(self) -> Evaluation:
        return self._with(())

    @cached_property
    def now(self) -> Evaluation:
        if self.had is None:
            return evaluate(self.engine, self.facts, self.as_at)
        return self._with(self.had)

    @cached_property
    def later(self) -> Evaluation:
        if self.had is None or not self.agreed:
            return self.now
        return self._with((*self.had, *self.agreed))

    def _with(self, awards: tuple[Award, ...]) -> Evaluation:
        return evaluate(self.engine, self.facts.knowing(LEDGER, awards), self.as_at)

    def balances(self) -> Iterator[Balance]:
        named = {entry.entitlement for entry in self.entries or ()}
        for whole in self.untouched:
            amount = whole.figure.amount if whole.figure else None
            drawn = drawn_of(amount)
            if whole.entitlement in named or drawn is not Drawn.NOT_SAID:
                yield self._balance(whole, drawn, amount or Amount())

    def _balance(self, decision: Decision, drawn: Drawn, amount: Amount) -> Balance:
        name, now = decision.entitlement, self.now[decision.entitlement]
        whole = Between.of_figure(decision.figure)
        period = _period(amount, self.as_at)
        in_period = self._in_period(name, period) if drawn is Drawn.PERIOD else None
        left, free = self._left(name, drawn, whole, in_period)
        return Balance(
            *(name, decision.table.title, now.outcome, now.force, drawn, whole),
            *(self._paid(name), self._committed(name), left, free),
            tuple(self._parts(decision)),
            period if drawn is not Drawn.POT else None,
            in_period,
            times_within(self.entries or (), name, period),
            amount.limit,
            _one_use(amount, whole),
            amount.draws_on,
        )

    def _left(
        self, name: str, drawn: Drawn, whole: Between | None, in_period: Between | None
    ) -> tuple[Between | None, Between | None]:
        if whole is None or drawn not in (Drawn.POT, Drawn.PERIOD):
            return None, None
        left = Between.of_figure(self.now[name].figure)
        free = Between.of_figure(self.later[name].figure)
        if drawn is Drawn.POT:
            return left, free
        if in_period is None:
            return None, None
        rest = whole.less(in_period)
        left = rest if left is None else rest.at_most(left)
        return left, left.less(self._committed(name))

    def _in_period(self, name: str, period: Window | None) -> Between | None:
        if period is None:
            return None
        return ANYTHING if self.entries is None else had_within(self.entries, name, period)

    def _paid(self, name: str, part: str | None = None) -> Between:
        return self._taken(self.had, name, part)

    def _committed(self, name: str, part: str | None = None) -> Between:
        return self._taken(self.agreed, name, part)

    def _taken(self, awards: Sequence[Award] | None, name: str, part: str | None) -> Between:
        """What awards took of a pot or a part; of a pot, those of what is paid out of it too."""
        if awards is None:
            return ANYTHING
        drawers = self.untouched.plan.drawers.get(name, ()) if part is None else ()
        queries = [HadQuery(of, part, None, counts=False) for of in (name, *drawers)]
        ranges = [Between.of_range(had(awards, query, self.as_at)) for query in queries]
        open_ = any(found.most is None for found in ranges)
        least = sum(found.least for found in ranges)
        return Between(least, None if open_ else sum(found.most or 0 for found in ranges))

    def _parts(self, decision: Decision) -> Iterator[PartBalance]:
        name, figure = decision.entitlement, self.now[decision.entitlement].figure
        left = {found.part.id: found.left for found in figure.parts} if figure else {}
        for found in decision.figure.parts if decision.figure else ():
            yield self._part(name, found, left.get(found.part.id))

    def _part(self, name: str, whole: PartLeft, left: tuple[int, int] | None) -> PartBalance:
        part = whole.part
        return PartBalance(
            *(part.id, part.title, Between.of_range(whole.cap) if whole.cap else None),
            *(self._paid(name, part.id), self._committed(name, part.id)),
            Between.of_range(left) if left else None,
        )


def _period(amount: Amount, as_at: date) -> Window | None:
    per = amount.limit.per if amount.limit and amount.limit.per else amount.per
    return period_at(per, as_at) if per else None


def _one_use(amount: Amount, whole: Between | None) -> int | None:
    if amount.one_use_at_most is None or whole is None or whole.settled is None:
        return None
    return percent_of(whole.settled, amount.one_use_at_most.percent, "down")
