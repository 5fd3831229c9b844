"""Which unknown facts matter now, and what hangs on each: titles, and the most it can come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from entitlements.evaluate import Decision, Evaluation
from entitlements.money import format_money
from entitlements.plan.ledger import LEDGER
from entitlements.rulebook.catalogue import FactDef
from entitlements.rulebook.model import Outcome
from web.asked.asking import applies
from web.i18n import gettext as _
from web.told.heaps import is_about_status
from web.wording import table_text


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on one unknown fact.

    `decides` are the titles of what it would help to settle, the largest sums first;
    `most` is the most that one of them can come to (pence; None: no figure).
    """

    fact: FactDef
    decides: tuple[str, ...]
    most: int | None

    @property
    def words(self) -> str:
        """What hangs on it, in one sentence."""
        first, others = self.decides[0], len(self.decides) - 1
        says = _("This helps to decide “%(title)s”", title=first)
        if self.most:
            says = _("%(says)s, up to %(sum)s", says=says, sum=format_money(self.most))
        if others == 1:
            return _("%(says)s, and 1 more.", says=says)
        if others:
            return _("%(says)s, and %(count)s more.", says=says, count=others)
        return says + "."


def mattering(found: Evaluation) -> dict[str, Hanging]:
    """The unknown facts that can change an answer now, what most hangs on first."""
    waiting: dict[str, list[Decision]] = {}
    for decision in found:
        for fact in _asked_by(decision):
            waiting.setdefault(fact, []).append(decision)
    catalogue = found.book.catalogue.facts
    open_ = {fact: its for fact, its in waiting.items() if fact != LEDGER and applies(found, fact)}
    hanging = [_hanging(catalogue[fact], its) for fact, its in open_.items()]
    return {one.fact.id: one for one in sorted(hanging, key=_weight)}


def _asked_by(decision: Decision) -> Iterable[str]:
    if decision.outcome is Outcome.UNDECIDED:
        return decision.missing
    return decision.amount_facts if decision.figure and not decision.figure.is_settled else ()


def _hanging(fact: FactDef, decisions: list[Decision]) -> Hanging:
    inorder = sorted(decisions, key=lambda one: (is_about_status(one.table), -(_most(one) or 0)))
    sums = [most for most in map(_most, inorder) if most is not None]
    titles = tuple(_titles(inorder))
    return Hanging(fact, titles, max(sums, default=None))


def _titles(decisions: list[Decision]) -> Iterator[str]:
    yield from dict.fromkeys(table_text(one.table, "title") for one in decisions)


def _most(decision: Decision) -> int | None:
    return decision.figure.most if decision.figure else None


def _weight(one: Hanging) -> tuple[int, int, int]:
    return -len(one.decides), -(one.most or 0), one.fact.effort
