"""What the results template needs beside the results: names of groups and areas, notices."""

from __future__ import annotations

from typing import Any

from entitlements.evaluate import Evaluation
from web.answers import Answers
from web.check.results import Heap, results_of
from web.i18n import N_
from web.i18n import gettext as _
from web.wording import day

HEAPS = {
    Heap.GET: N_("You should get this"),
    Heap.ASK: N_("Ask for this: somebody decides"),
    Heap.ELSEWHERE: N_("Somebody else pays for this"),
    Heap.COMING: N_("Coming up"),
    Heap.NEED: N_("We need to know more"),
    Heap.NOT_NOW: N_("Not for you right now"),
    Heap.NOT_PUBLISHED: N_("Your council has not published this"),
}
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


def results_page(found: Evaluation, answers: Answers) -> dict[str, Any]:
    """The values of the results template."""
    results = results_of(found, answers.passed)
    return {
        "results": results,
        "heaps": {heap: _(name) for heap, name in HEAPS.items()},
        "area_name": area_name,
        "on": day(found.as_at),
        "england_only": england_only(found),
        "more": any(group.question and not group.passed for group in results.wanting),
    }


def england_only(found: Evaluation) -> str:
    """Say so where no council's own rules are used."""
    council = found.facts.get("authority")
    if council is not None and any(t.authority == council for t in found.book.tables.values()):
        return ""
    if council is None:
        return _("You did not tell us your council. So this shows the rules for all England only.")
    return _(
        "This shows the rules for all of England only. "
        "We do not know the rules of your own council. It may give you more, so ask."
    )
