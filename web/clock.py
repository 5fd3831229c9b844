"""The only clock: below `web` every date is an argument."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Flask, g

from web.settings import Settings

LONDON = ZoneInfo("Europe/London")


def today(settings: Settings) -> date:
    """Return the day it is in England, or the day the settings fix."""
    return settings.fixed_date or datetime.now(LONDON).date()


def set_up(app: Flask, settings: Settings) -> None:
    """Give each request `g.as_at`, so that one page never sees two dates."""

    @app.before_request
    def _fix_the_date() -> None:
        g.as_at = today(settings)
