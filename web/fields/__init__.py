"""Fields of WTForms, one for each type of fact: what was typed, read as a value or a problem."""

from __future__ import annotations

from entitlements.rulebook.catalogue import FactDef, FactType
from web.fields.answer import AnswerField, Passed
from web.fields.awards import AwardsField
from web.fields.choice import ChoiceField, ChoicesField, YesNoField
from web.fields.day import DayField
from web.fields.sums import MoneyField, NumberField

__all__ = ["AnswerField", "Passed", "field_for"]

FIELDS: dict[FactType, type[AnswerField]] = {
    FactType.YES_NO: YesNoField,
    FactType.CHOICE: ChoiceField,
    FactType.CHOICES: ChoicesField,
    FactType.DATE: DayField,
    FactType.NUMBER: NumberField,
    FactType.MONEY: MoneyField,
    FactType.AWARDS: AwardsField,
}


def field_for(fact: FactDef) -> type[AnswerField]:
    """The kind of field that asks for a fact."""
    return FIELDS[fact.type]
