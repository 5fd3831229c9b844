"""A person in words: "19, former relevant, in a shared flat in Dorset, joint bill"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import cast

from entitlements.dates import age_on
from entitlements.messages.speech import Speech, within_a_sentence
from entitlements.money import format_money
from entitlements.plan.tree import BORN
from entitlements.rulebook.catalogue import Catalogue, FactDef, FactType

#: How a text that speaks to somebody reads when it speaks of them.
_OF_THEM = (
    (r"\b(counts?|covers?|supports?|looked after|for|to|with|at) you\b", r"\1 them"),
    (r"\byou are not\b", "not"),
    (r"\byou (are|were)\b", ""),
    (r"\byou have\b", "has"),
    (r"\byou do not\b", "does not"),
    (r"\byou did not\b", "did not"),
    (r"^you (live|turn)\b", r"\1s"),
    (r"\byou(r)\b", "thei" + r"\1"),
    (r"\byou\b", "they"),
    (r"\bmy\b", "their"),
    (r"\bmyself\b", "themselves"),
    (r"\bI am\b", ""),
    (r"\bI have\b", "has"),
    (r"\bI do not\b", "does not"),
    (r"\bI did not\b", "did not"),
    (r"\bI\b", "they"),
    (r"\bMy\b", "their"),
)
#: Facts whose answers are names, and keep their capitals.
_NAMES = ("authority", "lives_in", "immigration")
_SAYS_NOTHING_ALONE = re.compile(
    r"(yes|no|none|somewhere|nowhere|they|council|the council)\b", re.I
)


@lru_cache(maxsize=4_096)
def of_them(text: str) -> str:
    """A text that speaks to somebody, as it speaks of them; without what is in brackets."""
    text = re.sub(r"\s*\([^)]*\)", "", text)
    for pattern, instead in _OF_THEM:
        text = re.sub(pattern, instead, text)
    return re.sub(r"\s+", " ", text).strip()


def person_words(facts: Mapping[str, object], as_at: date, catalogue: Catalogue) -> str:
    """A person in words: the age first, then each fact in the order of the catalogue."""
    found = list(_age(facts, as_at))
    speech = Speech(catalogue)
    for name, fact in catalogue.facts.items():
        if name in facts and name != BORN:
            found.append(_fact(fact, facts[name], speech))
    rest = [name for name in facts if name not in catalogue.facts]
    found += [f"{_ledger(name)}: {facts[name]}" for name in rest]
    return ", ".join(found) or "anybody"


def _age(facts: Mapping[str, object], as_at: date) -> Iterator[str]:
    number = facts.get(BORN)
    if isinstance(number, int):
        born = date.fromordinal(number)
        today = " today" if (born.month, born.day) == (as_at.month, as_at.day) else ""
        yield f"{age_on(born, as_at)}{today}" if born <= as_at else "not yet born"


def _fact(fact: FactDef, value: object, speech: Speech) -> str:
    label = of_them(fact.label)
    if isinstance(value, bool):
        said = fact.yes if value else fact.no
        return of_them(said) if said else f"{label}: {'yes' if value else 'no'}"
    labels = {choice.value: of_them(choice.label) for choice in fact.choices}
    if isinstance(value, frozenset):
        return " and ".join(within_a_sentence(labels[one]) for one in sorted(value)) or "nothing"
    if isinstance(value, str):
        words = labels.get(value, value)
        words = words if fact.id in _NAMES else within_a_sentence(words)
        return f"{label}: {words}" if _SAYS_NOTHING_ALONE.match(words) else words
    return f"{label}: {_number(fact, cast(int, value), speech)}"


def _number(fact: FactDef, value: int, speech: Speech) -> str:
    if fact.type is FactType.MONEY:
        return format_money(value)
    if fact.type is FactType.DATE:
        return of_them(speech.day(value, fact.id)).strip("“”")
    return f"{value:,}"


def _ledger(name: str) -> str:
    _, what, entitlement, *_ = name.split(":")
    return f"{'times' if what == 'times' else 'sum'} already had of {entitlement}"
