"""The areas of life that rule tables are of, by name."""

from __future__ import annotations

from web.i18n import N_
from web.i18n import gettext as _

AREAS = {
    "emergency": N_("In an emergency"),
    "home": N_("Home"),
    "council_tax": N_("Council tax"),
    "money": N_("Money to live on"),
    "support": N_("Support from your council"),
    "learning": N_("School, college and university"),
    "work": N_("Work"),
    "family": N_("Children and family"),
    "savings": N_("Savings"),
    "health": N_("Health"),
    "documents": N_("Papers"),
    "immigration": N_("Staying in the UK"),
    "custody": N_("Prison"),
    "celebrations": N_("Birthdays and festivals"),
    "contact": N_("Phone and keeping in touch"),
    "rights": N_("Your rights"),
    "status": N_("Who counts as a care leaver"),
}


def area_name(area: str) -> str:
    """The heading of an area."""
    return _(AREAS[area])
