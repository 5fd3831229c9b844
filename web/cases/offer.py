"""What an award would be of: what the rules say, what is left of it, who has to agree."""

from __future__ import annotations

from dataclasses import dataclass

from entitlements.awards import Balance, Needed, approval_needed
from entitlements.evaluate import Decision
from entitlements.money import format_money
from entitlements.rulebook.model import Approval, Outcome
from entitlements.totals import GOT
from web.book import book
from web.cases.answering import evaluation_of
from web.cases.award_words import in_words, part_title, parts_of, tiers_in_words, title_of
from web.cases.beside import OUTCOMES
from web.cases.ledger import own_balances
from web.i18n import gettext as _
from web.store.cases import teams
from web.store.cases.records import Case
from web.told.items import Item
from web.vault import vault


@dataclass(frozen=True, slots=True)
class Offer:
    """One entitlement of one case, as it stands before an award is asked for."""

    entitlement: str
    item: Item | None
    balance: Balance | None
    approvals: tuple[Approval, ...]
    ladder: tuple[Approval, ...]

    @property
    def title(self) -> str:
        """What people call it."""
        return title_of(self.entitlement)

    @property
    def outcome(self) -> str:
        """What the rules say now, in words for staff."""
        if self.item is None:
            return _("These rules are not about this young person.")
        return _(OUTCOMES[self.item.outcome])

    @property
    def is_theirs(self) -> bool:
        """Whether the rules give it, or leave it to somebody to decide."""
        return self.item is not None and self.item.outcome in GOT

    @property
    def left(self) -> str:
        """What is left of it, in words; "" where nothing is drawn down."""
        decision = self.item.decision if self.item else None
        return in_words(self.balance, decision) if self.balance else ""

    @property
    def parts(self) -> dict[str, str]:
        """Its named parts."""
        return parts_of(self.entitlement)

    @property
    def tiers(self) -> list[str]:
        """Who has to agree to which sum."""
        return tiers_in_words(self.approvals, self.ladder)

    def needed(self, amount: int | None) -> Needed:
        """Whose agreement a sum needs; where nobody is named, that of any manager of the team."""
        found = approval_needed(self.approvals, amount, self.ladder)
        return found or Needed("", None, None, False, False)

    def too_high(self, amount: int | None) -> str:
        """Why nobody who is named may agree to a sum, or to one that is not set; "" else."""
        needed = self.needed(amount)
        if amount is None and needed.up_to is not None:
            words = {"who": needed.by, "sum": format_money(needed.up_to)}
            return _("Write the sum. %(who)s may agree to no more than %(sum)s.") % words
        if not needed.beyond:
            return ""
        words = {"who": needed.by, "sum": format_money(amount or 0)}
        return (
            _(
                "%(sum)s is more than %(who)s may agree to, and nobody above them is named here."
                " Ask an administrator to name who may."
            )
            % words
        )

    def too_much(self, part: str | None, amount: int | None) -> str:
        """A warning where a sum is more than what is left; "" where it is not, as far as known."""
        if amount is None or self.balance is None:
            return ""
        for left, of in self._left(part):
            if left < amount:
                words = {"sum": format_money(amount), "left": format_money(left), "of": of}
                return _("%(sum)s is more than is left of %(of)s: %(left)s.") % words
        return ""

    def _left(self, part: str | None) -> list[tuple[int, str]]:
        """What is left of the part and of the whole, once what is agreed has been paid."""
        assert self.balance is not None
        found = []
        for one in self.balance.parts:
            if one.id == part and one.left is not None and one.left.most is not None:
                rest = one.left.most - one.committed.least
                found.append((max(rest, 0), part_title(self.entitlement, part)))
        whole = self.balance.free or self.balance.left
        if whole is not None and whole.most is not None:
            found.append((whole.most, self.title))
        return found


def offer_of(case: Case, entitlement: str) -> Offer | None:
    """What an award of one entitlement would be of; None where no book ever had it."""
    if entitlement not in book().tables:
        return None
    evaluation = evaluation_of(case)
    ladder = teams.ladder(vault().store)
    if entitlement not in evaluation.plan.by_id:
        return Offer(entitlement, None, None, (), ladder)
    decision = evaluation[entitlement]
    balance = next((b for b in own_balances(case) if b.entitlement == entitlement), None)
    return Offer(entitlement, Item(decision), balance, _approvals(decision), ladder)


def needed_for(case: Case, entitlement: str, amount: int) -> Needed:
    """Whose agreement a sum needs, though the rules may not have the entitlement any more."""
    nobody = Offer(entitlement, None, None, (), teams.ladder(vault().store))
    return (offer_of(case, entitlement) or nobody).needed(amount)


def _approvals(decision: Decision) -> tuple[Approval, ...]:
    return tuple(decision.row.approval) if decision.row else ()


def choices_of(case: Case) -> list[tuple[str, list[tuple[str, str]]]]:
    """Everything that can be asked for: what the rules give first, then what is not known."""
    heaps: dict[str, list[tuple[str, str]]] = {}
    for decision in evaluation_of(case):
        heap = _heap(decision.outcome)
        heaps.setdefault(heap, []).append((decision.entitlement, title_of(decision.entitlement)))
    order = (_("They can get these, or may"), _("Not known yet"), _("By the rules, not for them"))
    return [
        (heap, sorted(heaps[heap], key=lambda o: o[1].casefold()))
        for heap in order
        if heap in heaps
    ]


def _heap(outcome: Outcome) -> str:
    if outcome in GOT:
        return _("They can get these, or may")
    unknown = outcome in (Outcome.UNDECIDED, Outcome.NOT_PUBLISHED)
    return _("Not known yet") if unknown else _("By the rules, not for them")
