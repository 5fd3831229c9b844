"""What was already had: one amount for each pot of money that something may come off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from entitlements.facts import Award, Value
from entitlements.money import format_money
from entitlements.rulebook.model import RuleTable
from web.fields.answer import AnswerField, BadAnswer
from web.fields.sums import pence
from web.i18n import gettext as _
from web.wording import table_text

NONE = "none"  #: the value of the box that says nothing was had


class AwardsField(AnswerField):
    """An amount of money for each pot; an empty one counts as nothing had from it."""

    template = "fields/awards.html"

    def __init__(self, label: str = "", *, pots: Sequence[RuleTable] = (), **kwargs: Any) -> None:
        self.pots = {pot.id.replace("/", "-"): pot for pot in pots}
        self.parts = tuple(self.pots) or ("",)
        super().__init__(label, **kwargs)

    @property
    def inputs(self) -> list[tuple[str, str]]:
        """The part and the title of each pot."""
        return [(part, table_text(pot, "title")) for part, pot in self.pots.items()]

    @property
    def instead(self) -> list[tuple[str, str]]:
        return [(NONE, _("I have had none of these")), *super().instead]

    @property
    def focus(self) -> str:
        return super().focus if self.pots else self.input_id("instead")

    def of_tick(self, ticked: str) -> Value:
        return ()

    def empty(self) -> str:
        return _("Enter what you have had. If you have had nothing, or do not know, tick a box.")

    def value(self, typed: Mapping[str, str]) -> Value:
        awards = []
        for part, pot in self.pots.items():
            amount = pence(typed[part]) if typed[part] else 0
            if amount is None:
                title = table_text(pot, "title")
                says = _("%(what)s: enter an amount of money, like 57.90", what=title)
                raise BadAnswer(says, part)
            awards.append(Award(pot.id, amount))
        return tuple(award for award in awards if award.amount)

    def show(self, data: Value) -> None:
        had = {a.entitlement: a.amount or 0 for a in cast("tuple[Award, ...]", data)}
        self.ticked = [] if had else [NONE]
        for part, pot in self.pots.items():
            if pot.id in had:
                self.typed[part] = format_money(had[pot.id]).removeprefix("£")
