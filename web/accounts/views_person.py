"""One account, for administrators: its roles, its password, on and off."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from web import staff, staff_log
from web.accounts.face import account_or_404, bp, me, passwords, settings, store
from web.accounts.forms import RolesForm
from web.accounts.views_people import one_time_until
from web.i18n import gettext
from web.passwords import ONE_TIME_DAYS, one_time_password
from web.store import account_changes, sign_in_failures
from web.store.accounts import Account


@bp.get("/people/<int:account_id>")
def person(account_id: int) -> str:
    """Show one account, and what can be done with it."""
    account = account_or_404(account_id)
    return _page(account, RolesForm(data={"roles": sorted(account.roles)}))


@bp.post("/people/<int:account_id>")
def roles_now(account_id: int) -> ResponseReturnValue:
    """Give other roles; it holds from the next page that the account opens."""
    account = account_or_404(account_id)
    form = RolesForm()
    if not form.validate_on_submit():
        return _page(account, form)
    roles, now = form.roles.data, staff.sessions().now()
    account_changes.set_roles(store(), account.id, roles, now, me().id, last_may_go=False)
    return _done(account, "account_roles_set", gettext("The roles are changed."))


@bp.post("/people/<int:account_id>/disable")
def disable(account_id: int) -> ResponseReturnValue:
    """Switch an account off."""
    account = account_or_404(account_id)
    account_changes.disable(store(), account.id, staff.sessions().now(), me().id)
    return _done(account, "account_disabled", gettext("The account is switched off."))


@bp.post("/people/<int:account_id>/enable")
def enable(account_id: int) -> ResponseReturnValue:
    """Switch an account on again."""
    account = account_or_404(account_id)
    account_changes.enable(store(), account.id, staff.sessions().now(), me().id)
    return _done(account, "account_enabled", gettext("The account is switched on."))


@bp.post("/people/<int:account_id>/unlock")
def unlock(account_id: int) -> ResponseReturnValue:
    """Let somebody try their password again at once."""
    account = account_or_404(account_id)
    account_changes.unlock(store(), account, staff.sessions().now(), me().id)
    return _done(account, "account_unlocked", gettext("They can try to sign in again."))


@bp.post("/people/<int:account_id>/reset")
def reset(account_id: int) -> ResponseReturnValue:
    """Give a new one-time password, and show it once."""
    account = account_or_404(account_id)
    if not _has_password(account):
        abort(HTTPStatus.NOT_FOUND)
    secret, now = one_time_password(), staff.sessions().now()
    kept = passwords().hash(secret)
    account_changes.set_password(store(), account.id, kept, now, me().id, until=one_time_until())
    staff_log.note("account_password_reset", account=account.id, by=me().id)
    return render_template(
        "accounts/one_time.html", account=account, secret=secret, days=ONE_TIME_DAYS
    )


def _has_password(account: Account) -> bool:
    return settings().local_accounts and not account.by_openid and not account.demo


def _done(account: Account, event: str, says: str) -> ResponseReturnValue:
    staff_log.note(event, account=account.id, by=me().id)
    staff.say(says)
    return redirect(url_for("accounts.person", account_id=account.id), 303)


def _page(account: Account, form: RolesForm) -> str:
    locked = sign_in_failures.seconds_locked(store(), account.email, staff.sessions().now())
    return render_template(
        "accounts/person.html",
        account=account,
        form=form,
        locked=locked > 0,
        has_password=_has_password(account),
    )
