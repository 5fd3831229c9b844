"""One decision of a case on a page of its own, and what an adviser puts beside it."""

from __future__ import annotations

import secrets
from http import HTTPStatus

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from entitlements.awards import balances
from entitlements.rulebook.model import Outcome
from entitlements.signoff import NotAllowed
from web.book import engine
from web.cases.answering import entries_of, evaluation_of, known_facts
from web.cases.beside import NOTHING, OUTCOMES, PutBeside, beside
from web.cases.decision import Told, told_of
from web.cases.face import account, bp, case, say, seconds
from web.cases.found import found_of
from web.cases.note_forms import NoteForm, OverrideForm, WithdrawForm
from web.clock_words import moment
from web.i18n import gettext as _
from web.store.cases import notes, teams
from web.typed import once_of
from web.vault import vault

SENT = HTTPStatus.SEE_OTHER


@bp.get("/<int:case_id>/answers/<path:entitlement>")
def decision(entitlement: str) -> ResponseReturnValue:
    """Show one decision: in plain words, in law, and what stands beside it."""
    return _page(told_or_404(entitlement))


@bp.post("/<int:case_id>/note/<path:entitlement>")
def decision_note(entitlement: str) -> ResponseReturnValue:
    """Add a note to a decision."""
    told, form = told_or_404(entitlement), NoteForm()
    if not form.validate():
        return _page(told, note=form)
    by, at = account().id, seconds()
    notes.add_note(vault(), case(), entitlement, form.text.data, by, at, once_of(form.once.data))
    say(_("Your note is kept."))
    return redirect(url_for("cases.decision", entitlement=entitlement), SENT)


@bp.post("/<int:case_id>/override/<path:entitlement>")
def decision_override(entitlement: str) -> ResponseReturnValue:
    """Put another outcome beside that of the rules; what the rules say stays."""
    told, form = told_or_404(entitlement), OverrideForm()
    if known_facts(case()).withheld:
        abort(HTTPStatus.FORBIDDEN)
    if form.validate():
        _refuse_what_is_no_change(form, told.item.outcome)
    if form.errors:
        return _page(told, override=form)
    notes.override(
        *(vault(), case(), entitlement, told.item.outcome, Outcome(form.instead.data)),
        *(form.pence, form.reason.data, account().id, seconds(), once_of(form.once.data)),
    )
    say(_("Your outcome stands beside that of the rules, with your reason."))
    return redirect(url_for("cases.decision", entitlement=entitlement), SENT)


@bp.post("/<int:case_id>/take-back/<path:entitlement>")
def decision_withdraw(entitlement: str) -> ResponseReturnValue:
    """Take a note or an override back; what was written stays to be read."""
    told, form = told_or_404(entitlement), WithdrawForm()
    about = {str(note.id): note for note in _beside(entitlement).notes}
    if form.note.data not in about:
        abort(HTTPStatus.NOT_FOUND)
    if about[form.note.data].withdrawn:
        raise NotAllowed(_("This was taken back already. Nothing was changed."))
    if not form.validate():
        return _page(told, withdraw=form)
    notes.withdraw(vault(), case(), int(form.note.data), form.why.data, account().id, seconds())
    say(_("It is taken back. What was written stays to be read."))
    return redirect(url_for("cases.decision", entitlement=entitlement), SENT)


def told_or_404(entitlement: str) -> Told:
    """What there is to say of a decision of this case, or "not found"."""
    evaluation = evaluation_of(case())
    if entitlement not in evaluation.plan.by_id:
        abort(HTTPStatus.NOT_FOUND)
    own = balances(engine(), known_facts(case()).facts, entries_of(case()), evaluation.as_at)
    balance = next((one for one in own if one.entitlement == entitlement), None)
    return told_of(found_of(evaluation), entitlement, teams.ladder(vault().store), balance)


def _beside(entitlement: str) -> PutBeside:
    return beside(case()).get(entitlement, NOTHING)


def _refuse_what_is_no_change(form: OverrideForm, found: Outcome) -> None:
    """Refuse an override of an answer that has moved, or that says what the rules say."""
    if form.found.data != found.value:
        moved = _("The answer of the rules changed while you wrote. Look at it, then send again.")
        form.reason.errors = [moved]
        form.found.data = found.value
    elif form.instead.data == found.value and form.pence is None:
        form.instead.errors = [_("The rules say this already. Choose another, or give a sum.")]


def _page(
    told: Told,
    note: NoteForm | None = None,
    override: OverrideForm | None = None,
    withdraw: WithdrawForm | None = None,
) -> ResponseReturnValue:
    once, found = secrets.token_urlsafe(16), told.item.outcome.value
    sent = next((form for form in (note, override, withdraw) if form is not None), None)
    page = render_template(
        "cases/decision.html",
        told=told,
        item=told.item,
        put=_beside(told.item.id),
        outcomes={outcome: _(words) for outcome, words in OUTCOMES.items()},
        moment=moment,
        known=known_facts(case()),
        note=note or NoteForm(None, data={"once": once}),
        override=override or OverrideForm(None, data={"once": once, "found": found}),
        withdraw=withdraw or WithdrawForm(None),
        sent=sent,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if sent is not None else HTTPStatus.OK
