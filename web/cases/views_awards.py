"""Asking for an award, and each step after it: paid, came back, called off."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import Any

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from entitlements.awards import Step
from entitlements.money import format_money
from entitlements.signoff import NotAllowed
from web.cases.answering import known_facts, refresh_summary
from web.cases.award_forms import AskForm, How, OneForm, PayForm, RefuseForm, ReturnForm
from web.cases.award_words import who_agrees
from web.cases.face import account, bp, case, say, seconds
from web.cases.kept_checks import code_for_now
from web.cases.ledger import Shown, award_or_none
from web.cases.offer import Offer, choices_of, needed_for, offer_of
from web.i18n import gettext as _
from web.store.cases import approvals, awards
from web.vault import vault

SENT = HTTPStatus.SEE_OTHER
#: The steps after an award was agreed, by the word in the address, and their forms.
AFTER: dict[str, tuple[Step, type[OneForm]]] = {
    "paid": (Step.PAID, PayForm),
    "came-back": (Step.RETURNED, ReturnForm),
    "called-off": (Step.REFUSED, RefuseForm),
}


@bp.get("/<int:case_id>/awards/ask")
def award_choose() -> ResponseReturnValue:
    """Choose what an award is for."""
    wanted = request.args.get("entitlement", "")
    if wanted and offer_of(case(), wanted) is not None:
        return redirect(url_for("cases.award_ask", entitlement=wanted), SENT)
    groups = choices_of(case())
    return render_template("cases/award_choose.html", groups=groups, known=known_facts(case()))


@bp.route("/<int:case_id>/awards/ask/<path:entitlement>", methods=["GET", "POST"])
def award_ask(entitlement: str) -> ResponseReturnValue:
    """Ask for an award, or write down that it was paid in an emergency, or refused."""
    offer = offer_of(case(), entitlement) or abort(HTTPStatus.NOT_FOUND)
    form = AskForm()
    form.part.choices = [SelectChoice("", _("No part: the whole"))]
    form.part.choices += [SelectChoice(*part) for part in offer.parts.items()]
    if form.validate_on_submit() and not (_too_high(form, offer) or _warned(form, offer)):
        _keep(form, offer)
        refresh_summary(case())
        return redirect(url_for("cases.ledger"), SENT)
    if not form.is_submitted():
        form.once.data = secrets.token_urlsafe(16)
    page = {"form": form, "offer": offer, "known": known_facts(case())}
    return render_template("cases/award_ask.html", **page), _status(form)


def _too_high(form: AskForm, offer: Offer) -> bool:
    """Refuse to ask where nobody may agree. What was paid already is written down all the same."""
    says = offer.too_high(form.pence) if form.how.data == How.ASK else ""
    if says:
        form.amount.errors = [says]
    return bool(says)


def _warned(form: AskForm, offer: Offer) -> bool:
    """Say once that a sum is more than is left, or asked for; whoever means it may go on."""
    says = _asked_already(form, offer) or offer.too_much(form.part.data or None, form.pence)
    if not says or form.is_sure or form.how.data == How.REFUSED:
        return False
    form.warn(says)
    return True


def _asked_already(form: AskForm, offer: Offer) -> str:
    """Back and "Send" once more look like a second request: they may be, or may not."""
    wanted = (offer.entitlement, form.part.data or None, form.pence)
    waiting = (one for one in approvals.of_case(vault(), case()) if one.is_open)
    if wanted not in [(one.entitlement, one.part, one.amount) for one in waiting]:
        return ""
    if form.once_only and approvals.was_sent(vault(), case(), form.once_only):
        return ""  # the very same form again: it is kept once
    return _("You asked for just this already, and it waits to be agreed. Is it a second one?")


def _keep(form: AskForm, offer: Offer) -> None:
    how = How(form.how.data)
    # Kept before a line is added: what was had is one of the facts that a check is of.
    code = code_for_now(form.once_only and f"{form.once_only}-check")
    if how is How.REFUSED:
        _add(form, offer, Step.REFUSED, code, form.once_only)
        say(_("It is written down that it was refused."))
        return
    needed = offer.needed(form.pence)
    crisis, award = how is How.PAID, None
    if crisis:
        once = form.once_only and f"{form.once_only}-paid"
        award = _add(form, offer, Step.PAID, code, once).award
    approvals.ask(
        *(vault(), case()),
        **{"entitlement": offer.entitlement, "part": form.part.data or None},
        **{"amount": form.pence, "title": needed.by, "from_rule": needed.from_rule},
        **{"crisis": crisis, "why": form.why.data, "award": award, "code": code},
        **{"by": account().id, "at": seconds(), "once": form.once_only},
    )
    say(_asked(crisis, needed.by))


def _asked(crisis: bool, title: str) -> str:
    words = {"who": who_agrees(title)}
    if crisis:
        return _("The payment is written down. It now waits to be agreed by %(who)s.") % words
    return _("It waits to be agreed by %(who)s. Pay nothing before that.") % words


def _add(form: AskForm, offer: Offer, step: Step, code: str, once: str | None) -> awards.Line:
    paid = step is Step.PAID
    told = {"payee": form.payee.data, "route": form.route.data, "receipt": form.receipt.data}
    return awards.add(
        *(vault(), case()),
        **{"entitlement": offer.entitlement, "step": step, "part": form.part.data or None},
        **{"amount": form.pence, "on": g.as_at, "note": form.why.data or "", "once": once},
        **{"by": account().id, "at": seconds(), "code": code},
        **({name: text or "" for name, text in told.items()} if paid else {}),
    )


@bp.route("/<int:case_id>/awards/<int:award>/<word>", methods=["GET", "POST"])
def award_step(award: int, word: str) -> ResponseReturnValue:
    """Write down the next step of an award."""
    found = award_or_none(case(), award)
    if found is None or word not in AFTER:
        abort(HTTPStatus.NOT_FOUND)
    step, kind = AFTER[word]
    form = kind() if request.method == "POST" else kind(data=_begun(found, step))
    if not (found.can(step) or awards.was_sent(vault(), case(), form.once_only)):
        raise NotAllowed(_("This cannot be written down of this award now. Look at its steps."))
    if form.validate_on_submit() and not _too_much(form, found, step):
        _keep_step(form, found, step)
        refresh_summary(case())
        say(_("It is written down."))
        return redirect(url_for("cases.ledger"), SENT)
    page = {"form": form, "award": found, "word": word, "known": known_facts(case())}
    return render_template("cases/award_step.html", **page), _status(form)


def _begun(found: Shown, step: Step) -> dict[str, Any]:
    """What the form begins with: today, and what is still to be paid."""
    amount = found.to_pay if step in (Step.PAID, Step.REFUSED) else None
    written = "" if amount is None else format_money(amount).removeprefix("£")
    return {"once": secrets.token_urlsafe(16), "on": g.as_at, "amount": written}


def _too_much(form: OneForm, found: Shown, step: Step) -> bool:
    """Say once that more is paid than was agreed; then somebody has to agree afterwards."""
    over = found.over(form.pence or 0) if step is Step.PAID else 0
    if not over or awards.was_sent(vault(), case(), form.once_only):
        return False
    words = {"sum": format_money(form.pence or 0), "agreed": format_money(found.to_pay or 0)}
    says = _("%(sum)s is more than the %(agreed)s that is agreed and not paid yet.") % words
    if not form.is_sure:
        form.warn(says)
    elif not (form.data.get("note") or "").strip():
        form["note"].errors = [_("Say why it was more. Somebody has to agree to it afterwards.")]
    return bool(form.errors)


def _keep_step(form: OneForm, found: Shown, step: Step) -> None:
    first = found.steps[0]
    told = {name: form.data.get(name) or "" for name in ("payee", "route", "receipt", "note")}
    line = awards.add(
        *(vault(), case()),
        **{"entitlement": first.entitlement, "part": first.part, "award": found.number},
        **{"step": step, "amount": form.pence, "on": form.data["on"], "once": form.once_only},
        **{"by": account().id, "at": seconds()},
        **told,
    )
    over = found.over(form.pence or 0, line.id) if step is Step.PAID else 0
    if over:
        _ask_afterwards(form, found, line, over)


def _ask_afterwards(form: OneForm, found: Shown, line: awards.Line, over: int) -> None:
    """Ask for what was paid over what was agreed: whoever may agree to all of the award."""
    first, before = found.steps[0], [one for one in found.steps if one.id != line.id]
    paid = sum(one.amount or 0 for one in (*before, line) if one.step is Step.PAID)
    needed = needed_for(case(), first.entitlement, paid)
    approvals.ask(
        *(vault(), case()),
        **{"entitlement": first.entitlement, "part": first.part, "award": found.number},
        **{"amount": over, "title": needed.by, "from_rule": needed.from_rule, "crisis": True},
        **{"why": form.data["note"], "by": account().id, "at": seconds()},
        once=form.once_only and f"{form.once_only}-over",
    )


def _status(form: OneForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
