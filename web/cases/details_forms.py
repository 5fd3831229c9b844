"""The forms around a case: what it holds of somebody, and how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from entitlements.rulebook.catalogue import FactDef
from web.book import book
from web.cases.words import CLOSED, CONTACTS, LANGUAGES, SAFE_CONTACTS, language_name
from web.fields.day import DayField
from web.fields.written import AtMost, Day, Said
from web.i18n import N_
from web.i18n import gettext as _
from web.store.cases.records import Case, Contact, Details, SafeContact
from web.store.cases.teams import Membership
from web.wording import choice_text

LONGEST_REFERENCE, LONGEST_NAME, LONGEST_NOTE = 60, 120, 500
LONGEST_ACTION, LONGEST_PASTE = 200, 400_000


class MayBeEmptyDay(DayField):
    """A day in three parts that need not be given."""

    @property
    def instead(self) -> list[tuple[str, str]]:
        return []

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        super().process(formdata, None, extra_filters)

    def pre_validate(self, form: Any) -> None:
        if any(self.typed.values()):
            super().pre_validate(form)
        else:
            self.data = None


class DetailsForm(FlaskForm):
    """Who it is, as little as there can be, and how they may be reached."""

    reference = StringField(
        N_("Reference"),
        [Said(), AtMost(LONGEST_REFERENCE)],
        render_kw={"empty": N_("Give the reference that your council uses.")},
    )
    name = StringField(N_("Name to show (optional)"), [AtMost(LONGEST_NAME)])
    language = SelectField(N_("Language for letters"))
    safe_contact = RadioField(
        N_("Is it safe to get in touch?"),
        choices=[SelectChoice(code, words) for code, words in SAFE_CONTACTS.items()],
        default=SafeContact.NOT_ASKED,
    )
    safe_contact_note = TextAreaField(N_("About getting in touch"), [AtMost(LONGEST_NOTE)])
    contact = SelectField(
        N_("Contact"),
        choices=[SelectChoice(code, words) for code, words in CONTACTS.items()],
        default=Contact.ACTIVE,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language.choices = [SelectChoice(one, language_name(one)) for one in LANGUAGES]

    @classmethod
    def of(cls, case: Case) -> Self:
        """The form filled with what a case holds."""
        return cls(obj=case.details)


class OpenForm(DetailsForm):
    """What a case begins with. The date of birth and the council may wait."""

    date_of_birth: MayBeEmptyDay
    authority = SelectField(N_("Council that looked after them"), validate_choice=False)
    team = SelectField(N_("Team"))
    care = TextAreaField(N_("Care dates (optional)"), [AtMost(LONGEST_PASTE)])
    looked = BooleanField(N_("I have looked at this. Open the case with these dates."))

    @classmethod
    def for_teams(cls, mine: Sequence[Membership]) -> OpenForm:
        """The form for somebody of these teams."""
        facts = book().catalogue.facts
        born = MayBeEmptyDay(_("Date of birth (optional)"), fact=facts["date_of_birth"])
        form: OpenForm = type("Opening", (cls,), {"date_of_birth": born})()
        form.authority.choices = [SelectChoice("", _("Not known")), *councils(facts["authority"])]
        form.team.choices = [SelectChoice(str(one.team_id), one.name) for one in mine]
        return form


def councils(fact: FactDef) -> list[SelectChoice]:
    """The councils that the rules can name."""
    return [SelectChoice(one.value, choice_text(fact, one.value)) for one in fact.choices]


def details_of(form: DetailsForm) -> Details:
    """What a form says of somebody. Names keep whatever signs they are written in."""
    return Details(
        reference=_one_line(form.reference.data),
        name=_one_line(form.name.data),
        language=form.language.data,
        safe_contact=SafeContact(form.safe_contact.data),
        safe_contact_note=(form.safe_contact_note.data or "").strip(),
        contact=Contact(form.contact.data),
    )


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


class ActionForm(FlaskForm):
    """Something to do, and by when."""

    text = StringField(
        N_("What is to be done?"),
        [Said(), AtMost(LONGEST_ACTION)],
        render_kw={"empty": N_("Say what is to be done.")},
    )
    due = DateField(N_("By which day? (optional)"), [Day()])


class CloseForm(FlaskForm):
    """Why a case ends."""

    why = RadioField(
        N_("Why is the case closed?"),
        choices=[SelectChoice(code, words) for code, words in CLOSED.items()],
    )


class AssignForm(FlaskForm):
    """Who has the case from now on."""

    to = SelectField(N_("Who has this case from now on?"))
