"""The forms beside one decision: a note, another outcome in its place, and taking one back."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, StopValidation

from web.cases.beside import INSTEAD
from web.fields.sums import pence
from web.fields.written import AtMost, Said
from web.i18n import N_
from web.i18n import gettext as _

LONGEST = 2_000  # characters of a note or a reason


class Sum:
    """A sum of money, or nothing."""

    def __call__(self, form: Any, field: Any) -> None:
        text = (field.data or "").strip()
        if text and pence(text) is None:
            raise StopValidation(_("Write the sum as money, like 57.90. Leave it empty for none."))


class OneOfThose(AnyOf):
    """One of the choices; the message is looked up when it is shown."""

    def __init__(self) -> None:
        super().__init__([outcome.value for outcome in INSTEAD])

    def __call__(self, form: Any, field: Any) -> None:
        self.message = _("Choose what is put in its place.")
        super().__call__(form, field)


class NoteForm(FlaskForm):
    """A note on a decision."""

    once = HiddenField()
    text = TextAreaField(
        N_("Your note"),
        [Said(), AtMost(LONGEST)],
        render_kw={"empty": N_("Write the note first.")},
    )


class OverrideForm(FlaskForm):
    """Another outcome beside that of the rules. `found` is what the page showed."""

    once = HiddenField()
    found = HiddenField()
    instead = RadioField(
        N_("What is put in its place?"),
        [OneOfThose()],
        choices=[SelectChoice(outcome.value, words) for outcome, words in INSTEAD.items()],
        validate_choice=False,
    )
    amount = StringField(N_("How much, if it is money"), [Sum(), AtMost(15)])
    reason = TextAreaField(
        N_("Why?"),
        [Said(), AtMost(LONGEST)],
        render_kw={"empty": N_("Say why. Nobody can follow it without a reason.")},
    )

    @property
    def pence(self) -> int | None:
        """The sum in pence; None where none was written."""
        return pence((self.amount.data or "").strip())


class WithdrawForm(FlaskForm):
    """Taking back what was put beside a decision."""

    note = HiddenField()
    why = TextAreaField(
        N_("Why is it taken back?"),
        [Said(), AtMost(LONGEST)],
        render_kw={"empty": N_("Say why it is taken back.")},
    )
