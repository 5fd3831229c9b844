"""One case at a glance: who, what they are, what is next, what is open, what is left."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import cast

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from entitlements.dates import age_on
from entitlements.evaluate import Evaluation
from entitlements.facts import Facts
from web.book import book, publication
from web.cases.answering import (
    KnownFacts,
    evaluation_of,
    is_sensitive,
    known_facts,
    refresh_summary,
    summary_of,
)
from web.cases.care_words import conflict_lines
from web.cases.details_forms import ActionForm
from web.cases.face import account, bp, case, say, seconds
from web.cases.mattering import mattering
from web.cases.summing import savings_due
from web.cases.words import CLOSED, CONTACTS, SAFE_CONTACTS, language_name
from web.clock_words import day_of
from web.i18n import gettext as _
from web.store.cases import actions, approvals, checks, teams
from web.store.cases.facts import State
from web.store.cases.records import Summary
from web.store.cases.teams import Relation
from web.typed import once_of
from web.vault import vault
from web.wording import choice_text

STATUS, DAYS = "leaving_care_status", "days_looked_after_since_14"
MOST_ASKED = 5  # facts shown that matter now; the page of facts has them all


@dataclass(frozen=True, slots=True)
class Status:
    """What somebody is in law, how many days it rests on, and who says otherwise."""

    words: str
    days: int | None
    borderline: bool
    conflicts: tuple[str, ...]


@bp.get("/<int:case_id>")
def overview() -> str:
    """Show one case."""
    return overview_page(ActionForm())


def overview_page(form: ActionForm) -> str:
    """The page of one case, with the form of an action as it was typed."""
    known, found = known_facts(case()), evaluation_of(case())
    summary = _summary(known)
    to_check = [fact for fact, said in known.says.items() if said.state is State.TO_CHECK]
    catalogue = book().catalogue.facts
    return render_template(
        "cases/overview.html",
        form=form,
        once=secrets.token_urlsafe(16),
        age=_age(known.facts),
        status=status_of(found),
        summary=summary,
        actions=actions.of_case(vault(), case()),
        to_check=[catalogue[fact] for fact in to_check if fact in catalogue],
        savings=savings_due(case(), found),
        matters=list(mattering(found).values())[:MOST_ASKED],
        checks=checks.of_case(vault(), case())[:1],
        asked_for=sum(one.answer is None for one in approvals.of_case(vault(), case())),
        known=known,
        words={
            "contact": _(CONTACTS[case().contact]),
            "safe": _(SAFE_CONTACTS[case().details.safe_contact]),
            "language": language_name(case().language),
            "closed": _(CLOSED[closed]) if (closed := case().closed_why) else "",
        },
        purge_day=day_of(case().purge_at),
        closed_day=day_of(case().closed_at),
        adviser=_adviser(),
        manages=_manages(),
    )


def _summary(known: KnownFacts) -> Summary:
    """The summary that is stored, while nothing can have changed since; else a fresh one.

    What is stored leaves out the sensitive facts, so it is no use where there are some.
    """
    kept, catalogue = case().summary, book().catalogue
    private = any(is_sensitive(catalogue, fact) for fact in known.says)
    fresh = kept is not None and kept.publication == publication() and not private
    if kept is not None and fresh and kept.next_day is not None and kept.next_day > g.as_at:
        return kept
    return summary_of(case(), known.facts)


@bp.post("/<int:case_id>/actions")
def add_action() -> ResponseReturnValue:
    """Keep something to do."""
    form = ActionForm()
    if not form.validate_on_submit():
        return overview_page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    once = once_of(request.form.get("once"))
    what = (vault(), case(), form.text.data, form.due.data, account().id, seconds())
    actions.add(*what, once)
    refresh_summary(case())
    return _back()


@bp.post("/<int:case_id>/actions/<int:action_id>/done")
def action_done(action_id: int) -> ResponseReturnValue:
    """Mark something as done."""
    actions.done(vault(), case(), action_id, account().id, seconds())
    refresh_summary(case())
    say(_("Marked as done."))
    return _back()


def _back() -> ResponseReturnValue:
    return redirect(url_for("cases.overview", case_id=case().id), HTTPStatus.SEE_OTHER)


def status_of(found: Evaluation) -> Status:
    """The status that the facts come to, and what says otherwise."""
    fact = found.book.catalogue.facts[STATUS]
    value, days = found.value(STATUS), found.value(DAYS)
    words = choice_text(fact, cast(str, value)) if value is not None else _("Not known yet")
    return Status(
        words[:1].upper() + words[1:],
        days if isinstance(days, int) else None,
        found.value("status_borderline") is True,
        tuple(conflict_lines(found)),
    )


def _age(known: Facts) -> int | None:
    born = known.get("date_of_birth")
    return age_on(date.fromordinal(born), g.as_at) if isinstance(born, int) else None


def _adviser() -> str:
    found = teams.members(vault().store, case().team_id)
    return next((person.name for person, _m in found if person.id == case().adviser_id), "")


def _manages() -> bool:
    if g.relation is Relation.MANAGES:
        return True
    mine = teams.of_account(vault().store, account().id)
    return any(one.manages and one.team_id == case().team_id for one in mine)
