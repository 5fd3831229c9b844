"""Signing in and out."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web import staff, staff_log
from web.accounts import demo
from web.accounts.back import first_page, local_path
from web.accounts.face import account_or_404, bp, settings, store
from web.accounts.forms import SignInForm
from web.accounts.signing_in import BUSY, Refused, by_password, signed_in


@bp.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Ask who it is; whoever is signed in goes on."""
    if g.account is not None:
        return redirect(first_page(request.args.get("next")), 303)
    return _page(SignInForm())


@bp.post("/sign-in")
def sign_in_now() -> ResponseReturnValue:
    """Sign in with an e-mail and a password."""
    if not settings().local_accounts:
        abort(HTTPStatus.NOT_FOUND)
    form = SignInForm()
    if not form.validate_on_submit():
        return _page(form)
    found = by_password(form.email.data, form.password.data)
    if isinstance(found, Refused):
        return _page(form, found)
    signed_in(found, "password")
    return redirect(first_page(request.form.get("next")), 303)


@bp.post("/sign-in/demo")
def sign_in_demo() -> ResponseReturnValue:
    """Sign in as somebody made up; only in a demonstration."""
    if not settings().demo:
        abort(HTTPStatus.NOT_FOUND)
    account = account_or_404(request.form.get("account", 0, type=int))
    if not (account.demo and account.active):
        abort(HTTPStatus.NOT_FOUND)
    signed_in(account, "demo")
    return redirect(first_page(request.form.get("next")), 303)


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Sign this browser out."""
    if g.account is not None:
        staff_log.note("signed_out", account=g.account.id)
    staff.sign_out()
    return redirect(url_for("accounts.signed_out"), 303)


@bp.get("/signed-out")
def signed_out() -> str:
    """Say that nobody is signed in here any more."""
    return render_template("accounts/signed_out.html")


def _page(form: SignInForm, refused: Refused | None = None) -> ResponseReturnValue:
    """The way in. What refuses a sign-in stands at the e-mail, which is where to begin anew."""
    page = render_template(
        "accounts/sign_in.html",
        form=form,
        refused=refused,
        next=local_path(request.values.get("next")),
        made_up=demo.accounts_of(store()) if settings().demo else [],
    )
    busy = refused is not None and (refused is BUSY or refused.minutes > 0)
    return page, HTTPStatus.TOO_MANY_REQUESTS if busy else HTTPStatus.OK
