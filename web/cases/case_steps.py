"""Changing who a case is about, whose it is, and whether it is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from http import HTTPStatus

from flask import abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from entitlements.dates import add_months
from web.access import Role
from web.cases.answering import refresh_summary
from web.cases.details_forms import AssignForm, CloseForm, DetailsForm, details_of
from web.cases.face import account, bp, case, say, seconds
from web.clock import LONDON
from web.i18n import gettext as _
from web.settings import Settings
from web.store.accounts import Account
from web.store.cases import records, retention, teams
from web.store.cases.records import Case, ClosedWhy, Conflict, ReferenceTaken
from web.store.cases.teams import Relation
from web.typed import number as row_number
from web.vault import vault
from web.wording import day


@bp.route("/<int:case_id>/details", methods=["GET", "POST"])
def edit_case() -> ResponseReturnValue:
    """Change the reference, the name, the language and how to get in touch."""
    form = DetailsForm.of(case())
    number = request.form.get("number", type=row_number) or case().number
    theirs: Conflict | None = None
    if form.validate_on_submit():
        try:
            who = (account().id, seconds())
            found = records.edit(vault(), case().id, number, details_of(form), *who)
        except ReferenceTaken:
            form.reference.errors = [_("Another case has this reference. Check it.")]
        else:
            if isinstance(found, Case):
                return _went_well(found, _("Saved."))
            theirs, number = found, found.number
    status = HTTPStatus.OK
    if theirs or form.errors:
        status = HTTPStatus.CONFLICT if theirs else HTTPStatus.UNPROCESSABLE_ENTITY
    page = {"form": form, "number": number, "theirs": theirs}
    return render_template("cases/details.html", **page), status


@bp.route("/<int:case_id>/close", methods=["GET", "POST"])
def close_case() -> ResponseReturnValue:
    """Close the case: from then on a clock runs, and at its end what is about them is deleted."""
    form = CloseForm()
    until = _purge_day()
    if form.validate_on_submit():
        why = ClosedWhy(form.why.data)
        at = int(datetime.combine(until, time(), LONDON).timestamp())
        found = retention.close(vault(), case().id, why, account().id, seconds(), at)
        return _went_well(found, _("The case is closed."))
    if form.why.errors:
        form.why.errors = [_("Choose why the case is closed.")]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    page = {"form": form, "until": day(until), "months": _months()}
    return render_template("cases/close.html", **page), status


@bp.post("/<int:case_id>/reopen")
def reopen_case() -> ResponseReturnValue:
    """Open a closed case again; the clock stops."""
    found = retention.reopen(vault(), case().id, account().id, seconds())
    return _went_well(found, _("The case is open again."))


@bp.route("/<int:case_id>/assign", methods=["GET", "POST"])
def assign_case() -> ResponseReturnValue:
    """Give the case to another adviser: for managers of its team."""
    if g.relation is not Relation.MANAGES and not _manages():
        abort(HTTPStatus.NOT_FOUND)
    form = AssignForm()
    people = dict(_people())
    form.to.choices = [SelectChoice(value, words) for value, words in people.items()]
    if form.validate_on_submit():
        team_id, adviser_id = (int(part) for part in form.to.data.split("-"))
        who = (team_id, adviser_id, account().id, seconds())
        records.assign(vault(), case().id, *who)
        say(_("The case has another adviser now."))
        return redirect(url_for("cases.caseload"), HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render_template("cases/assign.html", form=form), status


def _manages() -> bool:
    return case().team_id in {team for team, _name in _teams_managed()}


def _teams_managed() -> Iterator[tuple[int, str]]:
    for one in teams.of_account(vault().store, account().id):
        if one.manages:
            yield one.team_id, one.name


def _people() -> Iterator[tuple[str, str]]:
    """Whoever can have a case in a team that is managed from here."""
    for team_id, name in _teams_managed():
        for person, _managing in teams.members(vault().store, team_id):
            if person.active and _works_cases(person):
                yield f"{team_id}-{person.id}", f"{person.name} ({name})"


def _works_cases(person: Account) -> bool:
    return bool({Role.ADVISER, Role.MANAGER} & set(person.roles))


def _went_well(found: Case, message: str) -> ResponseReturnValue:
    g.case = found
    refresh_summary(found)
    say(message)
    return redirect(url_for("cases.overview", case_id=found.id), HTTPStatus.SEE_OTHER)


def _months() -> int:
    settings: Settings = current_app.extensions["entitlements.settings"]
    return settings.case_keep_months


def _purge_day() -> date:
    today: date = g.as_at
    return add_months(today, _months())
