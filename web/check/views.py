"""The pages of the self-check: a start, one question at a time, the answers, the results."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, abort, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from web.answers import Answers
from web.asked.asking import asked_next, can_be_asked, evaluation_of
from web.asked.forms import form_for
from web.book import book
from web.check.reasons import why
from web.check.results_page import results_page
from web.check.said import said
from web.check.ways import after, back_from
from web.session import answers_were_lost
from web.told.items import Item
from web.tried import outcome_words, tried
from web.wording import day, fact_text, table_text

bp = Blueprint("check", __name__)
bp.add_app_template_global(fact_text)
bp.add_app_template_global(day)
bp.add_app_template_global(table_text)

#: Pages that need no answers, and so say nothing when answers are gone.
OPEN = {"check.start", "check.what_this_checks", "check.help_today", "check.disagree"}


def answers_now() -> Answers:
    """The answers of whoever asks."""
    return Answers(session, book().catalogue)


@bp.before_request
def _say_that_answers_are_gone() -> ResponseReturnValue | None:
    """Tell whoever comes back after too long, once, wherever they come back to."""
    if answers_were_lost() and request.endpoint not in OPEN:
        return render_template("answers_deleted.html")
    return None


@bp.get("/")
def start() -> str:
    """Say what this is before asking anything."""
    return render_template("check/start.html", begun=bool(answers_now()))


@bp.route("/question/<fact_id>", methods=["GET", "POST"])
def question(fact_id: str) -> ResponseReturnValue:
    """Ask for one fact, keep the answer, go where the rules lead."""
    fact = can_be_asked(fact_id) or abort(HTTPStatus.NOT_FOUND)
    answers = answers_now()
    found = evaluation_of(answers, g.as_at)
    form = form_for(fact, answers, found)
    if form.validate_with(found.facts, book().catalogue, g.as_at):
        answers.keep(fact, form.answer.data)
        return redirect(after(answers, g.as_at), HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    page = {"fact": fact, "form": form, "back": back_from(answers, fact_id)}
    return render_template("check/question.html", why=why(answers, fact, found), **page), status


@bp.get("/next")
def go_on() -> ResponseReturnValue:
    """Lead to the next question, or to the results when there is none."""
    return redirect(after(answers_now(), g.as_at), HTTPStatus.SEE_OTHER)


@bp.get("/your-answers")
def your_answers() -> ResponseReturnValue:
    """Show every answer, each with a link to change it."""
    answers = answers_now()
    if not answers:
        return redirect(url_for("check.start"))
    found = evaluation_of(answers, g.as_at)
    more = asked_next(answers, found) is not None
    return render_template("check/your_answers.html", answers=said(answers, found), more=more)


@bp.get("/results")
def results() -> ResponseReturnValue:
    """Show what the answers come to, at any moment."""
    answers = answers_now()
    if not answers:
        return redirect(url_for("check.start"))
    found = evaluation_of(answers, g.as_at)
    return render_template("check/results.html", **results_page(found, answers))


@bp.get("/how/<path:entitlement>")
def how(entitlement: str) -> ResponseReturnValue:
    """Show every rule that was tried for one entitlement."""
    found = evaluation_of(answers_now(), g.as_at)
    if entitlement not in found.plan.by_id:
        abort(HTTPStatus.NOT_FOUND)
    decision = found[entitlement]
    page = {"item": Item(decision), "rows": tried(decision), "outcome": outcome_words(decision)}
    return render_template("check/how.html", **page)
