"""Rates ahead: values that are published already and begin later, and those that run out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from entitlements.rulebook.model import (
    Citation,
    Confidence,
    DatedValue,
    Parameter,
    RuleBook,
    RuleTable,
)
from entitlements.rulebook.walk import rates_of_row, with_otherwise

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RateChange:
    """One change of a rate that is known of.

    `day` is the first day it is so. `old` is the value of the day before and `new` that of
    the day; None where none is published, which is not zero. `tables` are the ids of those
    that read the rate then. `confidence` and `source` are of the new value, or of the old
    one where there is no new one.

    Unit: pence where `type` is money, else a whole number; `per` as the parameter has it
    """

    parameter: str
    title: str
    type: str
    per: str | None
    day: date
    old: int | None
    new: int | None
    confidence: Confidence
    source: tuple[Citation, ...]
    tables: tuple[str, ...]

    @property
    def last_day(self) -> date:
        """The last day of the old value."""
        return self.day - _ONE_DAY


def rate_changes_ahead(
    book: RuleBook, tables: Iterable[RuleTable], as_at: date
) -> tuple[RateChange, ...]:
    """What is to change after a day in the rates that some tables read, by day."""
    read = list(tables)
    found = (one for rate in book.parameters.values() for one in _of_rate(rate, read, as_at))
    return tuple(sorted(found, key=lambda one: (one.day, one.title)))


def _of_rate(rate: Parameter, tables: list[RuleTable], as_at: date) -> Iterator[RateChange]:
    for day in sorted(day for day in _days(rate) if day > as_at):
        old, new = rate.on(day - _ONE_DAY), rate.on(day)
        told = new or old
        users = tuple(table.id for table in tables if _reads(table, rate.id, day))
        if told is not None and users and _sum(old) != _sum(new):
            sums = (day, _sum(old), _sum(new), told.confidence, told.source)
            yield RateChange(rate.id, rate.title, rate.type, rate.per, *sums, users)


def _days(rate: Parameter) -> set[date]:
    """The days on which a value begins, or the one before it ends."""
    starts = {value.start for value in rate.values}
    return starts | {value.to for value in rate.values if value.to is not None}


def _sum(value: DatedValue | None) -> int | None:
    return None if value is None else value.value


def _reads(table: RuleTable, rate: str, day: date) -> bool:
    """Whether a version that is in force on a day, or was on its eve, reads a rate."""
    return any(
        rate in rates_of_row(row)
        for version in table.versions
        if version.in_force(day) or version.in_force(day - _ONE_DAY)
        for row in with_otherwise(version)
    )
