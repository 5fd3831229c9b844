"""Dates to keep as a calendar file (RFC 5545): whole days, each with a word four weeks before.

The same dates give the same bytes, and a date keeps its mark (UID) from file to file, so
that a calendar which takes a later file moves the date and does not hold it twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

MAKER = "-//Dates to keep//Dates//EN"  #: nothing in the file says what kind of dates they are
#: How long before a date the calendar speaks up.
BEFORE = timedelta(days=28)
ONE_DAY = timedelta(days=1)
KIND = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Marked:
    """One date as a calendar shows it.

    `mark` tells the date apart from all others and says nothing about whose it is.
    """

    mark: str
    on: date
    title: str
    says: str = ""


def calendar_file(dates: Iterable[Marked], changed_at: int, number: int) -> bytes:
    """The bytes of a calendar file.

    `changed_at`, in seconds since 1970, is when what it rests on last changed, and
    `number` counts those changes: of two files, a calendar keeps the higher.
    """
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    stamp = datetime.fromtimestamp(changed_at, UTC)
    for one in sorted(dates, key=lambda one: (one.on, one.mark)):
        calendar.add_component(_event(one, stamp, number))
    return bytes(calendar.to_ical())


def _event(one: Marked, stamp: datetime, number: int) -> Event:
    event = Event()
    event.add("uid", one.mark)
    event.add("dtstamp", stamp)
    event.add("sequence", number)
    event.add("dtstart", one.on)
    event.add("dtend", one.on + ONE_DAY)
    event.add("summary", one.title)
    if one.says:
        event.add("description", one.says)
    event.add("transp", "TRANSPARENT")  # nobody is busy all day because of it
    event.add_component(_alarm(one.title))
    return event


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -BEFORE)
    return alarm
