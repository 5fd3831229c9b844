"""The forms of accounts. What is typed too long or wrong is said beside the box."""

from __future__ import annotations

import re

from flask_wtf import FlaskForm
from wtforms import Field, PasswordField, SelectMultipleField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from web.access import ROLE_NAMES
from web.i18n import N_

EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")
ROLES = [SelectChoice(role.value, name) for role, name in ROLE_NAMES.items()]
LONGEST_EMAIL, LONGEST_NAME = 254, 100


def stripped(text: str | None) -> str:
    """What was typed, without spaces around it."""
    return (text or "").strip()


def check_email(text: str) -> str | None:
    """What is wrong with an e-mail; None if nothing is."""
    if len(text) > LONGEST_EMAIL or not text.isprintable() or not EMAIL.fullmatch(text):
        return N_("Type an email, like name@example.org")
    return None


def check_name(text: str) -> str | None:
    """What is wrong with a name; None if nothing is."""
    if not text:
        return N_("Type the name")
    if len(text) > LONGEST_NAME or not text.isprintable():
        return N_("The name must be one line of 100 characters or fewer")
    return None


def _refuse(fault: str | None) -> None:
    if fault:
        raise ValidationError(fault)


class SignInForm(FlaskForm):
    """An e-mail and a password. Of a password nothing is said but that it is missing."""

    email = StringField(
        N_("Email"),
        filters=[stripped],
        validators=[
            InputRequired(N_("Type your email")),
            Length(max=LONGEST_EMAIL, message=N_("That email is too long")),
        ],
    )
    password = PasswordField(
        N_("Password"),
        validators=[
            InputRequired(N_("Type your password")),
            Length(max=1_000, message=N_("That password is too long")),
        ],
    )


class PasswordForm(FlaskForm):
    """The old password and the new one. `password` in their names: never held on a page."""

    old_password = PasswordField(
        N_("Your password now"), validators=[InputRequired(N_("Type the password you have now"))]
    )
    new_password = PasswordField(
        N_("New password"), validators=[InputRequired(N_("Type a new password"))]
    )


def _roles() -> SelectMultipleField:
    missing = InputRequired(N_("Choose one role or more"))
    return SelectMultipleField(N_("What they do here"), choices=ROLES, validators=[missing])


class RolesForm(FlaskForm):
    """The roles of an account."""

    roles = _roles()


class AccountForm(FlaskForm):
    """A new account. The fields are in the order of the page, as their errors are listed so."""

    name = StringField(N_("Name"), filters=[stripped])
    email = StringField(N_("Work email"), filters=[stripped])
    roles = _roles()

    def validate_name(self, field: Field) -> None:
        """Refuse a name that cannot be shown."""
        _refuse(check_name(field.data))

    def validate_email(self, field: Field) -> None:
        """Refuse what is no e-mail."""
        _refuse(check_email(field.data))
