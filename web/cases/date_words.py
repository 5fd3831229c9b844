"""A key date in a few words, for a list and a case's own page."""

from __future__ import annotations

from entitlements.key_dates import DateKind, KeyDate
from entitlements.rulebook.model import Outcome, RuleBook
from web.i18n import N_
from web.i18n import gettext as _
from web.wording import table_text

ABOUT_ONE = {
    DateKind.LAST_DAY: N_("Last day to ask: %(title)s"),
    DateKind.STARTS: N_("Starts: %(title)s"),
    DateKind.STOPS: N_("Stops: %(title)s"),
    DateKind.ENDS: N_("Ends: %(title)s"),
    DateKind.CHANGES: N_("Changes: %(title)s"),
    DateKind.OPENS: N_("May change: %(title)s"),
}
#: After these nothing is written for somebody: that is not a no, so it is not called a stop.
SILENT = (Outcome.NOT_PUBLISHED, Outcome.NOT_IN_FORCE)


def date_words(coming: KeyDate, book: RuleBook) -> str:
    """What happens on a key date."""
    if coming.kind is DateKind.BIRTHDAY:
        age = coming.key.partition(" ")[2].replace("-and-a-half", "½")
        return _("Turns %(age)s", age=age)
    if coming.kind is DateKind.COURSE_END:
        return _("Their course ends")
    title = table_text(book.tables[coming.entitlements[0]], "title")
    if coming.kind is DateKind.STOPS and coming.after in SILENT:
        return _("Not known from here on: %(title)s", title=title)
    return _(ABOUT_ONE[coming.kind]) % {"title": title}
