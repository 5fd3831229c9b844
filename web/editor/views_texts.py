"""The text of a file as it is, for those who would rather write it."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from entitlements.signoff import NotAllowed, State
from web.editor.drafted import drafted
from web.editor.face import account, bp, change_or_404, say, store
from web.editor.letters import shown
from web.editor.merging import END, MINE
from web.editor.saving import keep_text
from web.i18n import gettext as _
from web.store import typing
from web.store.changes import Change


@bp.get("/changes/<int:change_id>/text/<path:path>")
def text(change_id: int, path: str) -> str:
    """Show the text of a file of a draft, with what is wrong in it by line."""
    found = _draft_or_404(change_id, path)
    written = found.texts[path].text.decode("utf-8", "replace")
    return _page(found, path, written, found.texts[path].number)


@bp.post("/changes/<int:change_id>/text/<path:path>")
def save_text(change_id: int, path: str) -> ResponseReturnValue:
    """Save a text. One with problems is saved too: it is a draft, and nothing may be lost."""
    found = _draft_or_404(change_id, path)
    written = shown(request.form.get("text", ""))
    number = request.form.get("number", 0, type=int)
    if MINE in written and END in written:
        page = _page(found, path, written, number, _("Choose between the two texts first."))
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    if not written.strip():
        page = _page(found, path, written, number, _("The text is empty. Nothing was saved."))
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    ended = written if written.endswith("\n") else f"{written}\n"
    kept = keep_text(found, path, ended.encode(), number)
    if kept is not None:
        return kept
    typing.drop_of_file(store(), change_id, path, account().id)
    say(_("Saved."))
    return redirect(url_for("editor.text", change_id=change_id, path=path), HTTPStatus.SEE_OTHER)


def _draft_or_404(change_id: int, path: str) -> Change:
    found = change_or_404(change_id)
    if path not in found.texts:
        abort(HTTPStatus.NOT_FOUND)
    if found.state is not State.DRAFT:
        raise NotAllowed(_("This change is frozen. It has to be sent back before it is edited."))
    return found


def _page(found: Change, path: str, written: str, number: int, problem: str = "") -> str:
    draft = drafted(found)
    return render_template(
        "editor/text.html",
        change=found,
        path=path,
        text=written,
        number=number,
        problem=problem,
        problems=draft.problems_of(path),
        draft=draft,
        table=draft.table(path),
    )
