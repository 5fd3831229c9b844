"""Care history in words: what is odd about a period, what contradicts what, how it was counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from entitlements.care import BASES, CarePeriod
from entitlements.dates import NEVER_DAY, parse_day
from entitlements.episodes.bases import WORDS as BASIS_WORDS
from entitlements.episodes.findings import WORDS as FINDINGS
from entitlements.evaluate import Evaluation
from entitlements.receipt.conflicts import conflicts_of
from entitlements.rulebook.catalogue import Catalogue, FactType
from web.book import book
from web.i18n import gettext as _
from web.wording import answer_text, choice_text, day, fact_text

PERIODS = "periods"


def basis_words(basis: str) -> str:
    """A legal basis in words."""
    words = _(BASIS_WORDS.get(basis, basis))
    return words[:1].upper() + words[1:]


def bases() -> list[tuple[str, str]]:
    """Every legal basis, with its words."""
    return [(basis, basis_words(basis)) for basis in BASES]


def council_words(council: str | None) -> str:
    """A council as it is called; one that the rules do not name stays as it was written."""
    fact = book().catalogue.facts["authority"]
    return choice_text(fact, council) if council in fact.values else council or ""


def council_of(text: str) -> str | None:
    """The council that somebody typed, as a care period names it; None where none was."""
    fact = book().catalogue.facts["authority"]
    named = {choice_text(fact, one).casefold(): one for one in fact.values}
    return named.get(text.casefold(), text) or None


def period_words(period: CarePeriod) -> str:
    """A period in one line."""
    start = day(period.start)
    if period.end is None:
        return _("From %(start)s, still in care", start=start)
    return _("From %(start)s to %(end)s", start=start, end=day(period.end))


def finding_words(finding: str) -> str:
    """What is odd about a period, and what to do."""
    says, fix = FINDINGS[finding]
    return f"{_(says)} {_(fix)}"


def conflict_lines(found: Evaluation) -> Iterator[str]:
    """What contradicts what: both are shown, and neither is chosen."""
    catalogue = found.book.catalogue
    for clash in conflicts_of(found):
        one, other = (_side(clash[side], clash, catalogue) for side in ("one", "other"))
        yield f"{one} {other}"


def _side(said: dict[str, Any], clash: dict[str, Any], catalogue: Catalogue) -> str:
    if said["fact"] == "leaving_care_status":
        fact = catalogue.facts[said["fact"]]
        words = choice_text(fact, str(said["value"]))
        return _("By the dates and answers here it is “%(status)s”.", status=words)
    about = catalogue.facts.get(clash["id"])
    if said["fact"] == PERIODS or about is None:
        words = _value(clash["id"], said["value"], catalogue)
        return _("By the care dates it is: %(answer)s.", answer=words)
    if said["fact"] == "status_told_by_council":
        fact = catalogue.facts[said["fact"]]
        words = choice_text(fact, str(said["value"]))
        return _("The council recorded “%(status)s”.", status=words)
    fact = catalogue.facts[said["fact"]]
    words = _value(said["fact"], said["value"], catalogue)
    return _(
        "“%(question)s” was answered: %(answer)s.",
        question=fact_text(fact, "question") or fact_text(fact, "label"),
        answer=words,
    )


def _value(fact_id: str, value: Any, catalogue: Catalogue) -> str:
    fact = catalogue.facts.get(fact_id)
    if value is None:
        return _("not known")
    if fact is None:
        return str(value)
    if fact.type is FactType.DATE:
        number = parse_day(value).toordinal() if isinstance(value, str) else value
        if number >= NEVER_DAY:
            return fact_text(fact, "never") or _("has not happened")
        return day(date.fromordinal(number))
    return answer_text(fact, value)
