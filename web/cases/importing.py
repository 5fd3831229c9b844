"""Answers that a young person saved to a file in the self-check, brought into their case.

Each is shown beside what the case holds, and somebody ticks which to take. What differs
is not ticked: nothing is overwritten because a file was opened.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from entitlements.answers import Person, read_person
from entitlements.facts import Value
from entitlements.plan.ledger import LEDGER
from entitlements.problems import DataProblems
from entitlements.rulebook.catalogue import Asked, FactDef
from web.book import book
from web.cases.answering import is_sensitive, known_facts
from web.cases.face import bp, case, sees_sensitive
from web.cases.facts_saving import as_text, from_text, saved
from web.cases.saying import against, known, words_of
from web.cases.words import YOUNG_PERSON
from web.i18n import gettext as _
from web.store.cases.facts import Said, State
from web.typed import all_with_marks
from web.typed import number as row_number
from web.wording import fact_text

LARGEST = 100_000  # bytes; the longest honest file is under 10 KB
SAME, NEW, DIFFERS, ELSEWHERE = "same", "new", "differs", "elsewhere"


class NotAnswers(Exception):
    """A file that no answers can be read from; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One answer of a file, beside what the case holds."""

    fact: FactDef
    label: str
    theirs: str
    ours: str
    how: str
    problems: tuple[str, ...]


@bp.route("/<int:case_id>/bring", methods=["GET", "POST"])
def bring_answers() -> ResponseReturnValue:
    """Take a file, show what is in it, and keep what is ticked."""
    if request.method == "GET":
        return _asked("")
    if "take" in request.form or "told" in request.form:
        return _taken()
    try:
        person = _read()
    except NotAnswers as problem:
        return _asked(str(problem)), HTTPStatus.UNPROCESSABLE_ENTITY
    return _shown(person)


def _asked(problem: str) -> str:
    return render_template("cases/bring.html", problem=problem)


def _read() -> Person:
    """The answers of the file that was sent. Raises: NotAnswers"""
    sent = request.files.get("file")
    raw = sent.read(LARGEST + 1) if sent else b""
    if not raw:
        raise NotAnswers(_("Choose the file first. If you did, it is empty."))
    if len(raw) > LARGEST:
        raise NotAnswers(_("This file is too large to be answers of the self-check."))
    try:
        text = raw.decode("utf-8-sig")
        told = json.loads(text)  # it must be what the self-check writes, and nothing cleverer
        if r"\u" in text:  # a sign may be written so that no page can show
            text = json.dumps(all_with_marks(told), ensure_ascii=False)
    except (ValueError, RecursionError):
        raise NotAnswers(
            _("This is not a file of the self-check. Look for answers.json.")
        ) from None
    try:
        return read_person(text, book().catalogue, _("the file"))
    except DataProblems as found:
        says = " ".join(f"{one.what} {one.fix}" for one in found.problems[:5])
        raise NotAnswers(_("This file cannot be read. %(why)s", why=says)) from None


def _shown(person: Person) -> str:
    says = {fact: _said(fact, value, person.as_at) for fact, value in person.facts.items()}
    allowed = {fact: said for fact, said in says.items() if _may_take(fact)}
    lines = _lines(allowed)
    return render_template(
        "cases/bring.html",
        problem="",
        lines=lines,
        left_out=len(says) - len(allowed),
        told=as_text(allowed),
        number=case().number,
    )


def _may_take(fact_id: str) -> bool:
    """Whether a file may say it: a question of the self-check that whoever is here may see."""
    fact = book().catalogue.facts[fact_id]
    hidden = is_sensitive(book().catalogue, fact_id) and not sees_sensitive()
    return not hidden and not fact.is_derived and fact.asked is Asked.SELF_CHECK


def _said(fact_id: str, value: Value, on: date | None) -> Said:
    day = on if on and on <= g.as_at else g.as_at
    catalogue = book().catalogue
    source = _("self-check file")
    return known(catalogue.facts[fact_id], value, catalogue, YOUNG_PERSON, day, source)


def _lines(says: dict[str, Said]) -> list[Line]:
    catalogue, held = book().catalogue, known_facts(case())
    refused = against(says, held.facts, catalogue, g.as_at)
    found = []
    for fact_id, said in says.items():
        label = fact_text(catalogue.facts[fact_id], "label")
        found.append(
            Line(
                fact=catalogue.facts[fact_id],
                label=label[:1].upper() + label[1:],
                theirs=words_of(said, catalogue),
                ours=_ours(held.says.get(fact_id)),
                how=_how(said, held.says.get(fact_id)),
                problems=tuple(refused.get(fact_id, ())),
            )
        )
    order = (DIFFERS, NEW, ELSEWHERE, SAME)
    return sorted(found, key=lambda line: order.index(line.how))


def _ours(said: Said | None) -> str:
    if said is None:
        return _("nothing yet")
    if said.state is State.NOT_KNOWN:
        return _("not known")
    return words_of(said, book().catalogue) or _("to check")


def _how(theirs: Said, ours: Said | None) -> str:
    if theirs.fact == LEDGER and theirs.value:
        return ELSEWHERE  # sums go into the ledger, each with its day
    if ours is None or ours.state is State.NOT_KNOWN or ours.value is None:
        return NEW
    same = ours.value == theirs.value and ours.state is State.KNOWN
    return SAME if same else DIFFERS


def _taken() -> ResponseReturnValue:
    told = from_text(request.form.get("told", ""))
    ticked = set(request.form.getlist("take"))
    says = {f: said for f, said in told.items() if f in ticked and _may_take(f)}
    says = {f: said for f, said in says.items() if _how(said, None) != ELSEWHERE}
    number = request.form.get("number", type=row_number) or 0
    refused = against(says, known_facts(case()).facts, book().catalogue, g.as_at)
    if refused:
        problems = [one for found in refused.values() for one in found]
        page = {"problems": problems, "then": url_for("cases.bring_answers")}
        return render_template("cases/not_saved.html", **page), HTTPStatus.UNPROCESSABLE_ENTITY
    return saved(says, number, url_for("cases.facts"))
