"""The board report: on screen, as a spreadsheet and as Word. It names nobody."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, abort, current_app, render_template

from entitlements.board import BoardReport, Table, as_rows
from web.cases.board import report_of_today
from web.cases.face import account, bp, seconds
from web.documents.board_word import board_docx
from web.documents.csv import Cell, csv_bytes
from web.i18n import gettext as _
from web.settings import Settings
from web.store.cases.steps import tell
from web.store.engine import writing
from web.vault import vault
from web.wording import day

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV = "text/csv; charset=utf-8"


@bp.get("/board")
def board() -> str:
    """Show the report as at today, over every open case of the council."""
    report = report_of_today()
    tables = [(table, as_rows(table)) for table in report.tables]
    return render_template("cases/board.html", report=report, tables=tables, notes=notes(report))


@bp.post("/board.<kind>")
def board_file(kind: str) -> Response:
    """Give the report as a file, and note in the audit chain that it was taken out."""
    if kind not in ("csv", "docx"):
        abort(404)
    report = report_of_today()
    with writing(vault().store) as connection:
        told = {"kind": kind, "as_at": report.as_at.isoformat()}
        tell(connection, account().id, "board report exported", told, seconds())
    written = _csv(report) if kind == "csv" else _docx(report)
    given = Response(written, content_type=CSV if kind == "csv" else DOCX)
    given.headers["Content-Disposition"] = f"attachment; filename=board-report.{kind}"
    return given


def notes(report: BoardReport) -> tuple[str, ...]:
    """What whoever reads it should know first."""
    return (
        _("It counts every open case of the council on %(day)s.", day=day(report.as_at)),
        _(
            "The letter c stands for a small number, from 1 to %(most)s. Or it hides a bigger one,"
            " so that nobody can work a small one out. It is never 0.",
            most=report.threshold - 1,
        ),
        _("“Not known” is not the same as none. What is estimated counts as not known."),
        _(
            "What could be had and has no award leaves out what others pay, such as Universal"
            " Credit. The ledger of the council cannot say whether it was claimed."
        ),
        _(
            "Publish it on fixed days, a quarter apart or more. Two reports that are nearly the"
            " same can show what one person has."
        ),
    )


def _csv(report: BoardReport) -> bytes:
    head: list[Cell] = [report.title, day(report.as_at)]
    return csv_bytes(head, _rows(report))


def _rows(report: BoardReport) -> Iterator[list[Cell]]:
    yield from ([note] for note in notes(report))
    for table in report.tables:
        yield from _table(table)


def _table(table: Table) -> Iterator[list[Cell]]:
    yield []
    yield [table.title]
    yield from (list(row) for row in as_rows(table))
    yield [table.note]


def _docx(report: BoardReport) -> bytes:
    settings: Settings = current_app.extensions["entitlements.settings"]
    council = settings.council_name or _("The council")
    return board_docx(report, council, notes(report), settings.brand_colour)
