"""What a publication changes for one's own cases: how far it was gone through, and the list."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from flask import abort, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from entitlements.messages import OUTCOMES
from web import book
from web.cases.face import account, bp, case, say, seconds, sees_sensitive
from web.cases.kept_checks import engine_at
from web.cases.rechecking import Books, books_of, compared_with, go_on
from web.i18n import N_
from web.i18n import gettext as _
from web.store.cases import rechecks, teams
from web.store.cases.rechecks import Progress
from web.store.cases.records import Case
from web.vault import vault
from web.wording import day

SENT = HTTPStatus.SEE_OTHER
STRETCH = 2  #: seconds that one press goes on for, at most; a batch that was begun is ended
KINDS = {
    "starts": N_("Can get it"),
    "stops": N_("Cannot get it any more"),
    "more": N_("More"),
    "less": N_("Less"),
    "changes": N_("Changes"),
    "appears": N_("New in the rules"),
    "gone": N_("No longer in the rules"),
    "opens": N_("Not known any more"),
    "settles": N_("Settled: no"),
    "silent": N_("Nothing is published now"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changes for one case, in words."""

    title: str
    kind: str
    before: str
    now: str
    start: str


@bp.get("/rechecks")
def rechecks_page() -> str:
    """Show how far it is, and which of one's own cases change. Nothing is done here."""
    number = book.publication()
    progress = rechecks.progress(vault().store, number)
    mine = _mine(number) if progress else []
    return render_template(
        "cases/rechecks.html",
        number=number,
        before=progress.before if progress else compared_with(vault().store, number),
        progress=progress,
        is_on=progress is not None and progress.ended_at is None,
        fresh=[(one, lines) for one, lines, seen in mine if not seen],
        seen=[(one, lines) for one, lines, seen in mine if seen],
    )


@bp.post("/rechecks")
def rechecks_go_on() -> ResponseReturnValue:
    """Begin, or go on, for a short while; whoever presses next goes on from there."""
    number, store = book.publication(), vault().store
    before = compared_with(store, number)
    if before is not None:
        progress = rechecks.begin(store, number, before, seconds())
        _for_a_while(progress)
    return redirect(url_for("cases.rechecks_page"), SENT)


def _for_a_while(progress: Progress) -> None:
    until, books = time.monotonic() + STRETCH, _books(progress)
    with rechecks.my_turn(vault().store) as mine:  # whoever else is at it goes on instead
        while mine and progress.ended_at is None and time.monotonic() < until:
            progress = go_on(vault(), progress.publication, books, seconds())


def _books(progress: Progress) -> Books:
    return books_of(engine_at(progress.before), engine_at(progress.publication), g.as_at)


@bp.post("/<int:case_id>/recheck-seen")
def recheck_seen() -> ResponseReturnValue:
    """Mark what changes for a case as seen."""
    if not sees_sensitive():
        abort(HTTPStatus.NOT_FOUND)
    rechecks.seen(vault(), case(), book.publication(), account().id, seconds())
    say(_("Marked as seen."))
    return redirect(url_for("cases.rechecks_page"), SENT)


def _mine(publication: int) -> list[tuple[Case, list[Line], bool]]:
    """The changes of cases whose private facts are theirs to see: their own, and those managed."""
    me, store = account().id, vault().store
    managed = {one.team_id for one in teams.of_account(store, me) if one.manages}
    found = rechecks.of_account(vault(), me, publication)
    return [
        (one, [_line(change) for change in data], seen)
        for one, data, seen in found
        if one.adviser_id == me or one.team_id in managed
    ]


def _line(change: dict[str, object]) -> Line:
    start = day(date.fromisoformat(str(change["from"])))
    kind = _(KINDS.get(str(change["kind"]), KINDS["changes"]))
    return Line(str(change["title"]), kind, _words(change["before"]), _words(change["now"]), start)


def _words(told: object) -> str:
    """What something comes to, and how much."""
    if not isinstance(told, dict):
        return _("Not in the rules")
    words = _(OUTCOMES[told["outcome"]])
    return ". ".join(part for part in (words[:1].upper() + words[1:], told["text"]) if part)
