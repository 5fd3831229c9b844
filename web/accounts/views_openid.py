"""To the council's own sign-in and back."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from web import staff, staff_log
from web.accounts import openid
from web.accounts.back import first_page, local_path
from web.accounts.face import bp, settings, store
from web.accounts.openid import Person, Refusal
from web.accounts.signing_in import signed_in
from web.i18n import N_
from web.store import account_changes, accounts
from web.store.accounts import Account, EmailTaken

BY = "the council's sign-in"
_NO_ROLE = N_("Your council account has no role here yet.")
_OFF = N_("Your account here is switched off.")
_TAKEN = N_("Your email belongs to another account here, so we could not make one for you.")


@bp.errorhandler(Refusal)
def _refused(refusal: Refusal) -> ResponseReturnValue:
    """Say why, and whom to ask; the reason of the provider goes to the log only."""
    staff_log.note("openid_refused", why=refusal.log)
    page = render_template("accounts/openid_refused.html", says=refusal.says)
    return _without_start(Response(page, HTTPStatus.FORBIDDEN, mimetype="text/html"))


@bp.get("/openid")
def openid_begin() -> ResponseReturnValue:
    """Send the browser to the council's sign-in.

    A link, not a form: the policy of our pages lets no form lead to another site.
    """
    _only_if_used()
    scheme = "https" if settings().secure_cookie else None
    back = url_for("accounts.openid_back", _external=True, _scheme=scheme)
    there, kept = openid.start(back, local_path(request.args.get("next")))
    answer = redirect(there, 303)
    answer.set_cookie(_start_cookie(), kept, max_age=openid.LASTS, **_cookie_rules())
    return answer


@bp.get("/openid/back")
def openid_back() -> ResponseReturnValue:
    """Take who came back, and sign them in."""
    _only_if_used()
    person, then = openid.finish(request.cookies.get(_start_cookie(), ""))
    signed_in(_account_of(person), "openid")
    return _without_start(redirect(first_page(then), 303))


def _account_of(person: Person) -> Account:
    """The account of a person: made the first time, with the roles they have now."""
    found = accounts.by_subject(store(), person.subject)
    if found is not None and found.roles != person.roles:
        now = staff.sessions().now()
        account_changes.set_roles(store(), found.id, person.roles, now, BY, last_may_go=True)
        staff_log.note("account_roles_set", account=found.id, by="openid")
    if not person.roles:
        raise Refusal(_NO_ROLE, "no_role")
    if found is None:
        return _made(person)
    if not found.active:
        raise Refusal(_OFF, "off")
    return found


def _made(person: Person) -> Account:
    """Never join it to an account with the same e-mail: an e-mail is not proof of who it is."""
    now = staff.sessions().now()
    email, name, subject = person.email, person.name, person.subject
    try:
        made = account_changes.add(store(), email, name, person.roles, now, BY, subject=subject)
    except EmailTaken:
        raise Refusal(_TAKEN, "email_taken") from None
    staff_log.note("account_added", account=made.id, by="openid")
    return made


def _only_if_used() -> None:
    if openid.CLIENT not in current_app.extensions:
        abort(HTTPStatus.NOT_FOUND)


def _start_cookie() -> str:
    return "__Host-staff-start" if settings().secure_cookie else "staff-start"


def _cookie_rules() -> dict[str, object]:
    secure = settings().secure_cookie
    return {"path": "/", "secure": secure, "httponly": True, "samesite": "Lax"}


def _without_start(answer: Response) -> Response:
    answer.delete_cookie(_start_cookie(), **_cookie_rules())
    return answer
