"""The words for what a case keeps in codes: contact, who said so, why it was closed."""

from __future__ import annotations

from babel import Locale

from web.i18n import N_, language
from web.i18n import gettext as _
from web.store.cases.facts import State
from web.store.cases.records import ClosedWhy, Contact, SafeContact

CONTACTS = {
    Contact.ACTIVE: N_("In touch"),
    Contact.YEARLY: N_("Once a year"),
    Contact.OUT_OF_TOUCH: N_("Out of touch"),
    Contact.NONE_WANTED: N_("Wants no contact"),
}
SAFE_CONTACTS = {
    SafeContact.NOT_ASKED: N_("Not asked yet"),
    SafeContact.SAFE: N_("It is safe to write and call"),
    SafeContact.ASK_FIRST: N_("Ask them first, each time"),
    SafeContact.NOT_SAFE: N_("It is not safe to write or call"),
}
CLOSED = {
    ClosedWhy.MOVED_ON: N_("They do not need an adviser now"),
    ClosedWhy.REACHED_26: N_("They turned 26"),
    ClosedWhy.ANOTHER_COUNCIL: N_("Another council looks after them now"),
    ClosedWhy.OPENED_IN_ERROR: N_("The case was opened by mistake"),
    ClosedWhy.DIED: N_("They have died"),
}
STATES = {
    State.KNOWN: N_("Known"),
    State.NOT_KNOWN: N_("Not known"),
    State.TO_CHECK: N_("To check"),
}
#: Who said it. What stands in the store is the code.
YOUNG_PERSON, COUNCIL_RECORD = "young_person", "council_record"
SAID_BY = {
    YOUNG_PERSON: N_("Young person"),
    COUNCIL_RECORD: N_("Council record"),
    "document": N_("A letter or paper"),
    "carer_or_family": N_("Carer or family"),
    "another_worker": N_("Another worker"),
    "somebody_else": N_("Somebody else"),
}
#: Languages a letter may be wanted in; any other is written in the note.
LANGUAGES = (
    *("en", "am", "ar", "bn", "cy", "fa", "fr", "ku", "pa", "pl", "ps", "pt", "ro", "so"),
    *("sq", "ti", "tr", "uk", "ur", "vi", "zh"),
)


def language_name(code: str) -> str:
    """A language by its name, in the reader's own."""
    return str(Locale.parse(code).get_display_name(language()))


def said_by_words(code: str) -> str:
    """Who said it; what is no code is shown as it was kept."""
    return _(SAID_BY[code]) if code in SAID_BY else code
