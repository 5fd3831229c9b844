"""A version's days and approval, a table's words, and its worked examples."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from entitlements.rulebook.model import Version
from web.editor.drafted import engine_of
from web.editor.example_forms import ExampleForm, shown_examples, taken_as_right
from web.editor.face import bp, say
from web.editor.saving import keep_text
from web.editor.texts import with_table, with_version
from web.editor.version_forms import VersionForm, WordsForm
from web.editor.views_grid import Opened, opened
from web.i18n import gettext as _


@bp.route("/changes/<int:change_id>/version/<path:path>", methods=["GET", "POST"])
def version(change_id: int, path: str) -> ResponseReturnValue:
    """Change the days of a version, its approval, and what is to be confirmed."""
    found = opened(change_id, path)
    if found is None:
        return _as_text(change_id, path)
    form = VersionForm.of(found.version)
    if form.validate_on_submit():
        return _keep(found, form.version(found.version))
    return _page("editor/version.html", found, form)


@bp.route("/changes/<int:change_id>/words/<path:path>", methods=["GET", "POST"])
def table_words(change_id: int, path: str) -> ResponseReturnValue:
    """Change what a table says of itself."""
    found = opened(change_id, path)
    if found is None:
        return _as_text(change_id, path)
    form = WordsForm.of(found.table)
    if form.validate_on_submit():
        catalogue = found.draft.book.catalogue
        text = with_table(_text(found), form.table(found.table), catalogue)
        return _kept(found, text)
    return _page("editor/words.html", found, form)


@bp.route("/changes/<int:change_id>/examples/<path:path>", methods=["GET", "POST"])
def examples(change_id: int, path: str) -> ResponseReturnValue:
    """Show the worked examples of a version with what comes out; change them one by one."""
    found = opened(change_id, path)
    if found is None:
        return _as_text(change_id, path)
    form = ExampleForm(found.version, found.draft.book)
    asked = request.form.get("act", "")
    if asked.startswith(("right:", "remove:")):
        return _keep(found, _with_act(found, asked), "editor.examples")
    if asked == "add" and form.validate_on_submit():
        engine = engine_of(found.draft.files)
        more = (*found.version.examples, form.example(engine, found.table))
        return _keep(found, replace(found.version, examples=more), "editor.examples")
    return _page("editor/examples.html", found, form, examples=_shown(found))


def _shown(found: Opened) -> object:
    return shown_examples(engine_of(found.draft.files), found.table, found.version)


def _with_act(found: Opened, asked: str) -> Version:
    """The version with one example taken as right, or taken out."""
    word, _sep, text = asked.partition(":")
    place = int(text) if text.isdecimal() else -1
    held = list(found.version.examples)
    if 0 <= place < len(held) and word == "remove":
        del held[place]
    elif 0 <= place < len(held):
        engine = engine_of(found.draft.files)
        held[place] = taken_as_right(engine, found.table, held[place])
    return replace(found.version, examples=tuple(held))


def _keep(found: Opened, new: Version, endpoint: str = "editor.grid") -> ResponseReturnValue:
    catalogue = found.draft.book.catalogue
    text = with_version(_text(found), found.table, found.place, new, catalogue)
    return _kept(found, text, endpoint)


def _kept(found: Opened, text: bytes, endpoint: str = "editor.grid") -> ResponseReturnValue:
    """Save a text over the save that the page was made from."""
    number = request.form.get("number", found.number, type=int)
    refused = keep_text(found.change, found.path, text, number)
    if refused is not None:
        return refused
    say(_("Saved."))
    ids = {"change_id": found.change.id, "path": found.path, "version": found.place}
    return redirect(url_for(endpoint, **ids), HTTPStatus.SEE_OTHER)


def _text(found: Opened) -> bytes:
    return found.change.texts[found.path].text


def _as_text(change_id: int, path: str) -> ResponseReturnValue:
    """A text that cannot be read has no forms; it is mended as a text."""
    return redirect(url_for("editor.text", change_id=change_id, path=path), HTTPStatus.SEE_OTHER)


def _page(template: str, found: Opened, form: object, **values: object) -> ResponseReturnValue:
    errors = getattr(form, "errors", None)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    page = {"change": found.change, "path": found.path, "table": found.table, "form": form}
    page |= {"version": found.version, "place": found.place, "number": found.number}
    return render_template(template, **page, **values), status
