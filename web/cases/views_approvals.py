"""Approvals, for managers: what waits, what the rules say of it, and an answer with a reason."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from web.cases.answering import known_facts, refresh_summary
from web.cases.award_forms import AnswerForm
from web.cases.face import account, bp, case, say, seconds, sees_sensitive
from web.cases.waiting import may_not_answer, queue_of, waiting_of
from web.i18n import gettext as _
from web.store.cases import approvals, looked
from web.store.cases.approvals import Answer, Approval
from web.vault import vault

SENT = HTTPStatus.SEE_OTHER


@bp.get("/approvals", endpoint="approvals")
def approval_queue() -> str:
    """List what waits in the teams that this account manages, by tier, oldest first."""
    looked.note(vault().store, account().id, None, "cases.approvals", seconds())
    return render_template("cases/approvals.html", tiers=queue_of(account().id))


@bp.route("/<int:case_id>/approvals/<int:approval_id>", methods=["GET", "POST"])
def approval(approval_id: int) -> ResponseReturnValue:
    """Show one approval with all there is to judge it by, and take an answer."""
    found, form = _own(approval_id), AnswerForm()
    if form.validate_on_submit():
        agreed, by = form.answer.data == "agree", account().id
        what = (vault(), found.id, agreed, form.why.data or "", by, seconds())
        done = approvals.answer(*what, on=g.as_at)
        refresh_summary(case())
        say(_told(done))
        return redirect(url_for("cases.approvals"), SENT)
    why_not = may_not_answer(found, case(), account().id)
    shown = waiting_of(found, case(), why_not, sees_sensitive())
    page = {"form": form, "waiting": shown, "known": known_facts(case())}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render_template("cases/approval.html", **page), status


@bp.post("/<int:case_id>/approvals/<int:approval_id>/take-back")
def approval_take_back(approval_id: int) -> ResponseReturnValue:
    """Stop asking, while nobody has answered."""
    approvals.take_back(vault(), _own(approval_id).id, account().id, seconds())
    refresh_summary(case())
    say(_("You no longer ask for this."))
    return redirect(url_for("cases.ledger"), SENT)


def _own(approval_id: int) -> Approval:
    """An approval of this case, or "not found"."""
    mine = (one for one in approvals.of_case(vault(), case()) if one.id == approval_id)
    return next(mine, None) or abort(HTTPStatus.NOT_FOUND)


def _told(done: Approval) -> str:
    if done.answer is Answer.AGREED and done.crisis:
        return _("You agreed to what was paid.")
    if done.answer is Answer.AGREED:
        return _("You agreed. It can be paid now.")
    return _("You refused, and your reason is kept.")
