"""The forms of the savings register: an account, taking one out, a step that is done."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation

from entitlements.money import format_money
from entitlements.savings import KINDS, Kind
from web.fields.sums import pence
from web.fields.written import AtMost, Day, Said
from web.i18n import N_
from web.i18n import gettext as _
from web.store.cases.savings import SavingsLine
from web.typed import once_of

LONGEST = 200  # characters


class Balance:
    """A balance, or nothing. Nought is a balance; empty is not known."""

    def __call__(self, form: Any, field: Any) -> None:
        text = (field.data or "").strip()
        if text and pence(text) is None:
            said = f"{text[:20]}…" if len(text) > 20 else text
            raise StopValidation(
                _("“%(said)s” is not a sum of money. Write it like 812.40 or 1,200.", said=said)
            )


class MayBeDay(Day):
    """A day that may be left out, and that has come."""

    def __call__(self, form: Any, field: Any) -> None:
        super().__call__(form, field)
        if field.data > g.as_at:
            raise StopValidation(_("This day has not come yet. Check the date."))


class SavingsForm(FlaskForm):
    """What is known of one account. `entry` is what the page showed, so nothing is overwritten."""

    once = HiddenField()
    entry = HiddenField()
    kind = RadioField(
        N_("What sort of account is it?"),
        choices=[SelectChoice(kind.value, words) for kind, words in KINDS.items()],
        validate_choice=False,
    )
    provider = StringField(N_("Which bank or company has it?"), [AtMost(LONGEST)])
    holder = StringField(N_("Who holds it, or can get at it?"), [AtMost(LONGEST)])
    balance = StringField(N_("How much is in it?"), [Balance(), AtMost(20)])
    balance_on = DateField(N_("On which day?"), [MayBeDay()])
    source = StringField(N_("Who told us?"), [AtMost(LONGEST)])
    estimated = BooleanField(N_("This is an estimate, not a statement from whoever has it"))
    given_over_on = DateField(N_("When did the young person get it?"), [MayBeDay()])

    def validate_kind(self, field: RadioField) -> None:
        """One of the kinds."""
        if field.data not in set(Kind):
            raise StopValidation(_("Choose what sort of account it is."))

    def validate_balance(self, field: StringField) -> None:
        """A day, a source or an estimate is of some balance."""
        about = self.balance_on.data or (self.source.data or "").strip() or self.estimated.data
        if about and not (field.data or "").strip():
            raise StopValidation(_("Write the balance that this is about, or take it out."))

    @property
    def told(self) -> dict[str, Any]:
        """What was typed, as the store takes it; empty is not known."""
        return {
            "kind": Kind(self.kind.data),
            "provider": (self.provider.data or "").strip() or None,
            "holder": (self.holder.data or "").strip() or None,
            "balance": pence((self.balance.data or "").strip()),
            "balance_on": self.balance_on.data,
            "estimated": bool(self.estimated.data),
            "source": (self.source.data or "").strip() or None,
            "given_over_on": self.given_over_on.data,
        }

    @property
    def once_only(self) -> str | None:
        """What the form was sent with, so that it is kept once."""
        return once_of(self.once.data)


def shown(line: SavingsLine, once: str) -> dict[str, Any]:
    """What is known of an account, as its form begins."""
    balance = "" if line.balance is None else format_money(line.balance).removeprefix("£")
    return {
        **{"once": once, "entry": str(line.entry), "kind": line.kind.value, "balance": balance},
        **{"provider": line.provider, "holder": line.holder, "balance_on": line.balance_on},
        **{"source": line.source, "estimated": line.estimated},
        "given_over_on": line.given_over_on,
    }


class RemoveForm(FlaskForm):
    """Saying that an account was entered by mistake."""

    why = TextAreaField(
        N_("Why?"),
        [Said(), AtMost(2_000)],
        render_kw={"empty": N_("Say why it was a mistake.")},
    )
