"""The blueprint of cases, and the one door to a case: whoever it is not for finds nothing.

A page of one case has `<int:case_id>` in its address. The number never reaches the view:
it is looked up here first, access is asked of the record itself, and the look is noted.
A view then takes `case()`. So no page can forget to ask.
"""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import Any

from flask import Blueprint, abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from entitlements.money import format_money
from entitlements.signoff import NotAllowed
from web import staff, staff_log
from web.areas import area_name
from web.clock_words import day_of
from web.held import held_page
from web.i18n import gettext as _
from web.store.accounts import Account
from web.store.cases import CannotOpen, looked, reading, records, teams
from web.store.cases.records import Case
from web.store.cases.steps import WAS_PURGED
from web.store.cases.teams import Relation
from web.vault import vault
from web.wording import day

bp = Blueprint("cases", __name__, url_prefix="/cases")

READS = ("GET", "HEAD", "OPTIONS")
#: What may be sent to a page of a closed case, as nothing that stands in the case becomes
#: other by it. A page that is not named here changes an open case only.
OF_A_CLOSED_CASE = {
    *("cases.reopen_case", "cases.close_case"),  # the way back; and closing twice does nothing
    *("cases.what_if_worked_out", "cases.count_care"),  # they only work something out
    "cases.schedule_csv",  # a file of what stands there, for the finance office
    # What was told can be asked for years later: these keep a receipt of it, and no more.
    *("cases.letter_make", "cases.check_keep"),
    "cases.recheck_seen",  # a mark of whoever read of new rules, not of the case
    *("cases.keep_facts", "cases.keep_care"),  # hold what was typed, for whoever typed it
}


class CaseIsClosed(NotAllowed):
    """Something was sent that would change a closed case."""


@bp.context_processor
def _words() -> dict[str, object]:
    words = {"area_name": area_name, "day": day, "money": format_money}
    return words | {"sees_sensitive": sees_sensitive, "day_of": day_of}


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
    if found.closed_at is not None and _would_change_it():
        raise CaseIsClosed(_("This case is closed. Open it again before you change it."))


def _would_change_it() -> bool:
    return request.method not in READS and request.endpoint not in OF_A_CLOSED_CASE


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


@bp.errorhandler(CaseIsClosed)
def _is_closed(_refusal: CaseIsClosed) -> ResponseReturnValue:
    """Hold what was typed while somebody opens the case again in another tab."""
    return held_page("cases/closed.html", HTTPStatus.CONFLICT, url_for("cases.overview"))


@bp.errorhandler(CannotOpen)
def _cannot_open(_error: CannotOpen) -> ResponseReturnValue:
    """A case that was purged while a page of it was made, or one that is not as it was kept."""
    number = g.get("case_id")
    if number and reading.is_purged(vault().store, number):
        return _not_allowed(NotAllowed(WAS_PURGED))
    staff_log.note("cannot_open", account=account().id, case=number)
    says = _("Part of what is kept here cannot be opened. Tell who runs the service.")
    page = render_template("cases/refused.html", says=says)
    return page, HTTPStatus.SERVICE_UNAVAILABLE


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
