"""One decision of a case: in plain words beside the law, with all that an adviser needs to act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from entitlements.awards import Balance, Needed, approval_needed, balance_words
from entitlements.evaluate import Decision
from entitlements.in_short import GOOD
from entitlements.money import Per, format_money
from entitlements.rulebook.model import Approval, Force, Outcome, Row, Version
from entitlements.timeline import Span
from web.cases.beside import OUTCOMES
from web.cases.found import Found, explained
from web.cases.saying import OWN_PAGE
from web.i18n import gettext as _
from web.i18n import pgettext
from web.told.items import Item
from web.tried import RowLine, tried
from web.wording import day, fact_text, how_often, row_place

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stands:
    """Some days, and what it comes to on them, in words."""

    days: str
    comes_to: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A fact that is not known, its label, and the page to write it down on.

    `section`: the part of the page of facts; "" for a page of its own.
    """

    fact: str
    label: str
    page: str
    section: str


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that the page of one decision says."""

    item: Item
    outcome: str
    rules: list[RowLine]
    stands: list[Stands]
    unknown: list[Unknown]
    approval: str
    tiers: list[str]
    balance: str
    approved: str
    to_confirm: list[str]

    @property
    def is_good(self) -> bool:
        """Whether there is something to have, or to ask for."""
        return self.item.outcome in GOOD

    @property
    def is_open(self) -> bool:
        """Whether it could still go two ways."""
        return self.item.outcome is Outcome.UNDECIDED

    @property
    def can_be_asked_for(self) -> bool:
        """Whether it is money or a thing that this council gives, or somebody decides on."""
        gives = self.item.outcome in (Outcome.ENTITLED, Outcome.MAY_GET)
        return gives and self.item.force is not Force.SIGNPOST and bool(self.item.amount)

    @property
    def is_no(self) -> bool:
        """Whether one may ask what would have to be so."""
        return self.item.outcome in (Outcome.NOT_ENTITLED, Outcome.NOT_PROVIDED)


def told_of(
    found: Found, entitlement: str, ladder: tuple[Approval, ...], balance: Balance | None
) -> Told:
    """What there is to say of one decision. Raises: KeyError"""
    item = explained(found, entitlement)
    decision, row = item.decision, item.row
    tiers = row.approval if row and row.approval else ladder
    return Told(
        item,
        _(OUTCOMES[item.outcome]),
        tried(decision),
        [_stands(span, found) for span in found.ahead.of(entitlement)],
        list(_unknown(decision)),
        approval_words(row, decision, ladder),
        [_tier(tier) for tier in tiers],
        balance_in_words(balance, item),
        approved_words(item.version),
        list(_to_confirm(item)),
    )


def _stands(span: Span, found: Found) -> Stands:
    """One stretch of days: "From 3 March 2027 until 9 February 2028"."""
    last = found.ahead.until if span.end is None else span.end
    words = {"start": day(span.start), "end": day(last - ONE_DAY)}
    now, on = span.start == found.ahead.as_at, last >= found.ahead.until
    if now and on:
        says = _("Now, and as far as we can see")
    elif now:
        says = _("Now, until %(end)s") % words
    else:
        says = (_("From %(start)s on") if on else _("%(start)s to %(end)s")) % words
    return Stands(says, _(OUTCOMES[span.outcome]) + _sum(span))


def _sum(span: Span) -> str:
    """How much on those days; "" where there is no figure, or it is not something to have."""
    figure = span.figure
    if span.outcome not in GOOD or figure is None or not figure.most:
        return ""
    words = how_often(figure.most, figure.amount.per or Per.ONCE)
    if figure.is_settled and not figure.amount.up_to:
        return f", {words}"
    return ", " + _("up to %(sum)s", sum=words)


def _unknown(decision: Decision) -> Iterator[Unknown]:
    facts = decision.evaluation.book.catalogue.facts
    for fact in dict.fromkeys((*decision.missing, *decision.amount_facts)):
        label, own = fact_text(facts[fact], "label"), OWN_PAGE.get(fact)
        section = "" if own else facts[fact].section
        yield Unknown(fact, label, own or "cases.change_facts", section)


def approval_words(row: Row | None, decision: Decision, ladder: tuple[Approval, ...]) -> str:
    """Whose agreement the whole sum needs; "" where nobody is named."""
    if row is None or row.outcome not in (Outcome.ENTITLED, Outcome.MAY_GET):
        return ""
    figure = decision.figure
    most = figure.most if figure else None
    needed = approval_needed(row.approval, most, ladder)
    return "" if needed is None else _needed(needed, most)


def _needed(needed: Needed, amount: int | None) -> str:
    words = {"who": needed.by, "sum": format_money(amount or 0)}
    if amount is None:
        return _("No sum is set, so ask the highest: %(who)s") % words
    if needed.beyond:
        return _("%(sum)s is more than %(who)s may agree to. Ask above them.") % words
    return _("For %(sum)s: %(who)s") % words


def _tier(tier: Approval) -> str:
    if tier.up_to is None:
        return _("Any sum: %(who)s", who=tier.by)
    return _("Up to %(sum)s: %(who)s", sum=format_money(tier.up_to), who=tier.by)


def balance_in_words(balance: Balance | None, item: Item) -> str:
    """What is left of the sum, as a sentence; "" where there is no balance."""
    if balance is None:
        return ""

    def rule_text(context: str, text: str) -> str:
        if not item.version or not item.row:
            return text
        return pgettext(f"{row_place(item.table, item.version, item.row)}.{context}", text)

    words = balance_words(balance, _, rule_text)
    return f"{words[:1].upper()}{words[1:]}."


def approved_words(version: Version | None) -> str:
    """Who approved the text that applies, and when."""
    if version is None or version.approved is None:
        return ""
    said = version.approved
    when = f", {day(said.on)}" if isinstance(said.on, date) else ""
    minute = f", {said.minute}" if said.minute else ""
    return f"{said.body}{when}{minute}"


def _to_confirm(item: Item) -> Iterator[str]:
    """What nobody has confirmed yet, and whom to ask."""
    found = [item.row.todo] if item.row and item.row.todo else []
    for todo in (*found, *(item.version.todo if item.version else ())):
        yield _("%(what)s. Ask: %(whom)s", what=todo.confirm, whom=todo.ask)
