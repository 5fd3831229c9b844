"""Answers that cannot stand beside an earlier one. Each error names both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

from entitlements.dates import NEVER_DAY
from entitlements.facts import Facts, Value
from entitlements.rulebook.catalogue import Catalogue, FactDef
from web.i18n import gettext as _
from web.wording import day, fact_text

#: Days that are past: nobody can know them before they come.
PAST = ("date_of_birth", "left_care_on", "returned_home_on", "home_broke_down_on", "adopted_on")
#: Which day cannot be before which.
IN_ORDER = (
    ("date_of_birth", "left_care_on"),
    ("date_of_birth", "returned_home_on"),
    ("date_of_birth", "home_broke_down_on"),
    ("date_of_birth", "adopted_on"),
    ("date_of_birth", "course_start"),
    ("date_of_birth", "course_end"),
    ("date_of_birth", "apprenticeship_start"),
    ("returned_home_on", "home_broke_down_on"),
    ("course_start", "course_end"),
)
#: Which count cannot be more than which.
PART_OF = (("other_adults_disregarded", "other_adults_at_home"),)


def contradictions(
    fact: FactDef, value: Value, facts: Facts, catalogue: Catalogue, as_at: date
) -> list[str]:
    """Say why an answer cannot be, given the day and the other answers; [] if it can."""
    if fact.id in PAST and value != NEVER_DAY and cast(int, value) > as_at.toordinal():
        return [_("%(what)s must be in the past", what=_start(fact))]
    known = facts.knowing(fact.id, value)
    return [*_out_of_order(fact, known, catalogue), *_too_many(fact, known, catalogue)]


def _out_of_order(fact: FactDef, known: Facts, catalogue: Catalogue) -> Iterator[str]:
    for earlier, later in IN_ORDER:
        if fact.id in (earlier, later) and earlier in known and later in known:
            first, second = cast(int, known[earlier]), cast(int, known[later])
            if first <= second or NEVER_DAY in (first, second):
                continue
            other = catalogue.facts[later if fact.id == earlier else earlier]
            says = {
                earlier: _("%(what)s must be before %(other)s, %(day)s"),
                later: _("%(what)s must be after %(other)s, %(day)s"),
            }[fact.id]
            on = day(date.fromordinal(cast(int, known[other.id])))
            yield says % {"what": _start(fact), "other": fact_text(other, "label"), "day": on}


def _too_many(fact: FactDef, known: Facts, catalogue: Catalogue) -> Iterator[str]:
    for part, whole in PART_OF:
        asked = fact.id in (part, whole) and part in known and whole in known
        if asked and cast(int, known[part]) > cast(int, known[whole]):
            words = [fact_text(catalogue.facts[name], "question") for name in (part, whole)]
            yield _("“%(part)s” cannot be more than “%(whole)s”", part=words[0], whole=words[1])


def _start(fact: FactDef) -> str:
    label = fact_text(fact, "label")
    return label[:1].upper() + label[1:]
