"""A day in three parts. The month may be a number or a name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import cast

from babel import Locale
from babel.dates import get_month_names

from entitlements.dates import EARLIEST_YEAR, LATEST_YEAR, NEVER_DAY
from entitlements.facts import Value
from web.fields.answer import AnswerField, BadAnswer
from web.i18n import gettext as _
from web.i18n import locale
from web.wording import fact_text

NEVER = "never"  #: the value of the box that says a thing has not happened


class DayField(AnswerField):
    """A date; its value is a day number. Boxes below say that it has not happened, or not sure."""

    parts = ("day", "month", "year")
    template = "fields/day.html"

    @property
    def inputs(self) -> list[tuple[str, str, int]]:
        """Part, words and width in characters of each input."""
        return [("day", _("Day"), 2), ("month", _("Month"), 4), ("year", _("Year"), 4)]

    @property
    def instead(self) -> list[tuple[str, str]]:
        if self.fact.never:
            return [(NEVER, fact_text(self.fact, "never")), *self.passes]
        return self.passes

    def of_tick(self, ticked: str) -> Value:
        return NEVER_DAY

    def value(self, typed: Mapping[str, str]) -> Value:
        what = self.what[:1].upper() + self.what[1:]
        words = {"day": _("a day"), "month": _("a month"), "year": _("a year")}
        for part in self.parts:
            if not typed[part]:
                needs = _("%(what)s must include %(part)s", what=what, part=words[part])
                raise BadAnswer(needs, part)
        year = _year(typed["year"], what)
        month = _month(typed["month"], what)
        return _day(typed["day"], month, year, what).toordinal()

    def show(self, data: Value) -> None:
        if data == NEVER_DAY:
            self.ticked = [NEVER]
            return
        day = date.fromordinal(cast(int, data))
        self.typed = {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


def _number(text: str, most: int) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 4 and 1 <= int(text) <= most else None


def _year(text: str, what: str) -> int:
    if not text.isdecimal() or len(text) != 4:
        raise BadAnswer(_("%(what)s: the year must be 4 numbers, like 2007", what=what), "year")
    year = int(text)
    if year < EARLIEST_YEAR:
        raise BadAnswer(_("%(what)s: the year must be 1900 or later", what=what), "year")
    if year > LATEST_YEAR:
        raise BadAnswer(_("%(what)s: that year is too far away", what=what), "year")
    return year


def _month(text: str, what: str) -> int:
    month = _number(text, 12) or _named_month(text)
    if month is None:
        raise BadAnswer(
            _("%(what)s: the month must be a number from 1 to 12, or a name like March", what=what),
            "month",
        )
    return month


def _named_month(text: str) -> int | None:
    """The month that a name, or its first three letters or more, stands for."""
    start = text.casefold().rstrip(".")
    for names in (_months(str(locale())), _months("en")):
        found = {n for n, name in names.items() if len(start) >= 3 and name.startswith(start)}
        if len(found) == 1:
            return found.pop()
    return None


@cache
def _months(language: str) -> dict[int, str]:
    names = get_month_names("wide", locale=Locale.parse(language))
    return {number: name.casefold() for number, name in names.items()}


def _day(text: str, month: int, year: int, what: str) -> date:
    number = _number(text, 31)
    if number is None:
        says = _("%(what)s: the day must be a number from 1 to 31", what=what)
        raise BadAnswer(says, "day")
    try:
        return date(year, month, number)
    except ValueError:
        says = _("%(what)s: there is no such day in that month. Check the date.", what=what)
        raise BadAnswer(says, "day") from None
