"""Who looked at a case: for its own adviser and its managers."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from web.cases.face import account, bp, case, sees_sensitive
from web.cases.looked_pages import page_words
from web.clock_words import moment
from web.store.cases import looked, records, teams
from web.vault import vault

MOST = 200  #: looks on one page


@bp.get("/<int:case_id>/looked")
def looked_at() -> ResponseReturnValue:
    """Show who looked at this case, newest first."""
    if not sees_sensitive():
        abort(HTTPStatus.NOT_FOUND)
    found = looked.of_case(vault().store, case().id, MOST)
    return render_template(
        "cases/looked.html",
        rows=[(moment(one.at), one.account, page_words(one.page)) for one in found],
        most=MOST if len(found) == MOST else 0,
    )


@bp.get("/looked")
def looked_team() -> ResponseReturnValue:
    """Show a manager who looked at the cases of their teams, newest first."""
    managed = [one for one in teams.of_account(vault().store, account().id) if one.manages]
    return render_template(
        "cases/looked_team.html",
        teams=[(one.name, _rows(one.team_id)) for one in managed],
        most=MOST,
    )


def _rows(team_id: int) -> list[tuple[str, str, int | None, str, bool]]:
    """When, who, which case, which page, and whether it is not their own case."""
    found = looked.of_team(vault().store, team_id, MOST)
    owners = {number: _adviser(number) for number in {one.case_id for one in found}}
    return [
        *(
            (
                *(moment(one.at), one.account, one.case_id, page_words(one.page)),
                owners[one.case_id] != one.account_id,
            )
            for one in found
        )
    ]


def _adviser(case_id: int | None) -> int | None:
    found = records.get(vault(), case_id) if case_id is not None else None
    return found.adviser_id if found else None
