"""One's own account: the password, and where one is signed in."""

from __future__ import annotations

from http import HTTPStatus

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from web import staff, staff_log
from web.accounts.back import first_page
from web.accounts.face import bp, me, passwords, store
from web.accounts.forms import PasswordForm
from web.accounts.signing_in import Refused, by_password
from web.clock_words import moment
from web.i18n import gettext
from web.passwords import fault_of
from web.store import account_changes


@bp.get("/")
def home() -> ResponseReturnValue:
    """Lead to the first page that is of use to whoever is here."""
    return redirect(first_page(None), 303)


@bp.get("/account")
def mine() -> str:
    """Show one's own account."""
    return render_template("accounts/mine.html", account=me())


@bp.get("/account/browsers")
def browsers() -> str:
    """List where one is signed in."""
    found = staff.sessions().of(me().id)
    here = staff.digest(g.staff_token)
    return render_template("accounts/browsers.html", found=found, here=here, moment=moment)


@bp.post("/account/sign-out-everywhere")
def sign_out_everywhere() -> ResponseReturnValue:
    """Sign out here and everywhere else."""
    staff_log.note("signed_out_everywhere", account=me().id)
    account_changes.sign_out_everywhere(store(), me().id)
    staff.sign_out()
    return redirect(url_for("accounts.signed_out"), 303)


@bp.get("/account/password")
def password() -> ResponseReturnValue:
    """Ask for the old password and a new one."""
    return _password_page(PasswordForm())


@bp.post("/account/password")
def password_now() -> ResponseReturnValue:
    """Change the password; every other browser is signed out."""
    form = PasswordForm()
    if not form.validate_on_submit() or not _may_change(form):
        return _password_page(form)
    kept, now = passwords().hash(form.new_password.data), staff.sessions().now()
    account_changes.set_password(store(), me().id, kept, now, me().id)
    staff_log.note("password_changed", account=me().id)
    staff.sign_in(me())  # under a new token
    staff.say(gettext("Your password is changed."))
    return redirect(url_for("accounts.mine"), 303)


def _may_change(form: PasswordForm) -> bool:
    """The new password is looked at first, as looking at the old one is counted."""
    old, new = form.old_password, form.new_password
    fault = fault_of(new.data, me().email)
    if fault is None and new.data == old.data:
        fault = gettext("Your new password must not be the one you have now")
    if fault:
        new.errors = [fault]
        return False
    found = by_password(me().email, old.data)
    if isinstance(found, Refused):
        old.errors = [found.says if found.minutes else gettext("This is not your password now")]
        return False
    return True


def _password_page(form: PasswordForm) -> ResponseReturnValue:
    if me().by_openid or me().demo:
        return render_template("accounts/no_password.html"), HTTPStatus.NOT_FOUND
    return render_template("accounts/password.html", form=form)
