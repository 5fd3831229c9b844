"""What is said of a fact, between its value and the plain data that the store seals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

from entitlements.care import CarePeriod
from entitlements.facts import Facts, Value
from entitlements.person_file import facts_as_data, facts_of
from entitlements.problems import DataProblems
from entitlements.rulebook.catalogue import Catalogue, FactDef, FactType
from web.asked.contradictions import contradictions
from web.cases.care_words import basis_words, period_words
from web.i18n import gettext as _
from web.i18n import ngettext
from web.store.cases.facts import Said, State
from web.wording import answer_text

#: Facts that have a page of their own: the timeline of care, and the ledger.
ELSEWHERE = (FactType.PERIODS, FactType.AWARDS)
#: The pages of those facts, by the fact's id.
OWN_PAGE = {"care_periods": "cases.care", "already_had": "cases.ledger"}


def data_of(fact: FactDef, value: Value, catalogue: Catalogue) -> Any:
    """A value as the plain data of a person's file."""
    return facts_as_data(Facts({fact.id: value}), catalogue)[fact.id]


def value_of(said: Said, catalogue: Catalogue) -> Value | None:
    """What was said as a value; None where there is none, or the book cannot read it now."""
    if said.value is None or said.fact not in catalogue.facts:
        return None
    try:
        return facts_of({said.fact: said.value}, catalogue).get(said.fact)
    except DataProblems:
        return None


def words_of(said: Said | None, catalogue: Catalogue, *, in_full: bool = False) -> str:
    """What was said, in words; "" where no value was given. Care periods are counted, or told."""
    if said is None or said.value is None:
        return ""
    fact, value = catalogue.facts.get(said.fact), value_of(said, catalogue)
    if fact is None or value is None:
        return _("written in a form that the rules cannot read now")
    if fact.type is FactType.PERIODS:
        periods = cast("tuple[CarePeriod, ...]", value)
        if in_full:
            return "; ".join(f"{period_words(p)} ({basis_words(p.basis)})" for p in periods)
        return ngettext("%(num)s period", "%(num)s periods", len(periods))
    return answer_text(fact, value)


def known(
    fact: FactDef, value: Value, catalogue: Catalogue, by: str, on: date, source: str = ""
) -> Said:
    """Say that a fact is known."""
    return Said(fact.id, State.KNOWN, data_of(fact, value, catalogue), by, source, on)


def passed(fact_id: str, by: str, on: date, source: str = "") -> Said:
    """Say that a fact is not known."""
    return Said(fact_id, State.NOT_KNOWN, None, by, source, on)


def differs(one: Said | None, other: Said) -> bool:
    """Whether one says something else, or somebody else says it."""
    if one is None:
        return True
    bare = {"by": "", "at": 0, "number": 0}
    return replace(one, **bare) != replace(other, **bare)  # type: ignore[arg-type]


def against(
    says: Mapping[str, Said], others: Facts, catalogue: Catalogue, as_at: date
) -> dict[str, list[str]]:
    """Why what is said cannot stand beside the rest, by fact. What is to check may be anything."""
    told = {
        fact: value
        for fact, said in says.items()
        if said.state is State.KNOWN and (value := value_of(said, catalogue)) is not None
    }
    beside = Facts({**others.forgetting(*says), **told})
    found = {
        fact: contradictions(
            catalogue.facts[fact], value, beside.forgetting(fact), catalogue, as_at
        )
        for fact, value in told.items()
    }
    return {fact: problems for fact, problems in found.items() if problems}


def may_be_said(facts: Iterable[FactDef], sees: bool, sensitive: frozenset[str]) -> list[FactDef]:
    """The facts that whoever is here may say something of on the page of facts."""
    return [f for f in facts if f.type not in ELSEWHERE and (sees or f.id not in sensitive)]
