"""Answers: every decision of a case on one page, short, each with a page of its own."""

from __future__ import annotations

import secrets

from flask import render_template, request

from web.cases.answering import evaluation_of, known_facts
from web.cases.answers import GROUPS, Wanted, area_choices, groups_of
from web.cases.beside import OUTCOMES, beside
from web.cases.face import bp, case, sees_sensitive
from web.cases.found import found_of
from web.i18n import gettext as _


@bp.get("/<int:case_id>/answers")
def answers() -> str:
    """Show what the facts of a case come to, narrowed to an area or a group if asked."""
    known, found = known_facts(case()), found_of(evaluation_of(case()))
    wanted = Wanted.of(request.args.get("area", ""), request.args.get("show", ""))
    return render_template(
        "cases/answers.html",
        groups=groups_of(found, beside(case()), wanted),
        wanted=wanted,
        areas=area_choices(found),
        shows=[(name, _(words)) for name, words in GROUPS.items()],
        outcomes={outcome: _(words) for outcome, words in OUTCOMES.items()},
        known=known,
        sees=sees_sensitive(),
        total=len(found.items),
        once=secrets.token_urlsafe(16),
    )
