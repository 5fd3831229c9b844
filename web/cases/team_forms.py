"""The forms around teams: a name, a member, who may agree to what."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, FieldList, Form, FormField, SelectField, SelectMultipleField
from wtforms import StringField as Box
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation

from entitlements.money import format_money
from entitlements.rulebook.model import Approval
from web.fields.sums import pence
from web.fields.written import AtMost, Said
from web.i18n import N_
from web.i18n import gettext as _

LONGEST_NAME = 100
TIERS = 6  #: rows of the ladder; no council that we read has more than three


class TeamForm(FlaskForm):
    """What a team is called."""

    name = Box(
        N_("What is the team called?"),
        [Said(), AtMost(LONGEST_NAME)],
        render_kw={"empty": N_("Give the team a name.")},
    )


class MemberForm(FlaskForm):
    """Who joins a team."""

    account = SelectField(N_("Who joins the team?"), coerce=int)
    manages = BooleanField(N_("They manage this team"))


class Sum:
    """A sum of money, or nothing."""

    def __call__(self, form: Any, field: Any) -> None:
        text = (field.data or "").strip()
        if text and pence(text) is None:
            raise StopValidation(_("Write a sum of money, for example 500 or 1,250.50."))


class Named:
    """A sum needs somebody who agrees to it."""

    def __call__(self, form: Any, field: Any) -> None:
        if (form.up_to.data or "").strip() and not (field.data or "").strip():
            raise StopValidation(_("Say who agrees to this sum, or clear the sum."))


class TierForm(Form):
    """One step of the ladder."""

    title = Box(N_("Who agrees"), [Named(), AtMost(LONGEST_NAME)])
    up_to = Box(N_("Up to"), [Sum()])


class LadderForm(FlaskForm):
    """Who agrees to which sum, where a rule names nobody."""

    tiers = FieldList(FormField(TierForm), min_entries=TIERS, max_entries=TIERS)

    @property
    def ladder(self) -> list[Approval]:
        """What was typed, smallest sum first; a tier with no sum agrees to any."""
        said = [(one.data["title"] or "", one.data["up_to"] or "") for one in self.tiers]
        tiers = [Approval(t.strip(), pence(s) if s.strip() else None) for t, s in said if t.strip()]
        return sorted(tiers, key=lambda tier: (tier.up_to is None, tier.up_to or 0))


class TitlesForm(FlaskForm):
    """Under which titles somebody may agree to awards."""

    titles = SelectMultipleField(N_("They may agree to awards as"))


def ladder_form(ladder: tuple[Approval, ...]) -> LadderForm:
    """The form of the ladder, filled."""
    shown = [
        {"title": tier.by, "up_to": "" if tier.up_to is None else format_money(tier.up_to)}
        for tier in ladder
    ]
    return LadderForm(data={"tiers": [*shown, *[{}] * TIERS][:TIERS]})


def choice(value: str, label: str) -> SelectChoice:
    """One choice of a list."""
    return SelectChoice(value, label)
