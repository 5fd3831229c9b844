"""The blueprint of cases, and the one door to a case: whoever it is not for finds nothing.

A page of one case has `<int:case_id>` in its address. The number never reaches the view:
it is looked up here first, access is asked of the record itself, and the look is noted.
A view then takes `case()`. So no page can forget to ask.
"""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import Any

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from entitlements.money import format_money
from entitlements.signoff import NotAllowed
from web import staff, staff_log
from web.areas import area_name
from web.store.accounts import Account
from web.store.cases import looked, records, teams
from web.store.cases.records import Case
from web.store.cases.teams import Relation
from web.vault import vault
from web.wording import day

bp = Blueprint("cases", __name__, url_prefix="/cases")


@bp.context_processor
def _words() -> dict[str, object]:
    words = {"area_name": area_name, "day": day, "money": format_money}
    return words | {"sees_sensitive": sees_sensitive}


@bp.url_value_preprocessor
def _take_the_number(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.case_id = values.pop("case_id", None) if values else None
    g.case = g.relation = None


@bp.before_request
def _find_the_case() -> None:
    """Refuse a case that is not theirs just as one that is not there, and note every look."""
    if g.case_id is None:
        return
    found = records.get(vault(), g.case_id)
    relation = teams.relation(vault().store, account().id, found) if found else Relation.NONE
    if found is None or relation is Relation.NONE or found.purged_at is not None:
        staff_log.note("refused_case", account=account().id, case=g.case_id)
        abort(HTTPStatus.NOT_FOUND)
    g.case, g.relation = found, relation
    looked.note(vault().store, account().id, found.id, request.endpoint or "", seconds())


@bp.url_defaults
def _say_the_number(endpoint: str, values: dict[str, Any]) -> None:
    """Links between pages of one case need not say which."""
    adapter_knows = any("case_id" in rule.arguments for rule in _rules(endpoint))
    if adapter_knows and "case_id" not in values and g.get("case") is not None:
        values["case_id"] = g.case.id


def _rules(endpoint: str) -> list[Any]:
    from flask import current_app

    return list(current_app.url_map.iter_rules(endpoint))


@bp.errorhandler(NotAllowed)
def _not_allowed(refusal: NotAllowed) -> ResponseReturnValue:
    """Say why a step was refused, and what to do; nothing was done."""
    page = render_template("cases/refused.html", says=str(refusal))
    return page, HTTPStatus.CONFLICT


def case() -> Case:
    """The case of this page; whoever is here may see it."""
    found: Case = g.case
    return found


def account() -> Account:
    """Who is signed in; the access table lets nobody else come here."""
    found: Account = g.account
    return found


def sees_sensitive() -> bool:
    """Whether whoever is here may read the sensitive facts of this case."""
    return g.relation in (Relation.OWN, Relation.MANAGES)


def seconds() -> int:
    """The time now, in whole seconds since 1970."""
    return int(time.time())


def say(message: str) -> None:
    """Show a message at the top of the next page."""
    staff.say(message)
