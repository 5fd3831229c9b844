"""The forms around a change; the grid has fields of its own."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from web.fields.written import AtMost, Day, Said
from web.i18n import N_

LONGEST_TITLE, LONGEST_REASON = 120, 2_000


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
