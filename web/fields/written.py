"""What must be written in a box of a staff form, and how long it may be."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms.validators import InputRequired, Length, StopValidation

from web.i18n import gettext as _


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
