"""A post that could not be taken, held on the page so that nothing typed is lost.

It happens to a slow writer: the page was open for hours, or somebody signed out in
another tab. The fields come back hidden, to be sent again by a press of the person's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from web import staff_log

#: Never written back into a page: secrets, and the token that was no good.
NOT_HELD = ("password", "csrf_token")


def out_of_date_page() -> ResponseReturnValue:
    """Somebody is signed in, but the form is from an older page: offer to send it again."""
    return held_page("held.html", HTTPStatus.BAD_REQUEST, "")


def signed_out_page() -> ResponseReturnValue:
    """Nobody is signed in any more: hold the form while they sign in beside it."""
    return held_page("signed_out_held.html", HTTPStatus.FORBIDDEN, url_for("accounts.sign_in"))


def held_page(template: str, status: HTTPStatus, beside: str) -> ResponseReturnValue:
    """Hold what was sent, to be sent again once something was put right at `beside`.

    Another site may not have its form held, as then one press would send it.
    """
    staff_log.note("post_held", page=request.endpoint)
    fields = [] if _from_another_site() else list(_fields())
    page = render_template(
        template, fields=fields, again=request.full_path.rstrip("?"), beside=beside
    )
    return page, status


def _from_another_site() -> bool:
    """Browsers say where a form was; those too old to say so are trusted."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}


def _fields() -> Iterator[tuple[str, str]]:
    for name, values in request.form.lists():
        if not any(part in name for part in NOT_HELD):
            yield from ((name, value) for value in values)
