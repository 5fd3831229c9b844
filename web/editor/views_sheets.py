"""A table out of and into spreadsheets and DMN: exported as it is, imported as a draft."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

from flask import abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from entitlements.problems import Problem
from web import book as live
from web.editor.face import bp, say
from web.editor.saving import keep_text
from web.editor.texts import with_version
from web.editor.views_grid import Opened, opened
from web.editor.views_tables import table_or_404
from web.i18n import gettext as _
from web.interchange import export_csv, export_dmn, export_xlsx, import_sheet

LARGEST = 4 * 1024 * 1024  # bytes of an uploaded file
EXPORTS = {"xlsx": export_xlsx, "csv": export_csv, "dmn": export_dmn}
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "dmn": "application/xml",
    "yaml": "application/yaml",
}


@bp.get("/table/<path:name>/export.<kind>")
def export(name: str, kind: str) -> ResponseReturnValue:
    """One version of a table in service, as a spreadsheet, DMN, or the text itself."""
    table = table_or_404(name)
    number = request.args.get("version", len(table.versions) - 1, type=int)
    if kind not in TYPES or not 0 <= number < len(table.versions):
        abort(HTTPStatus.NOT_FOUND)
    if kind == "yaml":
        content = dict(live.files())[f"{name}.yaml"]
    else:
        content = EXPORTS[kind](table, table.versions[number], live.book())
    return _file(f"{name.replace('/', '-')}.{kind}", content, TYPES[kind])


def _file(name: str, content: bytes, kind: str) -> ResponseReturnValue:
    return send_file(BytesIO(content), mimetype=kind, as_attachment=True, download_name=name)


@bp.get("/changes/<int:change_id>/bring/<path:path>")
def bring(change_id: int, path: str) -> ResponseReturnValue:
    """Ask for a spreadsheet or a DMN file to bring into a draft."""
    found = opened(change_id, path)
    if found is None:
        return redirect(url_for("editor.text", change_id=change_id, path=path))
    return _page(found, ())


@bp.post("/changes/<int:change_id>/bring/<path:path>")
def bring_in(change_id: int, path: str) -> ResponseReturnValue:
    """Read a file as the rows of a version of a draft; a bad cell is named, and nothing changes."""
    found = opened(change_id, path)
    if found is None:
        return redirect(url_for("editor.text", change_id=change_id, path=path))
    file = request.files.get("file")
    content = file.read(LARGEST + 1) if file else b""
    if not file or not file.filename or not content:
        return _refused(found, Problem(_("File"), 0, _("Choose a file."), ""))
    if len(content) > LARGEST:
        return _refused(
            found, Problem(file.filename, 0, _("The file is too large to take in."), "")
        )
    return _taken(found, file.filename, content)


def _taken(found: Opened, name: str, content: bytes) -> ResponseReturnValue:
    book = found.draft.book
    read = import_sheet(name, content, found.table, book, found.version)
    if read.version is None:
        return _refused(found, *read.problems)
    text = found.change.texts[found.path].text
    new = with_version(text, found.table, found.place, read.version, book.catalogue)
    refused = keep_text(found.change, found.path, new, found.number)
    if refused is not None:
        return refused
    say(_("The rows of %(name)s are in the draft now.", name=name))
    return redirect(found.address(), HTTPStatus.SEE_OTHER)


def _refused(found: Opened, *problems: Problem) -> ResponseReturnValue:
    return _page(found, problems), HTTPStatus.UNPROCESSABLE_ENTITY


def _page(found: Opened, problems: tuple[Problem, ...]) -> str:
    return render_template(
        "editor/bring.html",
        change=found.change,
        path=found.path,
        table=found.table,
        version=found.version,
        place=found.place,
        problems=problems,
    )
