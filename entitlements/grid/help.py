"""What may be typed in the column of a fact: the editor's help, and its lists of choices."""

from __future__ import annotations

from dataclasses import dataclass

from entitlements.grid.choices import plain_word
from entitlements.grid.names import fact_title
from entitlements.rulebook.bounds import MOST_YEARS
from entitlements.rulebook.catalogue import Choice, FactDef, FactType
from entitlements.rulebook.conditions import AGE, BIRTHDAY
from entitlements.rulebook.model import RuleBook


@dataclass(frozen=True, slots=True)
class CellHelp:
    """Help for one column. `type` is a fact type, or "birthday".

    `choices` hold what to type as `value` and how it reads as `label`; `examples`
    can be typed as they stand.
    """

    fact: str
    label: str
    type: str
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    least: int | None = None
    most: int | None = None
    examples: tuple[str, ...] = ()


_EXAMPLES: dict[FactType, tuple[str, ...]] = {
    FactType.YES_NO: ("yes", "no"),
    FactType.NUMBER: ("12 or over", "over 12", "under 20", "at most 20", "exactly 12"),
    FactType.MONEY: ("£2,000 or more", "over £500", "under £16,000", "exactly £75"),
    FactType.DATE: (
        "on or after 1 April 2023",
        "on or after 1 April 2023 and before 1 April 2024",
        "after today",
        "in the past 12 months",
        "12 months ago or later",
        "has happened",
        "never",
    ),
}


def help_for(fact: str, book: RuleBook) -> CellHelp:
    """The help for a fact's column. Raises `KeyError` for a fact that there is not."""
    if fact == AGE:
        ages = ("18 or over", "18 or over and under 25", "under 21", "18 to 24")
        return CellHelp(fact, "age", "number", (), "years", 0, MOST_YEARS, ages)
    if fact == BIRTHDAY:
        birthdays = ("next birthday 21", "next birthday 21 or 25")
        return CellHelp(fact, "next birthday", "birthday", examples=birthdays)
    held = book.catalogue.facts[fact]
    choices = tuple(Choice(plain_word(choice.value), choice.label) for choice in held.choices)
    return CellHelp(
        fact,
        fact_title(fact, book),
        held.type.value,
        choices,
        held.unit or "",
        held.least,
        held.most,
        _EXAMPLES[held.type] if held.type in _EXAMPLES else _choice_examples(held, choices),
    )


def _choice_examples(fact: FactDef, choices: tuple[Choice, ...]) -> tuple[str, ...]:
    values = [choice.value for choice in choices]
    if len(values) < 2:
        return tuple(values)
    first, second = values[:2]
    several = (f"all of {first} and {second}",) if fact.type is FactType.CHOICES else ()
    return (first, f"{first} or {second}", *several, f"not {first}", f"not {first} or {second}")
