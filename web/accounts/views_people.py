"""Everybody's accounts, for administrators: the list, and a new one."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from entitlements.signoff import NotAllowed
from web import staff, staff_log
from web.accounts.face import bp, me, passwords, settings, store
from web.accounts.forms import AccountForm
from web.i18n import gettext
from web.passwords import ONE_TIME_DAYS, one_time_password
from web.store import account_changes, accounts
from web.store.account_changes import LastAdministrator
from web.store.accounts import Account, EmailTaken

A_DAY = 86_400  # seconds


@bp.errorhandler(LastAdministrator)
def _last_administrator(_: LastAdministrator) -> ResponseReturnValue:
    return render_template("accounts/last_administrator.html"), HTTPStatus.CONFLICT


@bp.errorhandler(NotAllowed)
def _not_allowed(refusal: NotAllowed) -> ResponseReturnValue:
    """The account of whoever did it was switched off a moment ago."""
    return render_template("accounts/not_done.html", says=str(refusal)), HTTPStatus.CONFLICT


@bp.get("/people")
def people() -> str:
    """List every account."""
    found = [one for one in accounts.everyone(store()) if settings().demo or not one.demo]
    return render_template("accounts/people.html", found=found)


@bp.get("/people/add")
def add() -> ResponseReturnValue:
    """Ask who the new account is for."""
    return _add_page(_form())


@bp.post("/people/add")
def add_now() -> ResponseReturnValue:
    """Make an account, and show its one-time password once."""
    form = _form()
    if not form.validate_on_submit():
        return _add_page(form)
    secret = one_time_password()
    try:
        made = _made(form, secret)
    except EmailTaken:
        form.email.errors = [gettext("There is an account with this email already")]
        return _add_page(form)
    staff_log.note("account_added", account=made.id, by=me().id)
    return render_template("accounts/added.html", account=made, secret=secret, days=ONE_TIME_DAYS)


def _made(form: AccountForm, secret: str) -> Account:
    return account_changes.add(
        store(),
        form.email.data,
        form.name.data,
        form.roles.data,
        staff.sessions().now(),
        me().id,
        password_hash=passwords().hash(secret),
        one_time_until=one_time_until(),
    )


def one_time_until() -> int:
    """When a one-time password that is made now stops working."""
    return staff.sessions().now() + ONE_TIME_DAYS * A_DAY


def _form() -> AccountForm:
    """The form, where accounts are ours to make."""
    if not settings().local_accounts:
        abort(HTTPStatus.NOT_FOUND)
    return AccountForm()


def _add_page(form: AccountForm) -> ResponseReturnValue:
    return render_template("accounts/add.html", form=form)
