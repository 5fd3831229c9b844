"""From rule texts and message ids to sentences in the reader's language."""

from __future__ import annotations

from datetime import date
from typing import cast

from babel.dates import format_date

from entitlements.dates import NEVER_DAY
from entitlements.evaluate import Figure
from entitlements.facts import Value
from entitlements.money import format_money
from entitlements.rulebook.catalogue import FactDef, FactType
from entitlements.rulebook.model import Row, RuleTable, Version
from web.i18n import gettext, locale, pgettext


def day(when: date) -> str:
    """A date in words: 22 November 2026."""
    return str(format_date(when, "d MMMM y", locale=locale()))


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
    return [pgettext(f"{place}.{key}.{number}", text) for number, text in texts]


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
    return f"{value} {fact_text(fact, 'unit')}".strip()


def day_number(fact: FactDef, number: int) -> str:
    """A date answer, or the words for "it has not happened"."""
    if number == NEVER_DAY:
        return fact_text(fact, "never")
    return day(date.fromordinal(number))


def amount_text(figure: Figure) -> str:
    """How much, in words."""
    if figure.most is None:
        return gettext("No set amount")
    return f"{format_money(figure.most)} {figure.amount.per or ''}"
