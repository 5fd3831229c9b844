"""The blueprint of the editor, and what each of its pages may use."""

from __future__ import annotations

import re
import time
from http import HTTPStatus

from flask import Blueprint, abort, current_app, g, render_template
from flask.typing import ResponseReturnValue

from entitlements.money import format_money
from entitlements.signoff import NotAllowed
from web import staff
from web.access import may_open
from web.areas import area_name
from web.editor import words
from web.store import Store, changes
from web.store.accounts import Account
from web.store.changes import Change
from web.wording import day

bp = Blueprint("editor", __name__, url_prefix="/editor")


@bp.context_processor
def _words() -> dict[str, object]:
    return {
        "area_name": area_name,
        "day": day,
        "money": format_money,
        "may_write": may_open("editor.begin"),
        **words.FOR_TEMPLATES,
    }


@bp.app_template_filter("slug")
def slug(text: str) -> str:
    """A text as part of an id: letters, digits and hyphens."""
    return re.sub(r"[^a-zA-Z0-9]+", "-", text).strip("-")


@bp.errorhandler(NotAllowed)
def _not_allowed(refusal: NotAllowed) -> ResponseReturnValue:
    """Say why a step was refused, and what to do; nothing was done."""
    page = render_template("editor/refused.html", says=str(refusal))
    return page, HTTPStatus.CONFLICT


def store() -> Store:
    """The store of this installation."""
    found: Store = current_app.extensions["entitlements.store"]
    return found


def account() -> Account:
    """Who is signed in; the access table lets nobody else come here."""
    found: Account = g.account
    return found


def seconds() -> int:
    """The time now, in whole seconds since 1970."""
    return int(time.time())


def change_or_404(change_id: int) -> Change:
    """The change of this number."""
    return changes.get(store(), change_id) or abort(HTTPStatus.NOT_FOUND)


def say(message: str) -> None:
    """Show a message at the top of the next page."""
    staff.say(message)
