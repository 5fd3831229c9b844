"""What a rule book gains without code: a table, a fact, a rate, a source."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms.fields.choices import SelectChoice

from entitlements.rulebook.conditions import AGE, BIRTHDAY
from entitlements.rulebook.model import RuleBook, RuleTable
from entitlements.rulebook.read import CATALOGUE, PARAMETERS, SOURCES
from web import book as live
from web.editor.adding import with_fact, with_rate, with_source
from web.editor.blank import blank_table, copied_table
from web.editor.drafted import Drafted, drafted
from web.editor.face import account, bp, change_or_404, say, seconds, store
from web.editor.new_forms import FactForm, RateForm, SourceForm, TableForm
from web.editor.views_changes import next_first_of_april
from web.i18n import gettext as _
from web.store import changes
from web.store.changes import Change, Conflict


@bp.route("/tables/new", methods=["GET", "POST"])
def new_table() -> ResponseReturnValue:
    """Write a new table, from nothing or from another, in a new change or an open one."""
    held = request.args.get("change", type=int)
    found = change_or_404(held) if held else None
    draft = drafted(found) if found else None
    book = draft.book if draft else live.book()
    form = TableForm(data={"starts": next_first_of_april(g.as_at)})
    tables = [SelectChoice(t.id, f"{t.title} ({t.id})") for t in by_title(book)]
    form.copy.choices = [SelectChoice("", _("a blank table")), *tables]
    form.source.choices = [SelectChoice(s.id, s.title) for s in book.sources.values()]
    if form.validate_on_submit():
        if form.table_id.data in book.tables:
            form.table_id.errors = [_("There is a table of that id already.")]
        elif form.table_id.data.partition("/")[0] not in _councils(book):
            form.table_id.errors = [_("Begin the id with a council that people can name.")]
        else:
            made = copied_table if form.copy.data else blank_table
            return _write(found, form, f"{form.table_id.data}.yaml", made(form, book, g.as_at))
    return _page("editor/new_table.html", form, change=found)


def by_title(book: RuleBook) -> list[RuleTable]:
    """Every table, by what people call it."""
    return sorted(book.tables.values(), key=lambda table: (table.title, table.id))


def _councils(book: RuleBook) -> set[str]:
    """What the id of a table can begin with: a council of the check, or all of England."""
    return {"england", *(choice.value for choice in book.catalogue.facts["authority"].choices)}


def _write(found: Change | None, form: TableForm, path: str, text: bytes) -> ResponseReturnValue:
    if other := _held_elsewhere(found, path):
        return other
    by, at = account().id, seconds()
    if found is None:
        found = changes.begin(store(), form.title.data, form.reason.data, by, at)
    changes.save(store(), found.id, path, text, 0, by, at)
    return redirect(url_for("editor.grid", change_id=found.id, path=path), HTTPStatus.SEE_OTHER)


@bp.route("/changes/<int:change_id>/table", methods=["GET", "POST"])
def add_table(change_id: int) -> ResponseReturnValue:
    """Take another table into a change, as it stands in service."""
    found = change_or_404(change_id)
    files = dict(live.files())
    if request.method == "POST":
        path = request.form.get("path", "")
        if path not in files:
            abort(HTTPStatus.NOT_FOUND)
        if held := _held_elsewhere(None, path):
            return held
        changes.save(store(), change_id, path, files[path], 0, account().id, seconds())
        address = url_for("editor.grid", change_id=change_id, path=path)
        return redirect(address, HTTPStatus.SEE_OTHER)
    names = {f"{table.id}.yaml": table.title for table in live.book().tables.values()}
    free = sorted((names.get(path, path), path) for path in files if path not in found.texts)
    return render_template("editor/add_table.html", change=found, free=free)


@bp.route("/changes/<int:change_id>/fact", methods=["GET", "POST"])
def new_fact(change_id: int) -> ResponseReturnValue:
    """Add a fact that rules may test, with its question."""
    found, form = change_or_404(change_id), FactForm()
    if held := _held_elsewhere(found, CATALOGUE):
        return held
    draft = drafted(found)
    if form.validate_on_submit():
        if form.fact_id.data in (*draft.book.catalogue.facts, AGE, BIRTHDAY):
            form.fact_id.errors = [_("There is a fact of that id already.")]
        elif _keep(
            found, draft, CATALOGUE, with_fact(_text(draft, CATALOGUE), form.fact(), draft.book)
        ):
            say(_("The fact is added. Tables can test it now."))
            return _to(change_id)
    return _page("editor/new_fact.html", form, change=found)


@bp.route("/changes/<int:change_id>/rate", methods=["GET", "POST"])
def new_rate(change_id: int) -> ResponseReturnValue:
    """Give a rate its value for the next year."""
    found, form = change_or_404(change_id), RateForm()
    if held := _held_elsewhere(found, PARAMETERS):
        return held
    draft = drafted(found)
    parameters = draft.book.parameters
    form.parameter.choices = [SelectChoice(p.id, p.title) for p in parameters.values()]
    form.source.choices = [SelectChoice(s.id, s.title) for s in draft.book.sources.values()]
    if form.validate_on_submit():
        parameter = parameters[form.parameter.data]
        value = form.read(parameter)
        if isinstance(value, str):
            form.value.errors = [value]
        elif _keep(
            found,
            draft,
            PARAMETERS,
            with_rate(_text(draft, PARAMETERS), parameter, value, draft.book),
        ):
            say(_("The rate is added."))
            return _to(change_id)
    return _page("editor/new_rate.html", form, change=found, parameters=parameters)


@bp.route("/changes/<int:change_id>/source", methods=["GET", "POST"])
def new_source(change_id: int) -> ResponseReturnValue:
    """Add a source that rows can cite."""
    found, form = change_or_404(change_id), SourceForm()
    if held := _held_elsewhere(found, SOURCES):
        return held
    draft = drafted(found)
    if form.validate_on_submit():
        if form.source_id.data in draft.book.sources:
            form.source_id.errors = [_("There is a source of that id already.")]
        elif _keep(
            found, draft, SOURCES, with_source(_text(draft, SOURCES), form.record(), draft.book)
        ):
            say(_("The source is added. Rows can cite it now."))
            return _to(change_id)
    return _page("editor/new_source.html", form, change=found)


def _held_elsewhere(found: Change | None, path: str) -> ResponseReturnValue | None:
    """The way to the change that holds a file already; None where it may be taken."""
    other = changes.open_for(store(), path)
    if other is None or (found is not None and path in found.texts):
        return None
    say(_("That file is in this change already. Go on here, or wait until it is published."))
    return redirect(url_for("editor.change", change_id=other.id), HTTPStatus.SEE_OTHER)


def _keep(found: Change, draft: Drafted, path: str, text: bytes) -> bool:
    """Save a shared file in the change; False where somebody saved it a moment before."""
    held = found.texts.get(path)
    saved = changes.save(
        store(), found.id, path, text, held.number if held else 0, account().id, seconds()
    )
    if isinstance(saved, Conflict):
        say(_("Somebody changed that file a moment ago. Nothing is lost: press the button again."))
        return False
    return True


def _text(draft: Drafted, path: str) -> bytes:
    text = draft.text(path)
    assert text is not None  # a book in service has its shared files
    return text


def _to(change_id: int) -> ResponseReturnValue:
    return redirect(url_for("editor.change", change_id=change_id), HTTPStatus.SEE_OTHER)


def _page(template: str, form: FlaskForm, **values: Any) -> ResponseReturnValue:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render_template(template, form=form, **values), status
