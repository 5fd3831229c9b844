"""Every error page: what happened, and how to go on. Never what broke inside."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from web.access import on_staff_page
from web.held import out_of_date_page
from web.i18n import N_
from web.pages import away
from web.session import answers_are_kept


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """One page: its title, what happened, and what the person can do."""

    title: str
    says: str
    do_next: str


PAGES = {
    400: ErrorPage(
        N_("We could not read what was sent"),
        N_("Something in the page did not reach us in one piece."),
        N_("Go back, reload the page, and try again. Your answers are still here."),
    ),
    403: ErrorPage(
        N_("You cannot open this page"),
        N_("This page is for somebody else."),
        N_("You can go back to the start."),
    ),
    404: ErrorPage(
        N_("Page not found"),
        N_("There is no page at this address."),
        N_("If you typed the address, check it. If you used a link, it may be out of date."),
    ),
    405: ErrorPage(
        N_("This page cannot be used like that"),
        N_("The page was opened in a way it does not work."),
        N_("Go back and use the links and buttons on the page."),
    ),
    413: ErrorPage(
        N_("That was too much to send"),
        N_("What you typed or pasted is too long for us to take in."),
        N_("Go back, make it shorter, and try again. Your other answers are still here."),
    ),
    422: ErrorPage(
        N_("We could not use that answer"),
        N_("The answer was not one that fits the question."),
        N_("Go back, change the answer, and try again."),
    ),
    500: ErrorPage(
        N_("Sorry, something went wrong"),
        N_("This is our fault. It is nothing you did."),
        N_(
            "Wait a minute, then try again. If it still fails, ask your leaving care worker"
            " (personal adviser) for help."
        ),
    ),
    503: ErrorPage(
        N_("Sorry, we cannot answer just now"),
        N_("The rules we answer from are being put right. We will not guess."),
        N_(
            "Try again later today. If you need help now, ask your leaving care worker"
            " (personal adviser)."
        ),
    ),
}
FORGED = ErrorPage(
    N_("This page was out of date"),
    N_("The page was open in more than one place, or for a long time. We did not use it."),
    N_("Go back, reload the page, and try again. Your answers are still here."),
)


def set_up(app: Flask) -> None:
    """Give every HTTP error, known or not, a page of ours."""
    app.register_error_handler(CSRFError, _csrf_failed)
    app.register_error_handler(HTTPException, _http_error)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    """Show the page for this status; keep the headers the error carries (Allow on a 405)."""
    status = error.code or 500
    if status < 400:
        return error
    if status >= 500 and request.path == url_for("pages.leave"):
        return away()  # a store that fails must keep nobody here
    page = PAGES.get(status) or PAGES[400 if status < 500 else 500]
    kept = [(name, value) for name, value in error.get_headers() if name != "Content-Type"]
    return render_template("error.html", page=page), status, kept


def _csrf_failed(error: CSRFError) -> ResponseReturnValue:
    """A post that cannot be proved to be the person's own: most often the answers have gone."""
    if on_staff_page():
        return out_of_date_page()
    if answers_are_kept():
        return render_template("error.html", page=FORGED), 400
    return render_template("answers_deleted.html"), 400
