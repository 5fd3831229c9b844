"""Saving a text of a draft, unless somebody saved it meanwhile: then both are put together."""

from __future__ import annotations

from http import HTTPStatus

from flask import render_template
from flask.typing import ResponseReturnValue

from web.editor.face import account, seconds, store
from web.editor.merging import merge
from web.store import changes
from web.store.changes import Change, Conflict


def keep_text(found: Change, path: str, text: bytes, number: int) -> ResponseReturnValue | None:
    """Save a text over a save; None when it is saved, else the page that merges the two."""
    saved = changes.save(store(), found.id, path, text, number, account().id, seconds())
    return merge_page(found, path, text, number, saved) if isinstance(saved, Conflict) else None


def merge_page(
    found: Change, path: str, mine: bytes, number: int, conflict: Conflict
) -> ResponseReturnValue:
    """Show both texts put together; places that both changed hold both, to choose from."""
    kept = {save.number: save.text for save in changes.saves(store(), found.id, path)}
    base = kept.get(number, b"").decode("utf-8", "replace")
    theirs = conflict.theirs
    merged = merge(base, mine.decode("utf-8", "replace"), theirs.text.decode("utf-8", "replace"))
    page = {"change": found, "path": path, "theirs": theirs, "merged": merged, "mine": mine}
    return render_template("editor/merge.html", **page), HTTPStatus.CONFLICT
