"""The audit chain: what was done, by whom, and whether the record still holds."""

from __future__ import annotations

from flask import render_template, request

from web.editor.face import bp, store
from web.store import audit, verify

SHOWN = 200  #: events on the page; the command line prints them all


@bp.get("/audit")
def audit_trail() -> str:
    """List the newest events, with the head of the chain."""
    page = {"events": audit.events(store(), limit=SHOWN), "head": audit.head(store())}
    return render_template("editor/audit.html", **page)


@bp.get("/audit/verify")
def audit_verify() -> str:
    """Check the whole chain, and that it extends a head somebody kept."""
    saved = request.args.get("head", "").strip()
    faults = verify.everything(store(), saved or None)
    return render_template("editor/verified.html", saved=saved, faults=faults)
