"""Rates that will change, as far as they are published, in the words of a page of dates."""

from __future__ import annotations

from dataclasses import dataclass, field

from entitlements.messages.amount_templates import PER
from entitlements.money import Per, format_money
from entitlements.rate_changes import RateChange, rate_changes_ahead
from entitlements.rulebook.model import Confidence
from web.cases.bars import MARKS
from web.cases.found import Found
from web.citations import SourceLine, source_lines
from web.i18n import gettext as _
from web.wording import day, how_often, table_text


@dataclass(frozen=True, slots=True)
class ComingRate:
    """A change of a rate: its words, what it is read for by table, and what it rests on.

    `runs_out`: no value is published from that day on.
    """

    title: str
    words: str
    read_by: dict[str, str]
    sources: list[SourceLine]
    is_unconfirmed: bool
    runs_out: bool


@dataclass(frozen=True, slots=True)
class ComingRates:
    """Changes of rates under their days: with a new value, and without one."""

    published: dict[str, list[ComingRate]] = field(default_factory=dict)
    run_out: dict[str, list[ComingRate]] = field(default_factory=dict)

    @property
    def how_many_run_out(self) -> int:
        """How many rates have no new value."""
        return sum(map(len, self.run_out.values()))


def rates_to_come(found: Found) -> ComingRates:
    """The changes of rates that something of theirs rests on, under their days.

    What is a no on every day ahead is left out: its rates move nothing for them.
    """
    of = found.evaluation
    mine = {span.entitlement for span in found.ahead.spans if span.outcome in MARKS}
    tables = (table for table in of.book.tables_for(of.plan.authority) if table.id in mine)
    rates = ComingRates()
    for one in rate_changes_ahead(of.book, tables, of.as_at):
        days = rates.run_out if one.new is None else rates.published
        days.setdefault(day(one.day), []).append(_coming(one, found))
    return rates


def _coming(one: RateChange, found: Found) -> ComingRate:
    book = found.evaluation.book
    read_by = {name: table_text(book.tables[name], "title") for name in one.tables}
    sources = source_lines(book.sources, one.source)
    unconfirmed = one.confidence is Confidence.UNCONFIRMED
    told = (one.title, _words(one), read_by, sources)
    return ComingRate(*told, unconfirmed, one.new is None)


def _words(one: RateChange) -> str:
    """The change as a sentence; of what is not published it says just that."""
    if one.new is None:
        told = {"old": _sum(one, one.old or 0), "day": day(one.last_day)}
        return _("No rate is published after %(day)s. Until then it is %(old)s.") % told
    told = {"new": _sum(one, one.new), "day": day(one.day)}
    if one.old is None:
        return _("From %(day)s it is %(new)s. No rate is published for the time before.") % told
    told["old"] = _sum(one, one.old)
    return _("From %(day)s it changes from %(old)s to %(new)s.") % told


def _sum(one: RateChange, value: int) -> str:
    """A value and how often it comes; "once" goes without saying."""
    if one.type != "money":
        return str(value)
    if one.per is None or one.per == Per.ONCE or one.per not in PER:
        return format_money(value)
    return how_often(value, Per(one.per))
