"""Opening a case: the least it can hold, and the care dates pasted straight away."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from typing import cast

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from entitlements.episodes import Pasted, read_pasted
from entitlements.facts import Value
from web.book import book
from web.cases.answering import refresh_summary
from web.cases.details_forms import OpenForm, details_of
from web.cases.face import account, bp, say, seconds
from web.cases.saying import known
from web.cases.words import COUNCIL_RECORD
from web.i18n import gettext as _
from web.store.cases import records, teams
from web.store.cases.facts import Said
from web.store.cases.records import ReferenceTaken
from web.typed import once_of
from web.vault import vault


@bp.route("/open", methods=["GET", "POST"])
def open_case() -> ResponseReturnValue:
    """Ask for the least there can be, and open the case."""
    mine = teams.of_account(vault().store, account().id)
    form = OpenForm.for_teams(mine)
    pasted: Pasted | None = None
    if form.validate_on_submit() and mine:
        pasted = _pasted(form)
        says = _to_look_at(pasted, form)
        if not says:
            return _opened(form, pasted)
        form.care.errors = [says]
    once = once_of(request.form.get("once")) or secrets.token_urlsafe(16)
    page = {"form": form, "once": once, "teams": mine, "pasted": pasted}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render_template("cases/open.html", **page), status


def _to_look_at(pasted: Pasted | None, form: OpenForm) -> str:
    """What stops a case from being opened with these dates; "" where nothing does."""
    if pasted is None:
        return ""
    if not pasted.complete:
        return _("Some rows of the care dates need putting right. See below.")
    if pasted.problems and not form.looked.data:
        return _("Look at what was found in the care dates. See below.")
    return ""


def _pasted(form: OpenForm) -> Pasted | None:
    text = form.care.data or ""
    if not text.strip():
        return None
    return read_pasted(text, born=_born(form), as_at=g.as_at, authority=form.authority.data or "")


def _born(form: OpenForm) -> date | None:
    found = form.date_of_birth.data
    return date.fromordinal(found) if isinstance(found, int) else None


def _opened(form: OpenForm, pasted: Pasted | None) -> ResponseReturnValue:
    says = _says(form, pasted)
    team_id = int(form.team.data)
    try:
        made = records.open_case(
            *(vault(), details_of(form), team_id, account().id, says, account().id, seconds()),
            once=once_of(request.form.get("once")),
        )
    except ReferenceTaken:
        form.reference.errors = [_taken(form.reference.data)]
        page = {"form": form, "once": secrets.token_urlsafe(16), "pasted": pasted}
        mine = teams.of_account(vault().store, account().id)
        return render_template("cases/open.html", teams=mine, **page), HTTPStatus.CONFLICT
    g.case, g.relation = made, teams.relation(vault().store, account().id, made)
    refresh_summary(made)
    say(_("The case is open."))
    return redirect(url_for("cases.overview", case_id=made.id), HTTPStatus.SEE_OTHER)


def _says(form: OpenForm, pasted: Pasted | None) -> Mapping[str, Said]:
    values: dict[str, Value] = {}
    if isinstance(form.date_of_birth.data, int):
        values["date_of_birth"] = form.date_of_birth.data
    if form.authority.data:
        values["authority"] = form.authority.data
    if pasted and pasted.periods:
        values["care_periods"] = cast("Value", pasted.periods)
    catalogue = book().catalogue
    return {
        fact: known(catalogue.facts[fact], value, catalogue, COUNCIL_RECORD, g.as_at)
        for fact, value in values.items()
    }


def _taken(reference: str) -> str:
    """Say that a reference is taken, and whose it is only to those who may open that case."""
    found = records.by_reference(vault(), reference)
    theirs = found and teams.relation(vault().store, account().id, found) is not teams.Relation.NONE
    if found and theirs and found.purged_at is None:
        return _("You have a case with this reference already: case %(number)s.", number=found.id)
    return _("Another case has this reference. Check it, or ask your team manager.")
