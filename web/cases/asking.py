"""The questions of the self-check, one at a time, with the young person beside the adviser."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from entitlements.plan.ledger import LEDGER
from entitlements.questions import NextQuestion, next_question
from entitlements.rulebook.catalogue import FactDef
from web.answers import Answers
from web.asked.asking import can_be_asked
from web.asked.forms import form_for
from web.book import book
from web.cases.answering import evaluation_of, is_sensitive, known_facts
from web.cases.face import bp, case, sees_sensitive
from web.cases.facts_saving import saved
from web.cases.mattering import mattering
from web.cases.saying import known, passed, value_of
from web.cases.words import YOUNG_PERSON
from web.fields import Passed
from web.i18n import gettext as _
from web.store.cases.facts import Said, State
from web.typed import number as row_number


@bp.get("/<int:case_id>/questions")
def ask_next() -> ResponseReturnValue:
    """Lead to the question that settles most; say so when there is none left."""
    found = _next()
    if found is None:
        return render_template("cases/no_question.html")
    return redirect(url_for("cases.question", fact_id=found.fact.id), HTTPStatus.SEE_OTHER)


@bp.route("/<int:case_id>/questions/<fact_id>", methods=["GET", "POST"])
def question(fact_id: str) -> ResponseReturnValue:
    """Ask for one fact in the words of the self-check, and keep the answer as theirs."""
    fact = _may_be_asked(fact_id) or abort(HTTPStatus.NOT_FOUND)
    found = evaluation_of(case())
    form = form_for(fact, _answers(), found)
    if form.validate_with(found.facts, book().catalogue, g.as_at):
        says = {fact.id: _said(fact, form.answer.data)}
        number = request.form.get("number", type=row_number) or 0
        return saved(says, number, url_for("cases.ask_next"))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    number = request.form.get("number", type=row_number) or case().number
    page = {"fact": fact, "form": form, "hanging": mattering(found).get(fact.id)}
    return render_template("cases/question.html", number=number, **page), status


def _may_be_asked(fact_id: str) -> FactDef | None:
    hidden = not sees_sensitive() and is_sensitive(book().catalogue, fact_id)
    return None if hidden or fact_id == LEDGER else can_be_asked(fact_id)


def _next() -> NextQuestion | None:
    return next_question(evaluation_of(case()), _not_to_ask())


def _not_to_ask() -> set[str]:
    """What they passed over themselves, what is private here, and what the ledger knows."""
    says, catalogue = known_facts(case()).says, book().catalogue
    asked = {fact for fact, said in says.items() if _was_passed(said)}
    private = {f for f in catalogue.facts if not sees_sensitive() and is_sensitive(catalogue, f)}
    return {*asked, *private, LEDGER}


def _was_passed(said: Said) -> bool:
    return said.state is State.NOT_KNOWN and said.said_by == YOUNG_PERSON


def _answers() -> Answers:
    """What was said so far, as the form of a question reads it."""
    catalogue = book().catalogue
    answers = Answers({}, catalogue)
    for fact_id, said in known_facts(case()).says.items():
        fact = can_be_asked(fact_id)
        if fact is None or fact_id == LEDGER:
            continue
        value = value_of(said, catalogue)
        if _was_passed(said):
            answers.keep(fact, Passed.NOT_SURE)
        elif value is not None:
            answers.keep(fact, value)
    return answers


def _said(fact: FactDef, answer: object) -> Said:
    if answer is Passed.RATHER_NOT_SAY:
        return passed(fact.id, YOUNG_PERSON, g.as_at, _("would rather not say"))
    if answer is Passed.NOT_SURE:
        return passed(fact.id, YOUNG_PERSON, g.as_at, _("is not sure"))
    return known(fact, answer, book().catalogue, YOUNG_PERSON, g.as_at)  # type: ignore[arg-type]
