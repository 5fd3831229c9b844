"""What differs between any two published books, or two versions of a table, in English."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from http import HTTPStatus

from flask import abort, render_template, request

from entitlements.redline import Difference, cell_diff, redline, table_redline
from entitlements.rulebook.model import RuleTable, Version
from web import book as live
from web.editor.drafted import read
from web.editor.face import bp, store
from web.editor.views_tables import table_or_404
from web.store import register

#: A first day that two versions are given, so that they are told as one changed.
_SAME_DAY = date(2000, 1, 1)


@bp.get("/compare")
def compare() -> str:
    """Show what differs between two publications of the whole book, or of one table."""
    newest = register.latest(store())
    new = request.args.get("new", newest, type=int)
    old = request.args.get("old", max(newest - 1, 1), type=int)
    name = request.args.get("table", "")
    if not (1 <= old <= newest and 1 <= new <= newest):
        abort(HTTPStatus.NOT_FOUND)
    found = redline(*(read(tuple(register.files(store(), n))).book for n in (old, new)))
    shown = [one for one in found if not name or one.place.of == name]
    page = {"old": old, "new": new, "newest": newest, "name": name}
    return render_template("editor/compare.html", differences=by_heading(shown), **page)


@bp.get("/table/<path:name>/compare")
def compare_versions(name: str) -> str:
    """Show what differs between two versions of a table, and which cells."""
    table = table_or_404(name)
    new = request.args.get("new", len(table.versions) - 1, type=int)
    old = request.args.get("old", max(new - 1, 0), type=int)
    if not (0 <= old < len(table.versions) and 0 <= new < len(table.versions)):
        abort(HTTPStatus.NOT_FOUND)
    was, now = table.versions[old], table.versions[new]
    marks = cell_diff(was, now, live.book())
    found = table_redline(_alone(table, was), _alone(table, now), live.book())
    page = {"table": table, "old": old, "new": new, "marks": marks}
    return render_template("editor/compare_versions.html", differences=found, **page)


def _alone(table: RuleTable, version: Version) -> RuleTable:
    """A table of one version; its days are told beside it, not as a difference."""
    return replace(table, versions=(replace(version, effective_from=_SAME_DAY, effective_to=None),))


def by_heading(found: list[Difference]) -> dict[str, list[Difference]]:
    """Differences under the title of the table, or the name of the list, they are in."""
    parts: dict[str, list[Difference]] = {}
    for one in found:
        parts.setdefault(one.heading, []).append(one)
    return parts
