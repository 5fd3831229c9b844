"""The forms around a change; the grid has fields of its own."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, StopValidation

from web.i18n import N_
from web.i18n import gettext as _

LONGEST_TITLE, LONGEST_REASON = 120, 2_000


class Said(InputRequired):
    """Something must be written; the message is looked up when it is shown."""

    def __call__(self, form: Any, field: Any) -> None:
        self.message = _(field.render_kw["empty"])
        if not (field.data or "").strip():
            field.raw_data = []  # blanks say nothing
        super().__call__(form, field)


class AtMost(Length):
    """A text of at most so many characters."""

    def __init__(self, most: int) -> None:
        super().__init__(max=most)

    def __call__(self, form: Any, field: Any) -> None:
        self.message = _("Use at most %(most)s characters.", most=self.max)
        super().__call__(form, field)


class Day:
    """A day, as browsers send one. `empty` says so where there is none; "" allows none."""

    def __init__(self, empty: str = "") -> None:
        self.empty = empty

    def __call__(self, form: Any, field: Any) -> None:
        if isinstance(field.data, date):
            return
        field.errors[:] = []  # its own say what is wrong in other words
        if self.is_needed(form):
            raise StopValidation(_(self.empty))
        if any(text.strip() for text in field.raw_data or ()):
            raise StopValidation(_("Write a day that there is, for example 2027-04-01."))
        raise StopValidation

    def is_needed(self, form: Any) -> bool:
        """Whether the form cannot go on without it."""
        return bool(self.empty)


class FirstDay(Day):
    """The first day of a new version; a correction has none."""

    def is_needed(self, form: Any) -> bool:
        """A correction keeps its days."""
        return form.how.data != "correction"


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
    starts = DateField(
        N_("From which day does the new version apply?"),
        [FirstDay(N_("Give the first day, for example 1 April 2027."))],
    )


class ReasonForm(FlaskForm):
    """A reason for a step that needs one."""

    reason = TextAreaField(
        N_("Your reason. It is kept, and printed in the Cabinet pack."),
        [Said(), AtMost(LONGEST_REASON)],
        render_kw={"empty": N_("Say why.")},
    )
