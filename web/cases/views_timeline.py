"""Dates: the years ahead as bars, what is coming by day, and a calendar file to keep."""

from __future__ import annotations

from flask import Response, make_response, render_template, request

from web.book import publication
from web.cases.answering import evaluation_of, known_facts
from web.cases.bars import bars_of
from web.cases.coming import coming_dates, days_of, rules_to_come
from web.cases.coming_rates import rates_to_come
from web.cases.face import bp, case
from web.cases.found import found_of
from web.cases.to_calendar import calendar_of, is_safe
from web.documents.calendar import KIND
from web.vault import vault

NEUTRAL, PLAIN = "neutral", "plain"  #: what the titles of the entries say


@bp.get("/<int:case_id>/dates")
def timeline() -> str:
    """Show what starts, stops and changes, to the 26th birthday or the end of a course."""
    found = found_of(evaluation_of(case()))
    return render_template(
        "cases/timeline.html",
        bars=bars_of(found),
        days=days_of(coming_dates(found), found),
        rules=rules_to_come(found),
        rates=rates_to_come(found),
        known=known_facts(case()),
        safe=is_safe(case()),
    )


@bp.get("/<int:case_id>/dates/to-keep")
def calendar_first() -> str:
    """Say what a calendar file shows, and to whom, before it is taken."""
    return render_template("cases/calendar.html", safe=is_safe(case()), known=known_facts(case()))


@bp.get("/<int:case_id>/dates/dates.ics")
def calendar() -> Response:
    """The calendar file. Unless it is safe, its titles say nothing if not asked to."""
    titles = request.args.get("titles", PLAIN if is_safe(case()) else NEUTRAL)
    found = found_of(evaluation_of(case()))
    made = calendar_of(case(), found, vault().keys, titles != PLAIN, publication())
    file = make_response(made)
    file.headers["Content-Type"] = KIND
    file.headers["Content-Disposition"] = 'attachment; filename="dates.ics"'
    return file
