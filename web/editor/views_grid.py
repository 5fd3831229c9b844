"""A table of a draft as a grid: typed in, added to, saved, never lost."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from flask import abort, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from entitlements.grid import grid_of
from entitlements.grid.keys import TITLES
from entitlements.rulebook.model import RuleTable, Version
from entitlements.rulebook.read import read_table
from entitlements.signoff import NotAllowed, State
from web import book as live
from web.editor import grid_form, proving
from web.editor.drafted import Drafted, drafted
from web.editor.face import account, bp, change_or_404, say, seconds, store
from web.editor.grid_acts import act
from web.editor.grid_form import TypedGrid
from web.editor.grid_page import GridPage, page_of
from web.editor.saving import keep_text
from web.editor.texts import with_version
from web.i18n import gettext as _
from web.store import changes, typing
from web.store.changes import Change


@dataclass(frozen=True)
class Opened:
    """A table of a draft, one version of it, and the text it stands in."""

    change: Change
    path: str
    draft: Drafted
    table: RuleTable
    place: int

    @property
    def version(self) -> Version:
        """The version that is being written."""
        return self.table.versions[self.place]

    @property
    def number(self) -> int:
        """The save that is being written over."""
        return self.change.texts[self.path].number

    @property
    def key(self) -> str:
        """Under which typing in this version is kept."""
        return f"{self.path}#{self.place}"

    @property
    def against(self) -> Version | None:
        """What the version is compared with: itself in service, else the one before it."""
        held = live.book().tables.get(self.table.id)
        start = self.version.effective_from
        same = [v for v in held.versions if v.effective_from == start] if held else []
        if same:
            return same[0]
        return self.table.versions[self.place - 1] if self.place else None

    def address(self, **more: object) -> str:
        """The page of this version."""
        ids = {"change_id": self.change.id, "path": self.path, "version": self.place}
        return url_for("editor.grid", **ids, **more)  # type: ignore[arg-type]


def opened(change_id: int, path: str) -> Opened | None:
    """Open a table of a change; None for a text that is no table, or cannot be read."""
    found = change_or_404(change_id)
    if path not in found.texts:
        abort(HTTPStatus.NOT_FOUND)
    if found.state is not State.DRAFT:
        raise NotAllowed(_("This change is frozen. It has to be sent back before it is edited."))
    draft = drafted(found)
    table = draft.table(path)
    if table is None:
        return None
    return Opened(found, path, draft, table, _place(table))


def _place(table: RuleTable) -> int:
    """The version asked for; else the last that is not only announced."""
    asked = request.args.get("version", type=int)
    if asked is not None:
        return asked if 0 <= asked < len(table.versions) else abort(HTTPStatus.NOT_FOUND)
    ready = [n for n, v in enumerate(table.versions) if v.otherwise is not None]
    return ready[-1] if ready else len(table.versions) - 1


@bp.get("/changes/<int:change_id>/grid/<path:path>")
def grid(change_id: int, path: str) -> ResponseReturnValue:
    """Show a version as a grid, with what this account typed and has not saved."""
    found = opened(change_id, path)
    if found is None:
        return redirect(url_for("editor.text", change_id=change_id, path=path))
    held = typing.read(store(), change_id, found.key, account().id)
    if held is None:
        whole = "all" in request.args
        typed = grid_form.of_grid(grid_of(found.version, found.draft.book, whole))
        return _shown(found, typed, found.number)
    typed = grid_form.of_fields(held.cells, found.draft.book)
    return _shown(found, typed, held.number, unsaved=True)


@bp.post("/changes/<int:change_id>/grid/<path:path>")
def save_grid(change_id: int, path: str) -> ResponseReturnValue:
    """Do what a button of the grid says: save it, or change its rows and columns."""
    found = opened(change_id, path)
    if found is None:
        return redirect(url_for("editor.text", change_id=change_id, path=path))
    asked = request.form.get("act", "save")
    if asked == "throw":
        typing.drop(store(), change_id, found.key, account().id)
        return redirect(found.address(), HTTPStatus.SEE_OTHER)
    fields = dict(request.form.items())
    typed = grid_form.of_fields(fields, found.draft.book)
    number = request.form.get("number", 0, type=int)
    if asked != "save":
        typed = act(typed, asked, request.form.get("fact", ""), found.draft.book)
        _keep_typing(found, typed, number)
        return redirect(found.address(_anchor="grid"), HTTPStatus.SEE_OTHER)
    return _save(found, typed, number)


def _save(found: Opened, typed: TypedGrid, number: int) -> ResponseReturnValue:
    """Save the grid as a text. What cannot be read is kept as it was typed.

    What the grid does not show is that of the save it was typed over, not of a newer one.
    """
    text, table = _base(found, number)
    before = table.versions[found.place] if found.place < len(table.versions) else found.version
    catalogue = found.draft.book.catalogue
    page = page_of(typed, before, found.against, found.draft.book)
    _keep_typing(found, typed, number)
    if page.version is None:
        return _rendered(found, typed, page, number, unsaved=True), HTTPStatus.UNPROCESSABLE_ENTITY
    if page.version == before:
        say(_("Nothing was different, so nothing was saved."))
    else:
        new = with_version(text, table, found.place, page.version, catalogue)
        refused = keep_text(found.change, found.path, new, number)
        if refused is not None:
            return refused
        say(_("Saved."))
    typing.drop(store(), found.change.id, found.key, account().id)
    return redirect(found.address(), HTTPStatus.SEE_OTHER)


def _base(found: Opened, number: int) -> tuple[bytes, RuleTable]:
    """The text that was typed over, and its table: the newest save, or an earlier one."""
    newest = found.change.texts[found.path]
    kept = {save.number: save.text for save in changes.saves(store(), found.change.id, found.path)}
    text = kept.get(number, newest.text)
    table = read_table(text, found.path, found.draft.book.catalogue, [])
    return (text, table) if table is not None else (newest.text, found.table)


@bp.post("/changes/<int:change_id>/typing/<path:path>")
def keep_typing(change_id: int, path: str) -> ResponseReturnValue:
    """Keep what is being typed, and say how each row reads; for the page's script."""
    found = opened(change_id, path)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    typed = grid_form.of_fields(dict(request.form.items()), found.draft.book)
    number = request.form.get("number", 0, type=int)
    if _is_my_own_past(found, number):
        return jsonify({"said": _("You saved this since. Open it again."), "rows": {}, "bad": []})
    _keep_typing(found, typed, number)
    page = page_of(typed, found.version, found.against, found.draft.book)
    rows = page.sentences if page.version else {}  # what reads no row leaves them as they were
    count = len(page.problems)
    said = _("Kept, but not saved yet.")
    if count:
        said = _("Kept. %(count)s cells cannot be read yet.", count=count)
    return jsonify({"said": said, "rows": rows, "bad": page.bad})


def _is_my_own_past(found: Opened, number: int) -> bool:
    """Whether this account saved since: then a script that was late must not bring it back."""
    return number < found.number and found.change.texts[found.path].author_id == account().id


def _keep_typing(found: Opened, typed: TypedGrid, number: int) -> None:
    who, at = account().id, seconds()
    typing.keep(store(), found.change.id, found.key, who, typed.fields(), number, at)


def _shown(
    found: Opened, typed: TypedGrid, number: int, unsaved: bool = False
) -> ResponseReturnValue:
    page = page_of(typed, found.version, found.against, found.draft.book)
    return _rendered(found, typed, page, number, unsaved)


def _rendered(found: Opened, typed: TypedGrid, page: GridPage, number: int, unsaved: bool) -> str:
    findings = proving.of_change(found.change, g.as_at)
    catalogue = found.draft.book.catalogue
    free = [f for f in catalogue.facts.values() if typed.grid.place(f.id) < 0]
    keys = [(title, key) for key, title in TITLES.items() if typed.grid.place(key) < 0]
    return render_template(
        "editor/grid.html",
        change=found.change,
        path=found.path,
        table=found.table,
        version=found.version,
        place=found.place,
        draft=found.draft,
        page=page,
        typed=typed,
        number=number,
        unsaved=unsaved,
        free=sorted((f.label, f.id) for f in free),
        keys=keys,
        findings=proving.of_table(findings, found.table.id),
        answers=changes.answers(store(), found.change.id),
        is_past=_is_past(found.version),
    )


def _is_past(version: Version) -> bool:
    """Whether it is, or was, in force: then a change rewrites what was promised."""
    return version.effective_from is not None and version.effective_from <= g.as_at
