"""What the results template needs beside the results: names of groups and areas, notices."""

from __future__ import annotations

from typing import Any

from entitlements.evaluate import Evaluation
from web.answers import Answers
from web.areas import area_name
from web.check.results import results_of
from web.i18n import gettext as _
from web.told.heaps import HEAPS
from web.wording import day


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
