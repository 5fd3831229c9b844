"""The pages of the self-check."""

from __future__ import annotations

from flask import Blueprint, render_template

bp = Blueprint("check", __name__)


@bp.get("/")
def start() -> str:
    """Say what this is before asking anything."""
    return render_template("check/start.html")


@bp.get("/what-this-checks")
def what_this_checks() -> str:
    """List every entitlement, with its sources."""
    return render_template("check/what_this_checks.html")
