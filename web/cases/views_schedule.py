"""The schedule as a spreadsheet: what each young person can get, and what was paid.

The reference is in it, as a finance office needs it, and the name is not. Each export is
an event in the audit chain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import Response, g, render_template, request, stream_with_context

from entitlements.schedule import COLUMNS, Payment, ScheduleRow, schedule
from web.asked.asking import applying
from web.book import engine
from web.cases.answering import evaluation_of, known_facts
from web.cases.award_words import route_words
from web.cases.face import account, bp, case, seconds
from web.cases.knowing import KnownFacts, known_among, with_awards
from web.cases.ledger import entries_in
from web.documents.csv import Cell, csv_bytes, csv_lines
from web.i18n import gettext as _
from web.store.cases import awards, facts, looked, records, teams
from web.store.cases.awards import Line
from web.store.cases.records import Case
from web.store.cases.steps import step, tell
from web.store.engine import writing
from web.vault import vault

FILE = "schedule.csv"  # it says nothing of anybody
CSV = "text/csv; charset=utf-8"
AWARDS = "awards"  #: only what was agreed or paid


@bp.post("/<int:case_id>/schedule.csv")
def schedule_csv() -> Response:
    """Give the schedule of one case, and note in the audit chain that it was taken out."""
    found, known = case(), known_facts(case())
    lines = awards.lines(vault(), found)
    rows = schedule(evaluation_of(found), _payments(lines))
    with step(vault(), found.id, account().id, seconds()) as now:
        now.tell("case schedule exported", rows=len(rows))
    return _file(csv_bytes(_head(), (_cells(found, row, known) for row in rows)))


@bp.get("/schedule")
def schedules() -> str:
    """Say what the schedule of the whole caseload holds, before it is taken out."""
    mine = records.listed(vault(), account().id)
    return render_template("cases/schedule.html", count=len(mine), only_awards=AWARDS)


@bp.post("/schedule.csv")
def schedules_csv() -> Response:
    """Give the schedule of every open case that this account may see, line by line."""
    mine, only = records.listed(vault(), account().id), request.form.get("what") == AWARDS
    looked.note(vault().store, account().id, None, "cases.schedules_csv", seconds())
    with writing(vault().store) as connection:
        told = {"cases": [one.id for one in mine], "awards_only": only}
        tell(connection, account().id, "caseload schedule exported", told, seconds())
    lines = csv_lines(_head(), _every_row(mine, only))
    return _file(stream_with_context(lines))


def _file(content: bytes | Iterator[bytes]) -> Response:
    given = Response(content, content_type=CSV)
    given.headers["Content-Disposition"] = f"attachment; filename={FILE}"
    return given


def _head() -> list[Cell]:
    return [_("Reference"), *(_(words) for words in COLUMNS.values()), _("Private facts left out")]


def _every_row(mine: Sequence[Case], only: bool) -> Iterator[list[Cell]]:
    says = facts.current_of_all(vault(), mine)
    managed = {
        team.team_id for team in teams.of_account(vault().store, account().id) if team.manages
    }
    for one in mine:
        sees = one.adviser_id == account().id or one.team_id in managed
        known, lines = known_among(says[one.id], sees), awards.lines(vault(), one)
        if lines or not only:
            entries = entries_in(lines, says[one.id])
            found = applying(engine(), with_awards(known.facts, entries), g.as_at)
            for row in schedule(found, _payments(lines)):
                if row.award is not None or not only:
                    yield _cells(one, row, known)


def _payments(lines: Sequence[Line]) -> list[Payment]:
    return [
        Payment(entry, line.payee, route_words(line.route), line.receipt)
        for line, entry in zip(lines, awards.entries(lines), strict=True)
    ]


def _cells(whose: Case, row: ScheduleRow, known: KnownFacts) -> list[Cell]:
    return [whose.reference, *row.cells, len(known.withheld)]
