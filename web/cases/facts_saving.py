"""Saving what is said, from whichever page: with what others wrote meanwhile beside it.

Nothing is overwritten silently: where two people changed one fact, both answers are shown
and somebody chooses. A date of birth that awards rest on is changed only when it is shown
what that does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from entitlements.awards import NoLonger, after_birth_corrected
from entitlements.plan.tree import BORN
from entitlements.rulebook.catalogue import Sensitivity
from web.book import book, engine
from web.cases.answering import entries_of, known_facts, refresh_summary
from web.cases.face import account, bp, case, say, seconds, sees_sensitive
from web.cases.saying import against, value_of, words_of
from web.i18n import gettext as _
from web.store.cases import facts, held
from web.store.cases.facts import Said, State
from web.store.cases.held import Held
from web.store.cases.records import Case, Conflict
from web.typed import all_with_marks
from web.typed import number as row_number
from web.vault import vault
from web.wording import day, fact_text

NOT_HELD = ("csrf_token",)
FIELDS = "fields"  #: where a held form stands in what is sealed of it
LONGEST_HELD = 400_000  # characters


@dataclass(frozen=True, slots=True)
class Side:
    """One fact that two people changed: both answers in words."""

    id: str
    label: str
    mine: str
    theirs: str
    by: str


def saved(says: Mapping[str, Said], number: int, then: str, page: str = "") -> ResponseReturnValue:
    """Save what is said over the save that was shown, and go on to `then`.

    `page` is the held form that is done with once it is saved.
    """
    changed = _after_birth(says)
    if changed and request.form.get("confirmed") != "yes":
        return _asked_to_confirm(says, number, then, page, changed)
    found = facts.save(vault(), case().id, number, says, account().id, seconds())
    if isinstance(found, Conflict):
        return _in_conflict(found, says, then, page), HTTPStatus.CONFLICT
    _done(found, page)
    return redirect(then, HTTPStatus.SEE_OTHER)


def _done(found: Case, page: str) -> None:
    g.case = found
    if page:
        held.drop(vault(), found, account().id, page)
    refresh_summary(found)
    say(_("Saved."))


def _in_conflict(conflict: Conflict, says: Mapping[str, Said], then: str, page: str) -> str:
    """Both answers to each fact, side by side; the rest of what was typed goes with them."""
    catalogue = book().catalogue
    sides = [
        Side(
            clash.fact,
            _label(clash.fact),
            in_words(clash.mine),
            in_words(clash.theirs),
            clash.theirs.by,
        )
        for clash in conflict.facts
    ]
    others = [_label(f) for f in says if f not in {side.id for side in sides}]
    return render_template(
        "cases/conflict.html",
        sides=sides,
        others=others,
        mine=as_text(says),
        number=conflict.number,
        then=then,
        page=page,
        by=conflict.by,
        facts=catalogue.facts,
    )


def in_words(said: Said | None) -> str:
    """What was said of a fact, with how well it is known."""
    if said is None or said.state is State.NOT_KNOWN:
        return _("Not known")
    words = words_of(said, book().catalogue, in_full=True)
    if said.state is State.TO_CHECK:
        return _("To check: %(answer)s", answer=words or _("no answer"))
    return words


def _label(fact_id: str) -> str:
    fact = book().catalogue.facts.get(fact_id)
    label = fact_text(fact, "label") if fact else fact_id
    return label[:1].upper() + label[1:]


@bp.post("/<int:case_id>/facts/settle")
def settle_facts() -> ResponseReturnValue:
    """Save what was typed, with the choice that was made for each fact in conflict."""
    says = from_text(request.form.get("mine", ""))
    kept = {fact: said for fact, said in says.items() if request.form.get(fact) != "theirs"}
    number = request.form.get("number", type=row_number) or 0
    then, page = _then(), request.form.get("page", "")[:60]
    refused = against(kept, known_facts(case()).facts, book().catalogue, g.as_at)
    if refused:
        problems = [one for found in refused.values() for one in found]
        values = {"problems": problems, "then": then}
        return render_template("cases/not_saved.html", **values), HTTPStatus.UNPROCESSABLE_ENTITY
    if not kept:
        _done(case(), page)
        return redirect(then, HTTPStatus.SEE_OTHER)
    return saved(kept, number, then, page)


def _then() -> str:
    """Where to go on: a path of this case only."""
    try:
        asked = urlsplit(request.form.get("then", ""))
    except ValueError:  # no address at all
        return url_for("cases.facts")
    begins = url_for("cases.overview", case_id=case().id)
    ours = not asked.netloc and (asked.path == begins or asked.path.startswith(f"{begins}/"))
    return f"{asked.path}#{asked.fragment}" if ours else url_for("cases.facts")


def as_text(says: Mapping[str, Said]) -> str:
    """What is said as text that a form can carry."""
    told = {
        fact: [str(s.state), s.value, s.said_by, s.source, s.known_on and s.known_on.isoformat()]
        for fact, s in says.items()
    }
    return json.dumps(told, ensure_ascii=False)


def from_text(text: str) -> dict[str, Said]:
    """What a form carried. It went through a browser, so every value is read again."""
    try:
        told = all_with_marks(json.loads(text))
        says = {fact: _read(fact, *parts) for fact, parts in told.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        abort(HTTPStatus.BAD_REQUEST)
    return {fact: said for fact, said in says.items() if said is not None}


def _read(fact_id: str, state: str, value: Any, by: str, source: str, on: Any) -> Said | None:
    fact = book().catalogue.facts.get(fact_id)
    if fact is None or fact.is_derived:
        return None
    if fact.sensitivity is Sensitivity.SENSITIVE and not sees_sensitive():
        return None
    known_on = date.fromisoformat(on) if on else None
    said = Said(fact_id, State(state), value, str(by)[:40], str(source)[:200], known_on)
    unread = value is not None and value_of(said, book().catalogue) is None
    return None if unread or (value is None and said.state is State.KNOWN) else said


def _after_birth(says: Mapping[str, Said]) -> tuple[NoLonger, ...]:
    """The awards that would not have come out, had the date of birth been this one."""
    told, before = says.get(BORN), known_facts(case()).facts
    entries = entries_of(case())
    if told is None or BORN not in before or not entries:
        return ()
    now, value = before.forgetting(BORN), value_of(told, book().catalogue)
    if told.state is State.KNOWN and value is not None:
        now = now.knowing(BORN, value)
    return after_birth_corrected(engine(), before, now, entries)


def _asked_to_confirm(
    says: Mapping[str, Said], number: int, then: str, page: str, changed: tuple[NoLonger, ...]
) -> ResponseReturnValue:
    rows = [(one.title, day(one.decided_on)) for one in changed]
    values = {"mine": as_text(says), "number": number, "then": then, "page": page}
    return render_template("cases/birth_corrected.html", rows=rows, **values)


def keep_typed(page: str) -> None:
    """Hold the form that was sent, sealed, for whoever typed it."""
    sent = [(name, one) for name, ones in request.form.lists() for one in ones]
    text = json.dumps([pair for pair in sent if pair[0] not in NOT_HELD])
    number = request.form.get("number", type=row_number) or 0
    if len(text) <= LONGEST_HELD:
        held.keep(vault(), case(), account().id, page, {FIELDS: text}, number, seconds())


def kept_form(kept: Held) -> MultiDict[str, str]:
    """A held form as it was sent."""
    try:
        return MultiDict([(str(name), str(one)) for name, one in json.loads(kept.fields[FIELDS])])
    except (ValueError, KeyError, TypeError):
        return MultiDict()
