"""Every rule table, and one of them as it stands: words, rows, versions, history."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, g, render_template, request

from entitlements.rulebook.model import RuleTable, Version
from web import book as live
from web.editor import listing, proving
from web.editor.face import bp, store
from web.editor.shown import shown_rows
from web.store import changes, register


@bp.get("/")
def tables() -> str:
    """List every table; `q` searches, `only` keeps one kind."""
    words, only = request.args.get("q", ""), request.args.get("only", "")
    counts = proving.counts_in_force(g.as_at)
    every = listing.lines(live.book(), g.as_at, changes.open_changes(store()), counts)
    found = listing.matching(every, words, only)
    page = {"lines": found, "every": len(every), "words": words, "only": only}
    return render_template("editor/tables.html", **page)


@bp.get("/table/<path:name>")
def table(name: str) -> str:
    """Show one table as it is in service, one version at a time."""
    found = table_or_404(name)
    version = _version_asked(found)
    place = f"{name}.yaml"
    return render_template(
        "editor/table.html",
        table=found,
        version=version,
        number=found.versions.index(version),
        rows=shown_rows(version, live.book()),
        change=changes.open_for(store(), place),
        revisions=register.revisions(store(), place),
        findings=proving.of_table(proving.in_force(g.as_at), name),
    )


def table_or_404(name: str) -> RuleTable:
    """A table in service."""
    return live.book().tables.get(name) or abort(HTTPStatus.NOT_FOUND)


def _version_asked(found: RuleTable) -> Version:
    """The version named in the address by its place, else the one in force, else the last."""
    number = request.args.get("version", type=int)
    if number is None:
        return listing.in_force(found, g.as_at) or found.versions[-1]
    if not 0 <= number < len(found.versions):
        abort(HTTPStatus.NOT_FOUND)
    return found.versions[number]
