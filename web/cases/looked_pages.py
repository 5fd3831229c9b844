"""The pages of cases by name, for the list of who looked at what."""

from __future__ import annotations

from web.i18n import N_
from web.i18n import gettext as _

#: The beginning of an endpoint's name, and the page it is of; the first that fits counts.
PAGES = {
    "overview": N_("Overview"),
    "fact": N_("Facts"),
    "change_facts": N_("Facts"),
    "keep_facts": N_("Facts"),
    "earlier": N_("Facts, what was said before"),
    "ask_next": N_("Questions"),
    "question": N_("Questions"),
    "bring_answers": N_("Answers from a file"),
    "paste_care": N_("Care history"),
    "keep_care": N_("Care history"),
    "count_care": N_("Care history"),
    "settle_facts": N_("Facts"),
    "had_nothing": N_("Facts"),
    "care": N_("Care history"),
    "check": N_("Kept checks"),
    "answers": N_("Answers"),
    "decision": N_("One answer"),
    "what_if": N_("What if"),
    "timeline": N_("Dates"),
    "calendar": N_("Calendar file"),
    "ledger": N_("Awards"),
    "award": N_("Awards"),
    "schedule": N_("Payment schedule"),
    "savings": N_("Savings"),
    "letter": N_("Letters and papers"),
    "pathway": N_("Page for the plan"),
    "looked": N_("Who looked"),
    "action": N_("Actions"),
    "edit": N_("About them"),
    "close_case": N_("Close this case"),
    "reopen": N_("Open it again"),
    "assign": N_("Give to another adviser"),
}


def page_words(endpoint: str) -> str:
    """The name of a page, from its endpoint."""
    name = endpoint.removeprefix("cases.")
    words = next((words for start, words in PAGES.items() if name.startswith(start)), None)
    return _(words) if words else name.replace("_", " ").capitalize()
