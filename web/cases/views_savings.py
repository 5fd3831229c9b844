"""The savings register of a case: accounts known, what there should be, what is due by 18."""

from __future__ import annotations

import secrets
from http import HTTPStatus

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from entitlements.signoff import NotAllowed
from web.cases.answering import known_facts, refresh_summary
from web.cases.face import account, bp, case, say, seconds
from web.cases.savings_forms import RemoveForm, SavingsForm, shown
from web.cases.savings_page import account_line, savings_page
from web.i18n import gettext as _
from web.store.cases import savings as register
from web.store.cases.savings import How, SavingsLine
from web.vault import vault

SENT = HTTPStatus.SEE_OTHER


@bp.get("/<int:case_id>/savings")
def savings() -> str:
    """Show the register of this case."""
    page = {"page": savings_page(case()), "known": known_facts(case())}
    return render_template("cases/savings.html", **page)


@bp.route("/<int:case_id>/savings/add", methods=["GET", "POST"])
def savings_add() -> ResponseReturnValue:
    """Write down an account that was not known of."""
    form = SavingsForm(data={"once": secrets.token_urlsafe(16)})
    if form.validate_on_submit():
        return _recorded(form, None)
    return render_template("cases/savings_account.html", form=form, line=None), _status(form)


@bp.route("/<int:case_id>/savings/<int:number>", methods=["GET", "POST"])
def savings_account(number: int) -> ResponseReturnValue:
    """Show one account with all that was ever written of it, and put it right."""
    newest = _newest_or_404(number)
    if request.method == "POST":
        _refuse_removed(newest)
    form = SavingsForm(data=shown(newest, secrets.token_urlsafe(16)))
    if form.validate_on_submit():
        if form.entry.data == str(newest.entry) or _was_kept(form, number):
            return _recorded(form, number)
        form.entry.process_data(str(newest.entry))
        form.kind.errors = [_changed(newest)]
    return _account_page(form, newest, RemoveForm(None)), _status(form)


@bp.post("/<int:case_id>/savings/<int:number>/remove")
def savings_remove(number: int) -> ResponseReturnValue:
    """Say that an account was entered by mistake."""
    newest, form = _newest_or_404(number), RemoveForm()
    _refuse_removed(newest)
    if not form.validate():
        blank = SavingsForm(None, data=shown(newest, secrets.token_urlsafe(16)))
        return _account_page(blank, newest, form), HTTPStatus.UNPROCESSABLE_ENTITY
    register.remove(vault(), case(), number, form.why.data, account().id, seconds())
    refresh_summary(case())
    say(_("It is taken out of the register. What was written of it stays to be read."))
    return redirect(url_for("cases.savings"), SENT)


@bp.post("/<int:case_id>/savings/step")
def savings_step() -> ResponseReturnValue:
    """Tick a thing to do, say that it is not needed, or take the tick off."""
    step, how = request.form.get("step", ""), request.form.get("how", "")
    if step not in savings_page(case()).steps or how not in {*How, "open"}:
        abort(HTTPStatus.BAD_REQUEST)
    mark = None if how == "open" else How(how)
    register.mark(vault(), case(), step, mark, "", account().id, seconds())
    refresh_summary(case())
    return redirect(url_for("cases.savings"), SENT)


def _recorded(form: SavingsForm, number: int | None) -> ResponseReturnValue:
    by, once = account().id, form.once_only
    register.record(vault(), case(), number, **form.told, by=by, at=seconds(), once=once)
    refresh_summary(case())
    say(_("What is known of this account is written down."))
    return redirect(url_for("cases.savings"), SENT)


def _newest_or_404(number: int) -> SavingsLine:
    lines = register.history(vault(), case(), number)
    return lines[0] if lines else abort(HTTPStatus.NOT_FOUND)


def _refuse_removed(newest: SavingsLine) -> None:
    """Its form is not on the page any more, so it could not say what is wrong with it."""
    if newest.removed:
        raise NotAllowed(_("This account was taken out of the register. Add it again."))


def _was_kept(form: SavingsForm, number: int) -> bool:
    """Whether this very form was kept already: the newest entry says just what it says."""
    newest = register.history(vault(), case(), number)[0]
    told = form.told
    return all(getattr(newest, name) == value for name, value in told.items())


def _changed(newest: SavingsLine) -> str:
    line = account_line(newest)
    words = {"who": newest.by, "balance": line.balance, "kind": line.kind}
    return (
        _("%(who)s changed this account meanwhile: %(kind)s. %(balance)s") % words
        + " "
        + _("Look at both, then send yours again if it still holds.")
    )


def _account_page(form: SavingsForm, line: SavingsLine, remove: RemoveForm) -> str:
    history = [account_line(one) for one in register.history(vault(), case(), line.savings)]
    page = {"form": form, "line": account_line(line), "history": history, "remove": remove}
    return render_template("cases/savings_account.html", **page)


def _status(form: SavingsForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
