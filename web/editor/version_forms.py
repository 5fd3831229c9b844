"""The forms of a version and of a table's words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, StopValidation

from entitlements.rulebook.model import Approved, Confidence, RuleTable, Todo, Version
from web.areas import AREAS
from web.editor.new_forms import CONFIRMED, named, said
from web.fields.written import AtMost, Day, Said
from web.i18n import N_
from web.i18n import gettext as _

SEPARATOR = " | ask: "  #: between what to confirm and whom to ask, one todo a line


class VersionForm(FlaskForm):
    """The days of a version, who approved it, and how sure we are."""

    starts = DateField(
        N_("First day in force"), [Day(N_("Give the first day, for example 1 April 2027."))]
    )
    ends = DateField(N_("First day no longer in force"), [Day()])
    approved_by = StringField(N_("Approved by"), [AtMost(200)])
    approved_on = DateField(N_("Approved on"), [Day()])
    minute = StringField(N_("Minute"), [Optional(), AtMost(200)])
    checked_on = DateField(
        N_("Last day somebody checked it"), [Day(N_("Give the day somebody last checked it."))]
    )
    confidence = SelectField(
        N_("Has a person confirmed it?"),
        choices=CONFIRMED,
    )
    dates_note = TextAreaField(N_("What is not known about the dates"), [Optional(), AtMost(1000)])
    note = TextAreaField(N_("A note for readers of the table"), [Optional(), AtMost(2000)])
    todo = TextAreaField(N_("What to confirm, and whom to ask"), [Optional(), AtMost(4000)])

    def validate_approved_by(self, field: StringField) -> None:
        """A day or a minute is of somebody's approval."""
        if not _words(field.data) and (self.approved_on.data or _words(self.minute.data)):
            raise StopValidation(_("Say who approved it, or take the day and the minute out."))

    def validate_ends(self, field: DateField) -> None:
        """A version ends after it begins."""
        if field.data and self.starts.data and field.data <= self.starts.data:
            raise StopValidation(_("This is not after the first day. Give a later day."))

    def validate_todo(self, field: TextAreaField) -> None:
        """Each line says what, and whom to ask."""
        for number, line in enumerate(filter(None, (field.data or "").splitlines()), 1):
            what, found, whom = line.partition(SEPARATOR.strip())
            if line.strip() and not (found and what.strip(" |") and whom.strip()):
                raise StopValidation(
                    _("Line %(number)s: write “what to confirm | ask: whom”.", number=number)
                )

    @classmethod
    def of(cls, version: Version) -> VersionForm:
        """The form, filled with a version."""
        approved = version.approved
        return cls(
            data={
                "starts": version.effective_from,
                "ends": version.effective_to,
                "approved_by": approved.body if approved else "",
                "approved_on": approved.on if approved else None,
                "minute": approved.minute if approved else "",
                "checked_on": version.checked_on,
                "confidence": version.confidence.value,
                "dates_note": version.dates_note,
                "note": version.note,
                "todo": "\n".join(f"{t.confirm}{SEPARATOR}{t.ask}" for t in version.todo),
            }
        )

    def version(self, before: Version) -> Version:
        """The version as the form has it; what the form does not show is kept."""
        body = _words(self.approved_by.data)
        approved = Approved(body, self.approved_on.data, _words(self.minute.data)) if body else None
        return replace(
            before,
            effective_from=self.starts.data,
            effective_to=self.ends.data,
            approved=approved,
            checked_on=self.checked_on.data,
            confidence=Confidence(self.confidence.data),
            dates_note=_words(self.dates_note.data),
            note=_words(self.note.data),
            todo=tuple(_todo(line) for line in (self.todo.data or "").splitlines() if line.strip()),
        )


def _words(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def _todo(line: str) -> Todo:
    what, _found, whom = line.partition(SEPARATOR.strip())
    return Todo(" ".join(what.split()), " ".join(whom.split()))


class WordsForm(FlaskForm):
    """What a table says of itself, in plain words."""

    title = said(N_("What people call it"), N_("Give the title."))
    also_called = TextAreaField(N_("Other names, one a line"), [Optional(), AtMost(1000)])
    area = SelectField(N_("Area of life"), choices=named(AREAS))
    summary = said(N_("What it is, in one plain sentence"), N_("Say what it is."))
    payer = said(N_("Who pays for it, or gives it"), N_("Say who pays."))
    ask = said(N_("Whom to ask"), N_("Say whom to ask."))
    how_to_get = TextAreaField(
        N_("What a young person has to do"),
        [Said(), AtMost(600)],
        render_kw={"empty": N_("Say what to do.")},
    )

    @classmethod
    def of(cls, table: RuleTable) -> WordsForm:
        """The form, filled with a table."""
        words = ("title", "area", "summary", "payer", "ask", "how_to_get")
        data: dict[str, Any] = {word: getattr(table, word) for word in words}
        return cls(data=data | {"also_called": "\n".join(table.also_called)})

    def table(self, before: RuleTable) -> RuleTable:
        """The table with these words."""
        names = (_words(line) for line in (self.also_called.data or "").splitlines())
        words = ("title", "area", "summary", "payer", "ask", "how_to_get")
        said_now = {word: _words(getattr(self, word).data) for word in words}
        return replace(before, also_called=tuple(filter(None, names)), **said_now)
