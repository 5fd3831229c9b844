"""Changes: begun, looked at, named, given up, and undone save by save."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from entitlements.redline import Difference, redline
from entitlements.signoff import OPEN, State
from web import book as live
from web.editor import proving
from web.editor.begin import beginning
from web.editor.drafted import drafted
from web.editor.face import account, bp, change_or_404, say, seconds, store
from web.editor.forms import BeginForm, NameForm
from web.editor.steps import facts_of, steps
from web.editor.views_tables import table_or_404
from web.i18n import gettext as _
from web.store import changes, register
from web.store.changes import Change


@bp.get("/changes")
def changes_list() -> str:
    """List every change, the open ones first."""
    return render_template("editor/changes.html", changes=changes.all_changes(store()))


@bp.route("/table/<path:name>/change", methods=["GET", "POST"])
def begin(name: str) -> ResponseReturnValue:
    """Begin to change one table: a new version from a day, or a correction of the one in force."""
    table = table_or_404(name)
    held = changes.open_for(store(), f"{name}.yaml")
    if held is not None:
        return redirect(url_for("editor.change", change_id=held.id))
    form = BeginForm(data={"starts": next_first_of_april(g.as_at), "title": table.title})
    if form.validate_on_submit():
        text = dict(live.files())[f"{name}.yaml"]
        found = beginning(text, table, form, g.as_at)
        if isinstance(found, bytes):
            return _begun(f"{name}.yaml", found, form)
        form.starts.errors = [found]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render_template("editor/begin.html", table=table, form=form), status


def _begun(path: str, text: bytes, form: BeginForm) -> ResponseReturnValue:
    by, at = account().id, seconds()
    made = changes.begin(store(), form.title.data, form.reason.data, by, at)
    changes.save(store(), made.id, path, text, 0, by, at)
    return redirect(url_for("editor.grid", change_id=made.id, path=path), HTTPStatus.SEE_OTHER)


@bp.post("/table/<path:name>/back")
def go_back(name: str) -> ResponseReturnValue:
    """Begin a change that goes back to an earlier published text: a new version, never an undo."""
    table, path = table_or_404(name), f"{name}.yaml"
    held = changes.open_for(store(), path)
    if held is not None:
        return redirect(url_for("editor.change", change_id=held.id), HTTPStatus.SEE_OTHER)
    number = request.form.get("publication", 0, type=int)
    texts = {one.publication: one.text for one in register.revisions(store(), path)}
    if number not in texts:
        abort(HTTPStatus.NOT_FOUND)
    by, at = account().id, seconds()
    title = _("Back to text %(number)s: %(title)s", number=number, title=table.title)
    reason = _("Goes back to the text that was published as number %(number)s.", number=number)
    made = changes.begin(store(), title, reason, by, at)
    changes.save(store(), made.id, path, texts[number], 0, by, at)
    return redirect(url_for("editor.change", change_id=made.id), HTTPStatus.SEE_OTHER)


@bp.get("/changes/<int:change_id>")
def change(change_id: int) -> str:
    """Show a change: what it does, what was found, what comes next."""
    found = change_or_404(change_id)
    if found.state is not State.DRAFT:
        return _frozen(found)
    draft = drafted(found)
    findings = proving.of_change(found, g.as_at)
    answers = changes.answers(store(), change_id)
    return render_template(
        "editor/change.html",
        change=found,
        draft=draft,
        differences=redline(live.book(), draft.book),
        findings=findings,
        answers=answers,
        to_mend=proving.to_mend(findings),
        to_answer=proving.to_answer(findings, answers),
        may_propose=bool(found.texts),
    )


def _frozen(found: Change) -> str:
    """A change that is proposed or past it: as it was frozen."""
    documents = changes.documents(store(), found.id)
    return render_template(
        "editor/frozen.html",
        change=found,
        steps=steps(found, account()),
        known=facts_of(found, store(), g.as_at),
        findings=proving.frozen(documents.get("proof.json")),
        answers=changes.answers(store(), found.id),
        documents=sorted(documents),
        differences=_still_to_come(found),
    )


def _still_to_come(found: Change) -> tuple[Difference, ...] | None:
    """What a change would make of the book in service; None once that is past."""
    if found.state not in OPEN:
        return None
    return redline(live.book(), drafted(found).book)


@bp.route("/changes/<int:change_id>/name", methods=["GET", "POST"])
def name_change(change_id: int) -> ResponseReturnValue:
    """Change the title of a change, and why it is made."""
    found = change_or_404(change_id)
    form = NameForm(data={"title": found.title, "reason": found.reason})
    if form.validate_on_submit():
        changes.rename(
            store(), change_id, form.title.data, form.reason.data, account().id, seconds()
        )
        return redirect(url_for("editor.change", change_id=change_id), HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render_template("editor/name.html", change=found, form=form), status


@bp.route("/changes/<int:change_id>/abandon", methods=["GET", "POST"])
def abandon(change_id: int) -> ResponseReturnValue:
    """Ask whether to give a draft up, and do so. Its texts are kept."""
    found = change_or_404(change_id)
    if request.method == "GET":
        return render_template("editor/abandon.html", change=found)
    changes.abandon(store(), change_id, account().id, seconds())
    say(_("The draft is given up. Its texts are kept."))
    return redirect(url_for("editor.changes_list"), HTTPStatus.SEE_OTHER)


@bp.get("/changes/<int:change_id>/saves/<path:path>")
def saves(change_id: int, path: str) -> str:
    """List every save of a text, so that any can be taken up again."""
    found = change_or_404(change_id)
    if path not in found.texts:
        abort(HTTPStatus.NOT_FOUND)
    kept = changes.saves(store(), change_id, path)
    return render_template("editor/saves.html", change=found, path=path, saves=kept)


@bp.post("/changes/<int:change_id>/saves/<path:path>")
def undo(change_id: int, path: str) -> ResponseReturnValue:
    """Take an earlier save up again, as a new save; nothing is lost."""
    found = change_or_404(change_id)
    kept = {save.number: save for save in changes.saves(store(), change_id, path)}
    chosen = kept.get(request.form.get("number", 0, type=int))
    if chosen is None:
        abort(HTTPStatus.NOT_FOUND)
    expected = found.texts[path].number
    changes.save(store(), change_id, path, chosen.text, expected, account().id, seconds())
    say(_("Save %(number)s is taken up again.", number=chosen.number))
    return redirect(url_for("editor.grid", change_id=change_id, path=path), HTTPStatus.SEE_OTHER)


def next_first_of_april(as_at: date) -> date:
    """The first day of the next financial year: when most rates change."""
    first = date(as_at.year, 4, 1)
    return first if first > as_at else date(as_at.year + 1, 4, 1)
