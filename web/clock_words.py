"""A moment in words, by the clock in England."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_datetime

from web.clock import LONDON
from web.i18n import language
from web.wording import day


def moment(seconds: int) -> str:
    """Seconds since 1970 in words: 22 November 2026, 14:05."""
    when = datetime.fromtimestamp(seconds, LONDON)
    return str(format_datetime(when, "d MMMM y, HH:mm", locale=language()))


def day_of(seconds: int | None) -> str:
    """Its day alone, by the clock in England; "" for none."""
    return "" if seconds is None else day(datetime.fromtimestamp(seconds, LONDON).date())
