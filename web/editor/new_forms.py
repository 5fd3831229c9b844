"""The forms for what a rule book gains: a table, a fact, a rate, a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, Regexp, StopValidation

from entitlements.money import MoneyProblem, parse_money
from entitlements.rulebook.catalogue import Choice, FactDef, FactType, Sensitivity
from entitlements.rulebook.model import Citation, Confidence, DatedValue, Parameter, Source
from entitlements.rulebook.read_catalogue import SECTIONS, SOURCE_KINDS
from web.areas import AREAS
from web.fields.written import AtMost, Day, Said
from web.i18n import N_
from web.i18n import gettext as _

#: The types of fact that can be made here; care history and awards are the program's own.
TYPES = {
    FactType.YES_NO: N_("Yes or no"),
    FactType.CHOICE: N_("One of some choices"),
    FactType.CHOICES: N_("Any of some choices"),
    FactType.NUMBER: N_("A whole number"),
    FactType.MONEY: N_("A sum of money"),
    FactType.DATE: N_("A date"),
}
CONFIRMED = [SelectChoice("unconfirmed", N_("Not yet")), SelectChoice("confirmed", N_("Yes"))]
FACT_NAME = Regexp(r"[a-z][a-z0-9_]{1,60}$", message=N_("Use small letters, digits and _ only."))
TABLE_NAME = Regexp(
    r"[a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*$", message=N_("Write it like dorset/bus-pass.")
)
SLUG = Regexp(r"[a-z0-9][a-z0-9-]{1,60}$", message=N_("Use small letters, digits and - only."))


def worded(values: Iterable[str]) -> list[SelectChoice]:
    """Choices from the words of the rule language, with spaces for their underscores."""
    return [SelectChoice(str(value), str(value).replace("_", " ")) for value in values]


def named(names: Mapping[str, str]) -> list[SelectChoice]:
    """Choices from values and their names."""
    return [SelectChoice(str(value), name) for value, name in names.items()]


def said(label: str, empty: str, *more: Any) -> StringField:
    """A line that must be filled in."""
    return StringField(label, [Said(), AtMost(300), *more], render_kw={"empty": empty})


class TableForm(FlaskForm):
    """A new table: its name and its words. Its rows are written in the grid."""

    copy = SelectField(N_("Begin from"), choices=[])
    table_id = said(
        N_("Its id: the council, a stroke, and a short name"), N_("Give the id."), TABLE_NAME
    )
    title = said(N_("What people call it"), N_("Give the title."))
    area = SelectField(N_("Area of life"), choices=named(AREAS))
    summary = said(N_("What it is, in one plain sentence"), N_("Say what it is."))
    payer = said(N_("Who pays for it, or gives it"), N_("Say who pays."))
    ask = said(N_("Whom to ask"), N_("Say whom to ask."))
    how_to_get = said(N_("What a young person has to do"), N_("Say what to do."))
    starts = DateField(
        N_("From which day does it apply?"),
        [Day(N_("Give the first day, for example 1 April 2027."))],
    )
    source = SelectField(N_("What it rests on"), choices=[])
    place = said(N_("The place in that source"), N_("Name the section, item or page."))
    reason = TextAreaField(
        N_("Why is it made?"), [Said(), AtMost(2_000)], render_kw={"empty": N_("Say why.")}
    )


class FactForm(FlaskForm):
    """A new fact: how to ask for it, and what may be answered."""

    fact_id = said(N_("Its id, for rule tables"), N_("Give the id."), FACT_NAME)
    label = said(
        N_("How it ends the words “this depends on …”"), N_("Say what it is, in a few words.")
    )
    question = said(N_("The question a young person reads"), N_("Write the question."))
    hint = StringField(N_("A hint under the question"), [Optional(), AtMost(300)])
    section = SelectField(N_("Part of the check"), choices=worded(SECTIONS))
    type = SelectField(N_("What kind of answer"), choices=named(TYPES))
    choices = TextAreaField(N_("The choices, one a line"), [AtMost(4_000)])
    yes = StringField(N_("How a yes reads in a sentence"), [Optional(), AtMost(200)])
    no = StringField(N_("How a no reads in a sentence"), [Optional(), AtMost(200)])
    unit = StringField(N_("The unit of a number"), [Optional(), AtMost(60)])
    sensitivity = SelectField(N_("How private it is"), choices=worded(Sensitivity))

    def validate_choices(self, field: TextAreaField) -> None:
        """A choice has choices, and only a choice has them."""
        is_choice = self.type.data in (FactType.CHOICE, FactType.CHOICES)
        if is_choice and len(choices_in(field.data or "")) < 2:
            raise StopValidation(_("Write at least two choices, one a line."))
        values = [choice.value for choice in choices_in(field.data or "")]
        if is_choice and len(set(values)) < len(values):
            raise StopValidation(_("Two choices are the same. Name each with words of its own."))

    def fact(self) -> FactDef:
        """The fact as written."""
        kind = FactType(self.type.data)
        is_choice = kind in (FactType.CHOICE, FactType.CHOICES)
        return FactDef(
            self.fact_id.data,
            kind,
            self.label.data,
            self.section.data,
            self.question.data,
            self.hint.data or None,
            choices_in(self.choices.data or "") if is_choice else (),
            Sensitivity(self.sensitivity.data),
            unit=(self.unit.data or None) if kind is FactType.NUMBER else None,
            yes=(self.yes.data or None) if kind is FactType.YES_NO else None,
            no=(self.no.data or None) if kind is FactType.YES_NO else None,
        )


def choices_in(text: str) -> tuple[Choice, ...]:
    """Choices from lines: "own_flat: A flat of your own", or the label alone."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        named = re.fullmatch(r"([a-z][a-z0-9_]*)\s*:\s*(.+)", line)
        label = named[2] if named else line
        found.append(Choice(named[1] if named else _id_of(label), label))
    return tuple(found)


def _id_of(label: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "_", label.casefold()).strip("_")[:40]
    return words if words[:1].isalpha() else f"choice_{words}"


class RateForm(FlaskForm):
    """The next dated value of a rate."""

    parameter = SelectField(N_("Which rate?"), choices=[])
    starts = DateField(
        N_("From which day?"), [Day(N_("Give the first day, for example 6 April 2027."))]
    )
    value = said(N_("The new value"), N_("Give the value, for example £350.00."))
    source = SelectField(N_("Where it is published"), choices=[])
    place = StringField(N_("The place in that source"), [Optional(), AtMost(300)])
    confirmed = SelectField(
        N_("Has somebody read it there?"),
        choices=CONFIRMED,
    )

    def read(self, parameter: Parameter) -> DatedValue | str:
        """The value; a sentence where it does not fit the rate."""
        if parameter.values and self.starts.data <= parameter.values[-1].start:
            return _("There is a value from %(day)s already.", day=parameter.values[-1].start)
        text = (self.value.data or "").strip()
        if parameter.type == "money":
            try:
                number = int(parse_money(text))
            except MoneyProblem as problem:
                return str(problem)
        elif re.fullmatch(r"[0-9]{1,9}", text):
            number = int(text)
        else:
            return _("Write a whole number.")
        cited = Citation(self.source.data, self.place.data or "")
        return DatedValue(
            self.starts.data, number, (cited,), confidence=Confidence(self.confirmed.data)
        )


class SourceForm(FlaskForm):
    """A new source that rules can rest on."""

    source_id = said(N_("Its id, for rule tables"), N_("Give the id."), SLUG)
    title = said(N_("Its title"), N_("Give the title."))
    kind = SelectField(
        N_("What kind of source"),
        choices=worded(SOURCE_KINDS),
    )
    url = StringField(N_("Its web address"), [Optional(), AtMost(500)])
    dated = StringField(N_("The date on it"), [Optional(), AtMost(100)])
    seen = DateField(N_("The day somebody read it"), [Day()])

    def validate_url(self, field: StringField) -> None:
        """An address of the web, whole."""
        if field.data and not re.fullmatch(r"https?://[^\s]+", field.data.strip()):
            raise StopValidation(_("Write the whole address, with https://."))

    def record(self) -> Source:
        """The source as written; one that nobody read says so."""
        return Source(
            self.source_id.data,
            self.title.data,
            self.kind.data,
            (self.url.data or "").strip() or None,
            self.dated.data or None,
            self.seen.data,
            read=self.seen.data is not None,
        )
