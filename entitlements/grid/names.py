"""Facts by the names that people use: the id, the id with spaces, or the label."""

from __future__ import annotations

from entitlements.rulebook.catalogue import FactDef, FactType
from entitlements.rulebook.conditions import AGE, BIRTHDAY
from entitlements.rulebook.model import RuleBook

#: What stands over the columns of the two facts that are tests on the date of birth.
TITLES = {AGE: "age", BIRTHDAY: "next birthday"}
_TESTED = [type_ for type_ in FactType if type_ not in (FactType.PERIODS, FactType.AWARDS)]


def fact_title(fact: str, book: RuleBook) -> str:
    """What stands over the column of a fact: its label."""
    held = book.catalogue.facts.get(fact)
    return TITLES.get(fact) or (held.label if held else fact)


def fact_named(text: str, book: RuleBook, type_: FactType | None = None) -> str:
    """The id of the one fact that a name means; "" where none or several go by it."""
    name = text.strip().lower()
    plain = name.replace(" ", "_").replace("-", "_")
    for fact in (name, plain):
        if fact in TITLES and type_ is None:
            return fact
        if fact in book.catalogue.facts and _fits(book.catalogue.facts[fact], type_):
            return fact
    facts = [fact for fact in book.catalogue.facts.values() if _fits(fact, type_)]
    titled = [fact.id for fact in facts if fact.label.lower() == name]
    titled += [fact for fact, title in TITLES.items() if title == name and type_ is None]
    return titled[0] if len(titled) == 1 else ""


def _fits(fact: FactDef, type_: FactType | None) -> bool:
    return fact.type in _TESTED if type_ is None else fact.type is type_
