"""The pages of the self-check: a start, one question at a time, and the answers so far."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, abort, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from web.check.answers import Answers
from web.check.asking import asked_next, can_be_asked, evaluation_of
from web.check.book import book
from web.check.forms import form_for
from web.check.reasons import why
from web.check.results import results_of
from web.check.said import said
from web.check.ways import after, back_from
from web.session import answers_were_lost
from web.wording import fact_text

bp = Blueprint("check", __name__)
bp.add_app_template_global(fact_text)


def answers_now() -> Answers:
    """The answers of whoever asks."""
    return Answers(session, book().catalogue)


@bp.before_request
def _say_that_answers_are_gone() -> ResponseReturnValue | None:
    """Whoever comes back after too long is told so, once, wherever they come back to."""
    open_to_all = request.endpoint in ("check.start", "check.what_this_checks")
    if answers_were_lost() and not open_to_all:
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
    return render_template("check/results.html", results=results_of(found))


@bp.get("/help-today")
def help_today() -> str:
    """Say what to do by tonight."""
    return render_template("check/help_today.html")


@bp.get("/disagree")
def disagree() -> str:
    """Say what to do when somebody says no."""
    return render_template("check/disagree.html")


@bp.get("/what-this-checks")
def what_this_checks() -> str:
    """List every entitlement, with its sources."""
    return render_template("check/what_this_checks.html")
