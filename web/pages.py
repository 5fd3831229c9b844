"""The pages around the check: accessibility, privacy, deleting, and leaving in a hurry."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from web.headers import forget_everything

bp = Blueprint("pages", __name__)


@bp.get("/accessibility")
def accessibility() -> str:
    """Say how usable this is, and what is not yet known."""
    return render_template("pages/accessibility.html")


@bp.get("/privacy")
def privacy() -> str:
    """Say what is kept, where, and for how long."""
    return render_template("pages/privacy.html")


@bp.get("/delete")
def delete() -> str:
    """Ask whether to delete, or say that there is nothing to delete."""
    return render_template("pages/delete.html", anything=bool(session))


@bp.post("/delete")
def delete_now() -> ResponseReturnValue:
    """Delete the answers; the next page can be reloaded without a second post."""
    session.clear()
    return forget_everything(redirect(url_for("pages.deleted"), 303))


@bp.get("/deleted")
def deleted() -> str:
    """Confirm that nothing is left."""
    return render_template("pages/deleted.html")


@bp.get("/exit")
def leave() -> ResponseReturnValue:
    """Delete the answers and show the weather.

    A plain link, so that it works without scripts; it needs no proof that the press
    was the person's own, as the worst a forged one does is delete.
    """
    session.clear()
    return away()


def away() -> Response:
    """Lead to a page of somebody else that anyone might look at."""
    settings = current_app.extensions["entitlements.settings"]
    return forget_everything(redirect(settings.exit_address, 303))
