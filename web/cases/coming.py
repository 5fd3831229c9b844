"""What is coming: the key dates by day, and the changes of the rules that are written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from entitlements.key_dates import DateKind, KeyDate, key_dates
from entitlements.rule_changes import Ahead, RuleChange, rule_changes_ahead
from web.cases.date_words import date_words
from web.cases.found import Found
from web.i18n import N_
from web.i18n import gettext as _
from web.wording import day, table_text

CHANGES = {
    Ahead.BEGINS: N_("New rules begin"),
    Ahead.ENDS: N_("These rules end, and nothing is written for after"),
    Ahead.PENDING: N_("Announced, and not in force yet"),
}


@dataclass(frozen=True, slots=True)
class OnADay:
    """One thing on a day; `about` is its entitlement, "" for a birthday or a course."""

    words: str
    about: str
    last_day: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and all that is on it."""

    on: date
    things: list[OnADay]


@dataclass(frozen=True, slots=True)
class Coming:
    """A change of the rules ahead: what will be, of which table, and who agreed to it."""

    what: str
    title: str
    about: str
    approved: str


def coming_dates(found: Found) -> tuple[KeyDate, ...]:
    """The key dates of a case, to the end of its timeline."""
    return key_dates(found.ahead, found.evaluation, on=found.futures.on)


def days_of(dates: Iterable[KeyDate], found: Found) -> list[Day]:
    """Key dates under their days."""
    days: dict[date, list[OnADay]] = {}
    for one in dates:
        about = one.entitlements[0] if _is_about_one(one) else ""
        last = one.kind is DateKind.LAST_DAY
        thing = OnADay(date_words(one, found.evaluation.book), about, last)
        days.setdefault(one.day, []).append(thing)
    return [Day(on, things) for on, things in days.items()]


def _is_about_one(one: KeyDate) -> bool:
    return one.kind not in (DateKind.BIRTHDAY, DateKind.COURSE_END)


def rules_to_come(found: Found) -> dict[str, list[Coming]]:
    """The changes of the rules that are written down already, under when they come."""
    of = found.evaluation
    changes = rule_changes_ahead(of.book, of.plan.authority, of.as_at)
    days: dict[str, list[Coming]] = {}
    for one in changes:
        days.setdefault(_when(one), []).append(_coming(one, found))
    return days


def _coming(one: RuleChange, found: Found) -> Coming:
    title = table_text(found.evaluation.book.tables[one.table], "title")
    approved = ", ".join(_approved(one))
    return Coming(_(CHANGES[one.kind]), title, one.table, approved)


def _when(one: RuleChange) -> str:
    if one.day is None:
        return _("No date yet")
    if one.kind is Ahead.PENDING:
        return _("Announced for %(day)s", day=day(one.day))
    return day(one.day)


def _approved(one: RuleChange) -> Iterator[str]:
    if one.approved is not None:
        yield one.approved.body
        if one.approved.on is not None:
            yield day(one.approved.on)
