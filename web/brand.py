"""The council's colours and font, as the one style sheet that is not a file.

A style sheet of its own, because the content security policy allows no inline style.
"""

from __future__ import annotations

import hashlib

from flask import Blueprint, Response, current_app

from web.settings import Settings

bp = Blueprint("brand", __name__)


def style_sheet(settings: Settings) -> str:
    """Return the custom properties that GOV.UK Frontend and core.css read."""
    return (
        ":root{"
        f"--brand-font:{settings.brand_font};"
        f"--govuk-brand-colour:{settings.brand_colour};"
        f"--govuk-link-colour:{settings.link_colour}"
        "}\n"
    )


def stamp(settings: Settings) -> str:
    """Return a few letters that change when the brand does, for the address."""
    return hashlib.sha256(style_sheet(settings).encode()).hexdigest()[:8]


@bp.get("/brand.css")
def css() -> Response:
    """Serve the brand; kept by the browser, as it holds nothing about anybody."""
    sheet = style_sheet(current_app.extensions["entitlements.settings"])
    response = Response(sheet, mimetype="text/css")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
