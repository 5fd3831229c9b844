"""The forms of the ledger: asking for an award, paying it, taking money back, calling it off."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask import g
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation

from web.cases.award_words import ROUTES
from web.fields.sums import pence
from web.fields.written import AtMost, Day, Said
from web.i18n import N_
from web.i18n import gettext as _
from web.typed import once_of

LONGEST = 2_000  # characters of a reason or a note
LONGEST_LINE = 200  # characters of a payee or a receipt


class How(StrEnum):
    """What is being done: asked for, paid already in an emergency, or refused."""

    ASK = "ask"
    PAID = "paid"
    REFUSED = "refused"


HOW = {
    How.ASK: N_("Ask for it to be agreed"),
    How.PAID: N_("It was paid today, as it could not wait. Ask for it now."),
    How.REFUSED: N_("It was refused: write that down"),
}


class Sum:
    """A sum of money above nothing. `needed`: it cannot be left empty."""

    def __init__(self, needed: bool = True) -> None:
        self.needed = needed

    def __call__(self, form: Any, field: Any) -> None:
        text = (field.data or "").strip()
        if not text and not self.needed:
            return
        found = pence(text)
        if found is None:
            said = f"{text[:20]}…" if len(text) > 20 else text
            raise StopValidation(
                _("“%(said)s” is not a sum of money. Write it like 57.90 or 1,200.", said=said)
                if said
                else _("Write the sum, like 57.90 or 1,200.")
            )
        if found == 0:
            raise StopValidation(_("The sum is nothing. Write how much it is."))


class NotToCome(Day):
    """A day that is needed, and that is not after the day of the page."""

    def __call__(self, form: Any, field: Any) -> None:
        typed = any(text.strip() for text in field.raw_data or ())
        if typed and field.data is None:
            field.errors[:] = []  # its own say what is wrong in other words
            raise StopValidation(_("Write a day that there is, for example 2027-04-01."))
        super().__call__(form, field)
        if field.data > g.as_at:
            raise StopValidation(_("This day has not come yet. Write the day it was done."))


class OneForm(FlaskForm):
    """A form that is sent once, however often the button is pressed."""

    once = HiddenField()
    over = HiddenField()  #: the sum that was warned of
    sure = BooleanField(N_("Yes, I mean this sum"))
    amount = StringField(N_("How much?"), [Sum(), AtMost(20)])

    @property
    def pence(self) -> int | None:
        """The sum in pence; None where none was written."""
        return pence((self.amount.data or "").strip())

    @property
    def once_only(self) -> str | None:
        """What the form was sent with, so that it is kept once."""
        return once_of(self.once.data)

    @property
    def is_sure(self) -> bool:
        """Whether whoever sends it was warned of this very sum, and means it."""
        return bool(self.sure.data) and self.over.data == str(self.pence)

    def warn(self, says: str) -> None:
        """Stop until whoever sends it has said that they mean this sum."""
        self.sure.errors = [says]
        self.sure.data = False
        self.over.data = self.over.raw_data = None
        self.over.process_data(str(self.pence))


def _how_it_went() -> dict[str, Any]:
    return {
        "payee": StringField(N_("To whom?"), [AtMost(LONGEST_LINE)]),
        "route": SelectField(
            N_("How was it paid?"),
            choices=[
                SelectChoice("", N_("Choose")),
                *(SelectChoice(code, words) for code, words in ROUTES.items()),
            ],
            validate_choice=False,
        ),
        "receipt": StringField(N_("Receipt or reference"), [AtMost(LONGEST_LINE)]),
    }


class AskForm(OneForm):
    """Asking for an award, saying that it was paid already, or that it was refused."""

    amount = StringField(N_("How much?"), [Sum(needed=False), AtMost(20)])
    part = SelectField(N_("Which part is it for?"), choices=[], validate_choice=False)
    why = TextAreaField(
        N_("Why?"),
        [Said(), AtMost(LONGEST)],
        render_kw={"empty": N_("Say why in a few words, for whoever has to agree.")},
    )
    how = RadioField(
        N_("What happens now?"),
        choices=[SelectChoice(how.value, words) for how, words in HOW.items()],
        default=How.ASK.value,
        validate_choice=False,
    )
    payee = _how_it_went()["payee"]
    route = _how_it_went()["route"]
    receipt = _how_it_went()["receipt"]

    def validate_how(self, field: RadioField) -> None:
        """One of the three; a payment needs its sum."""
        if field.data not in set(How):
            raise StopValidation(_("Choose what happens now."))

    def validate_amount(self, field: StringField) -> None:
        """What was paid has a sum."""
        if self.how.data == How.PAID and not (field.data or "").strip():
            raise StopValidation(_("Write how much was paid."))

    def validate_route(self, field: SelectField) -> None:
        """What was paid was paid somehow."""
        if self.how.data == How.PAID and field.data not in ROUTES:
            raise StopValidation(_("Choose how it was paid."))

    def validate_part(self, field: SelectField) -> None:
        """One of the parts there are, or none."""
        if (field.data or "") not in {one.value for one in field.choices or ()} | {""}:
            raise StopValidation(_("Choose one of these parts."))


class PayForm(OneForm):
    """Writing down a payment."""

    on = DateField(N_("When was it paid?"), [NotToCome(N_("Write the day it was paid."))])
    payee = _how_it_went()["payee"]
    route = _how_it_went()["route"]
    receipt = _how_it_went()["receipt"]
    note = TextAreaField(N_("A note"), [AtMost(LONGEST)])

    def validate_route(self, field: SelectField) -> None:
        """What was paid was paid somehow."""
        if field.data not in ROUTES:
            raise StopValidation(_("Choose how it was paid."))


class ReturnForm(OneForm):
    """Writing down money that came back."""

    on = DateField(N_("When did it come back?"), [NotToCome(N_("Write the day it came back."))])
    note = TextAreaField(N_("A note"), [AtMost(LONGEST)])


class RefuseForm(OneForm):
    """Writing down that an award will not be paid after all."""

    amount = StringField(N_("How much?"), [Sum(needed=False), AtMost(20)])
    on = DateField(N_("When was that decided?"), [NotToCome(N_("Write the day it was decided."))])
    note = TextAreaField(
        N_("Why?"),
        [Said(), AtMost(LONGEST)],
        render_kw={"empty": N_("Say why, so that the young person can be told.")},
    )


class AnswerForm(FlaskForm):
    """Agreeing to a sum, or refusing it with a reason."""

    answer = RadioField(
        N_("Your answer"),
        choices=[
            SelectChoice("agree", N_("I agree")),
            SelectChoice("refuse", N_("I refuse")),
        ],
        validate_choice=False,
    )
    why = TextAreaField(N_("Why?"), [AtMost(LONGEST)])

    def validate_answer(self, field: RadioField) -> None:
        """Yes or no."""
        if field.data not in ("agree", "refuse"):
            raise StopValidation(_("Choose whether you agree."))

    def validate_why(self, field: TextAreaField) -> None:
        """A refusal has a reason."""
        if self.answer.data == "refuse" and not (field.data or "").strip():
            raise StopValidation(
                _("Say why you refuse, so that the adviser can tell the young person.")
            )
