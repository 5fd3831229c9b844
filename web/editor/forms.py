"""The forms around a change; the grid has fields of its own."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from web.i18n import N_
from web.i18n import gettext as _

LONGEST_TITLE, LONGEST_REASON = 120, 2_000


class Said(InputRequired):
    """Something must be written; the message is looked up when it is shown."""

    def __call__(self, form: Any, field: Any) -> None:
        self.message = _(field.render_kw["empty"])
        super().__call__(form, field)


class AtMost(Length):
    """A text of at most so many characters."""

    def __init__(self, most: int) -> None:
        super().__init__(max=most)

    def __call__(self, form: Any, field: Any) -> None:
        self.message = _("Use at most %(most)s characters.", most=self.max)
        super().__call__(form, field)


class NameForm(FlaskForm):
    """What a change is called, and why it is made."""

    title = StringField(
        N_("What is this change called?"),
        [Said(), AtMost(LONGEST_TITLE)],
        render_kw={"empty": N_("Give the change a name, so that others can find it.")},
    )
    reason = TextAreaField(
        N_("Why is it made? This is printed in the Cabinet pack."),
        [Said(), AtMost(LONGEST_REASON)],
        render_kw={"empty": N_("Say why the change is made.")},
    )


class BeginForm(NameForm):
    """How to begin: a new version from a day, or a correction."""

    how = RadioField(
        N_("What kind of change is it?"),
        choices=[
            SelectChoice("version", N_("A new version, from a day to come")),
            SelectChoice("correction", N_("A correction of the version in force")),
        ],
        default="version",
    )
    starts = DateField(N_("From which day does the new version apply?"), [Optional()])

    def validate_starts(self, field: DateField) -> None:
        """A new version needs a first day; the browser sends none for what is no day."""
        if self.how.data == "version" and not isinstance(field.data, date):
            from wtforms.validators import StopValidation

            raise StopValidation(_("Give the first day, for example 1 April 2027."))


class ReasonForm(FlaskForm):
    """A reason for a step that needs one."""

    reason = TextAreaField(
        N_("Your reason. It is kept, and printed in the Cabinet pack."),
        [Said(), AtMost(LONGEST_REASON)],
        render_kw={"empty": N_("Say why.")},
    )
