"""From rule texts and message ids to sentences in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import cast

from babel.dates import format_date

from entitlements.dates import NEVER_DAY
from entitlements.evaluate import Decision
from entitlements.explain.reason import Reason
from entitlements.facts import Award, Value
from entitlements.messages import amount_lines, amount_of, say
from entitlements.messages.amount_templates import PER
from entitlements.money import Per, format_money
from entitlements.rulebook.catalogue import Catalogue, FactDef, FactType
from entitlements.rulebook.model import Row, RuleTable, Version
from web.i18n import gettext, language, pgettext


def day(when: date) -> str:
    """A date in words: 22 November 2026."""
    return _day(when, language())


@lru_cache(maxsize=2048)
def _day(when: date, tongue: str) -> str:
    return str(format_date(when, "d MMMM y", locale=tongue))


def fact_text(fact: FactDef, key: str) -> str:
    """One text of a fact: its question, hint, label and so on; "" where it has none."""
    text = getattr(fact, key) or ""
    kind = "derived" if fact.is_derived else "facts"
    return pgettext(f"{kind}.{fact.id}.{key}", text) if text else ""


def choice_text(fact: FactDef, value: str) -> str:
    """The words of one choice."""
    kind = "derived" if fact.is_derived else "facts"
    label = next((c.label for c in fact.choices if c.value == value), value)
    return pgettext(f"{kind}.{fact.id}.choices.{value}.label", label)


def table_text(table: RuleTable, key: str) -> str:
    """One text of a table: its title, summary, whom to ask."""
    return pgettext(f"{table.id}.{key}", getattr(table, key))


def row_text(table: RuleTable, version: Version, row: Row, key: str) -> str:
    """One text of a row; "" where it has none."""
    text = getattr(row, key) or ""
    return pgettext(f"{row_place(table, version, row)}.{key}", text) if text else ""


def row_list(table: RuleTable, version: Version, row: Row, key: str) -> list[str]:
    """The texts of a list of a row: evidence, other conditions."""
    place = row_place(table, version, row)
    texts = enumerate(getattr(row, key))
    return [item_text(f"{place}.{key}", number, text) for number, text in texts]


def item_text(place: str, number: int, text: str) -> str:
    """One text of a list, which a file may also write as a single text without a list."""
    found = pgettext(f"{place}.{number}", text)
    return pgettext(place, text) if found == text and number == 0 else found


def row_place(table: RuleTable, version: Version, row: Row) -> str:
    """Where a row stands in its file, as the extractor names it."""
    start = version.effective_from
    name = start.isoformat() if start else str(table.versions.index(version))
    where = "otherwise" if row is version.otherwise else f"rows.{row.id}"
    return f"{table.id}.versions.{name}.{where}"


def answer_text(fact: FactDef, value: Value) -> str:
    """An answer as the person would read it back."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if fact.type is FactType.CHOICE:
        return choice_text(fact, cast(str, value))
    if fact.type is FactType.CHOICES:
        chosen = cast("frozenset[str]", value)
        return ", ".join(choice_text(fact, v) for v in fact.values if v in chosen)
    if fact.type is FactType.DATE:
        return day_number(fact, cast(int, value))
    if fact.type is FactType.MONEY:
        return format_money(cast(int, value))
    if fact.type is FactType.AWARDS:
        return _had_in_words(cast("tuple[Award, ...]", value))
    return f"{value} {fact_text(fact, 'unit')}".strip()


def _had_in_words(awards: tuple[Award, ...]) -> str:
    """The sums that were had; one that nobody wrote down is not nothing."""
    sums = [format_money(a.amount) if a.amount is not None else "" for a in awards]
    said = [words or gettext("a sum that is not known") for words in sums]
    return ", ".join(said) or gettext("I have had none of these")


def day_number(fact: FactDef, number: int) -> str:
    """A date answer, or the words for "it has not happened"."""
    if number == NEVER_DAY:
        return fact_text(fact, "never")
    return day(date.fromordinal(number))


def amount_words(decision: Decision) -> str:
    """How much, in one phrase; "" where it is not a matter of money."""
    words = amount_of(decision, gettext, _rule_text(decision)) or ""
    return words[:1].upper() + words[1:]


def amount_details(decision: Decision) -> list[str]:
    """What goes with an amount: its parts, payments, uses and limits."""
    if decision.figure is None:
        return []
    tables = decision.evaluation.book.tables
    return amount_lines(decision.figure, tables, gettext, _rule_text(decision))


def _rule_text(decision: Decision) -> Callable[[str, str], str]:
    """Where the texts of this decision's amount stand in its file."""

    def translate(context: str, text: str) -> str:
        row, version = decision.row, decision.version
        if context.startswith("amount.") and row and version:
            context = f"{row_place(decision.table, version, row)}.{context}"
        place, _, last = context.rpartition(".")
        return item_text(place, int(last), text) if last.isdigit() else pgettext(context, text)

    return translate


def reason_text(reason: Reason, catalogue: Catalogue) -> str:
    """A reason as a sentence."""
    return say(reason, catalogue, gettext, pgettext)


def how_often(pence: int, per: Per) -> str:
    """A sum and how often it comes."""
    return gettext(PER[per]).format(sum=format_money(pence))
