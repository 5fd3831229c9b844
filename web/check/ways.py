"""Ways through the check: on from an answer, and back from a question."""

from __future__ import annotations

from datetime import date

from flask import request, url_for

from web.answers import Answers
from web.asked.asking import asked_next, evaluation_of

#: A page that a question was opened from, by the word in its address, and that page.
RETURNS = {"answers": "check.your_answers", "results": "check.results"}


def returning() -> str | None:
    """The page that this question was opened from, if it was a page to return to."""
    return RETURNS.get(request.args.get("then", ""))


def after(answers: Answers, as_at: date) -> str:
    """Where an answer leads: back to where it was asked from, to the next question, or the end."""
    if (page := returning()) is not None:
        return url_for(page)
    coming = asked_next(answers, evaluation_of(answers, as_at))
    if coming is None:
        return url_for("check.results")
    return url_for("check.question", fact_id=coming.fact.id)


def back_from(answers: Answers, fact_id: str) -> str:
    """Where the link back leads: the page it was opened from, or the answer before."""
    if (page := returning()) is not None:
        return url_for(page)
    before = answers.before(fact_id)
    return url_for("check.question", fact_id=before) if before else url_for("check.start")
