"""What an adviser chooses of a paper before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from babel import Locale, UnknownLocaleError
from flask import current_app
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField
from wtforms.fields.choices import SelectChoice

from web.cases.face import case
from web.documents.printing import only_drawn
from web.i18n import ENGLISH, N_, languages
from web.i18n import gettext as _
from web.store.cases.records import SafeContact

#: Why it has to be asked first, for each answer but "safe".
ASK = {
    SafeContact.ASK_FIRST: N_("Ask the young person each time before you give or send anything."),
    SafeContact.NOT_SAFE: N_("It is not safe to write. Hand it over only if they want it now."),
    SafeContact.NOT_ASKED: N_("Nobody has asked yet if it is safe to give them papers."),
}


class LetterForm(FlaskForm):
    """The choices of a paper."""

    once = HiddenField()
    paper = RadioField(
        N_("What do you want to make?"),
        choices=[
            SelectChoice("short", N_("A letter of about 4 pages: what there is, and who to ask")),
            SelectChoice("full", N_("A long letter: all of it, with every reason and source")),
            SelectChoice("plan", N_("One page for the plan for leaving care (pathway plan)")),
        ],
        default="short",
    )
    size = RadioField(
        N_("How large is the print?"),
        choices=[
            SelectChoice("ordinary", N_("Ordinary: 11 points")),
            SelectChoice("large", N_("Large: 18 points, with more room between lines")),
        ],
        default="ordinary",
    )
    tongue = RadioField(
        N_("In which language?"),
        choices=[
            SelectChoice("theirs", N_("Theirs, with a copy in English")),
            SelectChoice("english", N_("English only")),
        ],
        default="theirs",
    )
    asked = BooleanField(N_("I asked the young person. They want this paper, and it is safe."))

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the tick only where it is not known to be safe."""
        sound = super().validate(extra_validators)
        if case().details.safe_contact is not SafeContact.SAFE and not self.asked.data:
            self.asked.errors = [_("Ask the young person first. Then tick this box.")]
            return False
        return bool(sound)


@dataclass(frozen=True, slots=True)
class Tongue:
    """The language of a case: its code, its name here, and whether it can be printed.

    `known`: there are words in it; `drawn`: the fonts have its letters.
    """

    code: str
    name: str
    known: bool
    drawn: bool

    @property
    def printed(self) -> tuple[str, ...]:
        """The languages of a letter, the young person's own first."""
        own = self.code != ENGLISH and self.known and self.drawn
        return (self.code, ENGLISH) if own else (ENGLISH,)


def tongue_of_case() -> Tongue:
    """The language that the young person of this case reads."""
    code = case().language or ENGLISH
    try:
        there = Locale.parse(code.replace("-", "_"))
        name, own = str(there.get_display_name(ENGLISH)), str(there.get_display_name(code))
    except (UnknownLocaleError, ValueError):
        return Tongue(code, code, False, False)
    return Tongue(code, name, code in languages(), is_drawn(own))


def is_drawn(text: str) -> bool:
    """Whether the fonts at hand can draw all of a text."""
    return only_drawn(text, _assets()) == text


def name_printed() -> str:
    """The name as a paper shows it: without what the fonts cannot draw; "" if nothing is left."""
    left = " ".join(only_drawn(case().name, _assets()).split())
    return left if any(sign.isalpha() for sign in left) else ""


def _assets() -> Any:
    return current_app.extensions["entitlements.settings"].assets_dir
