"""Keeping answers: a small file for whoever wants one, to show to their adviser later."""

from __future__ import annotations

from flask import Response, g, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from entitlements.person_file import person_text
from web.answers import Answers
from web.book import book
from web.check.views import bp

FILE = "answers.json"  #: says nothing of whose they are, or what about


@bp.get("/save")
def keep() -> ResponseReturnValue:
    """Say what the file holds and who can read it, before anything is saved."""
    if not Answers(session, book().catalogue):
        return redirect(url_for("check.start"))
    return render_template("check/keep.html", file=FILE)


@bp.post("/save")
def save_file() -> ResponseReturnValue:
    """Give the answers as a file. Nothing of it stays here."""
    answers = Answers(session, book().catalogue)
    if not answers:
        return redirect(url_for("check.start"))
    text = person_text(answers.given(), g.as_at, None, book().catalogue)
    response = Response(text, mimetype="application/json")
    response.headers["Content-Disposition"] = f"attachment; filename={FILE}"
    return response
