"""Invented people: the one a finding names, and the saved ones, before and after a change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from flask import abort, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from entitlements.evaluate import Decision, Engine, evaluate
from entitlements.facts import Facts
from entitlements.personas import try_personas
from entitlements.proof.finding import Finding, InventedPerson
from entitlements.rulebook.catalogue import Catalogue
from web import book as live
from web.answers import Answers
from web.editor import proving
from web.editor.drafted import Drafted, drafted, engine_of
from web.editor.face import bp, change_or_404
from web.editor.first_day import first_day
from web.store.changes import Change
from web.tried import RowLine, outcome_words, tried
from web.wording import amount_words, answer_text, fact_text


@dataclass(frozen=True)
class Side:
    """What one book decides for a person, and every rule it tried."""

    outcome: str
    amount: str
    rows: list[RowLine]


@bp.get("/changes/<int:change_id>/person")
def person(change_id: int) -> str:
    """Show the person of a finding: what is known, and what they get before and after."""
    found = change_or_404(change_id)
    finding = _finding(found)
    someone = finding.person
    assert someone is not None
    draft = drafted(found)
    return render_template(
        "editor/person.html",
        change=found,
        finding=finding,
        person=someone,
        table=draft.book.tables.get(finding.table),
        known=known(someone.facts, draft.book.catalogue),
        before=side(live.engine(), someone, finding.table),
        after=side(engine_of(draft.files), someone, finding.table),
    )


@bp.post("/changes/<int:change_id>/person")
def open_person(change_id: int) -> ResponseReturnValue:
    """Put the person of a finding into the self-check, as it answers today."""
    someone = _finding(change_or_404(change_id)).person
    assert someone is not None
    session.clear()
    catalogue = live.book().catalogue
    answers = Answers(session, catalogue)
    for fact, value in someone.facts.items():
        if fact in catalogue.facts:
            answers.keep(catalogue.facts[fact], value)
    return redirect(url_for("check.results"), HTTPStatus.SEE_OTHER)


@bp.get("/changes/<int:change_id>/personas")
def personas(change_id: int) -> str:
    """Show the saved people, and what the change does to each."""
    found = change_or_404(change_id)
    draft = drafted(found)
    on = _day_asked(draft)
    results = () if draft.problems else try_personas(live.book(), draft.book, on)
    return render_template(
        "editor/personas.html", change=found, draft=draft, results=results, on=on
    )


def _day_asked(draft: Drafted) -> date:
    """The day asked for; else the first day on which the draft differs, or today."""
    try:
        return date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return first_day(live.book(), draft.book, g.as_at)


def _finding(found: Change) -> Finding:
    """The finding whose id is asked for, if it has a person."""
    wanted = request.values.get("finding", "")
    for solver in (False, True):
        for finding in proving.of_change(found, g.as_at, solver):
            if finding.id == wanted and finding.person is not None:
                return finding
    abort(HTTPStatus.NOT_FOUND)


def known(facts: Facts, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Each fact of a person and its value, in words."""
    held = [(catalogue.facts[name], value) for name, value in facts.items()]
    return [(_capital(fact_text(fact, "label")), answer_text(fact, value)) for fact, value in held]


def side(engine: Engine, someone: InventedPerson, table: str) -> Side | None:
    """What a book decides on one table for a person; None where it has no such table."""
    facts = someone.facts
    unknown = [name for name in facts if name not in engine.book.catalogue.facts]
    found = evaluate(engine, facts.forgetting(*unknown), someone.as_at)
    return _side(found[table]) if table in found.plan.by_id else None


def _side(decision: Decision) -> Side:
    return Side(outcome_words(decision), amount_words(decision), tried(decision))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
