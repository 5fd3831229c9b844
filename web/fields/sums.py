"""Money and whole numbers, read the way people type them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from entitlements.facts import Value
from entitlements.money import format_money
from web.fields.answer import AnswerField, BadAnswer
from web.i18n import gettext as _
from web.wording import fact_text

_MONEY = re.compile(r"(?P<pounds>[0-9]{1,7})(?:\.(?P<pence>[0-9]{1,2}))?")
MOST_MONEY = 9_999_999_99  # pence


def pence(text: str) -> int | None:
    """Read 57.90, £57.90 or 1,200; None for what is not an amount.

    Unit: pence
    """
    bare = text.replace("£", "", 1).replace(" ", "")
    if not re.fullmatch(r"[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+", bare.partition(".")[0]):
        return None
    found = _MONEY.fullmatch(bare.replace(",", ""))
    if found is None:
        return None
    return int(found["pounds"]) * 100 + int((found["pence"] or "").ljust(2, "0"))


class MoneyField(AnswerField):
    """An amount of money; its value is in pence."""

    template = "fields/sum.html"
    prefix = "£"
    suffix = ""
    inputmode = "decimal"
    width = 5

    def value(self, typed: Mapping[str, str]) -> Value:
        amount = pence(typed[""])
        if amount is None:
            says = _("Enter %(what)s as an amount of money, like 57.90", what=self.what)
            raise BadAnswer(says)
        return amount

    def show(self, data: Value) -> None:
        self.typed = {"": format_money(cast(int, data)).removeprefix("£")}


class NumberField(AnswerField):
    """A whole number within the bounds of its fact."""

    template = "fields/sum.html"
    prefix = ""
    inputmode = "numeric"
    width = 4

    @property
    def suffix(self) -> str:
        """The unit, shown after the number."""
        return fact_text(self.fact, "unit") if self.fact.unit else ""

    def value(self, typed: Mapping[str, str]) -> Value:
        text = typed[""]
        if not text.isdecimal() or len(text) > 9:
            raise BadAnswer(_("Enter %(what)s as a whole number, like 3", what=self.what))
        self._within(int(text))
        return int(text)

    def _within(self, number: int) -> None:
        least, most = self.fact.least, self.fact.most
        if least is not None and number < least:
            raise BadAnswer(_("Enter a number that is %(least)s or more", least=least))
        if most is not None and number > most:
            raise BadAnswer(_("Enter a number that is %(most)s or less", most=most))

    def show(self, data: Value) -> None:
        self.typed = {"": str(data)}
