"""A moment in words, by the clock in England."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_datetime

from web.clock import LONDON
from web.i18n import language


def moment(seconds: int) -> str:
    """Seconds since 1970 in words: 22 November 2026, 14:05."""
    when = datetime.fromtimestamp(seconds, LONDON)
    return str(format_datetime(when, "d MMMM y, HH:mm", locale=language()))
