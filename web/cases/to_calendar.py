"""The key dates of a case as entries of a calendar that the young person keeps.

No name and no reference goes into the file. Where it may not be safe that others read
it, each entry says "Money date" and no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from entitlements.key_dates import DateKind, KeyDate
from web.cases.coming import coming_dates
from web.cases.date_words import date_words
from web.cases.found import Found
from web.documents.calendar import Marked, calendar_file
from web.i18n import gettext as _
from web.store.cases.records import Case, SafeContact
from web.store.cases.sealing import Keys
from web.told.items import Item

ONE_DAY = timedelta(days=1)
#: Days of somebody's own life; what moves on them is told in their entry.
OWN_DAYS = (DateKind.BIRTHDAY, DateKind.COURSE_END)
MOST_LISTED = 30  #: things that one entry lists


def is_safe(case: Case) -> bool:
    """Whether somebody said that it is safe to write to the young person."""
    return case.details.safe_contact is SafeContact.SAFE


def calendar_of(case: Case, found: Found, keys: Keys, neutral: bool, publication: int) -> bytes:
    """The calendar file of a case; the same case under the same rules gives the same bytes.

    A save and a publication each move its number on, so that a calendar takes the newer file.
    """
    dates = _folded(coming_dates(found))
    entries = (_entry(one, case, found, keys, neutral) for one in dates)
    return calendar_file(entries, case.changed_at, case.number + publication)


def _folded(dates: Iterable[KeyDate]) -> Iterator[KeyDate]:
    """Without what a birthday or the end of a course lists already; a last day stays."""
    dates = tuple(dates)
    listed = {(name, on) for one in dates for name, on in _listed(one)}
    for one in dates:
        folds = one.kind not in (*OWN_DAYS, DateKind.LAST_DAY)
        if not (folds and (one.entitlements[0], one.day) in listed):
            yield one


def _listed(one: KeyDate) -> Iterator[tuple[str, date]]:
    if one.kind in OWN_DAYS:
        on = one.day + ONE_DAY if one.kind is DateKind.COURSE_END else one.day
        yield from ((name, on) for name in one.entitlements)


def _entry(one: KeyDate, case: Case, found: Found, keys: Keys, neutral: bool) -> Marked:
    mark = keys.digest(f"calendar {case.id} {one.key}")
    if neutral:
        return Marked(mark, one.day, _("Money date"))
    return Marked(mark, one.day, _title(one, found), _says(one, found))


def _title(one: KeyDate, found: Found) -> str:
    if one.kind is DateKind.BIRTHDAY:
        age = one.key.partition(" ")[2].replace("-and-a-half", "½")
        return _("You turn %(age)s: some help changes", age=age)
    if one.kind is DateKind.COURSE_END:
        return _("Your course ends: some help changes")
    return date_words(one, found.evaluation.book)


def _says(one: KeyDate, found: Found) -> str:
    """What to do about it, or the list of what moves on that day."""
    items = [found.items[name] for name in one.entitlements[:MOST_LISTED] if name in found.items]
    if one.kind in OWN_DAYS:
        return "\n".join([_("What changes:"), *(item.title for item in items)]) if items else ""
    return "\n".join(_ask(items[0])) if items else ""


def _ask(item: Item) -> Iterator[str]:
    for lead, key in ((_("What to do:"), "how_to_get"), (_("Ask:"), "ask")):
        if text := item.text(key):
            yield f"{lead} {text}"
