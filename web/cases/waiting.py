"""Approvals that wait: whose they are, what the rule says now, and who could answer."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g

from entitlements.awards import balances
from web.access import Role
from web.asked.asking import applying
from web.book import engine
from web.cases.award_words import in_words, title_of
from web.cases.beside import OUTCOMES
from web.cases.knowing import known_among, with_awards
from web.cases.ledger import entries_in
from web.i18n import gettext as _
from web.store.cases import approvals, awards, facts, records, teams
from web.store.cases.approvals import Approval
from web.store.cases.records import Case
from web.told.items import Item
from web.vault import vault


@dataclass(frozen=True, slots=True)
class Waiting:
    """One approval as whoever may have to answer it meets it.

    `outcome`, `force`, `figure` and `left` are what the rules say on the day of the page;
    `why_not` says why this account cannot answer, "" where it can.
    """

    approval: Approval
    case: Case
    title: str
    outcome: str
    force: str
    figure: str
    left: str
    why_not: str


def queue_of(account_id: int) -> dict[str, list[Waiting]]:
    """The approvals of the teams that somebody manages, by tier, oldest first."""
    titles = teams.titles_of(vault().store, account_id)
    found: dict[str, list[Waiting]] = {}
    held: dict[int, Case | None] = {}
    for one in approvals.queue(vault(), account_id):
        if one.case_id not in held:
            held[one.case_id] = records.get(vault(), one.case_id)
        whose = held[one.case_id]
        if whose is not None:
            shown = waiting_of(one, whose, why_not_mine(one, account_id, titles))
            found.setdefault(one.title, []).append(shown)
    return dict(sorted(found.items(), key=lambda tier: tier[1][0].approval.asked_at))


def waiting_of(one: Approval, whose: Case, why_not: str, sees: bool = True) -> Waiting:
    """One approval, with what the rules say now of facts that whoever looks may see."""
    says = facts.current(vault(), whose)
    known = known_among(says, sees).facts
    entries = entries_in(awards.lines(vault(), whose), says)
    found = applying(engine(), with_awards(known, entries), g.as_at)
    if one.entitlement not in found.plan.by_id:
        gone = _("These rules are not in the book now.")
        return Waiting(one, whose, title_of(one.entitlement), gone, "", "", "", why_not)
    item = Item(found[one.entitlement])
    left = balances(engine(), known, entries, g.as_at)
    words = [in_words(b, item.decision) for b in left if b.entitlement == one.entitlement]
    outcome = _(OUTCOMES[item.outcome])
    told = (outcome, item.force_words, item.amount, "".join(words))
    return Waiting(one, whose, item.title, *told, why_not)


def may_not_answer(one: Approval, whose: Case, account_id: int) -> str:
    """Why somebody who looks at one approval cannot answer it; "" where they can."""
    mine = teams.of_account(vault().store, account_id)
    if not any(team.manages and team.team_id == whose.team_id for team in mine):
        return _("This is for a manager of the team that the case is with.")
    return why_not_mine(one, account_id, teams.titles_of(vault().store, account_id))


def why_not_mine(one: Approval, account_id: int, titles: frozenset[str]) -> str:
    """Why somebody cannot answer; "" where they can."""
    if one.asked_by == account_id:
        return _("You asked for this, so somebody else answers it.")
    if one.title and one.title not in titles:
        return _("This is for: %(title)s.", title=one.title)
    return ""


def nobody_can_answer(whose: Case, one: Approval) -> bool:
    """Whether no manager of the team may answer: then it would wait for ever."""
    store = vault().store
    able = (
        account
        for account, manages in teams.members(store, whose.team_id)
        if manages and account.active and account.id != one.asked_by
        if Role.MANAGER in account.roles  # nobody else may open the page
    )
    return not any(not one.title or one.title in teams.titles_of(store, a.id) for a in able)
