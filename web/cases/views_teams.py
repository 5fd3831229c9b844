"""Teams, for administrators: who works together, who manages, who may agree to which sums.

An administrator sees accounts here, and never a case.
"""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from entitlements.signoff import NotAllowed
from web.access import Role
from web.book import book
from web.cases.face import account, bp, say, seconds
from web.cases.team_forms import MemberForm, TeamForm, TitlesForm, choice, ladder_form
from web.i18n import gettext as _
from web.store import Store, accounts
from web.store.accounts import Account
from web.store.cases import teams
from web.store.cases.teams import Team
from web.vault import vault

#: The roles that a member of a team has.
MEMBERS = frozenset({Role.ADVISER, Role.MANAGER})


@bp.route("/teams", methods=["GET", "POST"])
def all_teams() -> ResponseReturnValue:
    """List the teams, and add one."""
    form = TeamForm()
    if form.validate_on_submit():
        if _taken(form.name.data):
            form.name.errors = [_("There is a team with this name already.")]
        else:
            made = teams.add(store(), form.name.data.strip(), account().id, seconds())
            return redirect(url_for("cases.team", team_id=made.id), HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    listed = [(team, teams.members(store(), team.id)) for team in teams.all_teams(store())]
    page = {"form": form, "teams": listed, "ladder": teams.ladder(store())}
    return render_template("cases/teams.html", approvers=_approvers(), **page), status


@bp.route("/teams/<int:team_id>", methods=["GET", "POST"])
def team(team_id: int) -> ResponseReturnValue:
    """Show who is in a team, and let somebody join it."""
    found = _team_or_404(team_id)
    members = teams.members(store(), team_id)
    form = MemberForm()
    form.account.choices = _may_join({one.id for one, _manages in members})
    if form.is_submitted() and not form.account.choices:
        raise NotAllowed(_("All advisers and team managers are in this team."))
    if form.validate_on_submit():
        teams.put(store(), team_id, form.account.data, form.manages.data, account().id, seconds())
        say(_("They are in the team now."))
        return redirect(url_for("cases.team", team_id=team_id), HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render_template("cases/team.html", team=found, members=members, form=form), status


@bp.post("/teams/<int:team_id>/member/<int:account_id>")
def member(team_id: int, account_id: int) -> ResponseReturnValue:
    """Take somebody out of a team, or change whether they manage it."""
    _team_or_404(team_id)
    act, by = request.form.get("act", ""), account().id
    if act == "leave":
        teams.remove(store(), team_id, account_id, by, seconds())
        say(_("They are out of the team. Their cases stay in it: give them to somebody else."))
    elif act in ("manage", "member"):
        teams.put(store(), team_id, account_id, act == "manage", by, seconds())
        say(_("This is changed."))
    else:
        abort(HTTPStatus.BAD_REQUEST)
    return redirect(url_for("cases.team", team_id=team_id), HTTPStatus.SEE_OTHER)


@bp.route("/ladder", methods=["GET", "POST"])
def ladder() -> ResponseReturnValue:
    """Say who agrees to which sum, where a rule names nobody."""
    form = ladder_form(teams.ladder(store()))
    if form.validate_on_submit():
        teams.set_ladder(store(), form.ladder, account().id, seconds())
        say(_("The council’s own tiers are saved."))
        return redirect(url_for("cases.all_teams"), HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render_template("cases/ladder.html", form=form), status


@bp.route("/titles/<int:account_id>", methods=["GET", "POST"])
def titles(account_id: int) -> ResponseReturnValue:
    """Say under which titles somebody may agree to awards."""
    found = next((one for one in _approvers() if one.id == account_id), None)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    held = teams.titles_of(store(), account_id)
    form = TitlesForm(data={"titles": sorted(held)})
    form.titles.choices = [choice(title, title) for title in _titles(held)]
    if form.validate_on_submit():
        teams.set_titles(store(), account_id, form.titles.data, account().id, seconds())
        say(_("It is saved what they may agree to."))
        return redirect(url_for("cases.all_teams"), HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render_template("cases/titles.html", form=form, whose=found), status


def store() -> Store:
    """The store of this installation."""
    return vault().store


def _team_or_404(team_id: int) -> Team:
    found = next((one for one in teams.all_teams(store()) if one.id == team_id), None)
    return found or abort(HTTPStatus.NOT_FOUND)


def _taken(name: str) -> bool:
    return name.strip().casefold() in {one.name.casefold() for one in teams.all_teams(store())}


def _may_join(inside: set[int]) -> list[object]:
    people = (one for one in accounts.everyone(store()) if one.active and one.id not in inside)
    return [choice(str(one.id), one.name) for one in people if MEMBERS & one.roles]


def _approvers() -> list[Account]:
    return [one for one in accounts.everyone(store()) if one.active and Role.MANAGER in one.roles]


def _titles(held: frozenset[str]) -> list[str]:
    """Whom the ladder or any rule names, and what the account holds from before."""
    named = {tier.by for tier in teams.ladder(store())}
    for table in book().tables.values():
        for version in table.versions:
            named |= {one.by for row in version.rows for one in row.approval}
    return sorted(named | held)
